import Screen
import Timeline

/// Where the lanes picture has its axis and its rows: what mouse, zoom and scrolling are measured by.
struct LanesGeometry {
  var axis: AxisLayout
  /// The screen column at which the axis begins.
  var axisColumn: Int
  /// The screen rows in which tasks and scopes stand.
  var rows: Range<Int>
  /// The row of the tree that stands in the first of them.
  var firstRow: Int

  init(_ run: RunState, in part: Rect) {
    let names = min(24, part.width / 3)
    axis = AxisLayout(
      run.camera.axis.kind, of: run.trace.index, width: max(0, part.width - names),
      magnification: run.camera.zoom.factor, firstColumn: run.camera.firstColumn)
    axisColumn = part.column + names
    rows = part.row + 2..<max(part.row + 2, part.endRow)
    firstRow = run.camera.firstRow
  }
}
