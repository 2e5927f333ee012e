import Screen
import TaskModel
import Timeline
import Trace

/// The steps of a run in words, below the lanes of a still: a line for each number of the ruler.
struct StoryView {
  private let run: RunState
  private let theme: Theme

  init(_ run: RunState, _ theme: Theme) {
    self.run = run
    self.theme = theme
  }

  /// Fewer rows tell too little of a run.
  private static let fewestLines = 3

  func draw(on grid: inout Grid, in part: Rect) {
    guard part.height >= Self.fewestLines, part.width >= 60 else { return }
    let store = run.trace.store
    let words = LaneWords(index: run.trace.index, events: { store[$0] }, glyphs: theme.glyphs)
    let lines = StepStory(words: words).lines(at: run.camera.playhead.position, limit: part.height + 1)
    guard !lines.isEmpty else { return }
    let columns = Columns(lines, words, part)
    // Where not all have room, it is the steps before the playhead that are told.
    let isCut = lines.count > part.height
    let shown = isCut ? lines.suffix(part.height - 2) : lines[...]
    var texts = shown.map { wrapped($0.text, width: max(1, part.endColumn - 1 - columns.text)) }
    if isCut || texts.reduce(0, { $0 + $1.count }) > part.height { texts = shown.map { [$0.text] } }
    var row = part.endRow - texts.reduce(0) { $0 + $1.count }
    if isCut {
      drawHeading(columns, on: &grid, row: row - 2)
      drawRest(before: shown, columns, on: &grid, row: row - 1)
    } else {
      row = min(row, part.row + 2)
      if row > part.row { drawHeading(columns, on: &grid, row: row - 1) }
    }
    for (line, texts) in zip(shown, texts) {
      draw(line, columns, words, on: &grid, row: row)
      for text in texts {
        grid.put(
          text, column: columns.text, row: row, width: max(0, part.endColumn - 1 - columns.text),
          style: theme[.text], ellipsis: theme.glyphs.ellipsis)
        row += 1
      }
    }
  }

  /// How many steps there was no room for.
  private func drawRest(
    before shown: ArraySlice<StepStory.Line>, _ columns: Columns, on grid: inout Grid, row: Int
  ) {
    let begun = run.trace.index.stepsBegun(at: run.camera.playhead.position)
    let rest = (shown.lazy.compactMap(\.step).first ?? begun + 1) - 1
    grid.put(
      "\(theme.glyphs.ellipsis) \(DurationText.count(rest, "earlier step"))", column: columns.step, row: row,
      style: theme[.dim])
  }

  /// Where the parts of a line begin.
  private struct Columns {
    var step: Int
    var time: Int
    var who: Int
    var text: Int

    init(_ lines: [StepStory.Line], _ words: LaneWords, _ part: Rect) {
      func widest(_ texts: [String], _ least: Int) -> Int {
        max(least, texts.map(DisplayText.width).max() ?? 0)
      }
      step = part.column + 1
      time = step + widest(lines.map { $0.step.map(String.init) ?? "" }, 4) + 2
      who = time + widest(lines.map { words.duration($0.time.since(.zero)) }, 4) + 2
      text = who + min(24, widest(lines.map(\.who), 4)) + 2
    }
  }

  private func drawHeading(_ columns: Columns, on grid: inout Grid, row: Int) {
    for (word, column) in [
      ("STEP", columns.step), ("TIME", columns.time), ("TASK", columns.who), ("WHAT HAPPENS", columns.text),
    ] {
      grid.put(word, column: column, row: row, style: theme[.laneNameDim])
    }
  }

  private func draw(
    _ line: StepStory.Line, _ columns: Columns, _ words: LaneWords, on grid: inout Grid, row: Int
  ) {
    if let step = line.step { grid.put(String(step), column: columns.step, row: row, style: theme[.strong]) }
    grid.put(words.duration(line.time.since(.zero)), column: columns.time, row: row, style: theme[.dim])
    grid.put(
      line.who, column: columns.who, row: row, width: columns.text - columns.who - 2,
      style: theme[line.step == nil ? .cancelled : .laneName], ellipsis: theme.glyphs.ellipsis)
  }
}
