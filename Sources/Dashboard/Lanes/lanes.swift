package import TaskModel
package import Timeline
package import Trace

/// Draws the lanes of a timeline: who ran when, who waited for what, how each ended, and what was printed.
///
/// A pure function; its cost depends on the size and not on the length of the trace. `foundInFolds` says for a node in whose
/// row others are folded how many of them the search finds. `storyRows` is how many rows below
/// them somebody would like to fill.
package func lanes(
  _ index: TimelineIndex, _ store: TraceStore, rows: LaneRows = LaneRows(), foundInFolds: [Int: Int] = [:],
  camera: Camera, theme: Theme, width: Int, height: Int, storyRows: Int = 0
) -> LanesPicture {
  lanes(
    index, events: { store[$0] }, annotations: store.annotations, rows: rows, foundInFolds: foundInFolds,
    camera: camera, theme: theme, width: width, height: height, storyRows: storyRows)
}

/// The same for events from elsewhere: `events` gives the one at an offset of the trace that `index` was built from.
package func lanes(
  _ index: TimelineIndex, events: @escaping (Int) -> TaskEvent, annotations: [Annotation] = [],
  rows: LaneRows = LaneRows(), foundInFolds: [Int: Int] = [:], camera: Camera, theme: Theme, width: Int,
  height: Int, storyRows: Int = 0
) -> LanesPicture {
  var painter = LanesPainter(
    index: index, rows: rows, foundInFolds: foundInFolds, events: events, annotations: annotations,
    camera: camera, theme: theme, width: max(0, width), height: max(0, height), storyRows: storyRows)
  painter.paint()
  return painter.picture
}
