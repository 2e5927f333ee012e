import Screen
import Timeline

/// The last caption as of the playhead: bright at its instant, dim after it.
struct CaptionView {
  /// What it says, in one line.
  let line: Segments
  /// Whether it is about the instant of the playhead.
  let isNow: Bool

  /// Nil where nothing has been said yet.
  init?(_ run: RunState, _ theme: Theme) {
    guard let caption = run.caption else { return nil }
    isNow = caption.moment.position > run.trace.index.instantStop(before: run.camera.playhead.position)
    line = Segments(theme.glyphs.note + " " + caption.text, theme[isNow ? .note : .dim])
  }
}
