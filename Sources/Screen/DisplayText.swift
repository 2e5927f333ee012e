/// Text as a grid can show it: its glyphs, its width in cells, cut and padded to fit.
///
/// Every function takes text that nobody has checked, such as names and output of an observed program.
package enum DisplayText {
  /// The same text with everything replaced or removed that must not reach a terminal; a line stays one line.
  package static func clean(_ text: String) -> String {
    if isPrintableASCII(text) { return text }
    var result = ""
    for glyph in DisplayGlyphs(text) { result += glyph.text }
    return result
  }

  /// How many cells a text takes.
  package static func width(_ text: String) -> Int {
    if isPrintableASCII(text) { return text.utf8.count }
    // What is drawn cell by cell is one scalar each.
    let scalars = text.unicodeScalars
    let first = scalars.startIndex
    if scalars.index(after: first) == scalars.endIndex, case .glyph(let width) = DisplayClass(scalars[first])
    {
      return width
    }
    return DisplayGlyphs(text).reduce(0) { $0 + $1.width }
  }

  /// The text, or as much of its beginning as fits in `width` cells together with the ellipsis.
  ///
  /// Where not even the ellipsis fits, as much of the ellipsis as does.
  package static func truncated(_ text: String, to width: Int, ellipsis: String = "…") -> String {
    guard width > 0 else { return "" }
    if Self.width(text) <= width { return clean(text) }
    let room = width - Self.width(ellipsis)
    guard room > 0 else { return prefix(ellipsis, width) }
    return prefix(text, room) + clean(ellipsis)
  }

  /// The text without its beginning where it does not fit: for paths, whose end tells the most.
  package static func truncatedAtStart(_ text: String, to width: Int, ellipsis: String = "…") -> String {
    guard width > 0 else { return "" }
    let glyphs = Array(DisplayGlyphs(text))
    var used = glyphs.reduce(0) { $0 + $1.width }
    if used <= width { return clean(text) }
    let room = width - Self.width(ellipsis)
    guard room > 0 else { return prefix(ellipsis, width) }
    var first = 0
    while used > room {
      used -= glyphs[first].width
      first += 1
    }
    return clean(ellipsis) + glyphs[first...].map(\.text).joined()
  }

  /// The text with blanks on the right (or left) up to `width` cells; a longer one is truncated.
  package static func padded(
    _ text: String, to width: Int, onTheLeft: Bool = false, ellipsis: String = "…"
  ) -> String {
    let text = truncated(text, to: width, ellipsis: ellipsis)
    let blanks = String(repeating: " ", count: max(0, width - Self.width(text)))
    return onTheLeft ? blanks + text : text + blanks
  }

  /// The text with each tab replaced by blanks up to the next multiple of `stop` cells, as terminals do.
  package static func expandingTabs(_ text: String, every stop: Int = 8) -> String {
    guard stop > 0, text.utf8.contains(0x09) else { return text }
    var result = ""
    var column = 0
    for (index, part) in text.split(separator: "\t", omittingEmptySubsequences: false).enumerated() {
      if index > 0 {
        let blanks = stop - column % stop
        result += String(repeating: " ", count: blanks)
        column += blanks
      }
      result += part
      column += width(String(part))
    }
    return result
  }

  private static func prefix(_ text: String, _ width: Int) -> String {
    var result = ""
    var used = 0
    for glyph in DisplayGlyphs(text) {
      guard used + glyph.width <= width else { break }
      used += glyph.width
      result += glyph.text
    }
    return result
  }

  private static func isPrintableASCII(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
  }
}
