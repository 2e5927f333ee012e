import TaskModel
import Timeline

/// The list of events: opening it, moving in it, and going to one of them.
extension RunState {
  /// Opens the list, then leaves in it what is about the selected task, then closes it.
  mutating func nextEvents() {
    panes.eventCursor = nil
    if !shows(.events) {
      panes.listsSelectionOnly = false
      toggle(.events)
      panes.focus(on: .events)
    } else if !panes.listsSelectionOnly, camera.selection != nil {
      panes.listsSelectionOnly = true
      panes.focus(on: .events)
    } else {
      toggle(.events)
    }
  }

  mutating func moveEvent(by rows: Int) {
    let list = EventList(self)
    guard var event = currentEvent else { return }
    for _ in 0..<abs(rows) {
      guard let next = rows > 0 ? list.next(after: event) : list.previous(before: event) else { break }
      event = next
    }
    panes.eventCursor = EventCursor(event: event, position: camera.playhead.position)
  }

  /// Puts the playhead right behind the event that is looked at.
  mutating func goToEvent() {
    guard let event = currentEvent else { return }
    play.isPlaying = false
    play.follows = false
    seek(toPosition: event + 1)
  }

  /// A click on an event goes to it.
  mutating func point(atEvents pointer: Pointer, _ layout: Layout) {
    let rows = EventsView.rows(self, in: paneContent(layout[.events]))
    guard let event = rows.first(where: { $0.row == pointer.row })?.event else { return }
    panes.eventCursor = EventCursor(event: event, position: camera.playhead.position)
    goToEvent()
  }
}
