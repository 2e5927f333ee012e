import Screen

/// Breaks text into lines of at most `width` cells, between words where it can.
///
/// Runs of blanks count as one; a word longer than a line is cut into several.
func wrapped(_ text: String, width: Int) -> [String] {
  guard width > 0 else { return [] }
  var lines: [String] = []
  var line = ""
  var used = 0
  for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "\t" }) {
    var word = DisplayText.clean(String(word))
    var length = DisplayText.width(word)
    if used > 0, used + 1 + length <= width {
      line += " " + word
      used += 1 + length
      continue
    }
    if used > 0 { lines.append(line) }
    while length > width {
      let head = DisplayText.truncated(word, to: width, ellipsis: "")
      // A character wider than the line: nothing can be shown of it.
      guard !head.isEmpty else { return lines }
      lines.append(head)
      word = String(word.dropFirst(head.count))
      length = DisplayText.width(word)
    }
    line = word
    used = length
  }
  if used > 0 { lines.append(line) }
  return lines
}
