import Dashboard
import Recording
import TaskModel
import Trace

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The events of a program under CPython, while it runs beside the dashboard.
final class RecordedFeed: EventFeed {
  private let command: [String]
  private let program: RecordedCommand
  private let reader: RecordingReader
  /// Gets every event, too, as it comes.
  private let record: TraceFileWriter?
  private(set) var end: RunEnd?
  /// How the program ended; nil while it runs.
  private(set) var programEnd: RecordedCommand.End?

  /// How often it is looked whether there is something new.
  private static let pause = Duration.milliseconds(30)

  init(_ command: [String], _ program: RecordedCommand, record: TraceFileWriter?) {
    self.command = command
    self.program = program
    self.record = record
    reader = RecordingReader(program.folder)
  }

  var readiness: FeedReadiness { .later(Self.pause) }

  /// A program may go on for ever.
  var fraction: Double? { nil }

  var isEmpty: Bool { reader.isEmpty }

  func take(into state: inout DashboardState) {
    guard end == nil else { return }
    let events = takeEvents()
    if !events.isEmpty { _ = update(&state, .arrived(events)) }
    guard let programEnd else { return }
    let problem = reader.problem(of: command.joined(separator: " "))?.description
    end = RunEnd(
      exitCode: Int(programEnd.code),
      notice: problem.map { Notice($0, isError: true, remaining: nil) })
  }

  private func takeEvents() -> [TaskEvent] {
    // In this order: a program that has ended writes nothing more.
    programEnd = programEnd ?? program.poll()
    let events = programEnd.map { reader.finish(signal: $0.signalName) } ?? reader.poll()
    for event in events { record?.record(event) }
    return events
  }

  /// Asks the program to end, first as Ctrl-C does, and takes what it tells of that.
  func stop() {
    guard end == nil else { return }
    for signal in [SIGINT, SIGTERM, SIGKILL] where program.poll() == nil {
      program.send(signal)
      var patience = 50
      while program.poll() == nil, patience > 0 {
        usleep(20_000)
        patience -= 1
      }
    }
    _ = takeEvents()
  }
}
