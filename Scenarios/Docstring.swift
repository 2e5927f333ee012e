/// The docstring at the very start of a Python file, as a title and paragraphs.
///
/// Understands what scenarios are written with: `"""` or `'''` on the first line, no prefix, no escapes. A file that
/// begins otherwise has an empty title and no paragraphs.
package struct Docstring: Hashable, Sendable {
  package let title: String
  package let paragraphs: [String]

  package init(ofModule source: [UInt8]) {
    let text = String(decoding: source, as: UTF8.self)
    var title = ""
    var paragraphs: [String] = []
    for quote in ["\"\"\"", "'''"] where text.hasPrefix(quote) {
      var paragraph: [Substring] = []
      for (index, line) in lines(of: text.dropFirst(3), upTo: quote).enumerated() {
        let words = line.split(whereSeparator: \.isWhitespace)
        if index == 0 {
          title = words.joined(separator: " ")
        } else if words.isEmpty {
          paragraphs.append(paragraph.joined(separator: " "))
          paragraph = []
        } else {
          paragraph += words
        }
      }
      paragraphs.append(paragraph.joined(separator: " "))
    }
    self.title = title
    self.paragraphs = paragraphs.filter { !$0.isEmpty }
  }
}

/// The lines before the first `quote`; none where the docstring never ends.
private func lines(of text: Substring, upTo quote: String) -> [Substring] {
  var rest = text
  while !rest.isEmpty {
    if rest.hasPrefix(quote) {
      return text[..<rest.startIndex].split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    }
    rest = rest.dropFirst()
  }
  return []
}
