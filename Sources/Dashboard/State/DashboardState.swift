package import Trace

/// All that the dashboard knows: a picture is a function of it, and only `update` changes it.
package struct DashboardState: Sendable {
  package internal(set) var size: Size
  package internal(set) var theme: Theme {
    didSet {
      guard theme.name != oldValue.name, [theme.name, oldValue.name].contains(.slides) else { return }
      run?.present(theme.name == .slides)
    }
  }
  package var preferences = Preferences() {
    didSet {
      if var run {
        preferences.apply(to: &run)
        self.run = run
      }
    }
  }
  /// The scenarios to choose from; nil where one thing was asked for by name.
  package internal(set) var picker: PickerState?
  /// What is shown; nil while choosing.
  package internal(set) var run: RunState?
  /// The first line of help in view; nil while help is closed.
  package internal(set) var help: Int?
  package internal(set) var notice: Notice?
  /// What is being typed in the place of the status.
  package internal(set) var prompt: Prompt?
  /// Drawn without footer and status.
  package private(set) var isStill = false
  /// Where the mouse button went down: a drag stays in the part in which it began.
  var dragOrigin: Layout.Part?

  /// The dashboard at the choice of scenarios.
  package init(choosingFrom entries: [ScenarioEntry], theme: Theme, size: Size) {
    self.size = size
    self.theme = theme
    picker = PickerState(entries)
  }

  /// A picture of a run without the parts that only somebody at a keyboard needs.
  package init(still run: RunState, theme: Theme, size: Size) {
    self.init(showing: run, theme: theme, size: size)
    isStill = true
    self.run?.panes.shown = [.lanes]
  }

  /// The dashboard that shows one thing; quitting it ends the program.
  package init(showing run: RunState, theme: Theme, size: Size) {
    self.size = size
    self.theme = theme
    self.run = run
    self.run?.present(theme.name == .slides)
  }

  /// What keys do.
  var bindings: Bindings { preferences.bindings }

  var place: Binding.Place {
    if help != nil { return .help }
    if let run {
      if let prompt { return prompt.purpose == .input ? .input : .prompt }
      return run.asksWhoIsNext ? .guessing : .run
    }
    return picker?.isSearching == true ? .searching : .picker
  }

  /// Whether the keys that matter stand at the bottom: a still has none, and a room does not press any.
  var hasFooter: Bool {
    !isStill && (run?.camera.isForRoom != true || help != nil || prompt != nil)
  }

  /// How long nothing will change by itself; nil where nothing ever will.
  ///
  /// Zero while the playhead moves: then a tick is wanted for every picture.
  package var timeUntilChange: Duration? {
    if let run, run.play.isPlaying, !run.isPlayedOut { return .zero }
    return notice?.remaining
  }

  /// Notes which share of a file has been read, 0...1.
  package mutating func noteLoaded(_ share: Double?) { run?.loaded = share }

  /// Lets events be added to the trace that is shown, with no detour; nil where none is shown.
  ///
  /// The same as a message that they have arrived, for those who have millions of them.
  package mutating func extendTrace<Result, Failure: Error>(
    _ body: (inout TraceStore) throws(Failure) -> Result
  ) throws(Failure) -> Result? {
    let result = try run?.trace.extend(body)
    run?.followEnd()
    return result
  }
}
