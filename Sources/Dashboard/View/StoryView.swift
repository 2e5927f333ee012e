import Screen
import TaskModel
import Timeline
import Trace

/// The steps of a run in words, below the lanes of a still: a line for each number of the ruler, and the notes between them.
struct StoryView {
  private let run: RunState
  private let theme: Theme
  private let words: LaneWords
  private let width: Int
  /// The last lines as of the playhead, as many as any still has room for.
  private let lines: [StepStory.Line]
  private let columns: Columns

  /// Fewer rows tell too little of a run, and no still has room for more.
  private static let fewestLines = 3
  private static let mostLines = 200

  init(_ run: RunState, _ theme: Theme, width: Int) {
    self.run = run
    self.theme = theme
    self.width = width
    words = LaneWords(run, theme.glyphs)
    lines = StepStory(words: words, captions: { run.captions(in: $0) })
      .lines(at: run.camera.playhead.position, limit: Self.mostLines)
    columns = Columns(lines, words)
  }

  /// How many rows it would fill with a heading and a blank row above; 0 where there are no steps.
  var height: Int {
    lines.isEmpty ? 0 : 2 + lines.reduce(0) { $0 + texts(of: $1).count }
  }

  /// Draws as much of it as there is room for, and gives whether the caption of the moment is part of that.
  func draw(on grid: inout Grid, in part: Rect) -> Bool {
    guard part.height >= Self.fewestLines, part.width >= 60, !lines.isEmpty else { return false }
    let steps = lines.filter { $0.actor != .teller }
    // The whole of it, or else without the notes, or with lines that are cut, or the steps before the playhead.
    let choices = [lines, steps].map { $0.map { ($0, texts(of: $0)) } } + [steps.map { ($0, [$0.text]) }]
    let rows = choices.map { $0.reduce(0) { $0 + $1.1.count } }
    if let fitting = rows.firstIndex(where: { $0 <= part.height }) {
      let row = min(part.endRow - rows[fitting], part.row + 2)
      if row > part.row { drawHeading(on: &grid, row: row - 1) }
      draw(choices[fitting], on: &grid, row: row)
      return fitting == 0 && run.hasCaptions
    }
    let shown = choices[2].suffix(part.height - 2)
    drawHeading(on: &grid, row: part.row)
    drawRest(before: shown, on: &grid, row: part.row + 1)
    draw(shown, on: &grid, row: part.row + 2)
    return false
  }

  private func texts(of line: StepStory.Line) -> [String] {
    wrapped(line.text, width: max(1, width - 1 - columns.text))
  }

  /// Where the parts of a line begin.
  private struct Columns {
    let step = 1
    var time: Int
    var who: Int
    var text: Int

    init(_ lines: [StepStory.Line], _ words: LaneWords) {
      func widest(_ texts: [String], _ least: Int) -> Int {
        max(least, texts.map(DisplayText.width).max() ?? 0)
      }
      time = step + widest(lines.map { $0.step.map(String.init) ?? "" }, 4) + 2
      who = time + widest(lines.map { words.duration($0.time.since(.zero)) }, 4) + 2
      text = who + min(24, widest(lines.map(\.who), 4)) + 2
    }
  }

  private func drawHeading(on grid: inout Grid, row: Int) {
    for (word, column) in [
      ("STEP", columns.step), ("TIME", columns.time), ("TASK", columns.who), ("WHAT HAPPENS", columns.text),
    ] {
      grid.put(word, column: column, row: row, style: theme[.laneNameDim])
    }
  }

  /// How many steps there was no room for.
  private func drawRest(
    before shown: some Collection<(StepStory.Line, [String])>, on grid: inout Grid, row: Int
  ) {
    let begun = run.trace.index.stepsBegun(at: run.camera.playhead.position)
    let rest = (shown.lazy.compactMap(\.0.step).first ?? begun + 1) - 1
    grid.put(
      "\(theme.glyphs.ellipsis) \(DurationText.count(rest, "earlier step"))", column: columns.step, row: row,
      style: theme[.dim])
  }

  private func draw(
    _ shown: some Collection<(StepStory.Line, [String])>, on grid: inout Grid, row: Int
  ) {
    var row = row
    for (line, texts) in shown {
      drawMargin(of: line, on: &grid, row: row)
      for text in texts {
        Segments(text, theme[line.actor == .teller ? .note : .text])
          .shortened(to: width - 1 - columns.text, ellipsis: theme.glyphs.ellipsis)
          .draw(on: &grid, column: columns.text, row: row, before: width - 1)
        row += 1
      }
    }
  }

  /// The step, when, and who: what stands before the words of a line.
  private func drawMargin(of line: StepStory.Line, on grid: inout Grid, row: Int) {
    if let step = line.step { grid.put(String(step), column: columns.step, row: row, style: theme[.strong]) }
    guard line.actor != .teller else {
      grid.put(theme.glyphs.note, column: columns.text - 2, row: row, style: theme[.note])
      return
    }
    grid.put(words.duration(line.time.since(.zero)), column: columns.time, row: row, style: theme[.dim])
    grid.put(
      line.who, column: columns.who, row: row, width: columns.text - columns.who - 2,
      style: theme[line.actor == .loop ? .cancelled : .laneName], ellipsis: theme.glyphs.ellipsis)
  }
}
