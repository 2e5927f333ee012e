/// What a character of U+2500-25A0 or U+2800-28FF looks like, as shapes within one cell.
///
/// Coordinates are units of the picture, from the cell's top left; neighbours meet without a gap.
struct CellShape {
  struct Box: Hashable {
    var x: Int
    var y: Int
    var width: Int
    var height: Int
  }

  /// A line that is no box: a path that begins at a place and goes on relatively.
  struct Stroke: Hashable {
    var x: Int
    var y: Int
    /// Half a unit is added to the start where it lies in the middle of a side.
    var isMiddleX: Bool
    var isMiddleY: Bool
    var path: String
  }

  var boxes: [Box] = []
  var strokes: [Stroke] = []
  /// What its boxes are filled with.
  var texture = Texture.solid

  static let width = SVGPicture.cellWidth
  static let height = SVGPicture.cellHeight

  /// Nil for a character that a font must draw.
  init?(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x2500...0x257F: self = BoxDrawing.shape(scalar.value)
    case 0x2580...0x259F: self = Self.block(scalar.value)
    // A chain of squares, with a gap between neighbours.
    case 0x25A0: self = CellShape(boxes: [Box(x: 1, y: 4, width: 7, height: 12)])
    case 0x2800...0x28FF: self = Self.braille(scalar.value)
    default: return nil
    }
  }

  init(boxes: [Box] = [], strokes: [Stroke] = [], texture: Texture = .solid) {
    self.boxes = boxes
    self.strokes = strokes
    self.texture = texture
  }

  private static func block(_ value: UInt32) -> CellShape {
    let eighth = Int(value & 7)
    switch value {
    case 0x2580: return part(0, 0, 8, 4)
    case 0x2581...0x2588: return part(0, 8 - Int(value - 0x2580), 8, Int(value - 0x2580))
    case 0x2589...0x258F: return part(0, 0, 8 - eighth, 8)
    case 0x2590: return part(4, 0, 4, 8)
    case 0x2591: return CellShape(boxes: part(0, 0, 8, 8).boxes, texture: .tint)
    case 0x2592: return CellShape(boxes: part(0, 0, 8, 8).boxes, texture: .dots)
    case 0x2593: return CellShape(boxes: part(0, 0, 8, 8).boxes, texture: .hatch)
    case 0x2594: return part(0, 0, 8, 1)
    case 0x2595: return part(7, 0, 1, 8)
    default:
      // The quadrants, as bits: upper left, upper right, lower left, lower right.
      let quadrants = [4, 8, 1, 4 | 1 | 8, 1 | 8, 1 | 2 | 4, 1 | 2 | 8, 2, 2 | 4, 2 | 4 | 8]
      let bits = quadrants[min(max(0, Int(value) - 0x2596), quadrants.count - 1)]
      let places = [(0, 0), (4, 0), (0, 4), (4, 4)]
      return CellShape(
        boxes: places.indices.filter { bits >> $0 & 1 == 1 }
          .flatMap { part(places[$0].0, places[$0].1, 4, 4).boxes })
    }
  }

  /// A part of the cell in eighths of its width and height.
  private static func part(_ x: Int, _ y: Int, _ width: Int, _ height: Int) -> CellShape {
    func across(_ eighths: Int) -> Int { (eighths * Self.width + 4) / 8 }
    func down(_ eighths: Int) -> Int { (eighths * Self.height + 4) / 8 }
    return CellShape(boxes: [
      Box(x: across(x), y: down(y), width: across(x + width) - across(x), height: down(y + height) - down(y))
    ])
  }

  private static func braille(_ value: UInt32) -> CellShape {
    // Bits count down the left column and then the right one; the last row came later and has the last two.
    let places = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)]
    let dots = places.indices.filter { value >> UInt32($0) & 1 == 1 }
    return CellShape(
      boxes: dots.map { Box(x: 2 + 3 * places[$0].0, y: 2 + 5 * places[$0].1, width: 2, height: 2) })
  }
}
