import TaskModel
import Timeline
import Trace

/// A tour: from sight to sight of a run, with the picture moved to where there is something to see.
extension RunState {
  /// Goes to the next or the previous stop of the tour; from the end of a run, a tour begins at its first one.
  mutating func tour(by direction: Int, layout: Layout) -> String? {
    let sights = sights
    let playhead = camera.playhead
    let next: Int? =
      if let tour {
        tour.ordinal + direction
      } else if direction > 0 {
        playhead.position >= trace.count ? 0 : sights.firstIndex { $0.moment >= playhead } ?? 0
      } else {
        sights.lastIndex { $0.moment < playhead }
      }
    guard let next, sights.indices.contains(next) else {
      return direction > 0 ? "The tour ends here: Y goes back" : "The tour begins here: T goes on"
    }
    visit(sights[next].moment, sights[next].sight, ordinal: next, count: sights.count)
    let isLifted = liftFilterFromSelection()
    frame(in: layout)
    return isLifted ? "The filter hid what this is about, and is gone" : nil
  }

  /// Says anew what is said at a stop, after its notes or the run itself have become others.
  mutating func resumeTour() {
    guard let stop = tour else { return }
    let sights = sights
    let here = sights.indices.filter { sights[$0].moment == camera.playhead }
    // Positions are those of another run: its times are the same.
    let near = here.isEmpty ? sights.indices.filter { sights[$0].moment.time == camera.playhead.time } : here
    guard let ordinal = near.contains(stop.ordinal) ? stop.ordinal : near.first else {
      tour = nil
      return
    }
    visit(sights[ordinal].moment, sights[ordinal].sight, ordinal: ordinal, count: sights.count)
  }

  fileprivate mutating func visit(_ moment: Playhead, _ sight: Sight, ordinal: Int, count: Int) {
    play.isPlaying = false
    play.follows = false
    seek(toPosition: moment.position)
    camera.playhead.time = moment.time
    camera.selection = task(of: sight)
    let (title, text) = words(for: sight)
    tour = TourStop(ordinal: ordinal, count: count, title: title, text: text)
  }

  /// Whom a sight is about; nil where it is about nobody, or about the program outside its tasks.
  private func task(of sight: Sight) -> TaskID? {
    let task: TaskID? =
      switch sight {
      case .start, .end: nil
      case .note(let event): Caption(event: event, self)?.task
      case .annotation(let place): trace.annotations[place].task
      case .incident(let event):
        switch trace[event]?.kind {
        case .finish(let task, _), .stall(let task, _, _): task
        default: nil
        }
      }
    return task.flatMap { $0 == .program || trace.index.lane(of: $0) == nil ? nil : $0 }
  }

  private func words(for sight: Sight) -> (title: String, text: String) {
    let words = TaskWords(self, ascii: false)
    let lane = camera.selection.flatMap { trace.index.lane(of: $0) }
    let time = words.duration(camera.playhead.time.since(.zero))
    let place = lane.map { "\(time), \(words.name($0))" } ?? time
    switch sight {
    case .start: return ("the start", subject.title.isEmpty ? "Nothing has happened yet." : subject.title)
    case .note(let event): return (place, Caption(event: event, self)?.text ?? "")
    case .annotation(let annotation): return (place, trace.annotations[annotation].text)
    case .incident: return (time, lane.map { "\(words.name($0)) \(words.sentence($0))" } ?? "")
    case .end: return ("the end", words.summary ?? "The program has ended.")
    }
  }

  // MARK: The picture

  /// Shows the whole run, or as much of it around the playhead as leaves room for every step.
  fileprivate mutating func frame(in layout: Layout) {
    camera.zoom = .fit
    camera.firstColumn = 0
    var factor = 1.0
    var axis = LanesGeometry(self, in: layout[.lanes]).axis
    while !tellsSteps(axis), factor < Camera.Zoom.limit {
      factor *= 2
      camera.zoom = .magnified(factor: factor)
      axis = LanesGeometry(self, in: layout[.lanes]).axis
    }
    guard factor > 1 else { return }
    let column = axis.column(
      ofPosition: camera.playhead.position, time: camera.playhead.time, in: trace.index)
    camera.firstColumn = axis.clamped(axis.firstColumn + column - axis.width / 2)
  }

  /// Whether the steps at the playhead can be told apart on an axis.
  private func tellsSteps(_ axis: AxisLayout) -> Bool {
    let least = 3
    guard axis.kind == .time else { return axis.isExact && axis.beatColumns >= least }
    let position = camera.playhead.position
    guard position > 0, let instant = trace.index.instant(ofEvent: position - 1) else { return true }
    let columns = (instant.ordinal - 1...instant.ordinal + 1).compactMap { ordinal in
      trace.index.instant(ordinal).map { axis.column(ofTime: $0.time, in: trace.index) }
    }
    return zip(columns, columns.dropFirst()).allSatisfy { $1 - $0 >= least }
  }
}

extension DashboardState {
  /// How many stops a tour through the run has.
  package var tourStopCount: Int { run?.sights.count ?? 0 }

  /// Goes to a stop of the tour, from 0.
  package mutating func visit(stop ordinal: Int) {
    guard let sights = run?.sights, sights.indices.contains(ordinal) else { return }
    let before = run?.camera
    run?.visit(sights[ordinal].moment, sights[ordinal].sight, ordinal: ordinal, count: sights.count)
    let layout = Layout(self)
    run?.frame(in: layout)
    reveal(what: before)
  }
}
