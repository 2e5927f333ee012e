import Screen
import TaskModel
import Timeline

/// Everything that tasks share and wait for at the playhead: its state, who holds it, and who waits for it in which order.
struct ResourcesView {
  private let run: RunState
  private let theme: Theme
  private let words: TaskWords
  private var index: TimelineIndex { run.trace.index }
  private var position: Int { run.camera.playhead.position }

  init(_ run: RunState, _ theme: Theme) {
    self.run = run
    self.theme = theme
    words = TaskWords(run, ascii: theme.glyphs == .ascii)
  }

  /// Of more resources than these, and of more that wait for one, not all are shown; nor are all asked for deadlocks.
  private static let shown = (resources: 512, waiters: 8, asked: 64)

  func draw(on grid: inout Grid, in part: Rect) {
    guard !part.isEmpty else { return }
    let isPartial = index.resources.count > Self.shown.resources
    let content = drawFrame(
      "resources", note: isPartial ? "the first \(Self.shown.resources)" : "who holds what, who waits for it",
      isFocused: run.panes.focus == .resources, theme, on: &grid, in: part)
    drawLines(
      lines(width: content.width), scroll: run.panes.scroll(.resources), theme, on: &grid, in: content)
  }

  /// A line for each resource that there is, and below it one for each task that waits for it.
  func lines(width: Int) -> [Segments] {
    let resources = index.resources.indices.prefix(Self.shown.resources).filter(exists)
    let rings = rings(resources)
    let stuck = Set(rings.flatMap { $0 })
    let lines = resources.flatMap { self.lines(ofResource: $0, stuck) }
    guard lines.isEmpty else { return rings.flatMap { told($0, width) } + lines }
    var nothing = Segments()
    nothing.add("No lock, queue, event or semaphore yet.", theme[.dim])
    return [nothing]
  }

  /// Futures come and go: only those that somebody waits for are worth a line.
  private func exists(_ number: Int) -> Bool {
    guard let first = index.resources[number].changes.first, Int(first) < position else { return false }
    return index.resources[number].kind != .future || !index.waiters(ofResource: number, at: position).isEmpty
  }

  /// The deadlocks among those who wait, each once.
  private func rings(_ resources: [Int]) -> [[Int]] {
    var seen: Set<Set<Int>> = []
    return resources.flatMap { index.waiters(ofResource: $0, at: position).prefix(Self.shown.waiters) }
      .prefix(Self.shown.asked).compactMap { words.graph.ring(from: $0.lane) }.filter {
        seen.insert(Set($0)).inserted
      }
  }

  private func told(_ ring: [Int], _ width: Int) -> [Segments] {
    wrapped("deadlock: \(words.cycle(ring))", width: width).map { text in
      var line = Segments()
      line.add(text, theme[.error])
      return line
    }
  }

  private func lines(ofResource number: Int, _ stuck: Set<Int>) -> [Segments] {
    let resource = index.resources[number]
    let waiters = index.waiters(ofResource: number, at: position)
    let state = words.words.state(ofResource: number, at: position)
    let isIdle = waiters.isEmpty && resource.holders(at: position).isEmpty
    var title = Segments()
    title.add(words.words.title(of: resource.id), theme[isIdle ? .dim : .strong])
    title.add("  \(state)", theme[isIdle ? .dim : .text])
    var lines = [title]
    for (place, wait) in waiters.prefix(Self.shown.waiters).enumerated() {
      lines.append(line(wait, place, isStuck: stuck.contains(wait.lane)))
    }
    if waiters.count > Self.shown.waiters {
      var more = Segments()
      more.add("   and \(waiters.count - Self.shown.waiters) more wait", theme[.dim])
      lines.append(more)
    }
    return lines
  }

  /// `  1. writer-3 has waited 0.2 s, to get`.
  private func line(_ wait: Resource.Wait, _ place: Int, isStuck: Bool) -> Segments {
    let waited = run.camera.playhead.time.since(index.time(ofEvent: Int(wait.from)))
    var line = Segments()
    line.add("  \(place + 1). ", theme[.dim])
    line.add(words.name(wait.lane), theme[isStuck ? .error : .strong])
    line.add(waited > .zero ? " has waited \(words.duration(waited))" : " waits", theme[.dim])
    if case .resource(_, let operation)? = words.graph.awaited(wait.lane), let purpose = operation.purpose {
      line.add(" \(purpose)", theme[.dim])
    }
    return line
  }
}

extension ResourceOperation {
  /// What a task waits to do where a resource can be waited for in several ways.
  fileprivate var purpose: String? {
    switch self {
    case .get: "for an item"
    case .put: "for room"
    case .join: "until all items are done with"
    default: nil
    }
  }
}
