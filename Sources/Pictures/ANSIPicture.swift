import Screen

/// Writes a grid as text with the select-graphic-rendition sequences of ECMA-48, as few as will do.
///
/// Every line begins and ends in the terminal's own style, so lines can be cut, sorted and pasted; `cat` shows the picture.
struct ANSIPicture {
  private let depth: ColorDepth

  init(_ depth: ColorDepth) { self.depth = depth }

  func text(of grid: Grid) -> String {
    var result = ""
    for row in 0..<grid.height {
      var look = Look()
      for cell in visible(grid.row(row)) where !cell.isContinuation {
        let wanted = Look(cell.style, depth)
        result += Self.transition(from: look, to: wanted)
        look = wanted
        result += cell.text
      }
      result += Self.transition(from: look, to: Look())
      result += "\n"
    }
    return result
  }

  /// The row without the blanks at its end that look like nothing.
  private func visible(_ row: ArraySlice<Cell>) -> ArraySlice<Cell> {
    let isNothing: (Cell) -> Bool = { cell in
      let look = Look(cell.style, depth)
      return cell.text == " " && look.background == nil
        && look.attributes.isDisjoint(with: [.underline, .reverse])
    }
    return row.dropLast(row.reversed().prefix(while: isNothing).count)
  }

  /// A style as the terminal will have it.
  private struct Look: Hashable {
    var foreground: String?
    var background: String?
    var attributes: Style.Attributes = []

    init() {}

    init(_ style: Style, _ depth: ColorDepth) {
      attributes = style.attributes
      let (foreground, background) = depth.numbers(for: style)
      self.foreground = foreground.map { Look.code($0, depth, first: 30) }
      self.background = background.map { Look.code($0, depth, first: 40) }
    }

    private static func code(_ number: Int, _ depth: ColorDepth, first: Int) -> String {
      switch depth {
      case .direct: "\(first + 8);2;\(number >> 16);\(number >> 8 & 255);\(number & 255)"
      case .palette: "\(first + 8);5;\(number)"
      default: number < 8 ? "\(first + number)" : "\(first + 60 + number - 8)"
      }
    }
  }

  private static let codes: [(Style.Attributes, String)] = [
    (.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.reverse, "7"),
  ]

  private static func transition(from old: Look, to new: Look) -> String {
    if old == new { return "" }
    if new == Look() { return "\u{1B}[0m" }
    // Bold and dim can only be taken away together, so taking any attribute away begins anew.
    let isSuperset = new.attributes.isSuperset(of: old.attributes)
    let from = isSuperset ? old : Look()
    var parts = isSuperset ? [] : ["0"]
    for (attribute, code) in codes
    where new.attributes.contains(attribute) && !from.attributes.contains(attribute) {
      parts.append(code)
    }
    if from.foreground != new.foreground { parts.append(new.foreground ?? "39") }
    if from.background != new.background { parts.append(new.background ?? "49") }
    return "\u{1B}[" + parts.joined(separator: ";") + "m"
  }
}
