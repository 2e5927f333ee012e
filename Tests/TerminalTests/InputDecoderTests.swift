import Screen
import Testing

@testable import Terminal

struct InputDecoderTests {
  private func decoded(_ text: String) -> [InputEvent] {
    var decoder = InputDecoder()
    return decoder.feed(Array(text.utf8)) + decoder.flush()
  }

  private func key(_ base: Key.Base, _ modifiers: Key.Modifiers = []) -> InputEvent {
    .key(.init(base, modifiers))
  }

  @Test(
    arguments: [
      ("\u{1B}[A", .up, []), ("\u{1B}OA", .up, []), ("\u{1B}[1;2C", .right, .shift),
      ("\u{1B}[1;5D", .left, .control),
      ("\u{1B}[1;8B", .down, [.shift, .alt, .control]), ("\u{1B}[c", .right, .shift),
      ("\u{1B}Oc", .right, .control),
      ("\u{1B}[H", .home, []), ("\u{1B}OF", .end, []), ("\u{1B}[1~", .home, []), ("\u{1B}[8~", .end, []),
      ("\u{1B}[5~", .pageUp, []), ("\u{1B}[6;2~", .pageDown, .shift), ("\u{1B}[6$", .pageDown, .shift),
      ("\u{1B}[3^", .delete, .control), ("\u{1B}[2~", .insert, []),
      ("\u{1B}OP", .function(1), []), ("\u{1B}[11~", .function(1), []), ("\u{1B}[[A", .function(1), []),
      ("\u{1B}[15~", .function(5), []), ("\u{1B}[17~", .function(6), []),
      ("\u{1B}[24;5~", .function(12), .control),
      ("\u{1B}[1;2P", .function(1), .shift), ("\u{1B}[Z", .tab, .shift),
      ("\t", .tab, []), ("\r", .enter, []), ("\n", .enter, []), ("\u{1B}OM", .enter, []),
      ("\u{7F}", .backspace, []),
      ("\u{8}", .backspace, []), ("\u{1B}", .escape, []), ("\u{1B}\r", .enter, .alt),
      ("\u{1B}\u{1B}[A", .up, .alt),
      ("a", .character("a"), []), ("A", .character("A"), []), (" ", .character(" "), []),
      ("\u{3}", .character("c"), .control), ("\u{1A}", .character("z"), .control),
      ("\0", .character(" "), .control),
      ("\u{1C}", .character("\\"), .control), ("\u{1B}x", .character("x"), .alt),
      ("\u{1B}[", .character("["), .alt),
      ("é", .character("é"), []), ("日", .character("日"), []), ("😀", .character("😀"), []),
      ("\u{1B}[97;5u", .character("a"), .control), ("\u{1B}[27;5;13~", .enter, .control),
    ] as [(String, Key.Base, Key.Modifiers)])
  func `a key`(_ bytes: String, _ base: Key.Base, _ modifiers: Key.Modifiers) {
    #expect(decoded(bytes) == [key(base, modifiers)])
  }

  @Test(
    arguments: [
      ("\u{1B}[<0;1;1M", .press(.left), 0, 0, []), ("\u{1B}[<2;300;120M", .press(.right), 299, 119, []),
      ("\u{1B}[<0;5;6m", .release(.left), 4, 5, []), ("\u{1B}[<32;5;6M", .drag(.left), 4, 5, []),
      ("\u{1B}[<64;5;6M", .wheelUp, 4, 5, []), ("\u{1B}[<69;5;6M", .wheelDown, 4, 5, .shift),
      ("\u{1B}[<66;1;1M", .wheelLeft, 0, 0, []),
      ("\u{1B}[<20;2;2M", .press(.left), 1, 1, [.shift, .control]),
      ("\u{1B}[<0;0;0M", .press(.left), 0, 0, []), ("\u{1B}[M !\"", .press(.left), 0, 1, []),
      ("\u{1B}[M#\"!", .release(.left), 1, 0, []),
    ] as [(String, InputEvent.Mouse.Action, Int, Int, Key.Modifiers)])
  func `the mouse`(
    _ bytes: String, _ action: InputEvent.Mouse.Action, _ column: Int, _ row: Int,
    _ modifiers: Key.Modifiers
  ) {
    #expect(decoded(bytes) == [.mouse(.init(action, column: column, row: row, modifiers: modifiers))])
  }

  @Test(arguments: [
    "\u{1B}[<99999999999999999999;1;1M", "\u{1B}[<0;1M", "\u{1B}[<35;1;1M", "\u{1B}[?1;2c", "\u{1B}[99~",
    "\u{1B}[I",
    "\u{1B}Oz", "\u{1B}[<", "\u{1B}[12", "\u{1B}[1114112;1u", "\u{85}",
  ])
  func `what is no key and no mouse is nothing`(_ bytes: String) {
    #expect(decoded(bytes) == [])
  }

  @Test func `a broken sequence does not swallow what follows`() {
    #expect(decoded("\u{1B}[12\u{1B}[A") == [key(.up)])
    #expect(decoded("\u{1B}[1;\rx") == [key(.enter), key(.character("x"))])
  }

  @Test func `bytes may come one at a time`() {
    let text = "a\u{1B}[1;2Cé日\u{1B}[<0;3;4M\u{1B}[200~x\u{1B}y\r\nz\u{1B}[201~\u{1B}OPq"
    var decoder = InputDecoder()
    let whole = decoder.feed(Array(text.utf8))
    var pieces: [InputEvent] = []
    for byte in text.utf8 { pieces += decoder.feed([byte]) }
    #expect(pieces == whole)
    #expect(
      whole == [
        key(.character("a")), key(.right, .shift), key(.character("é")), key(.character("日")),
        .mouse(.init(.press(.left), column: 2, row: 3)), .paste("x\u{1B}y\nz"), key(.function(1)),
        key(.character("q")),
      ])
    #expect(!decoder.isWaiting)
  }

  @Test func `only time tells an escape from the beginning of a sequence`() {
    var decoder = InputDecoder()
    #expect(decoder.feed([0x1B]) == [])
    #expect(decoder.isWaiting)
    #expect(decoder.flush() == [key(.escape)])
    #expect(!decoder.isWaiting)
    #expect(decoder.feed([0x1B, 0x1B]) == [])
    #expect(decoder.flush() == [key(.escape), key(.escape)])
  }

  @Test func `keys in pasted text are text, and time does not end it`() {
    var decoder = InputDecoder()
    #expect(decoder.feed(Array("\u{1B}[200~q\u{3}".utf8)) == [])
    #expect(!decoder.isWaiting)
    #expect(decoder.flush() == [])
    #expect(decoder.feed(Array("\u{1B}[201~".utf8)) == [.paste("q\u{3}")])
  }

  @Test func `a paste without an end takes no more than so much`() {
    var decoder = InputDecoder()
    _ = decoder.feed(Array("\u{1B}[200~".utf8))
    let piece = [UInt8](repeating: 0x61, count: InputDecoder.pasteLimit)
    #expect(decoder.feed(piece) == [])
    #expect(decoder.feed(piece) == [])
    guard case .paste(let text)? = decoder.feed(Array("\u{1B}[201~".utf8)).first else {
      Issue.record("no paste")
      return
    }
    #expect(text.utf8.count == InputDecoder.pasteLimit)
  }

  @Test func `any bytes are survived`() {
    var random = SystemRandomNumberGenerator()
    var decoder = InputDecoder()
    let likely = Array("\u{1B}\u{1B}[[<;;0123456789~MmO200~\u{C3}\u{F0}é".utf8)
    for _ in 0..<3000 {
      let count = Int.random(in: 0..<12, using: &random)
      let bytes = (0..<count).map { _ in
        Bool.random(using: &random)
          ? likely.randomElement(using: &random) ?? 0 : UInt8.random(in: 0...255, using: &random)
      }
      _ = decoder.feed(bytes)
      if Bool.random(using: &random) { _ = decoder.flush() }
    }
    _ = decoder.feed(Array("\u{1B}[201~".utf8))
    _ = decoder.flush()
    #expect(decoder.feed(Array("x".utf8)) == [key(.character("x"))])
  }
}
