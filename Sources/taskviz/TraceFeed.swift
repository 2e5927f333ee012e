import Dashboard
import Trace

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The events of a trace that is read while it is shown.
final class TraceFeed: EventFeed {
  private let input: TraceInput
  private var beginning = TraceStore()
  private var progress: TraceFileReader.Progress
  private(set) var end: RunEnd?

  /// How many events are read before anything is shown, and then between two pictures.
  private static let chunk = 200_000

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
    return RunState(input.subject, trace: beginning, play: play)
  }

  var descriptor: Int32? { progress == .waiting ? STDIN_FILENO : nil }

  func take(into state: inout DashboardState) throws(Failure) {
    guard end == nil else { return }
    let input = input
    let read = try state.extendTrace { (store) throws(Failure) in
      try input.read(into: &store, maxEvents: Self.chunk)
    }
    if let read { progress = read }
    noteEnd()
  }

  func stop() {}

  private func noteEnd() {
    guard progress == .complete || progress == .cut else { return }
    let text = input.notices.joined(separator: " ")
    end = RunEnd(notice: text.isEmpty ? nil : Notice(text, isError: progress == .cut, remaining: nil))
  }
}
