/// What programs send terminals to colour text or to move the cursor, of which a pane shows nothing.
enum TerminalSequences {
  /// The text without them.
  static func removed(from text: String) -> String {
    guard text.utf8.contains(0x1B) else { return text }
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar == "\u{1B}" { rest = rest.dropFirst(length(rest)) } else { result.append(scalar) }
    }
    return String(result)
  }

  /// How many scalars behind an escape belong to it (ECMA-48, 5.3 to 5.6).
  private static func length(_ rest: Substring.UnicodeScalarView) -> Int {
    switch rest.first {
    case "[":
      let parameters = rest.dropFirst().prefix { (0x20...0x3F).contains($0.value) }.count
      return 1 + parameters + 1
    case "]", "P", "X", "^", "_":
      // A text, up to a bell or to an escape and a backslash.
      let text = rest.prefix { $0 != "\u{07}" && $0 != "\u{1B}" && $0 != "\n" }
      let end = rest[text.endIndex...]
      return text.count + (end.first == "\u{07}" ? 1 : end.starts(with: "\u{1B}\\".unicodeScalars) ? 2 : 0)
    case let first?:
      let intermediates = rest.prefix { (0x20...0x2F).contains($0.value) }.count
      return intermediates > 0 ? intermediates + 1 : first == "\n" ? 0 : 1
    case nil: return 0
    }
  }
}
