import Screen
import TaskModel
import Timeline

/// Opening, closing and scrolling panes.
extension RunState {
  mutating func toggle(_ pane: Panes.Pane) {
    if panes.shown.remove(pane) == nil {
      panes.shown.insert(pane)
      panes.bringForward(pane)
    }
    if !shows(panes.focus) { panes.focus(on: .lanes) }
  }

  mutating func focusNextPane() {
    let all = Panes.Pane.allCases.filter { shows($0) }
    let index = all.firstIndex(of: panes.focus) ?? 0
    panes.focus(on: all[(index + 1) % all.count])
  }

  /// In the list of events, to the event that is looked at; elsewhere the detail of the selected task.
  mutating func enter() {
    guard panes.focus != .events else { return goToEvent() }
    if camera.selection == nil { camera.selection = taskAtPlayhead }
    toggle(.detail)
  }

  mutating func move(by rows: Int, _ layout: Layout) {
    if panes.focus == .lanes { select(by: rows) } else { scroll(panes.focus, by: rows, layout) }
  }

  /// Scrolls what stands in a pane by so many lines; the lanes are not scrolled by lines.
  mutating func scroll(_ pane: Panes.Pane, by rows: Int, _ layout: Layout) {
    switch pane {
    case .lanes: break
    case .output:
      let most = max(0, trace.outputs.lineCount(at: camera.playhead.position) - 1)
      panes.outputScroll = min(max(0, panes.outputScroll - rows), most)
    case .events: moveEvent(by: rows)
    case .source:
      panes.sourceScroll = min(max(0, panes.sourceScroll + rows), max(0, subject.source.count - 1))
    case .loop, .resources, .statistics, .exceptions, .detail:
      let content = paneContent(layout[pane])
      panes.scroll(pane, by: rows, atMost: lineCount(pane, width: content.width) - content.height)
    }
  }

  /// How many lines a pane that begins with its first line has.
  private func lineCount(_ pane: Panes.Pane, width: Int) -> Int {
    // Colours have no influence on where things are.
    let theme = Theme(.monochrome)
    return switch pane {
    case .loop: LoopView(self, theme).lines.count
    case .resources: ResourcesView(self, theme).lines(width: width).count
    case .exceptions: ExceptionsView(self, theme).lines(width: width).count
    case .statistics: trace.index.coroutineCounts.count + 1
    case .detail: DetailView(self, theme).lines(width: width).count
    case .lanes, .output, .events, .source: 0
    }
  }
}
