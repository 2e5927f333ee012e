import Testing

@testable import Screen

struct DisplayTextTests {
  @Test(arguments: [
    ("plain", "plain"), ("\u{1B}[31m", "␛[31m"), ("a\nb\tc", "a␊b␉c"), ("\u{7F}", "␡"),
    ("\u{9B}2J", "\u{FFFD}2J"),
    ("a\u{202E}b", "a\u{FFFD}b"), ("\u{2066}x\u{2069}", "\u{FFFD}x\u{FFFD}"),
    ("a\u{200B}\u{FEFF}\u{AD}b", "ab"),
    ("\u{E000}\u{10FFFF}\u{378}", "\u{FFFD}\u{FFFD}\u{FFFD}"), ("a\u{A0}b\u{2003}c", "a b c"),
    ("\u{2028}", "\u{2424}"),
    ("❤\u{FE0F}", "❤"), ("👩\u{200D}💻", "👩💻"), ("👍\u{1F3FD}", "👍"),
    ("e\u{301}\u{302}\u{303}\u{304}", "e\u{301}\u{302}"),
    ("\u{301}", "\u{25CC}\u{301}"), ("\u{1B}\u{301}", "␛\u{301}"),
    ("\u{1100}\u{1161}\u{11A8}", "\u{1100}\u{1161}\u{11A8}"),
    ("שלום", "שלום"), ("", ""),
  ])
  func `text is made safe to draw`(_ text: String, _ clean: String) {
    #expect(Array(DisplayText.clean(text).unicodeScalars) == Array(clean.unicodeScalars))
  }

  @Test func `no scalar at all reaches a terminal that would act on it or change the width of a line`() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      for glyph in DisplayGlyphs("a" + String(Character(scalar))) {
        let kept = Array(glyph.text.unicodeScalars)
        let isSafe = kept.allSatisfy {
          !$0.properties.isDefaultIgnorableCodePoint && !$0.properties.isBidiControl
            && ![.control, .format, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator]
              .contains($0.properties.generalCategory)
            || (0x1160...0x11FF).contains($0.value)
        }
        guard isSafe, glyph.width == 1 || glyph.width == 2 else {
          Issue.record("U+\(String(value, radix: 16)) comes through as \(kept)")
          return
        }
      }
    }
  }

  @Test func `clean text stays as it is`() {
    for text in ["plain", "日本語", "␛[0m", "e\u{301}", "\u{25CC}\u{301}", "😀"] {
      #expect(DisplayText.clean(DisplayText.clean(text)) == DisplayText.clean(text))
    }
  }

  @Test(arguments: [
    ("abc", 3), ("日本", 4), ("é", 1), ("e\u{301}", 1), ("😀", 2), ("█▒─⣿", 4), ("\u{3000}", 2), ("한", 2),
    ("ｱ", 1), ("Ａ", 2),
    ("\u{1B}", 1), ("\u{200D}", 0), ("", 0),
  ])
  func `text takes so many cells`(_ text: String, _ width: Int) {
    #expect(DisplayText.width(text) == width)
  }

  @Test(arguments: [
    ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("abcdef", 1, "…"), ("abcdef", 0, ""),
    ("abcdef", -3, ""),
    ("日本語", 5, "日本…"), ("日本語", 4, "日…"), ("日本語", 6, "日本語"), ("a\nbcd", 3, "a␊…"),
  ])
  func `text is cut to fit`(_ text: String, _ width: Int, _ cut: String) {
    #expect(DisplayText.truncated(text, to: width) == cut)
    #expect(DisplayText.width(cut) <= max(0, width))
  }

  @Test func `text can lose its beginning instead`() {
    #expect(DisplayText.truncatedAtStart("/home/me/file.py", to: 8) == "…file.py")
    #expect(DisplayText.truncatedAtStart("日本語", to: 4) == "…語")
    #expect(DisplayText.truncatedAtStart("abc", to: 3) == "abc")
    #expect(DisplayText.truncated("abcdef", to: 5, ellipsis: "...") == "ab...")
    #expect(DisplayText.truncated("abcdef", to: 2, ellipsis: "...") == "..")
  }

  @Test func `text is padded on either side`() {
    #expect(DisplayText.padded("日", to: 4) == "日  ")
    #expect(DisplayText.padded("12", to: 4, onTheLeft: true) == "  12")
    #expect(DisplayText.padded("12345", to: 4) == "123…")
  }

  @Test func `tabs go to the next stop`() {
    #expect(DisplayText.expandingTabs("a\tb\t日\tc") == "a       b       日      c")
    #expect(DisplayText.expandingTabs("12345678\tx") == "12345678        x")
  }
}
