/// All that the dashboard knows: a picture is a function of it, and only `update` changes it.
package struct DashboardState: Sendable {
  package internal(set) var size: Size
  package internal(set) var theme: Theme
  /// The scenarios to choose from; nil where one thing was asked for by name.
  package internal(set) var picker: PickerState?
  /// What is shown; nil while choosing.
  package internal(set) var run: RunState?
  /// The first line of help in view; nil while help is closed.
  package internal(set) var help: Int?
  package internal(set) var notice: Notice?
  /// Where the mouse button went down: a drag stays in the part in which it began.
  var dragOrigin: Layout.Part?

  /// The dashboard at the choice of scenarios.
  package init(choosingFrom entries: [ScenarioEntry], theme: Theme, size: Size) {
    self.size = size
    self.theme = theme
    picker = PickerState(entries)
  }

  /// The dashboard that shows one thing; quitting it ends the program.
  package init(showing run: RunState, theme: Theme, size: Size) {
    self.size = size
    self.theme = theme
    self.run = run
  }

  var place: Binding.Place {
    if help != nil { return .help }
    if run != nil { return .run }
    return picker?.isSearching == true ? .searching : .picker
  }

  /// Whether time matters now: something moves or goes away by itself.
  package var needsTicks: Bool {
    if notice?.remaining != nil { return true }
    guard let run, run.play.isPlaying else { return false }
    return run.camera.playhead.position < run.trace.count
  }
}
