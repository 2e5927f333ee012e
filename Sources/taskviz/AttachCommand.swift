import ArgumentParser
import Configuration
import Dashboard
import Recording
import TaskModel
import Trace

struct AttachCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attach", abstract: "Watch a recording that is made in another terminal, or was.",
    discussion: """
      Without a folder, the recording that is being made. Any number can watch: the program does not notice. What it \
      prints is shown as Python prints it; all that it writes is where it was started.
      """)

  @Argument(
    help: "The folder of the recording, as `taskviz record --into` was given it.", completion: .directory)
  var folder: String?

  @Flag(help: "Do not open the dashboard: only write a trace of what has been recorded up to the end.")
  var headless = false

  @Option(name: .shortAndLong, help: "Write the trace to this file.")
  var output: String?

  @OptionGroup var look: LookOptions

  @OptionGroup var settings: SettingsOptions

  func run() throws {
    let settings = try self.settings.read()
    let folder = try find()
    let note = RecordingNote.read(in: folder)
    let described = RecordedProgram(
      script: note?.script, in: note?.directory, isVirtual: note?.isVirtual == true)
    if !headless { try Show.checkTerminal() }
    let writer = try TraceFileWriter.open(
      headless ? output ?? "trace.json" : output, header: described.header)
    let feed = WatchedFeed(WatchedRecording(folder), record: writer)
    guard !headless else {
      feed.readToEnd()
      return try writer?.complete() ?? ()
    }
    let notes = writer.map { NoteKeeper.recording($0, name: output ?? "") } ?? .nowhere
    let play = Play(speed: settings.speed(nil), follows: true)
    let show = Show(look: look, settings: settings, speed: play.speed, record: writer, notes: notes)
    try show.show(RunState(described.subject, play: play), from: feed)
  }

  private func find() throws(Failure) -> RecordingFolder {
    if let folder {
      do {
        return try RecordingFolder(existing: folder)
      } catch {
        throw Failure(error)
      }
    }
    let found = RecordingFolder.underWay(in: RecordedProgram.temporaryFolder)
    if found.count == 1 { return found[0] }
    let names = found.map { "\n  taskviz attach \($0.path)" }.joined()
    throw Failure(
      .noInput,
      found.isEmpty
        ? "no recording is being made here: name the folder that 'taskviz record --into' was given"
        : "several recordings are being made; choose one:\(names)")
  }
}
