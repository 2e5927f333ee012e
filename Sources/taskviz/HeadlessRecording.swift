import Processes
import Recording
import TaskModel
import Trace

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Records a program without a dashboard: its streams are its own, and its exit code is handed on.
struct HeadlessRecording {
  private let command: [String]
  private let trace: String
  /// The folder that keeps the recording; nil for a temporary one.
  private let folder: String?
  private let options: RecordingOptions

  /// How often what has been recorded is written to the trace, in microseconds.
  private static let pause: UInt32 = 20_000

  init(_ command: [String], trace: String?, into folder: String?, options: RecordingOptions) {
    self.command = command
    self.trace = trace ?? "trace.json"
    self.folder = folder
    self.options = options
  }

  /// The program's exit code.
  func run() throws(Failure) -> Int32 {
    let mask = umask(0o077)
    defer { umask(mask) }
    let writer = try TraceFileWriter.open(
      trace, header: RecordedProgram(command, isVirtual: options.isVirtual).header)
    let folder = try RecordedProgram.folder(self.folder)
    defer { if self.folder == nil { folder.remove() } }
    PassedSignals.catchSignals()
    let recording = try RecordedProgram.start(command, in: folder, mask: mask, options)
    var dropped = 0
    while recording.end == nil {
      for signal in PassedSignals.take() { recording.command.send(signal) }
      for event in recording.poll() {
        if case .dropped(let count) = event.kind { dropped += count }
        writer?.record(event)
      }
      if recording.end == nil { usleep(Self.pause) }
    }
    if dropped > 0 {
      let why =
        options.limits == nil ? "found no room in \(folder.path)" : "are older than what was to be kept"
      Console.complain("\(dropped) events \(why), and are missing in the trace")
    }
    if let problem = recording.problem { Console.complain(problem.description) }
    if recording.isEmpty { writer?.abandon() } else { try writer?.complete() }
    return recording.end?.code ?? 0
  }
}
