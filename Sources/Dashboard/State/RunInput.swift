/// What is typed to a program that runs in a terminal of its own.
package struct RunInput: Hashable, Sendable {
  /// The program asks for what nobody should see, such as a password.
  var isHidden = false
  /// Ctrl-C went to the program, and no other key has been pressed since.
  var wasInterrupted = false
  /// The lines typed before, the last one last.
  private var lines: [String] = []
  /// Which of them stands at the prompt; their number for none.
  private var chosen = 0

  package init() {}

  private static let mostLines = 100

  mutating func remember(_ line: String) {
    if !line.isEmpty, line != lines.last, !isHidden { lines = lines.suffix(Self.mostLines - 1) + [line] }
    chosen = lines.count
  }

  /// The line before or after the one that was chosen last; an empty one after the last.
  mutating func choose(by distance: Int) -> String {
    chosen = min(max(0, chosen + distance), lines.count)
    return chosen < lines.count ? lines[chosen] : ""
  }
}
