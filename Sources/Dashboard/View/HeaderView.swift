import Screen
import TaskModel
import Timeline

/// The line at the top: what is shown, how it plays, the clock, the steps, and how many tasks are in each state.
struct HeaderView {
  private let state: DashboardState
  private let theme: Theme

  init(_ state: DashboardState) {
    self.state = state
    theme = state.theme
  }

  func draw(on grid: inout Grid, in part: Rect) {
    grid.fill(part, with: Cell(" ", theme[.header]))
    var right = part.endColumn - 1
    // Those named first stay the longest, after the name; the title gets what is left of the line.
    let name = min(max(12, DisplayText.width(state.run?.subject.name ?? "taskviz")), part.width / 3) + 3
    for segments in facts where part.column + name <= right - segments.width {
      right -= segments.width
      segments.draw(on: &grid, column: right, row: part.row, before: part.endColumn)
      right -= 3
    }
    title(width: right - part.column - 1).draw(
      on: &grid, column: part.column + 1, row: part.row, before: right, ellipsis: theme.glyphs.ellipsis)
  }

  /// The name, and the title as well where more of it can be shown than its beginning.
  private func title(width: Int) -> Segments {
    var segments = Segments()
    guard let run = state.run else {
      segments.add("taskviz", theme[.headerStrong])
      segments.add("  what asynchronous tasks really do", theme[.headerDim])
      return segments
    }
    segments.add(run.subject.name, theme[.headerStrong])
    if !run.subject.title.isEmpty, width - segments.width >= min(20, run.subject.title.count + 2) {
      segments.add("  " + run.subject.title, theme[.header])
    }
    return segments
  }

  /// From the right edge on, in the order of their worth.
  private var facts: [Segments] {
    guard let run = state.run else { return [] }
    if run.camera.isForRoom { return [clock(run), steps(run)] }
    return state.isStill
      ? [clock(run), steps(run), counts(run)] : [clock(run), playing(run), steps(run), counts(run)]
  }

  private func clock(_ run: RunState) -> Segments {
    var segments = Segments()
    segments.add(DurationText.clock(run.camera.playhead.time.since(.zero)), theme[.headerStrong])
    let end = DurationText.clock(run.trace.index.end.since(.zero))
    segments.add(" of \(end)" + (run.isUnderWay ? " so far" : ""), theme[.headerDim])
    return segments
  }

  private func playing(_ run: RunState) -> Segments {
    let glyphs = theme.glyphs
    var segments = Segments()
    if run.isUnderWay, let loaded = run.loaded, loaded < 1 {
      segments.add("\(glyphs.live) reading \(Int(loaded * 100)) %", theme[.key])
    } else if run.play.follows {
      segments.add("\(glyphs.live) following", theme[.key])
    } else if run.play.isPlaying {
      let glyph = run.play.isBackwards ? glyphs.playBackwards : glyphs.play
      segments.add("\(glyph) \(run.play.speed.label)", theme[.key])
    } else {
      let failure = run.exitCode.flatMap { $0 == 0 ? nil : ", exit code \($0)" } ?? ""
      let word = run.isAtEnd ? "at the end\(failure)" : "paused"
      segments.add("\(glyphs.pause) \(word)", theme[.key])
      if run.play.speed != .normal { segments.add(" \(run.play.speed.label)", theme[.headerDim]) }
    }
    return segments
  }

  private func steps(_ run: RunState) -> Segments {
    var segments = Segments()
    let index = run.trace.index
    segments.add("step \(index.stepsBegun(at: run.camera.playhead.position))", theme[.header])
    segments.add(" of \(index.stepCount)", theme[.headerDim])
    return segments
  }

  /// `ended ✓ 1 ✗ 1 ⊘ 1`: the tasks that have returned, failed, and been cancelled.
  private func endings(_ ended: Int, _ run: RunState, _ segments: inout Segments) {
    guard ended > 0 else { return }
    let bad = run.trace.index.badEndings(at: run.camera.playhead.position)
    let numbers: [(Int, String, Role)] = [
      (ended - bad.raised - bad.cancelled, theme.glyphs.returned, .returned),
      (bad.raised, theme.glyphs.raised, .raised),
      (bad.cancelled, theme.glyphs.cancelled, .cancelled),
    ]
    segments.add(segments.isEmpty ? "ended" : "  ended", theme[.header])
    for (number, glyph, role) in numbers where number > 0 {
      segments.add(" ", theme[.header])
      add(glyph, role, number, &segments)
    }
  }

  private func add(_ glyph: String, _ role: Role, _ number: Int, _ segments: inout Segments) {
    var style = theme[role]
    style.background = theme[.header].background
    segments.add(glyph, style)
    segments.add(" \(number)", theme[.header])
  }

  private func counts(_ run: RunState) -> Segments {
    let counts = run.trace.index.counts(at: run.camera.playhead.position)
    let glyphs = theme.glyphs
    var segments = Segments()
    // Whoever waits to run for the first time is ready, too.
    let numbers: [(Int, String, String, Role)] = [
      (counts[.running] + counts[.stalled], glyphs.running, "running", .running),
      (counts[.ready] + counts[.created], glyphs.ready, "ready", .ready),
      (counts[.waiting], glyphs.waiting, "waiting", .waiting),
      (counts[.cancelling], glyphs.cancelling, "cancelling", .cancelling),
    ]
    for (number, glyph, word, role) in numbers where number > 0 {
      if !segments.isEmpty { segments.add("  ", theme[.header]) }
      add(glyph, role, number, &segments)
      segments.add(" \(word)", theme[.header])
    }
    endings(counts[.ended], run, &segments)
    return segments
  }
}
