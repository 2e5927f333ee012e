import Dashboard
import Recording
import TaskModel
import Trace

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The events of a recording that another process makes, or has made.
final class WatchedFeed: EventFeed {
  private let recording: WatchedRecording
  /// Gets every event, too, as it comes.
  private let record: TraceFileWriter?
  private(set) var end: RunEnd?

  private static let pause = Duration.milliseconds(30)

  init(_ recording: WatchedRecording, record: TraceFileWriter?) {
    self.recording = recording
    self.record = record
  }

  var readiness: FeedReadiness { .later(Self.pause) }

  var fraction: Double? { nil }

  func take(into state: inout DashboardState) {
    guard end == nil else { return }
    let events = takeEvents()
    if !events.isEmpty { _ = update(&state, .arrived(events)) }
    forget(in: &state)
    switch recording.end {
    case nil: break
    case .ended(let code)?: end = RunEnd(exitCode: Int(code), notice: problem)
    case .recorderGone?:
      let text = "The recorder has gone without saying how the program ended: this is all that was recorded."
      end = RunEnd(notice: problem ?? Notice(text, isError: true, remaining: nil))
    }
  }

  private var problem: Notice? {
    recording.problem.map { Notice($0.description, isError: true, remaining: nil) }
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

  /// Takes all that is recorded, and says what there is to say.
  func readToEnd() {
    while recording.end == nil {
      _ = takeEvents()
      if recording.end == nil { usleep(20_000) }
    }
    if recording.end == .recorderGone {
      Console.complain("the recorder has gone without saying how the program ended")
    }
    if let problem = recording.problem { Console.complain(problem.description) }
  }

  func stop() {}
}
