import TaskModel
import Timeline

/// Which worker thread runs the call that a task waits for, as far as that follows from the order of calls.
///
/// Threads take calls in the order in which they were made, so the first of the tasks that wait is served by the thread that
/// has been at its call for longest.
struct ThreadFacts {
  enum Service: Hashable {
    /// A thread, as a lane, is at it.
    case runs(thread: Int)
    /// So many threads are at other calls.
    case queued(busy: Int)
    /// What is known does not tell.
    case unknown
  }

  private let graph: WaitGraph
  private var index: TimelineIndex { graph.index }

  /// Of more tasks and of longer histories than these not all is looked at.
  private static let looked = (lanes: 4096, spans: 64)

  init(_ graph: WaitGraph) { self.graph = graph }

  func service(of lane: Int, call: String) -> Service {
    let callers = callers
    let threads = busyThreads
    guard !threads.isEmpty, threads.count <= callers.count, let place = callers.firstIndex(of: lane) else {
      return .unknown
    }
    guard place < threads.count else { return .queued(busy: threads.count) }
    // A call that its caller no longer waits for keeps its thread: then the order says nothing.
    guard case .suspend(_, _, let chain)? = graph.suspend(threads[place])?.kind,
      chain.first?.function == call
    else { return .unknown }
    return .runs(thread: threads[place])
  }

  /// The tasks that wait for a call, in the order in which they made it.
  private var callers: [Int] {
    let lanes = index.lanes.indices.prefix(Self.looked.lanes).filter { lane in
      if case .executor? = graph.awaited(lane) { true } else { false }
    }
    return lanes.sorted { began($0) < began($1) }
  }

  private func began(_ lane: Int) -> Int { index.span(ofLane: lane, at: graph.position)?.first ?? 0 }

  /// The threads that are at a call, in the order in which they began it.
  private var busyThreads: [Int] {
    let threads = index.lanes.indices.prefix(Self.looked.lanes).compactMap {
      lane -> (lane: Int, began: Int)? in
      guard isThread(lane), let began = callBegan(lane) else { return nil }
      return (lane, began)
    }
    return threads.sorted { $0.began < $1.began }.map(\.lane)
  }

  private func isThread(_ lane: Int) -> Bool {
    guard let created = index.lanes[lane].created,
      case .create(_, _, _, TaskEvent.threadCoroutine, _, _) = graph.events(Int(created)).kind
    else { return false }
    return true
  }

  /// Where a thread began the call that it is at; nil where it has none.
  private func callBegan(_ lane: Int) -> Int? {
    let history = index.lanes[lane].history
    guard let now = history.index(at: graph.position), history[now].state.isAlive else { return nil }
    if isIdle(history[now]) { return nil }
    var number = now
    while number > 0, now - number < Self.looked.spans, !isIdle(history[number - 1]) { number -= 1 }
    return history[number].first
  }

  /// A thread that waits for something outside of the program waits for its next call.
  private func isIdle(_ span: Span) -> Bool {
    if case .suspend(_, .io, _) = graph.events(span.event).kind { true } else { false }
  }
}
