import ArgumentParser
import Dashboard
import Scenarios

/// What happens without a command.
///
/// A command of its own: options of the root would be taken from every other command that has them, too.
struct PickCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pick", abstract: "Choose a scenario and watch it.")

  @Option(help: "How fast: 1 is real time, 2 twice as fast, 0.5 half as fast.")
  var speed: SpeedArgument?

  @OptionGroup var look: LookOptions

  @OptionGroup var settings: SettingsOptions

  func run() throws {
    let entries = ScenarioCatalog.all.map { scenario in
      let docstring = scenario.docstring
      return ScenarioEntry(
        name: scenario.name, title: docstring.title, story: docstring.paragraphs.joined(separator: "\n\n"),
        source: String(decoding: scenario.source, as: UTF8.self))
    }
    let settings = try self.settings.read()
    try Show(look: look, settings: settings, speed: settings.speed(speed)).show(choosingFrom: entries)
  }
}
