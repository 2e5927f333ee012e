import TaskModel
import Timeline

/// Which exceptions have ended tasks or left groups up to a position: what went into which group, and what became of each.
///
/// An exception that passes from a task to its group, its gather or its awaiter is one node; a group has what it holds
/// below it.
struct FailureTree {
  struct Node: Hashable {
    var type: String
    var message: String
    /// What happened to it, in order: where it was raised, what it ended, who got it next.
    var path: [Station] = []
    /// What a group holds, as places among all nodes.
    var children: [Int] = []
    /// Those that were cancelled because of what a group holds, as lanes.
    var cancelled: [Int] = []
    /// A group that is not raised yet: the scope that still waits for others.
    var pending: Int?

    var text: String { message.isEmpty ? type : "\(type): \(message)" }
  }

  /// A task, a group or an await that an exception has come to.
  struct Station: Hashable {
    var event: Int
    var kind: Kind
    var lane: Int

    enum Kind: Hashable {
      /// It ended the task.
      case ends
      /// It left a scope of the task.
      case leaves(scope: Int)
    }
  }

  private let index: TimelineIndex
  private let events: (Int) -> TaskEvent
  let position: Int
  private(set) var nodes: [Node] = []
  /// The nodes that are in no other one.
  private(set) var roots: [Int] = []
  /// The node of each raising: the event by which a task failed or a scope was left.
  private var nodeOf: [Int: Int] = [:]

  /// Of more raisings than these the last ones are told.
  static let looked = 256

  init(index: TimelineIndex, events: @escaping (Int) -> TaskEvent, at position: Int) {
    self.index = index
    self.events = events
    self.position = position
    for event in index.raisings(before: position).suffix(Self.looked).map(Int.init) { take(event) }
    addPending()
    let inner = Set(nodes.flatMap(\.children))
    roots = nodes.indices.filter { !inner.contains($0) }
  }

  private mutating func take(_ event: Int) {
    switch events(event).kind {
    case .finish(let task, .raised(let type, let message)):
      guard let lane = index.lane(of: task) else { return }
      let number = passing(type, message, lane, event) ?? add(type, message)
      nodes[number].path.append(Station(event: event, kind: .ends, lane: lane))
      nodeOf[event] = number
    case .exit(let id, let outcome):
      guard let scope = index.scope(of: id) else { return }
      leave(scope, outcome, event)
    default: break
    }
  }

  private mutating func add(_ type: String, _ message: String) -> Int {
    nodes.append(Node(type: type, message: message))
    return nodes.count - 1
  }

  // MARK: Passing on

  /// The exception that a task already had in the step that an event ends, if it is that which ends it.
  private func passing(_ type: String, _ message: String, _ lane: Int, _ event: Int) -> Int? {
    func isSame(_ number: Int) -> Bool { nodes[number].type == type && nodes[number].message == message }
    // The program is ended by what ended its main task.
    if index.lanes[lane].task == .program { return nodes.indices.last(where: isSame) }
    guard let step = index.step(at: event), step.lane == lane else { return nil }
    if let own = nodes.indices.last(where: { isSame($0) && isWith(lane, nodes[$0], since: step.first) }) {
      return own
    }
    return thrown(into: lane, at: step.first).flatMap { isSame($0) ? $0 : nil }
  }

  private func isWith(_ lane: Int, _ node: Node, since first: Int) -> Bool {
    node.path.last.map { $0.lane == lane && $0.kind != .ends && $0.event >= first } ?? false
  }

  /// The failure of an awaited task, or of a gather, that a resume throws in.
  private func thrown(into lane: Int, at resume: Int) -> Int? {
    guard case .resume(_, _?) = events(resume).kind, let number = index.lanes[lane].history.index(at: resume)
    else { return nil }
    for number in stride(from: number, through: max(0, number - 3), by: -1) {
      guard case .suspend(_, let awaited, _) = events(index.lanes[lane].history[number].event).kind else {
        continue
      }
      let source: UInt32? =
        switch awaited {
        case .task(let other): index.lane(of: other).flatMap { index.lanes[$0].finished }
        case .scope(let id): index.scope(of: id).flatMap { index.scopes[$0].exited }
        default: nil
        }
      return source.flatMap { nodeOf[Int($0)] }
    }
    return nil
  }

  // MARK: Scopes

  private mutating func leave(_ scope: Int, _ outcome: ScopeOutcome, _ event: Int) {
    let owner = index.scopes[scope].owner
    let station = Station(event: event, kind: .leaves(scope: scope), lane: owner)
    switch outcome {
    case .timedOut:
      let number = add("TimeoutError", "")
      nodes[number].path.append(station)
      nodeOf[event] = number
    case .failed(let type, let message, let members):
      let known = failures(of: scope)
      var number = known.first { nodes[$0].type == type && nodes[$0].message == message && members.isEmpty }
      if number == nil, members.isEmpty { number = passing(type, message, owner, event) }
      let node = number ?? add(type, message)
      nodes[node].path.append(station)
      nodeOf[event] = node
      if !members.isEmpty { fill(node, with: members, known, scope) }
    case .clean, .cancelled: break
    }
  }

  /// The exceptions by which the members of a scope have failed, in order.
  private func failures(of scope: Int) -> [Int] {
    index.scopes[scope].failures.suffix(Self.looked).compactMap { nodeOf[Int($0)] }
  }

  /// What is in a group and did not come from one of its tasks was raised in its own body.
  private mutating func fill(_ node: Int, with members: [String], _ known: [Int], _ scope: Int) {
    var rest = known
    for member in members {
      if let place = rest.firstIndex(where: { nodes[$0].text == member }) {
        nodes[node].children.append(rest.remove(at: place))
      } else {
        let parts = member.split(separator: ":", maxSplits: 1).map(String.init)
        let message = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
        nodes[node].children.append(add(parts.first ?? member, message))
      }
    }
    nodes[node].cancelled = cancelled(in: scope)
  }

  private func cancelled(in scope: Int) -> [Int] {
    index.scopes[scope].members.prefix(Self.looked).map(Int.init).filter { lane in
      index.lanes[lane].ending == .cancelled && (index.lanes[lane].finished.map(Int.init) ?? .max) < position
    }
  }

  /// The groups that failures have gone into and that are not raised yet.
  private mutating func addPending() {
    var seen: Set<Int> = []
    for failure in index.raisings(before: position).suffix(Self.looked) {
      guard case .finish(let task, _) = events(Int(failure)).kind,
        let scope = index.lane(of: task).flatMap({ index.lanes[$0].scope }), seen.insert(scope).inserted,
        index.scopes[scope].kind == .taskGroup,
        index.scopes[scope].exited.map({ Int($0) >= position }) ?? true
      else { continue }
      let number = add("ExceptionGroup", "")
      nodes[number].pending = scope
      nodes[number].children = failures(of: scope)
      nodes[number].cancelled = cancelled(in: scope)
    }
  }

  // MARK: What becomes of one

  enum Fate: Hashable {
    /// The task has it in its hands, in the step under way.
    case underWay(lane: Int)
    /// The task has gone on without it.
    case handled(lane: Int)
    /// The same task raised another one in the step that got it.
    case replaced(lane: Int, by: Int)
    /// It ended a task, and nobody has got it from there.
    case kept(lane: Int)
    /// It ended the program.
    case fatal
    /// It is in a group, or the group is not raised yet.
    case collected
  }

  func fate(of number: Int) -> Fate {
    guard let last = nodes[number].path.last, !nodes.contains(where: { $0.children.contains(number) }) else {
      return .collected
    }
    guard last.kind != .ends else { return index.lanes[last.lane].task == .program ? .fatal : got(last) }
    // A gather ends between two steps, and its owner gets what it raises in the next one of its own.
    let isWithin = index.step(at: last.event).map { $0.lane == last.lane && $0.last ?? .max >= last.event }
    let begin = isWithin == true ? last.event : resume(of: last.lane, after: last.event)
    return begin.map { fate($0, in: last.lane) } ?? .underWay(lane: last.lane)
  }

  /// What a task did with an exception that it got in the step around an event.
  private func fate(_ event: Int, in lane: Int) -> Fate {
    guard let end = index.step(at: event + 1)?.last, end < position else { return .underWay(lane: lane) }
    return nodeOf[end].map { .replaced(lane: lane, by: $0) } ?? .handled(lane: lane)
  }

  /// Who got what ended a task: whoever awaited it and was woken by its end.
  private func got(_ last: Station) -> Fate {
    let task = index.lanes[last.lane].task
    for cause in index.lanes[last.lane].causes.suffix(16).reversed() where Int(cause) > last.event {
      guard Int(cause) < position, case .ready(let woken, .task(task)) = events(Int(cause)).kind,
        let lane = index.lane(of: woken), let resumed = resume(of: lane, after: Int(cause)),
        resumed < position
      else { continue }
      guard case .resume(_, let exception?) = events(resumed).kind, exception != "CancelledError" else {
        continue
      }
      return fate(resumed, in: lane)
    }
    return .kept(lane: last.lane)
  }

  private func resume(of lane: Int, after event: Int) -> Int? {
    let history = index.lanes[lane].history
    guard let number = history.index(at: event + 1) else { return nil }
    for number in number..<min(history.count, number + 3) where history[number].state == .running {
      return history[number].event
    }
    return nil
  }
}
