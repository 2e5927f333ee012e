import Screen

/// Draws the lanes of a run, or why there are none, and gives the rows that are left below them, of which as many as can be
/// spared are wanted for a story.
@discardableResult
func drawLanes(
  _ run: RunState, _ theme: Theme, storyRows: Int = 0, on grid: inout Grid, in part: Rect
) -> Rect {
  guard !run.trace.isEmpty else {
    let text = run.isUnderWay ? "The program starts." : "Nothing happened: there are no tasks to show."
    grid.put(
      text, column: part.column + 2, row: part.row + 1, width: part.width - 3, style: theme[.dim],
      ellipsis: theme.glyphs.ellipsis)
    return part.inset(top: min(2, part.height))
  }
  let picture = lanes(
    run.trace.index, run.trace.store, rows: run.rows, foundInFolds: run.foundInFolds, camera: run.camera,
    theme: theme, width: part.width, height: part.height, storyRows: storyRows)
  grid.blit(picture.grid, column: part.column, row: part.row)
  return part.inset(top: picture.usedRows)
}
