/// What one cell, or two, will show.
package struct DisplayGlyph: Hashable, Sendable {
  package let text: String
  /// In cells: 1 or 2.
  package let width: Int
}

/// The glyphs of any text, safe to draw: nothing in them moves a cursor, reorders a line or changes its own width.
///
/// Control characters become signs (`␛`), bidi controls, private and unassigned characters `\u{FFFD}`; invisible ones and
/// marks beyond two on one base are left out. A joined emoji becomes its parts, since terminals disagree about its width.
package struct DisplayGlyphs: Sequence, IteratorProtocol {
  private var scalars: String.UnicodeScalarView.Iterator
  private var peeked: Unicode.Scalar?

  package init(_ text: String) {
    scalars = text.unicodeScalars.makeIterator()
    peeked = scalars.next()
  }

  package mutating func next() -> DisplayGlyph? {
    while let scalar = peeked {
      peeked = scalars.next()
      switch DisplayClass(scalar) {
      case .dropped: continue
      case .replaced(let text): return DisplayGlyph(text: text + takeMarks(after: scalar), width: 1)
      case .glyph(let width):
        let base = String(Character(scalar))
        // Almost all text is ASCII, where no mark can follow before U+0300.
        if let peeked, peeked.value >= 0x300 {
          return DisplayGlyph(text: base + takeMarks(after: scalar), width: width)
        }
        return DisplayGlyph(text: base, width: width)
      case .combining:
        // A mark with nothing under it is shown on the circle that Unicode charts use.
        return DisplayGlyph(
          text: "\u{25CC}" + String(Character(scalar)) + takeMarks(after: scalar, limit: 1), width: 1)
      }
    }
    return nil
  }

  /// The marks that follow, at most `limit` of them; the others are passed over, and so is what is invisible between.
  private mutating func takeMarks(after base: Unicode.Scalar, limit: Int = 2) -> String {
    var marks = String.UnicodeScalarView()
    while let scalar = peeked {
      if (0x1F3FB...0x1F3FF).contains(scalar.value) {
        // A skin tone merges with the emoji before it in some terminals and stands beside it in others.
        guard base.properties.isEmojiModifierBase else { break }
      } else {
        let kind = DisplayClass(scalar)
        guard kind == .combining || kind == .dropped else { break }
        if kind == .combining && marks.count < limit { marks.append(scalar) }
      }
      peeked = scalars.next()
    }
    return String(marks)
  }
}
