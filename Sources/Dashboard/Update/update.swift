import Screen
import TaskModel
import Timeline
import Trace

/// Takes what happened into the state, and says what the world around must do.
///
/// Pure: the same state and message give the same result, and no clock, file or terminal is touched.
package func update(_ state: inout DashboardState, _ message: Message) -> [Effect] {
  defer { state.run?.refreshRows() }
  switch message {
  case .key(let key):
    return state.press(key)
  case .pasted(let text):
    return state.type(text)
  case .pointer(let pointer):
    return state.point(pointer)
  case .resized(let size):
    state.size = size
    state.settle()
    return []
  case .tick(let elapsed):
    state.pass(elapsed)
    return []
  case .opened(var run):
    run.present(state.theme.name == .slides)
    state.preferences.apply(to: &run)
    state.run = run
    state.prompt = nil
    state.notice = nil
    state.settle()
    return []
  case .reopened(var run):
    if let old = state.run { run.takeView(of: old) }
    state.run = run
    state.notice = Notice("Saved: it runs anew", remaining: .seconds(2))
    state.settle()
    return []
  case .arrived(let events):
    state.run?.arrive(events)
    return []
  case .shortened(let events):
    state.run?.shorten(to: events)
    state.settle()
    return []
  case .ended(let end):
    state.run?.end(exitCode: end.exitCode)
    if state.prompt?.purpose == .input { state.prompt = nil }
    if let notice = end.notice { state.notice = notice }
    return []
  case .notice(let notice):
    state.notice = notice
    return []
  }
}

extension DashboardState {
  mutating func press(_ key: Key) -> [Effect] {
    let place = place
    // What was said has been read once somebody goes on.
    notice = nil
    guard let action = bindings.action(for: key, in: place) else {
      return key.typed.map { type(String($0)) } ?? []
    }
    if action != .quit { run?.input?.wasInterrupted = false }
    if action == .answer {
      answer(with: key)
      return []
    }
    return perform(action)
  }

  /// Takes text to where it is being typed, if anywhere.
  fileprivate mutating func type(_ text: String) -> [Effect] {
    switch place {
    case .picker, .searching: picker?.type(text)
    case .prompt: typeAtPrompt(text)
    case .input: return typeLines(text)
    case .run, .guessing, .help: break
    }
    return []
  }

  /// Does what a key, or a click on its name, asks for.
  mutating func perform(_ action: Action) -> [Effect] {
    switch action {
    case .quit: return quitOrInterrupt()
    case .redraw: return [.redraw]
    case .help:
      help = help == nil ? 0 : nil
      return []
    default: break
    }
    switch place {
    case .help: return performInHelp(action)
    case .picker, .searching: return performInPicker(action)
    case .prompt, .input: return performInPrompt(action)
    case .run, .guessing: return performInRun(action)
    }
  }

  private mutating func performInHelp(_ action: Action) -> [Effect] {
    guard let line = help else { return [] }
    let page = max(1, HelpView.lineCapacity(size) - 1)
    let last = HelpView.lastFirstLine(self)
    switch action {
    case .back: help = nil
    case .next: help = min(last, line + 1)
    case .previous: help = max(0, line - 1)
    case .nextPage: help = min(last, line + page)
    case .previousPage: help = max(0, line - page)
    default: break
    }
    return []
  }

  /// After a change of size, or of what is shown.
  mutating func settle() {
    run?.refreshRows()
    let layout = Layout(self)
    run?.settle(in: layout)
  }

  mutating func pass(_ elapsed: Duration) {
    if let remaining = notice?.remaining {
      if remaining > elapsed { notice?.remaining = remaining - elapsed } else { notice = nil }
    }
    guard run?.play.isPlaying == true else { return }
    let before = run?.camera.playhead
    run?.advance(by: elapsed)
    guard run?.camera.playhead != before else { return }
    let layout = Layout(self)
    run?.revealPlayhead(in: layout)
  }
}

extension RunState {
  mutating func arrive(_ events: [TaskEvent]) {
    trace.append(events)
    followEnd()
  }

  /// Begins anew with what is left of a recording.
  mutating func shorten(to events: [TaskEvent]) {
    var left = RunState(subject, trace: TraceStore(header: trace.store.header), play: play)
    left.takeView(of: self)
    // Its tasks are numbered anew.
    left.camera.selection = nil
    left.camera.folds = LaneFolds()
    left.input = input
    left.guesses = guesses
    left.arrive(events)
    self = left
  }

  /// Keeps the playhead at the end, or on its way to the moment to which it is to come back.
  mutating func followEnd() {
    placeNotes()
    if play.follows { seekToEnd() }
    guard let moment = returnsTo else { return }
    let stop = tour
    seek(to: moment)
    tour = stop
    if trace.index.end <= moment { returnsTo = moment }
  }

  /// Looks at this run as another one is looked at: the same axis, selection and panes, and the same moment.
  mutating func takeView(of other: RunState) {
    camera = other.camera
    camera.marks = []
    camera.playhead = Playhead()
    take(notesOf: other)
    panes = other.panes
    play = other.play
    if other.isAtEnd || play.follows {
      play.follows = true
    } else if !play.isPlaying {
      returnsTo = other.returnsTo ?? other.camera.playhead.time
      tour = other.tour
    }
    followEnd()
  }

  mutating func end(exitCode: Int? = nil) {
    phase = .ended
    self.exitCode = exitCode
    play.follows = false
    returnsTo = nil
    stopAtEnd()
    placeNotes()
    resumeTour()
  }
}
