import Screen
import TaskModel
import Timeline

extension DashboardState {
  mutating func performInRun(_ action: Action) -> [Effect] {
    switch action {
    case .back: return leaveRun()
    case .nextTheme:
      theme = theme.next
      notice = Notice("Theme: \(theme.name.rawValue)", remaining: .seconds(2))
      return []
    case .savePicture: return [.savePicture]
    case .goTo:
      prompt = Prompt(.goTo)
      return []
    case .search:
      prompt = Prompt(.search)
      return []
    case .commands:
      prompt = Prompt(.command)
      return []
    case .copy:
      prompt = Prompt(.command, "copy ")
      return []
    case .filter:
      prompt = Prompt(.filter, run?.camera.filter?.text ?? "")
      return []
    case .writeNote:
      beginNote()
      return []
    case .answerSelected:
      answerWithSelection()
      return []
    case .typeInput:
      beginInput()
      return []
    case .toggleDetail where typesOnEnter:
      beginInput()
      return []
    default: break
    }
    let before = run?.camera
    let layout = Layout(self)
    if let text = run?.perform(action, layout: layout) { notice = Notice(text, remaining: .seconds(2)) }
    reveal(what: before)
    return []
  }

  /// Brings into view what has changed since a camera.
  mutating func reveal(what before: Camera?) {
    run?.refreshRows()
    // What was done may have changed the layout itself.
    let layout = Layout(self)
    let row = run?.camera.firstRow ?? 0
    run?.scroll(toRow: row, layout: layout)
    if run?.camera.selection != before?.selection { run?.revealSelection(in: layout) }
    if run?.camera.playhead != before?.playhead { run?.revealPlayhead(in: layout) }
  }

  private mutating func leaveRun() -> [Effect] {
    if let pane = run?.closable {
      run?.toggle(pane)
      return []
    }
    guard picker != nil else { return [.quit] }
    let isUnderWay = run?.isUnderWay == true
    run = nil
    return isUnderWay ? [.stop] : []
  }
}

extension RunState {
  /// Does what a key asks for, and says in a few words what cannot be seen from the picture.
  mutating func perform(_ action: Action, layout: Layout) -> String? {
    if movesPlayhead(action) { play.follows = false }
    switch action {
    case .playOrPause:
      if isAtEnd { seek(toPosition: 0) }
      playOrPause(backwards: false)
    case .playBackwards:
      playOrPause(backwards: true)
    case .stepForward: pausing { $0.stepForward() }
    case .stepBack: pausing { $0.stepBack() }
    case .instantForward: skip { $0.instantForward() }
    case .instantBack: skip { $0.instantBack() }
    case .faster:
      play.speed = play.speed.faster
      return "Speed \(play.speed.label)"
    case .slower:
      play.speed = play.speed.slower
      return "Speed \(play.speed.label)"
    case .toStart: pausing { $0.seek(toPosition: 0) }
    case .toEnd: pausing { $0.seekToEnd() }
    case .follow: return toggleFollow()
    case .restart:
      seek(toPosition: 0)
      play.isPlaying = true
      play.isBackwards = false
    default: return performOnMoments(action, layout: layout)
    }
    return nil
  }

  private func movesPlayhead(_ action: Action) -> Bool {
    switch action {
    case .playOrPause, .playBackwards, .stepForward, .stepBack, .instantForward, .instantBack, .eventForward,
      .eventBack, .nextIncident, .previousIncident, .nextMark, .previousMark, .toStart, .toEnd, .restart:
      true
    default: false
    }
  }

  /// Whatever plays, is paused.
  private mutating func playOrPause(backwards: Bool) {
    play.isPlaying.toggle()
    if play.isPlaying { play.isBackwards = backwards }
    if isPlayedOut, backwards { play.isPlaying = false }
  }

  private mutating func pausing(_ move: (inout RunState) -> Void) {
    play.isPlaying = false
    move(&self)
  }

  /// Skipping an idle stretch does not stop a play: that is what it is for.
  private mutating func skip(_ move: (inout RunState) -> Void) {
    move(&self)
    if isAtEnd { play.isPlaying = false }
  }

  private mutating func toggleFollow() -> String {
    guard isUnderWay else { return "Nothing to follow: everything is here already" }
    play.follows.toggle()
    play.isPlaying = false
    if play.follows { seekToEnd() }
    return play.follows ? "Following: the picture stays at the end" : "Not following any more"
  }

  mutating func performOnPicture(_ action: Action, layout: Layout) -> String? {
    switch action {
    case .zoomIn: zoom(by: 2, around: nil, layout: layout)
    case .zoomOut: zoom(by: 0.5, around: nil, layout: layout)
    case .zoomToFit:
      camera.zoom = .fit
      camera.firstColumn = 0
    case .panLeft: pan(by: -1, layout: layout)
    case .panRight: pan(by: 1, layout: layout)
    case .nextAxis:
      show(camera.axis.next)
      return "Axis: \(camera.axis.explanation)"
    case .nextArrows:
      camera.arrows = camera.arrows.next
      return "Arrows: \(camera.arrows.explanation)"
    case .hideFuture:
      camera.hidesFuture.toggle()
      return camera.hidesFuture ? "What comes next is covered" : "What comes next is shown"
    default: performOnPanes(action, layout: layout)
    }
    return nil
  }

  /// Changes the axis, and shows all of it.
  mutating func show(_ axis: Camera.Axis) {
    camera.axis = axis
    camera.zoom = .fit
    camera.firstColumn = 0
  }

  private mutating func performOnPanes(_ action: Action, layout: Layout) {
    let page = max(1, layout[panes.focus].height - 2)
    switch action {
    case .next: move(by: 1, layout)
    case .previous: move(by: -1, layout)
    case .nextPage: move(by: page, layout)
    case .previousPage: move(by: -page, layout)
    case .toggleDetail: enter()
    case .toggleOutput: toggle(.output)
    case .toggleSource: toggle(.source)
    case .toggleLoop: toggle(.loop)
    case .toggleStatistics: toggle(.statistics)
    case .nextEvents: nextEvents()
    case .toggleResources: toggle(.resources)
    case .toggleExceptions: toggle(.exceptions)
    case .nextPane: focusNextPane()
    default: break
    }
  }
}

extension Camera.Axis {
  var next: Camera.Axis {
    switch self {
    case .elastic: .time
    case .time: .steps
    case .steps: .elastic
    }
  }

  var explanation: String {
    switch self {
    case .elastic: "elastic, every step has its place and idle time is drawn shorter"
    case .time: "time, drawn to scale"
    case .steps: "steps, one column each"
    }
  }
}

extension Camera.Arrows {
  var next: Camera.Arrows {
    switch self {
    case .none: .selection
    case .selection: .all
    case .all: .none
    }
  }

  var explanation: String {
    switch self {
    case .none: "none"
    case .selection: "of the selected task, or of the step at the playhead"
    case .all: "all"
    }
  }
}
