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
    guard let number = Self.lastNote(index.notes, before: position),
      case .note(let text, _)? = run.trace[number]?.kind
    else { return nil }
    return (text, number >= index.instantStop(before: position))
  }

  /// The last note that has happened; there may be many, so it is searched by halves.
  private static func lastNote(_ notes: [UInt32], before position: Int) -> Int? {
    var low = 0
    var high = notes.count
    while low < high {
      let middle = low + (high - low) / 2
      if Int(notes[middle]) < position { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : Int(notes[low - 1])
  }
}
