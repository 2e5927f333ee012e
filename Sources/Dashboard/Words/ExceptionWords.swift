import TaskModel
import Timeline

/// The tree of exceptions in lines: each exception with what happened to it, what a group holds below it.
struct ExceptionWords {
  let tree: FailureTree
  let words: TaskWords
  private var index: TimelineIndex { words.index }

  struct Line: Hashable {
    /// For each level whether more of it follows.
    var levels: [Bool]
    var text: String
    /// What happened to it.
    var story: String
    var role: Role
  }

  init(_ run: RunState, ascii: Bool) {
    words = TaskWords(run, ascii: ascii)
    tree = FailureTree(
      index: run.trace.index, events: words.words.events, at: run.camera.playhead.position)
  }

  /// All lines, the last exception to come first.
  var lines: [Line] { tree.roots.reversed().flatMap { lines($0, []) } }

  /// The lines about what ended a task, and what it holds; none where it has not failed.
  func lines(ofLane lane: Int) -> [Line] {
    let node = tree.nodes.lastIndex { node in node.path.contains { $0.lane == lane && $0.kind == .ends } }
    return node.map { lines($0, []) } ?? []
  }

  private func lines(_ number: Int, _ levels: [Bool]) -> [Line] {
    let node = tree.nodes[number]
    let text = node.pending.map(gathering) ?? title(node)
    var lines = [Line(levels: levels, text: text, story: story(number), role: .raised)]
    for (place, child) in node.children.enumerated() {
      let isLast = place == node.children.count - 1 && node.cancelled.isEmpty
      lines += self.lines(child, levels + [!isLast])
    }
    if !node.cancelled.isEmpty {
      let names = words.list(node.cancelled.map(words.name))
      lines.append(
        Line(
          levels: levels + [false], text: "\(names) cancelled", story: "not in the group", role: .cancelled))
    }
    return lines
  }

  /// An exception in a line; of a TaskGroup's message only what is not seen below it.
  private func title(_ node: FailureTree.Node) -> String {
    guard node.message.hasPrefix("unhandled errors in a TaskGroup") else {
      return DisplayedLine.first(of: node.text)
    }
    return "\(node.type) of \(node.children.count)"
  }

  /// A group that is not raised yet.
  private func gathering(_ scope: Int) -> String {
    "TaskGroup of \(words.name(index.scopes[scope].owner)) collects an ExceptionGroup"
  }

  private func story(_ number: Int) -> String {
    let node = tree.nodes[number]
    if let scope = node.pending { return waits(scope) }
    guard !node.path.isEmpty else { return "raised in the body of the group" }
    var told: [String] = []
    var place: String?
    for station in node.path {
      let here = self.place(station)
      told.append((here == place ? "" : "\(here): ") + deed(station))
      place = here
    }
    return (told + (fate(number).map { [$0] } ?? [])).joined(separator: ", ")
  }

  /// For whom a group still waits before it is raised.
  private func waits(_ scope: Int) -> String {
    let open = index.scopes[scope].members.lazy.map(Int.init).filter {
      index.state(ofLane: $0, at: tree.position) != .ended
    }
    let some = Array(open.prefix(FailureTree.looked))
    return some.isEmpty ? "at its owner's next turn" : "once \(words.list(some.map(words.name))) ended"
  }

  /// `step 16, 1 s`.
  private func place(_ station: FailureTree.Station) -> String {
    let around = index.step(at: station.event).flatMap { $0.last ?? .max >= station.event ? $0 : nil }
    let step = around.map { "step \($0.ordinal + 1), " } ?? ""
    return "\(step)\(words.duration(index.time(ofEvent: station.event).since(.zero)))"
  }

  private func deed(_ station: FailureTree.Station) -> String {
    let name = words.name(station.lane)
    return switch station.kind {
    case .ends: "\(name) fails with it"
    case .leaves(let scope): "\(name)'s \(words.scopeName(scope)) raises it"
    }
  }

  private func fate(_ number: Int) -> String? {
    switch tree.fate(of: number) {
    case .underWay(let lane): "\(words.name(lane)) has it now"
    case .handled(let lane): "\(words.name(lane)) handles it"
    case .replaced(let lane, let other): "\(words.name(lane)) then raises \(tree.nodes[other].type)"
    case .kept: "nobody has got it yet"
    case .fatal, .collected: nil
    }
  }
}
