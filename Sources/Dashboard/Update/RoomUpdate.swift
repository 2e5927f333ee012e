extension RunState {
  /// Draws the run for a room, without panes until they are asked for, or as it was before.
  mutating func present(_ isForRoom: Bool) {
    guard camera.isForRoom != isForRoom else { return }
    camera.isForRoom = isForRoom
    if isForRoom {
      panes.setAside = panes.shown
      panes.shown = [.lanes]
      if panes.focus != .lanes { panes.focus(on: .lanes) }
    } else if let shown = panes.setAside {
      panes.shown = shown
      panes.setAside = nil
    }
  }
}
