import Screen

/// Draws the lanes of a run.
func drawLanes(_ run: RunState, _ theme: Theme, on grid: inout Grid, in part: Rect) {
}
