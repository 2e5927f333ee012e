import Screen

extension DashboardState {
  private static let fittedWidth = 120
  /// A picture is no higher than this for the sake of rows that stand apart, or for that of all its steps.
  private static let (lowest, comfortable, highest) = (30, 48, 60)

  /// A still of a run at the size that it needs: 120 columns, and as few rows as tell all its steps; where there are too many,
  /// as wide as a screen is.
  package init(fittedStill run: RunState, theme: Theme) {
    func still(_ height: Int) -> DashboardState {
      DashboardState(still: run, theme: theme, size: Size(Self.fittedWidth, height))
    }
    self =
      (Self.lowest...Self.comfortable).lazy.map(still).first { $0.tellsAll(apart: true, whole: true) }
      ?? (Self.lowest...Self.highest).lazy.map(still).first { $0.tellsAll(apart: false, whole: true) }
      ?? (Self.lowest...Self.highest).lazy.map(still).first { $0.tellsAll(apart: false, whole: false) }
      ?? still(Self.lowest)
  }

  /// Whether all the steps of a still have room below its lanes, which may have to stand apart, and below what was printed,
  /// which may have to be whole.
  private func tellsAll(apart: Bool, whole: Bool) -> Bool {
    guard let run, !run.camera.isForRoom else { return true }
    let part = Layout(self)[.lanes]
    let story = StoryView(run, theme, width: part.width).height
    let picture = lanes(
      run.trace.index, run.trace.store, rows: run.rows, camera: run.camera, theme: theme, width: part.width,
      height: part.height, storyRows: story)
    return part.height - picture.usedRows >= story && (picture.isSpaced || !apart)
      && !(picture.cutsOutput && whole)
  }
}
