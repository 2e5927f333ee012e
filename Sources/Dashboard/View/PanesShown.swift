import Timeline

extension RunState {
  /// Whether a pane is on the screen: what is switched on may have nothing to show.
  func shows(_ pane: Panes.Pane) -> Bool {
    guard panes.shown.contains(pane) else { return false }
    switch pane {
    case .lanes, .output, .events, .loop, .resources, .statistics, .exceptions: return true
    case .source: return !subject.source.isEmpty
    case .detail: return camera.selection != nil
    }
  }

  /// The pane that is closed before a run is left: the one that has the keys, or else the detail.
  var closable: Panes.Pane? {
    if panes.focus != .lanes { return panes.focus }
    return panes.shown.contains(.detail) ? .detail : nil
  }

  /// How many rows a pane would fill, with its title.
  func wantedHeight(_ pane: Panes.Pane) -> Int {
    switch pane {
    case .lanes: 0
    case .output: trace.outputs.lineCount(at: trace.count) + 1
    case .source: subject.source.count + 1
    case .events, .loop, .resources, .exceptions, .detail: 16
    case .statistics: trace.index.coroutineCounts.count + 2
    }
  }
}
