import Pictures
import Screen
import Testing

struct SVGPictureTests {
  private func svg(_ grid: Grid, _ options: PictureOptions = PictureOptions(background: Color(hex: 0)))
    -> String
  {
    String(decoding: PictureFormat.svg.bytes(of: grid, options), as: UTF8.self)
  }

  @Test func `a small picture, whole`() {
    var grid = Grid(width: 4, height: 2)
    let ink = Style(Color(hex: 0xFF0000), on: Color(hex: 0x00FF00))
    grid.put("a██", column: 0, row: 0, style: ink)
    grid.put("<日", column: 0, row: 1, style: ink.adding(.bold))
    let options = PictureOptions(title: "a & b", description: "two rows", background: Color(hex: 0))
    #expect(
      svg(grid, options) == """
        <svg xmlns="http://www.w3.org/2000/svg" width="36" height="40" viewBox="0 0 36 40" role="img" \
        aria-labelledby="title desc">
        <title id="title">a &amp; b</title>
        <desc id="desc">two rows</desc>
        <rect width="36" height="40" fill="#000000"/>
        <g shape-rendering="crispEdges">
        <rect x="0" y="0" width="27" height="40" fill="#00ff00"/>
        </g>
        <g shape-rendering="crispEdges">
        <path fill="#ff0000" d="M9 0h18v20h-18z"/>
        </g>
        <g font-family="'DejaVu Sans Mono','Menlo','Consolas','Liberation Mono',monospace" font-size="15">
        <text x="0" y="15" fill="#ff0000">a</text>
        <text x="0" y="35" fill="#ff0000" font-weight="bold">&lt;</text>
        <text x="18" y="35" fill="#ff0000" font-weight="bold" text-anchor="middle">日</text>
        </g>
        </svg>

        """)
  }

  @Test func `every line that reaches an edge of its cell touches it there, and no other does`() throws {
    // Bits: left, right, up, down.
    let samples: [(String, Int)] = [
      ("─", 3), ("│", 12), ("┌", 10), ("┐", 9), ("└", 6), ("┘", 5), ("├", 14), ("┤", 13), ("┬", 11), ("┴", 7),
      ("┼", 15),
      ("━", 3), ("┃", 12), ("╋", 15), ("═", 3), ("║", 12), ("╔", 10), ("╗", 9), ("╚", 6), ("╝", 5), ("╬", 15),
      ("╪", 15),
      ("╫", 15), ("╒", 10), ("╖", 9), ("╞", 14), ("╴", 1), ("╶", 2), ("╵", 4), ("╷", 8), ("╼", 3), ("╿", 12),
      ("█", 15),
      ("▌", 13), ("▄", 11), ("▀", 7), ("▗", 10), ("▘", 5), ("░", 15),
    ]
    for (text, edges) in samples {
      var grid = Grid(width: 1, height: 1)
      grid.put(text, column: 0, row: 0)
      var touched = 0
      for box in try boxes(svg(grid)) {
        if box.x == 0 { touched |= 1 }
        if box.x + box.width == 9 { touched |= 2 }
        if box.y == 0 { touched |= 4 }
        if box.y + box.height == 20 { touched |= 8 }
        #expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= 9 && box.y + box.height <= 20, "\(text)")
      }
      #expect(touched == edges, "\(text)")
    }
  }

  private struct Box { var x, y, width, height: Int }

  private func boxes(_ svg: String) throws -> [Box] {
    svg.matches(of: /M(\d+) (\d+)h(\d+)v(\d+)h/).compactMap { match in
      guard let x = Int(match.1), let y = Int(match.2), let width = Int(match.3), let height = Int(match.4)
      else {
        return nil
      }
      return Box(x: x, y: y, width: width, height: height)
    }
  }

  @Test func `all of the boxes, blocks and braille are shapes and none is a glyph`() {
    for value in Array(UInt32(0x2500)...0x259F) + Array(0x2801...0x28FF) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      var grid = Grid(width: 1, height: 1)
      grid.put(String(Character(scalar)), column: 0, row: 0)
      let picture = svg(grid)
      #expect(picture.contains("<path ") && !picture.contains("<text "), "U+\(String(value, radix: 16))")
    }
  }

  @Test func `reversed, dim and shaded cells are painted with the colours that one sees`() {
    var grid = Grid(width: 3, height: 1)
    let style = Style(Color(hex: 0xFFFFFF), on: Color(hex: 0x0000FF))
    grid.put("a", column: 0, row: 0, style: style.adding(.reverse))
    grid.put("▒", column: 1, row: 0, style: style)
    grid.put("b", column: 2, row: 0, style: style.adding([.dim, .underline]))
    let picture = svg(grid)
    #expect(picture.contains("<rect x=\"0\" y=\"0\" width=\"9\" height=\"20\" fill=\"#ffffff\"/>"))
    #expect(picture.contains("fill=\"#0000ff\">a<"))
    #expect(picture.contains("<path fill=\"url(#dots-ffffff-0000ff)\" d=\"M9 0h9v20h-9z\"/>"))
    #expect(picture.contains("fill=\"#8c8cff\">b<"))
    #expect(picture.contains("<rect x=\"18\" y=\"17\" width=\"9\" height=\"1\" fill=\"#8c8cff\"/>"))
  }

  @Test func `shades are patterns that are told apart without colours, each defined once`() throws {
    var grid = Grid(width: 8, height: 1)
    grid.put("█░▒▓▒▓■█", column: 0, row: 0, style: Style(Color(hex: 0), on: Color(hex: 0xFFFFFF)))
    let picture = svg(grid)
    let shapes = try #require(picture.split(separator: "</defs>").last)
    let fills = shapes.matches(of: /<path fill="([^"]*)"/).map { String($0.1) }
    #expect(
      fills == [
        "#000000", "#bfbfbf", "url(#dots-000000-ffffff)", "url(#hatch-000000-ffffff)",
        "url(#dots-000000-ffffff)", "url(#hatch-000000-ffffff)", "#000000",
      ])
    #expect(picture.matches(of: /<pattern id="dots-000000-ffffff"/).count == 1)
    #expect(picture.matches(of: /<pattern id="hatch-000000-ffffff"/).count == 1)
  }

  @Test func `titles cannot break out, and nothing is in a picture that XML forbids`() {
    let options = PictureOptions(title: "</title><script>\u{0}\u{1B}\u{FFFE}\"&", background: Color(hex: 0))
    #expect(
      svg(Grid(width: 1, height: 1), options).contains(
        "<title id=\"title\">&lt;/title&gt;&lt;script&gt;&quot;&amp;</title>"))
  }

  @Test(arguments: [(0, 0), (1, 1), (200, 60)])
  func `the same grid gives the same bytes`(_ width: Int, _ height: Int) {
    var grid = Grid(width: width, height: height, fill: Cell("█", Style(Color(hex: 0x123456))))
    grid.put("日本語 abc", column: 0, row: 0)
    #expect(PictureFormat.svg.bytes(of: grid) == PictureFormat.svg.bytes(of: grid))
    #expect(svg(grid).hasSuffix("</svg>\n"))
  }
}
