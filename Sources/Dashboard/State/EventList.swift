import Timeline

/// The events of a trace, or those of one task alone, to be walked from any of them in either direction.
///
/// Nothing is gathered: a step from one event to the next costs a few binary searches, however long the trace is.
struct EventList {
  let index: TimelineIndex
  /// The lane of the task; nil for the events of all.
  let lane: Int?
  /// Events from here on are not in the list.
  let end: Int

  init(_ run: RunState) {
    index = run.trace.index
    let selection = run.panes.listsSelectionOnly ? run.camera.selection : nil
    lane = selection.flatMap { run.trace.index.lane(of: $0) }
    end = run.camera.hidesFuture ? run.camera.playhead.position : run.trace.count
  }

  /// The first event of the list behind an offset; nil behind the last one.
  func next(after event: Int) -> Int? {
    guard let lane else { return checked(event + 1) }
    let history = index.lanes[lane].history
    let number = history.index(at: event + 1)
    var found: Int?
    if let number, history[number].state.isRunning, event >= history[number].event {
      found = event + 1
    } else {
      let later = (number ?? -1) + 1
      if later < history.count { found = history[later].event }
    }
    for request in requests(lane) {
      let later = request.partitioningIndex { Int($0) > event }
      if later < request.count { found = min(found ?? .max, Int(request[later])) }
    }
    return found.flatMap(checked)
  }

  /// The last event of the list before an offset; nil before the first one.
  func previous(before event: Int) -> Int? {
    let event = min(event, end)
    guard let lane else { return checked(event - 1) }
    let history = index.lanes[lane].history
    var found: Int?
    if let number = history.index(at: event) {
      found = history[number].state.isRunning ? event - 1 : history[number].event
    }
    for request in requests(lane) {
      let later = request.partitioningIndex { Int($0) >= event }
      if later > 0 { found = max(found ?? 0, Int(request[later - 1])) }
    }
    return found.flatMap(checked)
  }

  /// What is about a task and need not change its state: requests to stop, and what they wake it for.
  private func requests(_ lane: Int) -> [[UInt32]] {
    [index.lanes[lane].cancels, index.lanes[lane].hiddenWakes]
  }

  private func checked(_ event: Int) -> Int? { (0..<end).contains(event) ? event : nil }

  /// The events around one, in order: so many of them, and as many before it as after it where there are enough.
  func window(around event: Int, count: Int) -> [Int] {
    var events: [Int] = []
    var before = event
    while events.count < (count - 1) / 2, let found = previous(before: before) {
      events.append(found)
      before = found
    }
    events.reverse()
    events.append(event)
    var after = event
    while events.count < count, let found = next(after: after) {
      events.append(found)
      after = found
    }
    while events.count < count, let first = events.first, let found = previous(before: first) {
      events.insert(found, at: 0)
    }
    return events
  }
}

extension LaneState {
  fileprivate var isRunning: Bool { self == .running || self == .stalled }
}

extension RunState {
  /// The event of the list that is looked at: the one it was moved to, or else the last one that has happened.
  var currentEvent: Int? {
    let list = EventList(self)
    let position = camera.playhead.position
    if let cursor = panes.eventCursor, cursor.position == position, cursor.event < list.end {
      return cursor.event
    }
    return list.previous(before: position) ?? list.next(after: position - 1)
  }
}
