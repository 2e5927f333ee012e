import Dashboard
import EventScript
import Screen
import TaskModel
import Timeline

/// Pictures of scripts.
func picture(
  of script: EventScript, width: Int, height: Int, theme: Theme = Theme(.dark),
  _ change: (inout Camera) -> Void = { _ in }, rows: (TimelineIndex) -> LaneRows = { _ in LaneRows() }
) -> LanesPicture {
  var index = TimelineIndex()
  for event in script.events { index.append(event) }
  var camera = Camera()
  camera.playhead = Playhead(position: index.count, time: index.end)
  change(&camera)
  let events = script.events
  return lanes(
    index, events: { events[$0] }, rows: rows(index), camera: camera, theme: theme, width: width,
    height: height)
}
