import Screen
import TaskModel
import Timeline

/// All about the selected task: what it does and why, the chain of its awaits, what it failed with, and its history up to
/// the playhead.
struct DetailView {
  private let run: RunState
  private let theme: Theme
  private let words: TaskWords

  init(_ run: RunState, _ theme: Theme) {
    self.run = run
    self.theme = theme
    words = TaskWords(run, ascii: theme.glyphs == .ascii)
  }

  /// Of a long history the last part is shown: what led to where the task stands.
  private static let historyLimit = 200

  func draw(on grid: inout Grid, in part: Rect) {
    guard !part.isEmpty, let task = run.camera.selection, let lane = run.trace.index.lane(of: task) else {
      return
    }
    let content = drawFrame(
      words.name(lane), note: nil, isFocused: run.panes.focus == .detail, theme, on: &grid, in: part)
    drawLines(
      lines(lane, width: content.width), scroll: run.panes.scroll(.detail), theme, on: &grid, in: content)
  }

  /// What it says in lines of so many cells at most; none without a selected task.
  func lines(width: Int) -> [Segments] {
    run.camera.selection.flatMap { run.trace.index.lane(of: $0) }.map { lines($0, width: width) } ?? []
  }

  private func lines(_ lane: Int, width: Int) -> [Segments] {
    var lines: [Segments] = []
    func add(_ text: String, _ role: Role) {
      for line in wrapped(text, width: width) {
        var segments = Segments()
        segments.add(line, theme[role])
        lines.append(segments)
      }
    }
    add("It " + words.sentence(lane), .text)
    if let origin = origin(lane) { add(origin, .dim) }
    let failure = ExceptionWords(run, ascii: theme.glyphs == .ascii).lines(ofLane: lane)
    if !failure.isEmpty { lines += [Segments()] + ExceptionsView.lines(failure, theme, width: width) }
    let chain = AwaitChain(words.graph, from: lane).links.enumerated().map(link)
    if !chain.isEmpty { lines += [Segments()] + chain }
    lines.append(Segments())
    return lines + history(lane)
  }

  private func origin(_ lane: Int) -> String? {
    guard let created = run.trace.index.lanes[lane].created, let event = run.trace[Int(created)],
      case .create(let task, let parent, let name, _, let site, _) = event.kind, task != .program
    else { return nil }
    let place = site.map { ", \($0.file):\($0.line)" } ?? ""
    return
      "\(name), created by \(words.name(of: parent)) at \(words.duration(event.time.since(.zero)))\(place)"
  }

  /// `╰ fetch  fetch.py:12`, one further in than what awaits it.
  private func link(_ depth: Int, _ link: AwaitChain.Link) -> Segments {
    var segments = Segments()
    segments.add(String(repeating: "  ", count: min(depth, 8)), theme[.text])
    segments.add(depth == 0 ? "" : theme.glyphs.lastBranch + " ", theme[.tree])
    switch link {
    case .frame(let site):
      segments.add(site.function, theme[.strong])
      segments.add("  \(site.file)" + (site.line > 0 ? ":\(site.line)" : ""), theme[.dim])
    case .task(let lane, let resource):
      segments.add(words.name(lane), theme[.waitingLabel])
      let holds = resource.map { "holds \(words.words.title(of: $0)), and " } ?? ""
      segments.add("  \(holds)\(words.clause(lane))", theme[.dim])
    }
    return segments
  }

  private func history(_ lane: Int) -> [Segments] {
    let history = run.trace.index.lanes[lane].history
    guard let now = history.index(at: run.camera.playhead.position) else { return [] }
    return (max(0, now - Self.historyLimit)...now).map { number in
      let span = history[number]
      var segments = Segments()
      let time = run.trace.index.time(ofEvent: span.event)
      segments.add(
        DisplayText.padded(words.duration(time.since(.zero)), to: 9, onTheLeft: true) + "  ", theme[.dim])
      segments.add(glyph(span.state), theme[span.state.role])
      segments.add("  " + words.phrase(span), theme[number == now ? .strong : .text])
      return segments
    }
  }

  private func glyph(_ state: LaneState) -> String {
    switch state {
    case .absent, .created: theme.glyphs.created
    case .ready: theme.glyphs.ready
    case .running: theme.glyphs.running
    case .stalled: theme.glyphs.stalled
    case .waiting: theme.glyphs.waiting
    case .cancelling: theme.glyphs.cancelling
    case .ended: theme.glyphs.bullet
    }
  }
}
