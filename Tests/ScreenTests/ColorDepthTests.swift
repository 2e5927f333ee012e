import Screen
import Testing

struct ColorDepthTests {
  @Test(arguments: [
    (0x000000, 16, 0), (0xFFFFFF, 231, 7), (0xFF0000, 196, 1), (0xF38BA8, 211, 1), (0xA6E3A1, 151, 2),
    (0x808080, 244, 7), (0x1E1E2E, 235, 0), (0xFFFF00, 226, 3), (0x89B4FA, 111, 4),
  ])
  func `a colour becomes the nearest of the palette, and the same hue of eight`(
    _ hex: UInt32, _ palette: Int, _ eight: Int
  ) {
    #expect(ColorDepth.palette.number(of: Color(hex: hex)) == palette)
    #expect(ColorDepth.eight.number(of: Color(hex: hex)) == eight)
    #expect(ColorDepth.direct.number(of: Color(hex: hex)) == Int(hex))
    #expect(ColorDepth.none.number(of: Color(hex: hex)) == nil)
  }

  @Test func `the palette's own colours stay`() {
    let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
    for (r, red) in levels.enumerated() {
      for (g, green) in levels.enumerated() {
        for (b, blue) in levels.enumerated() {
          #expect(ColorDepth.palette.number(of: .rgb(red, green, blue)) == 16 + 36 * r + 6 * g + b)
        }
      }
    }
    for step in 0..<24 {
      let level = UInt8(8 + 10 * step)
      #expect(ColorDepth.palette.number(of: .rgb(level, level, level)) == 232 + step)
    }
  }

  @Test func `text does not vanish where two colours become one`() {
    let style = Style(Color(hex: 0x202020), on: Color(hex: 0x000000))
    #expect(ColorDepth.eight.numbers(for: style) == (7, 0))
    #expect(ColorDepth.eight.numbers(for: Style(Color(hex: 0xFFFFFF), on: Color(hex: 0xF0F0F0))) == (0, 7))
    #expect(ColorDepth.eight.numbers(for: Style(Color(hex: 0x0), on: Color(hex: 0x0))) == (0, 0))
  }

  @Test(arguments: [
    (0, ColorDepth.none), (2, .none), (8, .eight), (16, .sixteen), (88, .sixteen), (256, .palette),
    (0x100_0000, .direct),
  ])
  func `a terminal with so many colours shows the depth below`(_ colors: Int, _ depth: ColorDepth) {
    #expect(ColorDepth(colors: colors) == depth)
  }

  @Test func `colours mix`() {
    #expect(Color(hex: 0).mixed(with: Color(hex: 0xFF8000), 0.5) == Color(hex: 0x804000))
    #expect(Color.standard.mixed(with: Color(hex: 0xFF8000), 0.5) == .standard)
    #expect(Color(hex: 0x010203).mixed(with: Color(hex: 0xFF8000), .nan) == Color(hex: 0x010203))
    #expect(Color(hex: 0x010203).description == "#010203")
  }
}
