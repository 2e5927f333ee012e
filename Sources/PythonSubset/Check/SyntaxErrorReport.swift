package import PythonSyntax

extension PythonSyntaxError {
  /// The error as `python3` prints it: the file and line, the line with carets under the place, the message.
  package func report(in source: SourceText) -> String {
    let line = Int(range.start.line)
    var report = "  File \"\(source.file)\", line \(line)\n"
    let text = Array(source.line(line).unicodeScalars)
    let indent = text.prefix { $0 == " " || $0 == "\u{C}" }.count
    let visible = text[indent...]
    if line >= 1, line <= source.lineCount {
      report += "    " + String(String.UnicodeScalarView(visible)) + "\n"
      report += carets(in: source, indent: indent, visible: visible)
    }
    return report + "\(kind.rawValue): \(message)\n"
  }

  private func carets(in source: SourceText, indent: Int, visible: ArraySlice<Unicode.Scalar>) -> String {
    let start = source.characterColumn(of: range.start) - indent
    guard start >= 0, range.start <= range.end else { return "" }
    let isOneLine = range.end.line == range.start.line
    let end = isOneLine ? source.characterColumn(of: range.end) - indent : visible.count
    // Tabs stay, so that the carets stand below what they mark.
    let space = visible.prefix(start).map { $0.properties.isWhitespace ? $0 : " " }
    let padding = String(String.UnicodeScalarView(space)) + String(repeating: " ", count: start - space.count)
    return "    " + padding + String(repeating: "^", count: max(1, end - start)) + "\n"
  }
}
