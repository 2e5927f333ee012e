import ArgumentParser
import Dashboard
import Trace

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a scenario or a Python file and watch its tasks.",
    discussion: """
      With --headless the program prints what it prints under CPython, and its exit code is taskviz's; sleeping takes \
      no time unless --speed says so.
      """)

  @Argument(
    help: "A scenario's name (`taskviz list`) or the path of a Python file.",
    completion: .custom { _, _, _ in ScenarioNames.all })
  var program: String

  @Flag(help: "Do not open the dashboard: only run the program.")
  var headless = false

  @Flag(help: "Do not open the dashboard: tell the run in sentences, a line for each step.")
  var plain = false

  @Flag(help: "Run the file anew each time it is saved, and look at it as before.")
  var watch = false

  @Option(
    name: .shortAndLong,
    help:
      "Write the trace of the run to this file; with --headless and --speed event by event, for replay to follow."
  )
  var output: String?

  @Option(help: "How fast: 1 is real time, 2 twice as fast, 0.5 half as fast.")
  var speed: SpeedArgument?

  @Option(help: "What the program's random numbers start from, where it does not say.")
  var seed: Int?

  @OptionGroup var look: LookOptions

  @OptionGroup var settings: SettingsOptions

  func validate() throws {
    if watch, headless || plain || output != nil {
      throw ValidationError("--watch is for the dashboard alone: leave --headless, --plain and --output out.")
    }
    if plain, headless { throw ValidationError("--plain and --headless exclude each other: choose one.") }
    if plain, output != nil { throw ValidationError("--plain writes no trace: use --headless for that.") }
  }

  func run() throws {
    let input = try ProgramInput(program)
    if watch, !input.isFile {
      throw ValidationError("--watch needs a file: '\(program)' is a scenario, which nobody changes.")
    }
    // Before it is read: what is saved meanwhile is seen.
    let watch = watch ? FileWatch(program) : nil
    let program = try PreparedProgram(input, seed: seed)
    if plain {
      let run = program.wholeRun()
      try Console.tell(run, ascii: look.ascii)
      if let code = run.exitCode, code != 0 { throw ExitCode(Int32(code)) }
      return
    }
    if headless {
      let code = try HeadlessRun(program, trace: output, speed: speed?.factor).run()
      if code != 0 { throw ExitCode(code) }
      return
    }
    let settings = try self.settings.read()
    let writer = try TraceFileWriter.open(output, header: program.header)
    let play = Play(isPlaying: true, speed: settings.speed(speed))
    let feed = ProgramFeed(program, record: writer)
    defer { if let output, feed.wasLeft { complainOfRest(output) } }
    let notes = writer.map { NoteKeeper.recording($0, name: output ?? "") } ?? .nowhere
    let show = Show(
      look: look, settings: settings, speed: play.speed, seed: seed, record: writer, watch: watch,
      notes: notes)
    try show.show(RunState(program.subject, play: play), from: feed)
  }

  /// Says that a trace is not the whole run.
  private func complainOfRest(_ path: String) {
    Console.complain(
      "\(path): holds what happened until the dashboard was left: the program had not ended;"
        + " with --headless all of it is written")
  }
}
