import Timeline

extension RunState {
  /// Whether a pane is on the screen: what is switched on may have nothing to show.
  func shows(_ pane: Panes.Pane) -> Bool {
    guard panes.shown.contains(pane) else { return false }
    switch pane {
    case .lanes, .output, .loop, .statistics: return true
    // The detail takes the place of the source: it is about the same task, and room is short.
    case .source: return !subject.source.isEmpty && !panes.shown.contains(.detail)
    case .detail: return camera.selection != nil
    }
  }

  /// How many rows a pane would fill, with its title.
  func wantedHeight(_ pane: Panes.Pane) -> Int {
    switch pane {
    case .lanes: 0
    case .output: trace.outputs.lineCount(at: trace.count) + 1
    case .source: subject.source.count + 1
    case .loop, .detail: 16
    case .statistics: trace.index.coroutineCounts.count + 2
    }
  }
}
