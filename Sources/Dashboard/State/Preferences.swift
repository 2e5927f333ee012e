/// How somebody likes every run to be shown; what is nil is as it comes.
package struct Preferences: Hashable, Sendable {
  package var bindings = Bindings.standard
  package var axis: Camera.Axis?
  package var arrows: Camera.Arrows?
  package var panes: Set<Panes.Pane>?

  package init() {}

  func apply(to run: inout RunState) {
    if let axis { run.camera.axis = axis }
    if let arrows { run.camera.arrows = arrows }
    guard let panes else { return }
    if run.camera.isForRoom { run.panes.setAside = panes } else { run.panes.shown = panes }
  }
}
