import Screen
import Testing

@testable import Dashboard

@Suite struct ThemeTests {
  /// Decoration: nothing that must be read is drawn in these.
  private static let decoration: Set<Role> = [
    .faint, .border, .created, .tree, .ruler, .waiting, .ready, .cancelling, .running, .stalled, .mixed,
  ]

  @Test(arguments: Theme.Name.allCases.filter { $0 != .monochrome })
  func `words can be read on their background`(name: Theme.Name) throws {
    let theme = Theme(name)
    for role in Role.allCases {
      let style = theme[role]
      let ratio = try #require(contrast(style.foreground, style.background))
      #expect(ratio >= (Self.decoration.contains(role) ? 2.5 : 4.5), "\(name) \(role): \(ratio)")
    }
  }

  @Test(arguments: Theme.Name.allCases)
  func `states are told apart without colour`(name: Theme.Name) {
    for glyphs in [GlyphSet.unicode, .ascii] {
      let textures = [
        glyphs.running, glyphs.ready, glyphs.waiting, glyphs.cancelling, glyphs.stalled, glyphs.created,
      ]
      #expect(Set(textures).count == textures.count)
      let ends = [glyphs.returned, glyphs.raised, glyphs.cancelled]
      #expect(Set(ends).count == ends.count)
    }
  }

  @Test(arguments: Theme.Name.allCases.filter { $0 != .monochrome })
  func `states are told apart by colour`(name: Theme.Name) {
    let theme = Theme(name)
    let states: [Role] = [.running, .ready, .waiting, .cancelling, .stalled]
    #expect(Set(states.map { theme[$0].foreground }).count == states.count)
    let ends: [Role] = [.returned, .raised, .cancelled]
    #expect(Set(ends.map { theme[$0].foreground }).count == ends.count)
  }

  @Test func `the monochrome theme has no colour`() {
    for role in Role.allCases {
      #expect(Theme(.monochrome)[role].foreground == .standard)
      #expect(Theme(.monochrome)[role].background == .standard)
    }
  }

  @Test func `ASCII glyphs are ASCII, each of one cell`() {
    for (name, value) in Mirror(reflecting: GlyphSet.ascii).children {
      let glyphs = (value as? String).map { [$0] } ?? value as? [String] ?? []
      #expect(!glyphs.isEmpty, "\(name ?? "")")
      for glyph in glyphs {
        #expect(glyph.utf8.count == 1)
        #expect(glyph.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value < 0x7F })
      }
    }
  }

  @Test func `the theme key goes through all themes and comes back`() {
    var theme = Theme(.dark, glyphs: .ascii)
    var seen: [Theme.Name] = []
    for _ in Theme.Name.allCases {
      seen.append(theme.name)
      theme = theme.next
    }
    #expect(Set(seen) == Set(Theme.Name.allCases))
    #expect(theme == Theme(.dark, glyphs: .ascii))
  }

  @Test func `what has not happened yet is nearer to the background`() throws {
    let theme = Theme(.dark)
    let now = try #require(contrast(theme[.running].foreground, theme.background))
    let later = try #require(contrast(theme.future(theme[.running]).foreground, theme.background))
    #expect(later < now)
    #expect(later > 1.3)
    #expect(Theme(.monochrome).future(Theme(.monochrome)[.running]).attributes == .dim)
  }
}

/// The contrast ratio of WCAG 2.1, from 1 to 21; nil for the terminal's own colours.
func contrast(_ a: Color, _ b: Color) -> Double? {
  guard let a = luminance(a), let b = luminance(b) else { return nil }
  return (max(a, b) + 0.05) / (min(a, b) + 0.05)
}

private func luminance(_ color: Color) -> Double? {
  guard case .rgb(let red, let green, let blue) = color else { return nil }
  func linear(_ channel: UInt8) -> Double {
    let share = Double(channel) / 255
    return share <= 0.04045 ? share / 12.92 : power((share + 0.055) / 1.055)
  }
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

private func power(_ base: Double) -> Double {
  // base^2.4 = base^2 * base^0.4; the fifth root of base^2 by Newton's method, exact enough here.
  let square = base * base
  var root = 1.0
  for _ in 0..<40 { root = (4 * root + square / (root * root * root * root)) / 5 }
  return square * root
}
