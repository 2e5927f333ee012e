import Screen

/// Python source as the dashboard shows it: coloured by what each word is, for reading and not for running.
enum PythonText {
  /// The lines of a program; optionally without the docstring it begins with and the blank lines around.
  static func lines(_ source: String, skippingDocstring: Bool = false) -> [String] {
    var lines = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if skippingDocstring, let first = lines.first, first.hasPrefix("\"\"\"") {
      let isOneLine = first.dropFirst(3).contains("\"\"\"")
      let end = isOneLine ? 0 : lines.dropFirst().firstIndex { $0.contains("\"\"\"") } ?? lines.count - 1
      lines.removeFirst(end + 1)
    }
    while lines.first?.isEmpty == true { lines.removeFirst() }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  private static let keywords: Set<Substring> = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def",
    "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda",
    "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
  ]

  /// One line in pieces: keywords, strings, comments, and what is between.
  static func highlighted(_ line: String, _ theme: Theme) -> Segments {
    var segments = Segments()
    var rest = DisplayText.expandingTabs(line)[...]
    while let next = rest.first {
      let end: Substring.Index
      var role = Role.text
      if next == "#" {
        end = rest.endIndex
        role = .dim
      } else if next == "\"" || next == "'" {
        end = endOfString(rest, quote: next)
        role = .output
      } else if next.isLetter || next == "_" {
        end = rest.firstIndex { !($0.isLetter || $0.isNumber || $0 == "_") } ?? rest.endIndex
        let word = rest[..<end]
        if word == "await" || word == "async" {
          role = .sourceAwait
        } else if keywords.contains(word) {
          role = .sourceKeyword
        }
      } else {
        let index = rest.dropFirst().firstIndex {
          $0 == "#" || $0 == "\"" || $0 == "'" || $0.isLetter || $0 == "_"
        }
        end = index ?? rest.endIndex
      }
      segments.add(String(rest[..<end]), theme[role])
      rest = rest[end...]
    }
    return segments
  }

  private static func endOfString(_ text: Substring, quote: Character) -> Substring.Index {
    let mark = String(repeating: String(quote), count: 3)
    if text.hasPrefix(mark) {
      var index = text.index(text.startIndex, offsetBy: 3)
      while index < text.endIndex {
        if text[index...].hasPrefix(mark) { return text.index(index, offsetBy: 3) }
        index = text.index(after: index)
      }
      return text.endIndex
    }
    var index = text.index(after: text.startIndex)
    while index < text.endIndex {
      if text[index] == "\\" {
        index = text.index(after: index)
        if index == text.endIndex { return index }
      } else if text[index] == quote {
        return text.index(after: index)
      }
      index = text.index(after: index)
    }
    return text.endIndex
  }
}
