import Screen
import TaskModel
import Timeline

/// The event loop at the playhead: who runs, who is ready behind whom, which timers wake whom when, and who waits for
/// something else.
struct LoopView {
  private let run: RunState
  private let theme: Theme
  private let words: TaskWords

  init(_ run: RunState, _ theme: Theme) {
    self.run = run
    self.theme = theme
    words = TaskWords(run, ascii: theme.glyphs == .ascii)
  }

  func draw(on grid: inout Grid, in part: Rect) {
    guard !part.isEmpty else { return }
    let isPartial = max(run.trace.index.lanes.count, run.trace.index.scopes.count) > LoopFacts.looked
    let content = drawFrame(
      "loop", note: isPartial ? "of the first \(LoopFacts.looked) tasks" : "who runs, is ready, waits",
      isFocused: run.panes.focus == .loop, theme, on: &grid, in: part)
    drawLines(lines, scroll: run.panes.scroll(.loop), theme, on: &grid, in: content)
  }

  /// Its lines; what is cut is at their ends.
  var lines: [Segments] {
    let facts = LoopFacts(run)
    var lines = [runs(facts)]
    for (number, lane) in facts.ready.prefix(Self.shown).enumerated() {
      lines.append(line(number == 0 ? "ready" : "", words.name(lane), reason(lane)))
    }
    if let more = rest(of: facts.readyCount) { lines.append(more) }
    for (number, timer) in facts.timers.prefix(Self.shown).enumerated() {
      lines.append(line(number == 0 ? "timers" : "", time(timer.due), "\(subject(timer))\(left(timer))"))
    }
    if let more = rest(of: facts.timers.count) { lines.append(more) }
    for (number, lane) in facts.others.prefix(Self.shown).enumerated() {
      lines.append(line(number == 0 ? "others" : "", words.name(lane), words.clause(lane)))
    }
    if let more = rest(of: facts.others.count) { lines.append(more) }
    return lines
  }

  /// Of more tasks in one state than these the rest is counted.
  private static let shown = 64

  private func rest(of count: Int) -> Segments? {
    count > Self.shown ? line("", nil, "and \(count - Self.shown) more") : nil
  }

  private func runs(_ facts: LoopFacts) -> Segments {
    if let lane = facts.running { return line("runs", words.name(lane), "") }
    if !facts.ready.isEmpty { return line("runs", nil, "nobody: the next one begins") }
    guard let due = facts.timers.first?.due else { return line("runs", nil, "nobody: \(idle)") }
    let isDue = due <= run.camera.playhead.time
    return line("runs", nil, isDue ? "nobody: a timer fires" : "nobody: idle until \(time(due))")
  }

  /// Why nothing runs where nothing is ready and no timer is set.
  private var idle: String {
    run.camera.playhead.position == 0
      ? "it has not begun" : run.isAtEnd ? "it has ended" : "nothing is ready, and no timer is set"
  }

  /// `ready   count #2  woken by main`.
  private func line(_ title: String, _ name: String?, _ text: String) -> Segments {
    var segments = Segments()
    segments.add(DisplayText.padded(title, to: 8), theme[.dim])
    if let name { segments.add(name + "  ", theme[.strong]) }
    segments.add(text, theme[.dim])
    return segments
  }

  /// Why a task is ready.
  private func reason(_ lane: Int) -> String {
    guard let span = run.trace.index.span(ofLane: lane, at: run.camera.playhead.position) else { return "" }
    let phrase = words.phrase(span)
    return phrase.hasPrefix("ready: ") ? String(phrase.dropFirst("ready: ".count)) : phrase
  }

  private func subject(_ timer: LoopFacts.Timer) -> String {
    guard let scope = timer.scope else { return words.name(timer.lane) }
    return "\(words.name(timer.lane))'s \(words.scopeName(scope))"
  }

  private func left(_ timer: LoopFacts.Timer) -> String {
    let left = timer.due.since(run.camera.playhead.time)
    return left > .zero ? ", in \(words.duration(left))" : ", due"
  }

  private func time(_ moment: TraceTime) -> String { words.duration(moment.since(.zero)) }
}
