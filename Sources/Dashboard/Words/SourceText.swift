/// A program's text, for showing.
package enum SourceText {
  /// Its lines, whatever their ends; a line end at the end of the text begins no further line.
  package static func lines(_ text: String) -> [String] {
    // Swift sees "\r\n" as one character.
    var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map(String.init)
  }
}
