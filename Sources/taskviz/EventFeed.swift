import Dashboard
import Recording
import TaskModel
import Trace

/// Where a dashboard's events come from: a program that runs, or a file that is read.
protocol EventFeed: AnyObject {
  /// Becomes readable when there is something to take; nil where that is so all the time.
  var descriptor: Int32? { get }

  /// Hands on what has come since the last time.
  func take(into state: inout DashboardState) throws(Failure)

  /// How it ended, once everything has been taken.
  var end: RunEnd? { get }

  /// Nobody listens any more.
  func stop()
}

/// The events of a program that runs ahead on a thread of its own.
final class ProgramFeed: EventFeed {
  private let run: ProgramRun
  /// Gets every event, too, as it comes.
  private let record: TraceFileWriter?

  /// Starts the program.
  init(_ program: PreparedProgram, record: TraceFileWriter? = nil) {
    self.record = record
    run = program.runAhead()
  }

  var descriptor: Int32? { run.descriptor }

  func take(into state: inout DashboardState) {
    let events = run.takeEvents()
    guard !events.isEmpty else { return }
    for event in events { record?.record(event) }
    // Events alone ask for nothing.
    _ = update(&state, .arrived(events))
  }

  var end: RunEnd? {
    switch run.end {
    case nil: nil
    case .exited(let code): RunEnd(exitCode: Int(code))
    case .stopped: RunEnd()
    case .failed(let message, let code):
      RunEnd(exitCode: Int(code), notice: Notice(message, isError: true, remaining: nil))
    }
  }

  func stop() { run.stop() }
}
