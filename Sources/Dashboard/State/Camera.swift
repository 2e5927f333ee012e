package import TaskModel

/// What of a trace a picture shows: the axis, how far it is zoomed and scrolled, the playhead and the selection.
///
/// Together with a trace, a theme and a size it determines a picture completely.
package struct Camera: Hashable, Sendable {
  package var axis: Axis = .elastic
  package var zoom: Zoom = .fit
  /// The leftmost column shown, of all the columns that the zoomed axis has; 0 where the zoom is `fit`.
  package var firstColumn = 0
  /// The first row of lanes shown below the ruler.
  package var firstRow = 0
  package var selection: TaskID?
  package var playhead = Playhead()
  /// Nothing right of the playhead is drawn: for guessing what comes next.
  package var hidesFuture = false
  package var arrows: Arrows = .selection
  /// Which lanes are to be seen; nil: all.
  package var filter: LaneFilter?
  /// What is drawn in one row.
  package var folds = LaneFolds()
  /// In which order the lanes below one parent stand.
  package var sort = LaneSort()
  /// Where not everything fits, the whole run is shown as well, with the part of it that is in view.
  package var showsMinimap = true
  /// What is looked for among the lanes: it is made to stand out.
  package var search: LaneSearch?
  /// Drawn for a room: lanes are two rows high where all of them have room, and words are few.
  package var isForRoom = false
  /// The positions that somebody marked, in order.
  package var marks: [Int] = []

  package init() {}

  /// How time becomes columns.
  package enum Axis: String, Hashable, Sendable, CaseIterable {
    /// Every step has columns of its own, in order; idle stretches have a floor and a ceiling.
    case elastic
    /// In proportion to the clock.
    case time
    /// One column a step.
    case steps
  }

  package enum Zoom: Hashable, Sendable {
    /// The whole trace fills the width.
    case fit
    /// The picture is `factor` times as wide as the window; more than 1.
    case magnified(factor: Double)
  }

  /// Which cancels, wakes and creations are drawn as arrows between lanes.
  package enum Arrows: String, Hashable, Sendable, CaseIterable {
    case none
    /// Those of the selected task; with none selected, those of the step at the playhead.
    case selection
    case all
  }
}

/// How far a play has come.
package struct Playhead: Hashable, Sendable {
  /// How many of the trace's events have happened: from 0 to their count. Time alone cannot tell apart the steps of
  /// one instant.
  package var position: Int
  /// The clock: never before the last event that happened, never after the next one.
  package var time: TraceTime

  package init(position: Int = 0, time: TraceTime = .zero) {
    self.position = position
    self.time = time
  }
}
