import Screen
import TaskModel
import Timeline

/// The line with the program's last caption as of the playhead: bright at its instant, dim after it.
struct CaptionView {
  private let run: RunState
  private let theme: Theme

  init(_ run: RunState, _ theme: Theme) {
    self.run = run
    self.theme = theme
  }

  func draw(on grid: inout Grid, in part: Rect) {
    guard !part.isEmpty, let (text, isNow) = caption else { return }
    grid.put(
      theme.glyphs.selected + " " + text, column: part.column + 1, row: part.row, width: part.width - 2,
      style: theme[isNow ? .note : .dim], ellipsis: theme.glyphs.ellipsis)
  }

  private var caption: (text: String, isNow: Bool)? {
    let index = run.trace.index
    let position = run.camera.playhead.position
    guard let number = index.notes(in: 0..<position).last.map(Int.init),
      case .note(let text, _)? = run.trace[number]?.kind
    else { return nil }
    return (text, number >= index.instantStop(before: position))
  }
}
