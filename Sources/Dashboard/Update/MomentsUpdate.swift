import TaskModel
import Timeline

/// Going to moments that are named by what happens at them, or by whoever marked them.
extension RunState {
  mutating func performOnMoments(_ action: Action, layout: Layout) -> String? {
    switch action {
    case .eventForward: return step(by: 1)
    case .eventBack: return step(by: -1)
    case .nextIncident:
      return go(to: trace.index.incident(after: camera.playhead.position), "No incident after this")
    case .previousIncident:
      return go(to: trace.index.incident(before: camera.playhead.position), "No incident before this")
    case .nextMatch: return goToMatch(by: 1)
    case .previousMatch: return goToMatch(by: -1)
    case .toggleMark: return toggleMark()
    case .nextMark: return goToMark(by: 1)
    case .previousMark: return goToMark(by: -1)
    case .nextStop: return tour(by: 1, layout: layout)
    case .previousStop: return tour(by: -1, layout: layout)
    case .present:
      present(!camera.isForRoom)
      return camera.isForRoom ? "Drawn for a room: P goes back" : "Drawn for one"
    default: return performOnRows(action, layout: layout)
    }
  }

  private mutating func step(by events: Int) -> String {
    play.isPlaying = false
    seek(toPosition: camera.playhead.position + events)
    return "\(camera.playhead.position) of \(DurationText.count(trace.count, "event"))"
  }

  /// Puts the playhead where the step of an incident has ended, and selects the task that it is about.
  private mutating func go(to incident: TimelineIndex.Incident?, _ none: String) -> String {
    guard let incident else { return none }
    play.isPlaying = false
    seek(toPosition: trace.index.stop(after: incident.event))
    switch trace[incident.event]?.kind {
    case .finish(let task, _), .stall(let task, _, _): camera.selection = task == .program ? nil : task
    default: break
    }
    let place = "Incident \(incident.ordinal + 1) of \(trace.index.incidentCount)"
    return liftFilterFromSelection() ? place + ": the filter hid it, and is gone" : place
  }

  mutating func go(to destination: Destination) {
    play.isPlaying = false
    play.follows = false
    switch destination {
    case .time(let duration): seek(to: TraceTime.zero.advanced(by: duration))
    case .later(let duration): seek(to: max(.zero, camera.playhead.time.advanced(by: duration)))
    case .share(let share): seek(to: TraceTime.zero.advanced(by: trace.index.end.since(.zero) * share))
    case .step(let number):
      let step = trace.index.step(min(number, trace.index.stepCount) - 1)
      seek(toPosition: step.map { trace.index.stop(after: $0.first) } ?? 0)
    }
  }

  // MARK: Marks

  private mutating func toggleMark() -> String {
    let position = camera.playhead.position
    let place = camera.marks.firstIndex { $0 >= position } ?? camera.marks.count
    if place < camera.marks.count, camera.marks[place] == position {
      camera.marks.remove(at: place)
      return "The mark is gone"
    }
    camera.marks.insert(position, at: place)
    return "Marked: ' and \" go from mark to mark"
  }

  private mutating func goToMark(by direction: Int) -> String {
    let position = camera.playhead.position
    let next =
      direction > 0
      ? camera.marks.first { $0 > position } ?? camera.marks.first
      : camera.marks.last { $0 < position } ?? camera.marks.last
    guard let next else { return "No marks yet: m sets one" }
    play.isPlaying = false
    seek(toPosition: next)
    return "Mark \((camera.marks.firstIndex(of: next) ?? 0) + 1) of \(camera.marks.count)"
  }
}
