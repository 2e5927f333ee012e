import ArgumentParser
import Configuration

/// Shows what can be set, in the form in which it is set.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Print a file of settings with everything that can be set: theme, panes, keys.",
    discussion: """
      The settings are read from $XDG_CONFIG_HOME/taskviz/config.yaml, by default ~/.config/taskviz/config.yaml; \
      `taskviz config > FILE` begins such a file.
      """)

  @Flag(help: "Print only where the settings are read from.")
  var path = false

  func run() throws {
    let place = SettingsFile.standardPath ?? "$XDG_CONFIG_HOME/taskviz/config.yaml"
    try Console.print(path ? "\(place)\n" : Settings.documented(path: place))
  }
}
