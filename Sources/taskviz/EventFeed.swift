import Dashboard
import Recording
import TaskModel
import Trace

/// Where a dashboard's events come from: a program that runs, or a file that is read.
protocol EventFeed: AnyObject {
  /// When there is something to take.
  var readiness: FeedReadiness { get }

  /// The share of a file that has been taken, 0...1; nil where nobody knows how much there will be.
  var fraction: Double? { get }

  /// Hands on what has come since the last time.
  func take(into state: inout DashboardState) throws(Failure)

  /// How it ended, once everything has been taken.
  var end: RunEnd? { get }

  /// Nobody listens any more.
  func stop()
}

/// A program that somebody can type to.
protocol InteractiveFeed: EventFeed {
  /// Hands on what is typed, as a keyboard sends it.
  func type(_ text: String)

  /// Hands a signal on that taskviz got.
  func pass(_ signal: Int32)

  /// Tells the program how large the terminal is.
  func resize(_ size: Size)
}

/// When a feed has something to take.
enum FeedReadiness: Equatable {
  case now
  /// As soon as the descriptor can be read.
  case whenReadable(Int32)
  /// Nobody says when: it is looked at again after a while.
  case later(Duration)
}

/// The events of a program that runs ahead on a thread of its own.
final class ProgramFeed: EventFeed {
  private let run: ProgramRun
  /// Gets every event, too, as it comes.
  private let record: TraceFileWriter?
  /// It was stopped before it had ended.
  private(set) var wasLeft = false

  /// Starts the program.
  init(_ program: PreparedProgram, record: TraceFileWriter? = nil) {
    self.record = record
    run = program.runAhead()
  }

  var readiness: FeedReadiness { .whenReadable(run.descriptor) }

  func take(into state: inout DashboardState) {
    let events = takeEvents()
    // Events alone ask for nothing.
    if !events.isEmpty { _ = update(&state, .arrived(events)) }
  }

  /// A program may go on for ever.
  var fraction: Double? { nil }

  private func takeEvents() -> [TaskEvent] {
    let events = run.takeEvents()
    for event in events { record?.record(event) }
    return events
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

  /// The trace holds what has happened so far.
  func stop() {
    _ = takeEvents()
    if run.end == nil { wasLeft = true }
    run.stop()
  }
}
