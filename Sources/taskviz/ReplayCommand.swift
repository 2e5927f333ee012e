import ArgumentParser
import Dashboard

struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Look at a trace that was recorded earlier.",
    discussion: "The whole run is shown at first; space plays it from the start.")

  @Argument(
    help: "The path of a trace, or - to read it from standard input.", completion: .file(extensions: ["json"])
  )
  var trace: String

  @Flag(help: "Do not open the dashboard: tell the run in sentences, a line for each step.")
  var plain = false

  @Option(help: "How fast: 1 is real time, 2 twice as fast, 0.5 half as fast.")
  var speed: SpeedArgument?

  @OptionGroup var look: LookOptions

  @OptionGroup var settings: SettingsOptions

  func run() throws {
    let input = try TraceInput(trace)
    if plain { return try Console.tell(input.wholeRun(), ascii: look.ascii) }
    let settings = try self.settings.read()
    let speed = settings.speed(speed)
    // What is read first tells whether it is a trace at all, before the terminal is touched.
    let feed = try TraceFeed(input)
    try Show(
      look: look, settings: settings, speed: speed, notes: .file(input, nil),
      inputIsTaken: input.isStandardInput
    )
    .show(feed.runState(play: Play(speed: speed, follows: true)), from: feed)
  }
}
