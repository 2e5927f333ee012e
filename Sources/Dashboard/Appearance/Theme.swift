package import Screen

/// How pictures look: a style for every role, and the characters they are drawn with.
package struct Theme: Hashable, Sendable {
  package let name: Name
  package var glyphs: GlyphSet
  /// What stands behind everything; outputs that have edges fill them with it.
  package let background: Color
  private let styles: [Style]
  /// Those of what has not happened yet, kept: most cells of a picture have one of them.
  private let futures: [Style]

  package enum Name: String, Hashable, Sendable, CaseIterable {
    case dark
    case light
    case highContrast = "high-contrast"
    case colorBlind = "colour-blind"
    /// No colour at all: only bold, dim, underline and reverse.
    case monochrome
    /// For a room: black on white, and without anything that only somebody at a keyboard needs.
    case slides
  }

  package init(_ name: Name, glyphs: GlyphSet = .unicode) {
    self.name = name
    self.glyphs = glyphs
    let palette: Palette? =
      switch name {
      case .dark: .dark
      case .light: .light
      case .highContrast: .highContrast
      case .colorBlind: .colorBlind
      case .monochrome: nil
      case .slides: .slides
      }
    let background = palette?.background ?? .standard
    self.background = background
    styles = Role.allCases.map { palette?.style($0) ?? Theme.monochromeStyle($0) }
    futures = styles.map { Theme.future($0, on: background) }
  }

  package subscript(role: Role) -> Style { styles[role.rawValue] }

  /// The next theme in the order in which a key goes through them, with the same characters.
  package var next: Theme {
    let all = Name.allCases
    let index = all.firstIndex(of: name) ?? 0
    return Theme(all[(index + 1) % all.count], glyphs: glyphs)
  }

  /// A role's look for something that has not happened yet.
  package func future(_ role: Role) -> Style { futures[role.rawValue] }

  /// The look of something that has not happened yet: nearer to the background.
  package func future(_ style: Style) -> Style { Theme.future(style, on: background) }

  private static func future(_ style: Style, on background: Color) -> Style {
    guard case .rgb = background else {
      var style = style
      style.attributes.remove(.bold)
      style.attributes.insert(.dim)
      return style
    }
    var faded = style
    faded.foreground = style.foreground.mixed(with: background, 0.62)
    faded.background = style.background.mixed(with: background, 0.62)
    faded.attributes.remove(.bold)
    return faded
  }

  /// The look of something in the selected row: the same on the selection's background.
  package func selected(_ style: Style) -> Style {
    guard case .rgb = background else {
      var style = style
      style.attributes.insert(.bold)
      return style
    }
    guard style.background == background else { return style }
    var raised = style
    raised.background = self[.selection].background
    return raised
  }

  /// The colour that the texture of a task that is ready, or that waits, gives on the whole: the ground of a cell that is only
  /// partly something else.
  static func ground(_ texture: Style, isReady: Bool) -> Color {
    texture.background.mixed(with: texture.foreground, isReady ? 0.5 : 0.25)
  }

  private static func monochromeStyle(_ role: Role) -> Style {
    switch role {
    case .strong, .headerStrong, .paneTitle, .raised, .error, .playhead, .rulerTime, .running, .scopeLabel,
      .deadlineFired, .cancellingLabel, .sourceAwait, .readyLabel, .stalled, .cancelArrow, .key:
      Style(.standard, on: .standard, .bold)
    case .dim, .faint, .border, .tree, .ruler, .laneNameDim, .headerDim, .counterfactual, .stepNumber,
      .created, .lineNumber:
      Style(.standard, on: .standard, .dim)
    case .selection, .playheadRuler, .runningLabel, .stalledLabel:
      Style(.standard, on: .standard, .reverse)
    case .header, .footer, .selectionDim, .text, .ready, .waiting, .waitingLabel, .cancelling, .mixed,
      .returned, .cancelled, .laneName, .scope, .deadline, .wakeArrow, .createArrow, .awaitArrow, .output,
      .summary,
      .sourceKeyword:
      .plain
    case .searchMatch, .outputError:
      Style(.standard, on: .standard, .underline)
    case .note:
      Style(.standard, on: .standard, .italic)
    }
  }
}
