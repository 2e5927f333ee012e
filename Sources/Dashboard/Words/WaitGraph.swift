import TaskModel
import Timeline

/// Who waits for whom at a position of a trace.
struct WaitGraph {
  let index: TimelineIndex
  let events: (Int) -> TaskEvent
  let position: Int

  /// Of more tasks than these not all are asked whether they can go on.
  private static let looked = 512
  /// Nor are all members of a larger group.
  private static let membersLooked = 4096

  /// The suspend by which a task waits; nil where it does not wait.
  func suspend(_ lane: Int) -> TaskEvent? {
    guard let span = index.span(ofLane: lane, at: position), span.state == .waiting else { return nil }
    let event = events(span.event)
    if case .suspend = event.kind { return event } else { return nil }
  }

  func awaited(_ lane: Int) -> Awaited? {
    guard case .suspend(_, let awaited, _)? = suspend(lane)?.kind else { return nil }
    return awaited
  }

  /// The tasks of which every single one must act before a task can go on; none where that is not certain.
  func blockers(_ lane: Int) -> [Int] {
    switch awaited(lane) {
    case .task(let task): return index.lane(of: task).map { [$0] } ?? []
    case .scope(let id):
      guard let number = index.scope(of: id) else { return [] }
      let scope = index.scopes[number]
      let some = scope.members.prefix(Self.membersLooked).map(Int.init).filter {
        index.state(ofLane: $0, at: position) != .ended
      }
      // Whether one of several is enough for a wait is not known.
      return [.taskGroup, .gather].contains(scope.kind) || scope.members.count == 1 ? some : []
    case .resource(let id, .acquire):
      guard let number = index.resource(of: id) else { return [] }
      let holders = index.resources[number].holders(at: position)
      return holders.count == 1 ? holders : []
    default: return []
    }
  }

  /// Tasks of which each waits for the next one, and the last one for the first: a deadlock, into which a task waits;
  /// nil where it may still go on.
  func ring(from lane: Int) -> [Int]? {
    var visited: Set<Int> = []
    var path: [Int] = []
    return ring(from: lane, &path, &visited)
  }

  private func ring(from lane: Int, _ path: inout [Int], _ visited: inout Set<Int>) -> [Int]? {
    if let begin = path.firstIndex(of: lane) { return Array(path[begin...]) }
    guard visited.count < Self.looked, visited.insert(lane).inserted else { return nil }
    path.append(lane)
    for next in blockers(lane) {
      if let ring = ring(from: next, &path, &visited) { return ring }
    }
    path.removeLast()
    return nil
  }

  /// The deadline that ends the wait of a task first: its own, or that of a task whose group or gather it belongs to.
  func deadline(over lane: Int) -> (scope: Int, due: TraceTime)? {
    var found: [(scope: Int, due: TraceTime)] = []
    var next: Int? = lane
    var seen: Set<Int> = []
    while let lane = next, seen.insert(lane).inserted, seen.count < Self.looked {
      if let first = index.deadlines(ofLane: lane, at: position).first { found.append(first) }
      next = index.lanes[lane].scope.flatMap { number in
        let isOpen = index.scopes[number].exited.map { Int($0) >= position } ?? true
        return isOpen ? index.scopes[number].owner : nil
      }
    }
    return found.min { ($0.due, $0.scope) < ($1.due, $1.scope) }
  }

  /// Whether the loop gave up here: every task waits for another one or for what they share, and all were told to end.
  ///
  /// The loop alone knows that no callback and no thread is left that could wake a task: its asking says so.
  var isGivenUp: Bool {
    guard position < index.count, case .cancel(let task, _, .shutdown, _) = events(position).kind,
      let main = index.lane(of: task), let first = index.lanes.firstIndex(where: { $0.task != .program }),
      main == first
    else { return false }
    switch awaited(main) {
    case .task, .scope, .resource: return true
    default: return false
    }
  }
}
