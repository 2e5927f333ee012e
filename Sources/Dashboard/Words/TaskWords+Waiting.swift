import TaskModel
import Timeline

/// What a task waits for, and why that does not happen yet.
extension TaskWords {
  /// The whole sentence of a task that waits, without its subject.
  func waiting(_ lane: Int, _ event: TaskEvent?) -> String {
    guard let event, case .suspend(_, let awaited, let chain) = event.kind else { return "waits." }
    let site = chain.last { $0.line > 0 }.map { " (line \($0.line))" } ?? ""
    let ring = graph.ring(from: lane)
    // The ring says who holds what.
    let isStuck = ring?.contains(lane) == true
    return (isStuck ? stuck(awaited, event) : obstacle(lane, awaited, event)) + site
      + end(of: lane, awaited, ring) + "."
  }

  /// What a task of a deadlock waits for, without why.
  private func stuck(_ awaited: Awaited, _ event: TaskEvent) -> String {
    let waits = waits(event)
    return switch awaited {
    case .task(let task): "\(waits) the end of \(name(of: task))"
    case .resource(let id, _): "\(waits) \(words.title(of: id))"
    case .scope(let id): "\(waits) \(index.scope(of: id).map { scope($0) } ?? "a group of tasks")"
    case .sleep, .io, .executor, .turn: waits
    }
  }

  /// `has waited 0.6 s for`.
  private func waits(_ event: TaskEvent) -> String {
    waited(event).map { "has waited \($0) for" } ?? "waits for"
  }

  private func obstacle(_ lane: Int, _ awaited: Awaited, _ event: TaskEvent) -> String {
    let waits = waits(event)
    switch awaited {
    case .sleep(let until): return sleeping(lane, until, event)
    case .task(let task):
      guard let other = index.lane(of: task) else { return "awaits \(name(of: task))" }
      return "awaits \(name(other)), which \(clause(other))"
    case .scope(let id): return "\(waits) \(scope(id))"
    case .resource(let id, let operation): return "\(waits) \(resource(id, operation, lane))"
    case .io(let what): return "\(waits) \(Self.connection(what))"
    case .executor(let what): return "\(waits) \(call(what, lane))"
    case .turn: return "has let the others run, and goes on at the loop's next turn"
    }
  }

  /// What a task has given to a worker thread, and what the thread does.
  private func call(_ what: String, _ lane: Int) -> String {
    let call = what.isEmpty ? "a call" : what
    switch ThreadFacts(graph).service(of: lane, call: what) {
    case .runs(let thread): return "\(call) in \(name(thread)), which \(clause(thread))"
    case .queued(let busy):
      let threads = busy == 1 ? "the one worker thread is" : "all \(busy) worker threads are"
      return "\(call), which has not begun: \(threads) busy"
    case .unknown: return "\(call), which runs in a worker thread"
    }
  }

  /// `sleeps 1 s, until 1 s: 0.6 s more`; inside another coroutine, `awaits fetch, which sleeps ...`.
  private func sleeping(_ lane: Int, _ until: TraceTime, _ event: TaskEvent) -> String {
    let rest = until.since(now)
    let sleep =
      "sleeps \(duration(until.since(event.time))), until \(duration(until.since(.zero)))"
      + (rest > .zero ? ": \(duration(rest)) more" : "")
    let inner = index.span(ofLane: lane, at: position).flatMap { words.inner($0.event) }
    return inner.map { "awaits \($0), which \(sleep)" } ?? sleep
  }

  /// What another task does that this one waits for, in a few words: `sleeps until 2 s`.
  func clause(_ lane: Int) -> String {
    switch index.state(ofLane: lane, at: position) {
    case .absent: return "does not exist yet"
    case .created: return "has not had its first turn"
    case .ready: return "is ready to go on"
    case .running: return "runs"
    case .stalled: return "blocks the loop"
    case .cancelling: return "was asked to stop"
    case .ended: return "has ended"
    case .waiting: break
    }
    switch graph.awaited(lane) {
    case .sleep(let until): return "sleeps until \(duration(until.since(.zero)))"
    case .task(let task): return "awaits \(name(of: task))"
    case .scope(let id):
      guard let number = index.scope(of: id) else { return "waits for a group" }
      return "waits in its \(words.name(ofScope: number))"
    case .resource(let id, _): return "waits for \(words.title(of: id))"
    case .io(let what): return "waits for \(Self.connection(what))"
    case .executor(let what): return "waits for \(what) in a worker thread"
    case .turn: return "lets the others run"
    case nil: return "waits"
    }
  }

  /// `read quick` as what a task waits for.
  static func connection(_ what: String) -> String {
    let words = what.split(separator: " ", maxSplits: 1).map(String.init)
    guard words.count == 2 else { return what.isEmpty ? "the network" : what }
    let peer = words[1]
    switch words[0] {
    case "read": return "\(peer) to send something"
    case "drain": return "\(peer) to read what was sent: the buffer is full"
    case "connect": return "\(peer) to take its connection"
    case "close": return "the connection to \(peer) to close"
    case "listen": return "the socket at \(peer) to listen"
    case "resolve": return "the address of \(peer)"
    case "serve": return "connections to \(peer), for as long as it serves"
    default: return what
    }
  }

  private func scope(_ id: ScopeID) -> String {
    guard let number = index.scope(of: id) else { return "a group of tasks" }
    let scope = index.scopes[number]
    let looked = scope.members.prefix(Self.membersLooked).map(Int.init)
    let some = looked.filter { index.state(ofLane: $0, at: position) != .ended }
    var rest = some.isEmpty ? "" : ": \(list(some.map(name))) are not done"
    if let last = some.first, some.count == 1, looked.count == scope.members.count {
      rest = ": \(name(last)) \(clause(last))"
    }
    return self.scope(number) + rest
  }

  /// Of more members of a group not all are looked at.
  private static let membersLooked = 4096

  // MARK: What tasks share

  /// `Lock db, held by writer-2 since 0.4 s, which sleeps until 1 s; 3 are ahead of it`.
  private func resource(_ id: ResourceID, _ operation: ResourceOperation, _ lane: Int) -> String {
    let title = words.title(of: id)
    guard let number = index.resource(of: id) else { return title }
    return missing(title, number, operation) + ahead(of: lane, number, operation)
  }

  private func missing(_ title: String, _ number: Int, _ operation: ResourceOperation) -> String {
    let state = words.state(ofResource: number, at: position)
    switch operation {
    case .acquire:
      let holdings = index.resources[number].holdings(at: position)
      guard let first = holdings.first, holdings.count == 1 else { return "\(title), \(state)" }
      let isEnded = index.state(ofLane: first.lane, at: position) == .ended
      return "\(title), \(state)" + (isEnded ? "" : ", which \(clause(first.lane))")
    case .get: return "an item of \(title): it is empty, and nobody has put anything in\(last(.put, number))"
    case .put: return "room in \(title): it is \(state), and nobody has taken an item\(last(.get, number))"
    case .join:
      let open = words.unfinished(ofQueue: number, at: position)
      let count = open.map { DurationText.count($0, "item") + ($0 == 1 ? " is" : " are") } ?? "some items are"
      return "\(title) to be worked off: \(count) not done with"
    default: break
    }
    switch index.resources[number].kind {
    case .event: return "\(title), which nobody has set" + last(.clear, number, orNothing: true)
    case .condition: return "\(title), which nobody has notified\(last(.notify, number, orNothing: true))"
    case .barrier: return "\(title): \(state)"
    case .future: return "\(title) that nobody has set"
    default: return "\(title), \(state)"
    }
  }

  /// ` since 0.4 s`: since when something has not been done to a resource.
  private func last(_ operation: ResourceOperation, _ number: Int, orNothing: Bool = false) -> String {
    guard let change = words.lastChange(of: number, operation, at: position) else {
      return orNothing ? "" : " yet"
    }
    return " since \(duration(index.time(ofEvent: change).since(.zero)))"
  }

  /// How many want the same of a resource and came before.
  private func ahead(of lane: Int, _ number: Int, _ operation: ResourceOperation) -> String {
    let kind = index.resources[number].kind
    // An event, a barrier or a condition lets go all who wait at once, or whom it likes: there is no queue to speak of.
    guard [.acquire, .get, .put].contains(operation), kind != .condition else { return "" }
    let same = index.waiters(ofResource: number, at: position).map(\.lane).filter { wants($0, operation) }
    guard let place = same.firstIndex(of: lane), place > 0 else { return "" }
    return "; \(place) \(place == 1 ? "is" : "are") ahead of it"
  }

  private func wants(_ lane: Int, _ operation: ResourceOperation) -> Bool {
    guard case .resource(_, operation)? = graph.awaited(lane) else { return false }
    return true
  }

  // MARK: What ends it

  /// The deadline that ends a wait, and the deadlock that nothing else ends.
  private func end(of lane: Int, _ awaited: Awaited, _ ring: [Int]?) -> String {
    let deadline = graph.deadline(over: lane).flatMap { deadline -> String? in
      // What is over before its deadline is not ended by it.
      if case .sleep(let until) = awaited, until <= deadline.due { return nil }
      let owner = index.scopes[deadline.scope].owner
      let whose = owner == lane ? "its" : "\(name(owner))'s"
      let left = deadline.due.since(now)
      return
        "\(whose) \(words.name(ofScope: deadline.scope)) ends that at \(duration(deadline.due.since(.zero)))"
        + (left > .zero ? ", in \(duration(left))" : "")
    }
    guard let ring else {
      let lost = graph.isGivenUp ? "; nothing is left that could wake it" : ""
      return lost + (deadline.map { "; \($0)" } ?? "")
    }
    return "; deadlock: \(cycle(ring))" + (deadline.map { "; \($0)" } ?? ", and nothing can end that")
  }

  /// `a waits for b, b for c, c for a`.
  func cycle(_ ring: [Int]) -> String {
    guard let first = ring.first, ring.count > 1 else { return "it waits for itself" }
    let steps = ring.enumerated().map { number, lane in
      let next = number + 1 < ring.count ? ring[number + 1] : first
      return "\(name(lane)) \(number == 0 ? "waits for" : "for") \(name(next))"
    }
    guard steps.count > 5 else { return steps.joined(separator: ", ") }
    return steps.prefix(3).joined(separator: ", ") + " ... \(steps.count) tasks in a ring"
  }
}
