import Screen

/// Turns the bytes that a terminal sends into events: keys of xterm, rxvt, the Linux console and vt100, UTF-8 text, SGR
/// mouse reports and bracketed paste.
///
/// Bytes may come in any pieces. An escape alone is the beginning of a sequence or the key itself, which only time can
/// tell: while `isWaiting`, call `flush` after a short time without further bytes.
struct InputDecoder {
  /// Bytes of something not yet complete.
  private var pending: [UInt8] = []
  private var pasted: [UInt8]?

  /// More than anybody pastes on purpose; a paste whose end is lost cannot take all memory.
  static let pasteLimit = 1 << 20

  /// Whether time will decide what the last bytes mean.
  var isWaiting: Bool { !pending.isEmpty && pasted == nil }

  mutating func feed(_ bytes: some Sequence<UInt8>) -> [InputEvent] {
    pending += bytes
    var events: [InputEvent] = []
    var start = 0
    while start < pending.count {
      if pasted != nil {
        guard let next = takePaste(from: start, into: &events) else { break }
        start = next
        continue
      }
      guard let (event, end) = Self.decode(pending[start...]) else { break }
      start = end
      switch event {
      case .event(let event): events.append(event)
      case .pasteBegins: pasted = []
      case .nothing: break
      }
    }
    pending.removeFirst(start)
    return events
  }

  /// Gives what is still waiting its meaning as it stands, since nothing followed it.
  mutating func flush() -> [InputEvent] {
    guard isWaiting else { return [] }
    defer { pending = [] }
    let escapes = pending.prefix { $0 == 0x1B }.count
    let rest = pending.dropFirst(escapes)
    if rest.isEmpty { return Array(repeating: .key(.init(.escape)), count: escapes) }
    // Only `[` and `O` begin a sequence and are a key too; of anything longer the terminal sent half.
    guard escapes > 0, rest.count == 1, let byte = rest.first, byte == 0x5B || byte == 0x4F else { return [] }
    return [.key(.init(.character(Character(Unicode.Scalar(byte))), .alt))]
  }

  /// Moves pasted bytes out of `pending`; the index to go on at, or nil where more are needed.
  private mutating func takePaste(from start: Int, into events: inout [InputEvent]) -> Int? {
    let mark = Array("\u{1B}[201~".utf8)
    let bytes = pending[start...]
    guard let end = bytes.indices.first(where: { bytes[$0...].starts(with: mark) }) else {
      // The mark itself may come in pieces: what could be its beginning stays.
      let kept = (1..<mark.count).last { bytes.suffix($0).elementsEqual(mark.prefix($0)) } ?? 0
      appendPasted(bytes.dropLast(kept))
      pending.removeSubrange(start..<pending.count - kept)
      return nil
    }
    appendPasted(bytes[..<end])
    let text = String(decoding: pasted ?? [], as: UTF8.self)
    pasted = nil
    events.append(.paste(Self.withLineFeeds(text)))
    return end + mark.count
  }

  private mutating func appendPasted(_ bytes: ArraySlice<UInt8>) {
    let room = Self.pasteLimit - (pasted?.count ?? 0)
    pasted?.append(contentsOf: bytes.prefix(max(0, room)))
  }

  /// Terminals send the end of a pasted line as the return key.
  private static func withLineFeeds(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      if scalar == "\n" && previous == "\r" {
        previous = scalar
        continue
      }
      result.append(scalar == "\r" ? "\n" : scalar)
      previous = scalar
    }
    return String(result)
  }
}

extension InputDecoder {
  enum Decoded {
    case event(InputEvent)
    case pasteBegins
    /// A report that nobody asked for, or a broken one.
    case nothing
  }

  /// The first thing in some bytes and the index after it; nil where it is not complete.
  static func decode(_ bytes: ArraySlice<UInt8>) -> (Decoded, end: Int)? {
    guard let first = bytes.first else { return nil }
    let next = bytes.startIndex + 1
    switch first {
    case 0x1B: return decodeEscape(bytes, after: next)
    case 0x0D, 0x0A: return (.event(.key(.init(.enter))), next)
    case 0x09: return (.event(.key(.init(.tab))), next)
    case 0x08, 0x7F: return (.event(.key(.init(.backspace))), next)
    case 0x00: return (.event(.key(.init(.character(" "), .control))), next)
    case 0x01...0x1A:
      return (.event(.key(.init(.character(Character(Unicode.Scalar(first + 0x60))), .control))), next)
    case 0x1C...0x1F:
      return (.event(.key(.init(.character(Character(Unicode.Scalar(first + 0x40))), .control))), next)
    case 0x20...0x7E: return (.event(.key(.init(.character(Character(Unicode.Scalar(first)))))), next)
    default: return decodeUTF8(bytes, first)
    }
  }

  private static func decodeUTF8(_ bytes: ArraySlice<UInt8>, _ first: UInt8) -> (Decoded, end: Int)? {
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard (0xC2...0xF4).contains(first) else { return (.nothing, bytes.startIndex + 1) }
    let tail = bytes.dropFirst().prefix(length - 1).prefix { $0 & 0xC0 == 0x80 }
    let end = tail.endIndex
    if tail.count < length - 1 { return end == bytes.endIndex ? nil : (.nothing, end) }
    var scalars = String(decoding: bytes[bytes.startIndex..<end], as: UTF8.self).unicodeScalars.makeIterator()
    guard let scalar = scalars.next(), scalar != "\u{FFFD}", scalars.next() == nil else {
      return (.nothing, end)
    }
    // The second control block would act on a terminal that prints it; no key types it.
    if scalar.value < 0xA0 { return (.nothing, end) }
    return (.event(.key(.init(.character(Character(scalar))))), end)
  }

  private static func decodeEscape(_ bytes: ArraySlice<UInt8>, after next: Int) -> (Decoded, end: Int)? {
    let rest = bytes[next...]
    guard let second = rest.first else { return nil }
    switch second {
    case 0x5B: return EscapeSequence.decodeCSI(rest.dropFirst())
    case 0x4F: return EscapeSequence.decodeSS3(rest.dropFirst())
    default: break
    }
    // An escape before anything else is the alt key.
    guard let (decoded, end) = decode(rest) else { return nil }
    guard case .event(.key(var key)) = decoded else { return (decoded, end) }
    key.modifiers.insert(.alt)
    return (.event(.key(key)), end)
  }
}
