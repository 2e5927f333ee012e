import Screen

/// Writes a grid as a scalable picture that looks the same in browsers and in librsvg.
///
/// Boxes, blocks, shades and braille are shapes: glyphs would leave gaps between rows. Other characters are one element
/// each, since renderers that replace the font ignore every other way to keep them in their columns.
struct SVGPicture {
  private let options: PictureOptions
  static let cellWidth = 9
  static let cellHeight = 20
  static let fontSize = 15
  private static let baseline = 15
  private static let fonts = "'DejaVu Sans Mono','Menlo','Consolas','Liberation Mono',monospace"

  init(_ options: PictureOptions) { self.options = options }

  func text(of grid: Grid) -> String {
    let width = grid.width * Self.cellWidth
    let height = grid.height * Self.cellHeight
    var result = """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
      viewBox="0 0 \(width) \(height)" role="img"\(labels)>

      """
    if !options.title.isEmpty { result += "<title id=\"title\">\(Self.escaped(options.title))</title>\n" }
    if !options.description.isEmpty {
      result += "<desc id=\"desc\">\(Self.escaped(options.description))</desc>\n"
    }
    result += "<rect width=\"\(width)\" height=\"\(height)\" fill=\"\(options.background)\"/>\n"
    var fills = Fills()
    let shapes = shapes(of: grid, &fills)
    result += fills.definitions
    result += backgrounds(of: grid)
    result += shapes
    result += characters(of: grid)
    return result + "</svg>\n"
  }

  private var labels: String {
    let ids = (options.title.isEmpty ? [] : ["title"]) + (options.description.isEmpty ? [] : ["desc"])
    return ids.isEmpty ? "" : " aria-labelledby=\"\(ids.joined(separator: " "))\""
  }

  /// The colours that are painted, the terminal's own and reversed ones included.
  private func colors(of style: Style) -> (foreground: Color, background: Color) {
    let foreground = style.foreground == .standard ? options.foreground : style.foreground
    let background = style.background == .standard ? options.background : style.background
    let (ink, paper) =
      style.attributes.contains(.reverse) ? (background, foreground) : (foreground, background)
    return (style.attributes.contains(.dim) ? ink.mixed(with: paper, 0.45) : ink, paper)
  }

  /// One rectangle for a run of cells of one colour, and for equal runs below one another.
  private func backgrounds(of grid: Grid) -> String {
    struct Run: Hashable {
      var columns: Range<Int>
      var color: Color
    }
    var open: [(run: Run, row: Int)] = []
    var result = "<g shape-rendering=\"crispEdges\">\n"
    func close(_ item: (run: Run, row: Int), at row: Int) {
      result += Self.rect(
        item.run.columns.lowerBound * Self.cellWidth, item.row * Self.cellHeight,
        item.run.columns.count * Self.cellWidth, (row - item.row) * Self.cellHeight, item.run.color)
    }
    for row in 0...grid.height {
      var runs: [Run] = []
      for (column, cell) in grid.row(row).enumerated() {
        let color = colors(of: cell.style).background
        if color == options.background { continue }
        if let last = runs.last, last.color == color, last.columns.upperBound == column {
          runs[runs.count - 1].columns = last.columns.lowerBound..<column + 1
        } else {
          runs.append(Run(columns: column..<column + 1, color: color))
        }
      }
      let now = Set(runs)
      for item in open where !now.contains(item.run) { close(item, at: row) }
      open.removeAll { !now.contains($0.run) }
      let known = Set(open.map(\.run))
      open += runs.lazy.filter { !known.contains($0) }.map { ($0, row) }
    }
    return result + "</g>\n"
  }

  private func shapes(of grid: Grid, _ fills: inout Fills) -> String {
    var result = "<g shape-rendering=\"crispEdges\">\n"
    for row in 0..<grid.height {
      // Neighbours of one look share an element; most lanes are long runs of one block.
      var path = ShapeRun()
      for (column, cell) in grid.row(row).enumerated() {
        guard let scalar = cell.text.unicodeScalars.first, let shape = CellShape(scalar) else {
          result += path.end()
          continue
        }
        let colors = colors(of: cell.style)
        let paint = fills.paint(shape.texture, colors.foreground, on: colors.background)
        result += path.add(shape, x: column * Self.cellWidth, y: row * Self.cellHeight, paint: paint)
      }
      result += path.end()
    }
    return result + "</g>\n"
  }

  private func characters(of grid: Grid) -> String {
    var result = "<g font-family=\"\(Self.fonts)\" font-size=\"\(Self.fontSize)\">\n"
    for row in 0..<grid.height {
      for (column, cell) in grid.row(row).enumerated() {
        result += underline(cell, column, row)
        guard let scalar = cell.text.unicodeScalars.first, scalar != " ", CellShape(scalar) == nil else {
          continue
        }
        let isWide = grid[column + 1, row].isContinuation && column + 1 < grid.width
        result += element(cell, column: column, row: row, isWide: isWide)
      }
    }
    return result + "</g>\n"
  }

  private func element(_ cell: Cell, column: Int, row: Int, isWide: Bool) -> String {
    var look = "fill=\"\(colors(of: cell.style).foreground)\""
    if cell.style.attributes.contains(.bold) { look += " font-weight=\"bold\"" }
    if cell.style.attributes.contains(.italic) { look += " font-style=\"italic\"" }
    var x = column * Self.cellWidth
    if isWide {
      // A replaced font's wide glyph may be narrower than two cells; the middle looks right in each.
      x += Self.cellWidth
      look += " text-anchor=\"middle\""
    }
    let y = row * Self.cellHeight + Self.baseline
    return "<text x=\"\(x)\" y=\"\(y)\" \(look)>\(Self.escaped(cell.text))</text>\n"
  }

  private func underline(_ cell: Cell, _ column: Int, _ row: Int) -> String {
    guard cell.style.attributes.contains(.underline) else { return "" }
    return Self.rect(
      column * Self.cellWidth, row * Self.cellHeight + Self.baseline + 2, Self.cellWidth, 1,
      colors(of: cell.style).foreground)
  }

  private static func rect(_ x: Int, _ y: Int, _ width: Int, _ height: Int, _ color: Color) -> String {
    "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\" fill=\"\(color)\"/>\n"
  }

  /// Text that XML takes as text; characters that XML 1.0 does not know at all are left out.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n": result.unicodeScalars.append(scalar)
      default:
        let isKnown =
          scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value) && scalar.value & 0xFFFE != 0xFFFE
        if isKnown { result.unicodeScalars.append(scalar) }
      }
    }
    return result
  }
}
