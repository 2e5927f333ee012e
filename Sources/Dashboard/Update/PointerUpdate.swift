import Screen
import TaskModel
import Timeline

extension DashboardState {
  mutating func point(_ pointer: Pointer) -> [Effect] {
    let layout = Layout(self)
    let part = layout.part(column: pointer.column, row: pointer.row)
    if pointer.kind == .press {
      dragOrigin = part
      notice = nil
      if part == .footer, hasFooter, let action = Footer(self).action(at: pointer.column) {
        return perform(action)
      }
    }
    if pointer.kind == .release { dragOrigin = nil }
    switch place {
    case .help: return pointInHelp(pointer)
    case .picker, .searching: return pointInPicker(pointer)
    case .prompt where prompt?.purpose == .command: return pointInPalette(pointer)
    case .run, .guessing, .prompt, .input:
      let before = run?.camera
      run?.point(pointer, part: part, dragOrigin: dragOrigin, layout: layout)
      // What is clicked among the lanes is in view already, and must not move under the pointer.
      if part == .pane(.output) || part == .pane(.source) { reveal(what: before) }
      return []
    }
  }

  private mutating func pointInHelp(_ pointer: Pointer) -> [Effect] {
    switch pointer.kind {
    case .wheelDown: perform(.next)
    case .wheelUp: perform(.previous)
    case .press: perform(.back)
    case .drag, .release: []
    }
  }
}

extension RunState {
  mutating func point(_ pointer: Pointer, part: Layout.Part?, dragOrigin: Layout.Part?, layout: Layout) {
    switch pointer.kind {
    case .press:
      if let tab = layout.tab(column: pointer.column, row: pointer.row) { return panes.focus(on: tab.pane) }
      if case .pane(let pane) = part { press(pointer, in: pane, layout) }
    case .drag:
      if dragOrigin == .pane(.lanes) { point(atLanes: pointer, selects: false, layout: layout) }
    case .wheelUp, .wheelDown: wheel(pointer, part: part, layout: layout)
    case .release: break
    }
  }

  private mutating func press(_ pointer: Pointer, in pane: Panes.Pane, _ layout: Layout) {
    panes.focus(on: pane)
    switch pane {
    case .lanes: point(atLanes: pointer, selects: true, layout: layout)
    case .events: point(atEvents: pointer, layout)
    case .output: point(atOutput: pointer, layout: layout)
    case .source: point(atSource: pointer, layout: layout)
    case .loop, .resources, .statistics, .exceptions, .detail: break
    }
  }

  /// A click selects the lane and moves the playhead; in the names it only selects. Dragging scrubs.
  private mutating func point(atLanes pointer: Pointer, selects: Bool, layout: Layout) {
    let geometry = LanesGeometry(self, in: layout[.lanes])
    if selects {
      dragsWindow =
        camera.zoom != .fit && geometry.minimapRows.contains(pointer.row)
        && pointer.column >= geometry.axisColumn
    }
    if dragsWindow {
      centerWindow(atScreenColumn: pointer.column, layout: layout)
      return
    }
    if selects, let task = geometry.task(atScreenRow: pointer.row) { camera.selection = task }
    guard pointer.column >= geometry.axisColumn || !selects else { return }
    play.isPlaying = false
    play.follows = false
    seek(toPosition: geometry.position(atScreenColumn: pointer.column))
  }

  /// A click on a line that was printed goes to where it was, and selects who printed it.
  private mutating func point(atOutput pointer: Pointer, layout: Layout) {
    let view = OutputView(self, Theme(.monochrome))
    guard let piece = view.piece(atRow: pointer.row, in: layout[.output]) else { return }
    play.isPlaying = false
    play.follows = false
    if piece.task != .program { camera.selection = piece.task }
    seek(toPosition: piece.event + 1)
  }

  /// A click on a line at which tasks stand selects one of them, and the next one where the last was selected.
  private mutating func point(atSource pointer: Pointer, layout: Layout) {
    let lanes = SourceView(self, Theme(.monochrome)).lanes(atRow: pointer.row, in: layout[.source])
    guard !lanes.isEmpty else { return }
    let selected = lanes.firstIndex { trace.index.lanes[$0].task == camera.selection }
    camera.selection = trace.index.lanes[lanes[((selected ?? -1) + 1) % lanes.count]].task
  }

  private mutating func wheel(_ pointer: Pointer, part: Layout.Part?, layout: Layout) {
    guard case .pane(let pane) = part else { return }
    let direction = pointer.kind == .wheelDown ? 1 : -1
    guard pane == .lanes else { return scroll(pane, by: 3 * direction, layout) }
    let geometry = LanesGeometry(self, in: layout[.lanes])
    let isOnRuler = pointer.row < geometry.firstScreenRow
    if pointer.modifiers == .shift {
      pan(by: direction, layout: layout)
    } else if isOnRuler || !pointer.modifiers.isEmpty {
      zoom(by: direction < 0 ? 1.5 : 1 / 1.5, around: pointer.column, layout: layout)
    } else {
      scroll(toRow: geometry.firstRow + 3 * direction, layout: layout)
    }
  }
}
