/// Gathers the shapes of neighbouring cells of one look into one element, and boxes side by side into one box.
struct ShapeRun {
  private var paint: String?
  private var boxes: [CellShape.Box] = []
  private var strokes: [String] = []

  /// Adds a cell's shape; gives the element that this completes, or nothing.
  mutating func add(_ shape: CellShape, x: Int, y: Int, paint: String) -> String {
    let done = paint == self.paint ? "" : end()
    self.paint = paint
    for box in shape.boxes {
      let box = CellShape.Box(x: x + box.x, y: y + box.y, width: box.width, height: box.height)
      let neighbour = boxes.lastIndex { $0.x + $0.width == box.x && $0.y == box.y && $0.height == box.height }
      if let neighbour {
        boxes[neighbour].width += box.width
      } else {
        boxes.append(box)
      }
    }
    for stroke in shape.strokes {
      let middleX = stroke.isMiddleX ? ".5" : ""
      let middleY = stroke.isMiddleY ? ".5" : ""
      strokes.append("M\(x + stroke.x)\(middleX) \(y + stroke.y)\(middleY)\(stroke.path)")
    }
    return done
  }

  /// The element for what was gathered since the last one.
  mutating func end() -> String {
    guard let paint else { return "" }
    defer { self = ShapeRun() }
    var result = ""
    if !boxes.isEmpty {
      let path = boxes.map { "M\($0.x) \($0.y)h\($0.width)v\($0.height)h-\($0.width)z" }.joined()
      result += "<path fill=\"\(paint)\" d=\"\(path)\"/>\n"
    }
    if !strokes.isEmpty {
      result +=
        "<path fill=\"none\" stroke=\"\(paint)\" shape-rendering=\"auto\" d=\"\(strokes.joined())\"/>\n"
    }
    return result
  }
}
