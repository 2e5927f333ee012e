import Pictures
import Screen
import Testing

struct ANSIPictureTests {
  private func ansi(_ grid: Grid, _ depth: ColorDepth = .direct) -> String {
    String(decoding: PictureFormat.ansi.bytes(of: grid, PictureOptions(colorDepth: depth)), as: UTF8.self)
      .replacing("\u{1B}", with: "␛")
  }

  private var sample: Grid {
    var grid = Grid(width: 7, height: 2)
    grid.put("ab", column: 0, row: 0, style: Style(Color(hex: 0xFF0000), on: .standard, .bold))
    grid.put("c", column: 2, row: 0, style: Style(Color(hex: 0xFF0000), on: Color(hex: 0x5F), .bold))
    grid.put("日", column: 3, row: 0, style: Style(Color(hex: 0xFF0000)))
    grid.put(" ", column: 0, row: 1, style: .plain.on(Color(hex: 0xFFFFFF)))
    return grid
  }

  @Test(arguments: [
    (
      ColorDepth.direct,
      "␛[1;38;2;255;0;0mab␛[48;2;0;0;95mc␛[0;38;2;255;0;0m日␛[0m\n␛[48;2;255;255;255m ␛[0m\n"
    ),
    (.palette, "␛[1;38;5;196mab␛[48;5;17mc␛[0;38;5;196m日␛[0m\n␛[48;5;231m ␛[0m\n"),
    (.sixteen, "␛[1;91mab␛[100mc␛[0;91m日␛[0m\n␛[107m ␛[0m\n"),
    (.eight, "␛[1;31mab␛[40mc␛[0;31m日␛[0m\n␛[47m ␛[0m\n"),
    (.none, "␛[1mabc␛[0m日\n\n"),
  ])
  func `only what changes is written, and every line ends plain`(_ depth: ColorDepth, _ picture: String) {
    #expect(ansi(sample, depth) == picture)
  }

  @Test func `blanks at the end are kept only where they can be seen`() {
    var grid = Grid(width: 3, height: 3)
    grid.put("  ", column: 0, row: 0, style: Style(Color(hex: 0xFF), on: .standard, .bold))
    grid.put("  ", column: 0, row: 1, style: Style(.standard, on: .standard, .underline))
    grid.put("  ", column: 0, row: 2, style: Style(.standard, on: .standard, .reverse))
    #expect(ansi(grid) == "\n␛[4m  ␛[0m\n␛[7m  ␛[0m\n")
  }

  @Test func `text has no sequences at all`() {
    #expect(PictureFormat.text.bytes(of: sample) == Array("abc日\n\n".utf8))
    #expect(PictureFormat.text.bytes(of: Grid(width: 0, height: 0)) == [])
  }

  @Test(
    arguments: [
      ("a.svg", PictureFormat.svg), ("dir.svg/a.TXT", .text), ("a.ansi", .ansi), ("a.b.ans", .ansi),
      ("svg", nil), ("a.png", nil),
      ("a.", nil), ("", nil), ("x.svg/a", nil),
    ] as [(String, PictureFormat?)])
  func `a file's name says the format`(_ name: String, _ format: PictureFormat?) {
    #expect(PictureFormat(fileName: name) == format)
  }
}
