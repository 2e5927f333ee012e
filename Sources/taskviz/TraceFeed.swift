import Dashboard
import Trace

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The events of a trace that is read while it is shown; a file without an end may still grow, and is followed.
final class TraceFeed: EventFeed {
  private let input: TraceInput
  private var beginning = TraceStore()
  private var progress: TraceFileReader.Progress
  private(set) var end: RunEnd?
  private var hasToldOfCut = false

  /// How often a file that may grow is looked at.
  private static let pause = Duration.milliseconds(100)

  /// How many events are read before anything is shown, and then between two pictures.
  private static let chunk = 50_000

  /// Reads the beginning; throws where that is no trace.
  init(_ input: TraceInput) throws(Failure) {
    self.input = input
    progress = try input.read(into: &beginning, maxEvents: Self.chunk)
    while progress == .waiting, beginning.isEmpty {
      // Not even the header has come through the pipe yet.
      FileEvents.waitUntilReadable(STDIN_FILENO)
      progress = try input.read(into: &beginning, maxEvents: Self.chunk)
    }
    noteEnd()
  }

  /// A run that holds what has been read so far; what is read later goes into the same one.
  func runState(play: Play) -> RunState {
    defer { beginning = TraceStore() }
    var run = RunState(input.subject, trace: beginning, play: play)
    run.loaded = fraction
    return run
  }

  var readiness: FeedReadiness {
    switch progress {
    case .waiting: .whenReadable(STDIN_FILENO)
    case .cut: .later(Self.pause)
    case .more, .complete: .now
    }
  }

  func take(into state: inout DashboardState) throws(Failure) {
    guard end == nil else { return }
    let input = input
    let read = try state.extendTrace { (store) throws(Failure) in
      try input.read(into: &store, maxEvents: Self.chunk)
    }
    if let read { progress = read }
    noteEnd()
    guard progress == .cut, end == nil, !hasToldOfCut else { return }
    hasToldOfCut = true
    let text = "This trace has no end yet: it is followed as it grows."
    _ = update(&state, .notice(Notice(text, remaining: nil)))
  }

  var fraction: Double? { input.fraction }

  func stop() {}

  private func noteEnd() {
    // A pipe that ended early has ended.
    guard progress == .complete || progress == .cut && input.isStandardInput else { return }
    let text = input.notices.joined(separator: " ")
    end = RunEnd(notice: text.isEmpty ? nil : Notice(text, isError: progress == .cut, remaining: nil))
  }
}
