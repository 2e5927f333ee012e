import TaskModel
import Timeline

/// What a lock, a queue, an event ... is like at a position, in words.
extension LaneWords {
  /// Of more changes than these not all are looked at for the last one of a kind.
  private static let changesLooked = 1024

  /// `held by writer-2 since 0.4 s`, `1 of 3 free, held by a and b`, `2 of 5 items`, `set since 1 s`.
  func state(ofResource number: Int, at position: Int) -> String {
    let resource = index.resources[number]
    let holders = holders(of: number, at: position)
    let size = size(ofResource: number, at: position)
    switch resource.kind {
    case .lock: return holders.map { "held by \($0)" } ?? "free"
    case .semaphore:
      let free = capacity(ofResource: number).map { "\(size) of \(max($0, size)) free" } ?? "\(size) free"
      return holders.map { "\(free), held by \($0)" } ?? free
    case .queue:
      guard let most = capacity(ofResource: number) else {
        return size == 0 ? "empty" : DurationText.count(size, "item")
      }
      return (size == 0 ? "empty" : size >= most ? "full" : "open") + ", \(size) of \(most) items"
    case .event:
      let isSet = size > 0
      guard let change = lastChange(of: number, isSet ? .set : .clear, at: position) else {
        return isSet ? "set" : "not set"
      }
      return isSet ? "set by \(by(change))" : "not set: cleared by \(by(change))"
    case .condition:
      let notified = lastChange(of: number, .notify, at: position).map { "notified by \(by($0))" }
      return notified ?? "not notified yet"
    case .barrier:
      let parties = capacity(ofResource: number).map { " of \($0)" } ?? ""
      return "\(size)\(parties) arrived"
    case .future: return "not done"
    }
  }

  /// `writer-2 since 0.4 s`, and what has become of it; nil where nobody holds it.
  func holders(of number: Int, at position: Int) -> String? {
    let holdings = index.resources[number].holdings(at: position)
    guard let first = holdings.first else { return nil }
    let since = duration(index.time(ofEvent: Int(first.from)).since(.zero))
    let ended = index.state(ofLane: first.lane, at: position) == .ended ? ", which has ended" : ""
    guard holdings.count == 1 else { return Self.list(holdings.map { name(ofLane: $0.lane) }) }
    return "\(name(ofLane: first.lane)) since \(since)\(ended)"
  }

  /// How much it takes, as it was made: permits, items, parties; nil where there is no limit or none is known.
  func capacity(ofResource number: Int) -> Int? {
    guard let first = index.resources[number].changes.first,
      case .resource(_, _, _, .create, _, let size, _) = events(Int(first)).kind
    else { return nil }
    return size > 0 ? size : nil
  }

  /// How much it holds: permits left, items, tasks that have arrived; 1 for an event that is set.
  func size(ofResource number: Int, at position: Int) -> Int {
    let resource = index.resources[number]
    let next = resource.changes.partitioningIndex { Int($0) >= position }
    guard next > 0,
      case .resource(_, let kind, _, let operation, _, let size, _) = events(Int(resource.changes[next - 1]))
        .kind
    else { return 0 }
    // What is made says how much it takes: permits are there from the start, items are not.
    return operation == .create && (kind == .queue || kind == .barrier) ? 0 : size
  }

  /// The last change of one sort before a position.
  func lastChange(of number: Int, _ operation: ResourceOperation, at position: Int) -> Int? {
    let changes = index.resources[number].changes
    let next = changes.partitioningIndex { Int($0) >= position }
    return changes[max(0, next - Self.changesLooked)..<next].last { change in
      if case .resource(_, _, _, operation, _, _, _) = events(Int(change)).kind { true } else { false }
    }.map(Int.init)
  }

  /// `writer-2 at 0.4 s`: whose change it was, and when.
  func by(_ change: Int) -> String {
    let event = events(change)
    guard case .resource(_, _, _, _, let task, _, _) = event.kind else { return "nobody" }
    return "\(name(of: task)) at \(duration(event.time.since(.zero)))"
  }

  /// How many items of a queue are not done with; nil where it has had too many to count.
  func unfinished(ofQueue number: Int, at position: Int) -> Int? {
    let changes = index.resources[number].changes
    let next = changes.partitioningIndex { Int($0) >= position }
    guard next <= Self.changesLooked else { return nil }
    return changes[..<next].reduce(0) { sum, change in
      switch events(Int(change)).kind {
      case .resource(_, _, _, .put, _, _, _): sum + 1
      case .resource(_, _, _, .taskDone, _, _, _): sum - 1
      default: sum
      }
    }
  }
}
