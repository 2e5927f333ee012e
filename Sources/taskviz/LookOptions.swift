import ArgumentParser
import Configuration
import Dashboard

/// What pictures look like.
struct LookOptions: ParsableArguments {
  @Option(help: "The colours; by default dark, or what the environment says (NO_COLOR, COLORFGBG).")
  var theme: ThemeArgument?

  @Flag(help: "Draw with ASCII characters only.")
  var ascii = false

  /// The theme asked for, or else the one that was set, or that suits the environment.
  func theme(_ settings: Settings = Settings(), in environment: Environment, isUTF8: Bool) -> Theme {
    let isASCII = ascii || settings.ascii == true || !isUTF8
    return Theme(theme?.name ?? settings.theme ?? environment.theme, glyphs: isASCII ? .ascii : .unicode)
  }
}

/// A theme's name on the command line.
enum ThemeArgument: String, ExpressibleByArgument, CaseIterable {
  case dark
  case light
  case highContrast = "high-contrast"
  case colorBlind = "colour-blind"
  case monochrome
  case slides

  var name: Theme.Name {
    switch self {
    case .dark: .dark
    case .light: .light
    case .highContrast: .highContrast
    case .colorBlind: .colorBlind
    case .monochrome: .monochrome
    case .slides: .slides
    }
  }
}

/// An axis on the command line.
enum AxisArgument: String, ExpressibleByArgument, CaseIterable {
  case elastic
  case time
  case steps

  var axis: Camera.Axis {
    switch self {
    case .elastic: .elastic
    case .time: .time
    case .steps: .steps
    }
  }
}
