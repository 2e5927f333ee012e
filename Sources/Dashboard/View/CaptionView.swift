import Screen
import Timeline

/// The line with the last caption as of the playhead: bright at its instant, dim after it.
struct CaptionView {
  private let run: RunState
  private let theme: Theme

  init(_ run: RunState, _ theme: Theme) {
    self.run = run
    self.theme = theme
  }

  func draw(on grid: inout Grid, in part: Rect) {
    guard !part.isEmpty, let caption = run.caption else { return }
    let isNow = caption.moment.position > run.trace.index.instantStop(before: run.camera.playhead.position)
    grid.put(
      theme.glyphs.note + " " + caption.text, column: part.column + 1, row: part.row, width: part.width - 2,
      style: theme[isNow ? .note : .dim], ellipsis: theme.glyphs.ellipsis)
  }
}
