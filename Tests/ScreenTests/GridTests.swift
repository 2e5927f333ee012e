import Screen
import Testing

struct GridTests {
  private let red = Style(Color(hex: 0xFF0000))
  private let blue = Style(.standard, on: Color(hex: 0x0000FF))

  @Test func `text is drawn and read back without the blanks at the ends`() {
    var grid = Grid(width: 8, height: 3)
    #expect(grid.put("one", column: 1, row: 0, style: red) == 4)
    grid.putRight("two", before: 8, row: 1)
    grid.putCentered("日", columns: 0..<8, row: 2)
    #expect(grid.text == " one\n     two\n   日")
    #expect(grid.stylePlane(legend: [red: "r"]) == ".rrr....\n........\n........")
  }

  @Test(arguments: [
    (-2, 0, "cdef"), (2, 0, "  abcd"), (6, 0, ""), (99, 0, ""), (-9, 0, ""), (0, 1, ""), (0, -1, ""),
    (Int.min, 0, ""), (Int.max, 0, ""), (0, Int.max, ""), (0, Int.min, ""),
  ])
  func `text is clipped at every edge`(_ column: Int, _ row: Int, _ picture: String) {
    var grid = Grid(width: 6, height: 1)
    grid.put("abcdef", column: column, row: row)
    #expect(grid.text == picture)
  }

  @Test func `a wide character is drawn whole or not at all`() {
    var grid = Grid(width: 3, height: 2)
    grid.put("日本", column: 0, row: 0)
    #expect(grid.text == "日\n")
    grid.put("日本", column: -1, row: 1)
    #expect(grid.text == "日\n 本")
  }

  @Test func `writing over half of a wide character blanks the other half`() {
    var grid = Grid(width: 4, height: 1)
    grid.put("日本", column: 0, row: 0)
    grid.put("x", column: 1, row: 0)
    #expect(grid.text == " x本")
    grid.put("y", column: 2, row: 0)
    #expect(grid.text == " xy")
    grid.put("日本", column: 0, row: 0)
    grid.put("語", column: 1, row: 0)
    #expect(grid.text == " 語")
    #expect(grid[3, 0] == .blank)
  }

  @Test func `a cell set by itself keeps the halves together too`() {
    var grid = Grid(width: 3, height: 1)
    grid[0, 0] = Cell("日", red)
    #expect(grid[1, 0] == Cell("", red))
    grid[1, 0].style = blue
    #expect(grid.text == "日")
    grid[2, 0] = Cell("日")
    #expect(grid.text == "日")
    grid[1, 0] = Cell("x")
    #expect(grid.text == " x")
    grid[7, 7] = Cell("x")
    #expect(grid[7, 7] == .blank)
  }

  @Test func `text too long ends in an ellipsis where asked`() {
    var grid = Grid(width: 10, height: 2)
    #expect(grid.put("abcdefgh", column: 0, row: 0, width: 5, ellipsis: "…") == 5)
    #expect(grid.put("abcdefgh", column: 6, row: 1, ellipsis: "~") == 10)
    #expect(grid.text == "abcd…\n      abc~")
  }

  @Test func `a label keeps the backgrounds under it`() {
    var grid = Grid(width: 4, height: 1)
    grid.fill(Rect(column: 0, row: 0, width: 2, height: 1), with: Cell(" ", blue))
    grid.overlay("abc", column: 0, row: 0, foreground: Color(hex: 0xFF0000), attributes: .bold)
    let bold = Style(Color(hex: 0xFF0000), on: Color(hex: 0x0000FF), .bold)
    #expect(grid.stylePlane(legend: [bold: "b", red.adding(.bold): "r"]) == "bbr.")
  }

  @Test func `shapes are clipped`() {
    var grid = Grid(width: 5, height: 4)
    grid.horizontalLine(column: 1, row: 0, length: 99)
    grid.verticalLine(column: 0, row: -3, length: 5)
    grid.fill(Rect(column: 3, row: 2, width: .max, height: .max), with: Cell("#", red))
    grid.restyle(Rect(column: 4, row: 3, width: 9, height: 9)) { $0.attributes = .bold }
    #expect(grid.text == "│────\n│\n   ##\n   ##")
    #expect(grid.stylePlane(legend: [red: "r", red.adding(.bold): "B"]) == ".....\n.....\n...rr\n...rB")
  }

  @Test func `a grid is copied onto another, wide characters cut at the edges`() {
    var small = Grid(width: 4, height: 1)
    small.put("日本", column: 0, row: 0, style: red)
    var grid = Grid(width: 4, height: 2, fill: Cell("."))
    grid.blit(small, column: -1, row: 0)
    grid.blit(small, column: 1, row: 1)
    #expect(grid.text == " 本.\n.日")
    #expect(grid.part(Rect(column: 1, row: 0, width: 9, height: 1)).text == "本.")
    #expect(grid.part(Rect(column: 2, row: 0, width: 2, height: 1)).text == " .")
  }

  @Test(arguments: [(0, 0), (1, 1), (-5, 3), (3, -5)])
  func `any size can be drawn on`(_ width: Int, _ height: Int) {
    var grid = Grid(width: width, height: height)
    grid.put("日本語", column: 0, row: 0, ellipsis: "…")
    grid.putRight("日", before: 0, row: 0)
    grid.putCentered("abc", columns: 0..<0, row: 0)
    grid.fill(grid.bounds.inset(left: 2, top: 2), with: Cell("#"))
    #expect(grid.cells.count == max(0, width) * max(0, height))
  }

  @Test func `the second plane explains itself`() {
    var grid = Grid(width: 4, height: 1)
    grid.put("ab", column: 0, row: 0, style: red.adding(.bold))
    grid.put("c", column: 3, row: 0, style: blue)
    #expect(grid.annotatedStylePlane == "aa.b\na = #ff0000 bold\nb = on #0000ff")
    #expect(grid.stylePlane(legend: [:]) == "??.?")
  }

  @Test func `a part can be split and inset`() {
    let all = Rect(column: 2, row: 1, width: 10, height: 5)
    let (top, rest) = all.split(top: 2)
    #expect(top == Rect(column: 2, row: 1, width: 10, height: 2))
    #expect(rest == Rect(column: 2, row: 3, width: 10, height: 3))
    #expect(all.split(left: 99).rest.isEmpty && all.split(top: -1).top.isEmpty)
    #expect(all.inset(left: 1, top: 1, right: 1, bottom: 1) == Rect(column: 3, row: 2, width: 8, height: 3))
    #expect(all.intersection(Rect(width: 3, height: 2)) == Rect(column: 2, row: 1, width: 1, height: 1))
  }
}
