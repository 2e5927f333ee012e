import Dashboard
import Processes
import Recording
import TaskModel
import Trace

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The events of a program under CPython, while it runs beside the dashboard in a terminal of its own.
final class RecordedFeed: InteractiveFeed {
  private let recording: LiveRecording
  /// Gets every event, too, as it comes.
  private let record: TraceFileWriter?
  private(set) var end: RunEnd?
  /// What ends the program when nobody looks any more, one after the other.
  private var ends = [SIGINT, SIGTERM, SIGKILL]

  /// How often it is looked whether there is something new.
  private static let pause = Duration.milliseconds(30)

  init(_ recording: LiveRecording, record: TraceFileWriter?) {
    self.recording = recording
    self.record = record
  }

  var readiness: FeedReadiness { .later(Self.pause) }

  /// A program may go on for ever.
  var fraction: Double? { nil }

  /// The program's exit code; nil while it runs.
  var exitCode: Int32? { recording.end?.code }

  func take(into state: inout DashboardState) {
    guard end == nil else { return }
    state.noteInput(isHidden: !recording.command.echoes)
    let events = takeEvents()
    if !events.isEmpty { _ = update(&state, .arrived(events)) }
    forget(in: &state)
    guard let code = exitCode else { return }
    end = RunEnd(
      exitCode: Int(code),
      notice: recording.problem.map { Notice($0.description, isError: true, remaining: nil) })
  }

  /// Lets go what the recording has let go, unless somebody looks at it or it is kept in a trace.
  private func forget(in state: inout DashboardState) {
    guard record == nil, let run = state.run, run.play.follows else { return }
    if let left = recording.takeAnew(insteadOf: run.trace.count) { _ = update(&state, .shortened(left)) }
  }

  private func takeEvents() -> [TaskEvent] {
    let events = recording.poll()
    for event in events { record?.record(event) }
    return events
  }

  // MARK: The program's terminal

  func type(_ text: String) { recording.command.type(text) }

  func pass(_ signal: Int32) {
    recording.command.send(signal)
    ends.removeAll { $0 == signal }
  }

  func resize(_ size: Size) { recording.command.resize(columns: size.width, rows: size.height) }

  /// Asks the program to end, first as Ctrl-C does, and takes what it tells of that.
  func stop() {
    for signal in ends where exitCode == nil {
      recording.command.send(signal)
      for _ in 0..<75 where exitCode == nil {
        usleep(20_000)
        _ = takeEvents()
      }
    }
  }
}
