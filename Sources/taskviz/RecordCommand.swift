import ArgumentParser
import Configuration
import Dashboard
import Recording
import TaskModel
import Trace

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct RecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record", abstract: "Run a program under CPython and record what its tasks do.",
    discussion: """
      The program runs unmodified, under the Python that is named: taskviz record -- python3 app.py. Its exit code is \
      taskviz's. In the dashboard it has a terminal of its own: what it writes is in the pane for output, I types to it, \
      and Ctrl-C goes to it first. With --headless its terminal is yours. CPython 3.8 to 3.13 can be recorded.
      """)

  @Flag(help: "Do not open the dashboard: only run the program; its output is its own.")
  var headless = false

  @Flag(
    help: "Let the clock jump: a program whose waits are all timers runs without waiting; others are refused."
  )
  var virtualTime = false

  @Option(name: .shortAndLong, help: "Write the trace of the run to this file.")
  var output: String?

  @Option(
    help: "Keep the recording in this new folder, where `taskviz attach` can watch it meanwhile, and later.")
  var into: String?

  @Option(
    help: "Tell of a step that holds the loop for longer than 50ms, 2s ... (default: 100ms).",
    transform: DurationArgument.read)
  var stall: Duration?

  @OptionGroup var ring: LimitOptions

  @OptionGroup var look: LookOptions

  @OptionGroup var settings: SettingsOptions

  @Argument(parsing: .captureForPassthrough, help: "The command, as it is typed without taskviz, behind --.")
  var command: [String]

  func validate() throws {
    // What follows the options is the program's, and so would be this.
    if ["--help", "-h"].contains(command.first) { throw CleanExit.helpRequest(self) }
    guard virtualTime, stall != nil else { return }
    throw ValidationError("--stall measures a clock that --virtual-time has jump: choose one.")
  }

  func run() throws {
    let words = command.first == "--" ? Array(command.dropFirst()) : command
    guard !words.isEmpty else {
      throw ValidationError("Give the program as you start it: taskviz record -- python3 app.py")
    }
    let code =
      headless
      ? try HeadlessRecording(words, trace: output, into: into, options: options).run() : try show(words)
    if code != 0 { throw ExitCode(code) }
  }

  private var options: RecordingOptions {
    RecordingOptions(
      hasTerminal: !headless, limits: ring.limits, stall: stall ?? RecordingOptions.plainStall,
      isVirtual: virtualTime)
  }

  /// Runs the program beside the dashboard; gives its exit code.
  private func show(_ words: [String]) throws -> Int32 {
    let settings = try self.settings.read()
    try Show.checkTerminal()
    let described = RecordedProgram(words, isVirtual: virtualTime)
    let mask = umask(0o077)
    let writer = try TraceFileWriter.open(output, header: described.header)
    let folder = try RecordedProgram.folder(into)
    defer { if into == nil { folder.remove() } }
    let recording = try RecordedProgram.start(words, in: folder, mask: mask, options)
    let feed = RecordedFeed(recording, record: writer)
    let notes = writer.map { NoteKeeper.recording($0, name: output ?? "") } ?? .nowhere
    let play = Play(speed: settings.speed(nil), follows: true)
    let show = Show(
      look: look, settings: settings, speed: play.speed, record: writer, notes: notes, endsAsProgram: true)
    var run = RunState(described.subject, play: play)
    run.input = RunInput()
    try show.show(run, from: feed)
    return feed.exitCode ?? 0
  }
}
