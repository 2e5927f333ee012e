/// A comment of the source, without its `#`.
package struct Comment: Hashable, Sendable {
  /// Where its `#` stands.
  package let start: SourcePosition
  package let text: String

  package var line: Int { Int(start.line) }

  /// What follows a keyword such as `note:` that the comment begins with; nil where it begins with something else.
  package func text(after keyword: String) -> String? {
    let text = Substring(text).trimmingSpaces
    return text.hasPrefix(keyword) ? String(text.dropFirst(keyword.count).trimmingSpaces) : nil
  }
}

extension Substring {
  /// Without the spaces and tabs at its ends.
  package var trimmingSpaces: Substring {
    var text = self
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text
  }
}
