/// The shapes of U+2500-257F: lines that meet in the middle of a cell.
enum BoxDrawing {
  private enum Weight: Int {
    case none, light, heavy, double
  }

  private static let width = CellShape.width
  private static let height = CellShape.height
  /// Where the middle line of one unit is.
  private static let middleX = width / 2
  private static let middleY = height / 2 - 1

  /// For each character from U+2500 on, two bits an arm: left, right, up, down; 0 for those drawn in another way.
  private static let arms: [UInt8] = [
    0x05, 0x0A, 0x50, 0xA0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x44, 0x48, 0x84, 0x88,
    0x41, 0x42, 0x81, 0x82, 0x14, 0x18, 0x24, 0x28, 0x11, 0x12, 0x21, 0x22, 0x54, 0x58, 0x64, 0x94,
    0xA4, 0x68, 0x98, 0xA8, 0x51, 0x52, 0x61, 0x91, 0xA1, 0x62, 0x92, 0xA2, 0x45, 0x46, 0x49, 0x4A,
    0x85, 0x86, 0x89, 0x8A, 0x15, 0x16, 0x19, 0x1A, 0x25, 0x26, 0x29, 0x2A, 0x55, 0x56, 0x59, 0x5A,
    0x65, 0x95, 0xA5, 0x66, 0x69, 0x96, 0x99, 0x6A, 0x9A, 0xA6, 0xA9, 0xAA, 0x00, 0x00, 0x00, 0x00,
    0x0F, 0xF0, 0x4C, 0xC4, 0xCC, 0x43, 0xC1, 0xC3, 0x1C, 0x34, 0x3C, 0x13, 0x31, 0x33, 0x5C, 0xF4,
    0xFC, 0x53, 0xF1, 0xF3, 0x4F, 0xC5, 0xCF, 0x1F, 0x35, 0x3F, 0x5F, 0xF5, 0xFF, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x01, 0x10, 0x04, 0x40, 0x02, 0x20, 0x08, 0x80, 0x09, 0x90, 0x06, 0x60,
  ]

  static func shape(_ value: UInt32) -> CellShape {
    switch value {
    case 0x2504...0x250B, 0x254C...0x254F: return dashes(value)
    case 0x256D...0x2570: return arc(value)
    case 0x2571: return CellShape(strokes: [rising])
    case 0x2572: return CellShape(strokes: [falling])
    case 0x2573: return CellShape(strokes: [rising, falling])
    default: break
    }
    let index = Int(value) - 0x2500
    let code = arms.indices.contains(index) ? arms[index] : 0
    func weight(_ shift: UInt8) -> Weight { Weight(rawValue: Int(code >> shift & 3)) ?? .none }
    let (left, right, up, down) = (weight(0), weight(2), weight(4), weight(6))
    // An arm is computed as one to the right (along x) or down (along y); the two others are mirrored.
    let boxes =
      arm(right, opposite: left, before: up, after: down, middle: middleX, end: width).map(horizontal)
      + arm(left, opposite: right, before: up, after: down, middle: middleX, end: width).map(horizontal).map(
        mirroredX)
      + arm(down, opposite: up, before: left, after: right, middle: middleY, end: height).map(vertical)
      + arm(up, opposite: down, before: left, after: right, middle: middleY, end: height - 1).map(vertical)
      .map(mirroredY)
    return CellShape(boxes: boxes)
  }

  /// A line along an arm: where it begins and ends along it, and how far from the middle it lies across it.
  private struct Line {
    var start: Int
    var end: Int
    var offset: Int
    var thickness: Int
  }

  /// The lines of the arm that goes from the middle to the greater end.
  ///
  /// `before` and `after` are the arms across it, towards the lesser and the greater offset.
  private static func arm(
    _ weight: Weight, opposite: Weight, before: Weight, after: Weight, middle: Int, end: Int
  ) -> [Line] {
    let isCrossed = before == .double || after == .double
    switch weight {
    case .none: return []
    case .double:
      return [(-1, before, after), (1, after, before)].map { offset, near, far in
        // The line joins the double arm on its own side early; without one it goes round the corner on the outside.
        let start = near == .double ? middle + 1 : far == .double ? middle - 1 : middle
        return Line(
          start: opposite == .double && near != .double ? middle : start, end: end, offset: offset,
          thickness: 1)
      }
    case .light, .heavy:
      let thickness = weight == .heavy ? 3 : 1
      let start: Int
      if isCrossed {
        start = opposite != .none ? middle : before == after ? middle + 1 : middle - 1
      } else {
        start = before == .heavy || after == .heavy ? middle - 1 : middle
      }
      return [Line(start: start, end: end, offset: -(thickness / 2), thickness: thickness)]
    }
  }

  private static func horizontal(_ line: Line) -> CellShape.Box {
    CellShape.Box(
      x: line.start, y: middleY + line.offset, width: line.end - line.start, height: line.thickness)
  }

  private static func vertical(_ line: Line) -> CellShape.Box {
    CellShape.Box(
      x: middleX + line.offset, y: line.start, width: line.thickness, height: line.end - line.start)
  }

  private static func mirroredX(_ box: CellShape.Box) -> CellShape.Box {
    CellShape.Box(x: 2 * middleX + 1 - box.x - box.width, y: box.y, width: box.width, height: box.height)
  }

  /// About the middle line, which lies above the middle of the cell: the arm upwards is one unit shorter.
  private static func mirroredY(_ box: CellShape.Box) -> CellShape.Box {
    CellShape.Box(x: box.x, y: 2 * middleY + 1 - box.y - box.height, width: box.width, height: box.height)
  }

  private static func dashes(_ value: UInt32) -> CellShape {
    let count = value >= 0x254C ? 2 : value >= 0x2508 ? 4 : 3
    let isHeavy = value & 1 == 1
    let isVertical = value & 2 == 2
    let thickness = isHeavy ? 3 : 1
    let length = isVertical ? height : width
    let boxes = (0..<count).map { index in
      let start = index * length / count
      let dash = max(1, ((index + 1) * length / count - start) * 3 / 5)
      let line = Line(start: start, end: start + dash, offset: -(thickness / 2), thickness: thickness)
      return isVertical ? vertical(line) : horizontal(line)
    }
    return CellShape(boxes: boxes)
  }

  private static let rising = CellShape.Stroke(
    x: 0, y: height, isMiddleX: false, isMiddleY: false, path: "l\(width) -\(height)")
  private static let falling = CellShape.Stroke(
    x: 0, y: 0, isMiddleX: false, isMiddleY: false, path: "l\(width) \(height)")

  /// A round corner from the side to the top or bottom; its radius is almost half the width.
  private static func arc(_ value: UInt32) -> CellShape {
    let isToTheRight = value == 0x256D || value == 0x2570
    let isDown = value == 0x256D || value == 0x256E
    let inwards = isToTheRight ? "-" : ""
    let outwards = isDown ? "" : "-"
    let sweep = isToTheRight == isDown ? 0 : 1
    let straight = isDown ? height - middleY - 5 : middleY - 4
    let path = "h\(inwards).5a4 4 0 0 \(sweep) \(inwards)4 \(outwards)4v\(outwards)\(straight)"
    // Half a unit more than the straight part, as the middle line's own middle is at a half.
    return CellShape(strokes: [
      CellShape.Stroke(
        x: isToTheRight ? width : 0, y: middleY, isMiddleX: false, isMiddleY: true, path: path + ".5")
    ])
  }
}
