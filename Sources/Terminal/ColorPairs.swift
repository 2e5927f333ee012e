import CTerminal
import Screen

/// The pairs of colours that ncurses paints with, defined as styles ask for them.
struct ColorPairs {
  private let depth: ColorDepth
  private let limit: Int
  private var numbers: [Colors: Int16] = [:]

  private struct Colors: Hashable {
    var foreground: Int?
    var background: Int?
  }

  /// `limit` is how many the terminal can hold.
  init(depth: ColorDepth, limit: Int) {
    self.depth = depth
    self.limit = min(limit, Int(Int16.max))
  }

  /// The pair of a style; where there are no more, one with the same foreground, or the terminal's own colours.
  mutating func number(for style: Style) -> Int16 {
    guard depth != .none else { return 0 }
    let (foreground, background) = depth.numbers(for: style)
    if foreground == nil && background == nil { return 0 }
    return number(for: Colors(foreground: foreground, background: background))
      ?? number(for: Colors(foreground: foreground, background: nil)) ?? 0
  }

  private mutating func number(for colors: Colors) -> Int16? {
    if let number = numbers[colors] { return number }
    let number = numbers.count + 1
    guard number <= limit,
      taskviz_screen_define_pair(Int32(number), code(colors.foreground), code(colors.background))
    else { return nil }
    numbers[colors] = Int16(number)
    return Int16(number)
  }

  private func code(_ number: Int?) -> Int32 {
    guard let number else { return -1 }
    // Where any colour can be shown, ncurses keeps the numbers below 8 for the eight of ECMA-48.
    return depth == .direct && number < 8 ? 8 : Int32(number)
  }
}
