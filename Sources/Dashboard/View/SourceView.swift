import Screen
import TaskModel
import Timeline

/// The program's text, with a mark at each line where a task stands.
struct SourceView {
  private let run: RunState
  private let theme: Theme

  init(_ run: RunState, _ theme: Theme) {
    self.run = run
    self.theme = theme
  }

  /// With more tasks than this, only so many are looked up for a frame.
  private static let taskLimit = 200

  func draw(on grid: inout Grid, in part: Rect) {
    guard !part.isEmpty else { return }
    let content = drawFrame(
      "source", note: run.subject.file ?? run.subject.name, isFocused: run.panes.focus == .source, theme,
      on: &grid, in: part)
    let places = TaskPlaces(run, limit: Self.taskLimit)
    let lines = run.subject.source
    let first = firstLine(places, height: content.height, count: lines.count)
    let numberWidth = String(lines.count).count
    let words = TaskWords(run, ascii: theme.glyphs == .ascii)
    for row in 0..<max(0, min(content.height, lines.count - first)) {
      let line = first + row + 1
      let here = places.tasks(atLine: line)
      let place = Rect(column: content.column, row: content.row + row, width: content.width, height: 1)
      let number = String(line)
      grid.putRight(number, before: place.column + numberWidth, row: place.row, style: theme[.lineNumber])
      let column = place.column + numberWidth + 2
      let end = PythonText.highlighted(lines[line - 1], theme).draw(
        on: &grid, column: column, row: place.row, before: place.endColumn, ellipsis: theme.glyphs.ellipsis)
      guard let mark = here.max(by: { $0.state.weight < $1.state.weight }) else { continue }
      grid.put(
        mark.state == .running ? theme.glyphs.play : theme.glyphs.selected, column: column - 1,
        row: place.row,
        style: theme[mark.state.role])
      let names = words.list(here.map { words.name($0.lane) }, limit: 3)
      let width = min(max(0, place.endColumn - end - 2), 40)
      guard width >= 4 else { continue }
      grid.putRight(
        names, before: place.endColumn, row: place.row, width: width, style: theme[mark.state.role.word],
        ellipsis: theme.glyphs.ellipsis)
    }
  }

  /// The tasks that stand at the line in a row of the screen, in the order of their creation.
  func lanes(atRow row: Int, in part: Rect) -> [Int] {
    let content = paneContent(part)
    guard row >= content.row, row < content.endRow else { return [] }
    let places = TaskPlaces(run, limit: Self.taskLimit)
    let first = firstLine(places, height: content.height, count: run.subject.source.count)
    return places.tasks(atLine: first + row - content.row + 1).map(\.lane)
  }

  /// Scrolled so that the line of the task that runs, or of the one selected, is in view.
  private func firstLine(_ places: TaskPlaces, height: Int, count: Int) -> Int {
    let last = max(0, count - height)
    let lane = (run.camera.selection ?? run.taskAtPlayhead).flatMap { run.trace.index.lane(of: $0) }
    let line = lane.flatMap { places.line(ofLane: $0) } ?? places.lines.min() ?? startLine
    let centred = line - 1 - height / 2
    return min(max(0, min(max(0, centred), last) + run.panes.sourceScroll), last)
  }

  /// Where the program begins behind its docstring and its imports.
  private var startLine: Int {
    (run.subject.source.firstIndex {
      $0.hasPrefix("async def") || $0.hasPrefix("def") || $0.hasPrefix("class")
    }
      ?? 0) + 1
  }
}

/// At which lines of the program its tasks stand at the playhead.
struct TaskPlaces {
  private(set) var places: [Int: [(lane: Int, state: LaneState)]] = [:]

  init(_ run: RunState, limit: Int) {
    let index = run.trace.index
    let position = run.camera.playhead.position
    var count = 0
    for lane in index.lanes.indices where index.lanes[lane].task != .program {
      guard count < limit else { return }
      let history = index.lanes[lane].history
      guard let number = history.index(at: position), history[number].state.isAlive,
        let line = Self.line(run, history, number)
      else { continue }
      count += 1
      places[line, default: []].append((lane, history[number].state))
    }
  }

  var lines: [Int] { Array(places.keys) }

  func tasks(atLine line: Int) -> [(lane: Int, state: LaneState)] { places[line] ?? [] }

  func line(ofLane lane: Int) -> Int? {
    places.first { $0.value.contains { $0.lane == lane } }?.key
  }

  /// The innermost frame, in the program's own file, of the task's last await; a task that has not awaited has none.
  private static func line(_ run: RunState, _ history: LaneHistory, _ number: Int) -> Int? {
    var number = number
    while number >= 0 {
      let span = history[number]
      if case .suspend(_, _, let chain)? = run.trace[span.event]?.kind {
        let site = chain.last { site in
          run.subject.source.indices.contains(site.line - 1)
            && (run.subject.file == nil || site.file == run.subject.file)
        }
        return site?.line
      }
      number -= 1
    }
    return nil
  }
}

extension LaneState {
  /// Which of several states on one line its mark shows.
  fileprivate var weight: Int {
    switch self {
    case .running, .stalled: 5
    case .cancelling: 4
    case .ready: 3
    case .created: 2
    case .waiting: 1
    case .absent, .ended: 0
    }
  }

  var role: Role {
    switch self {
    case .absent, .ended: .dim
    case .created, .ready: .ready
    case .running: .running
    case .stalled: .stalled
    case .waiting: .waiting
    case .cancelling: .cancelling
    }
  }
}

extension Role {
  /// The role for words about a state, which must be easier to read than its texture.
  var word: Role {
    switch self {
    case .ready: .readyLabel
    case .waiting: .waitingLabel
    default: self
    }
  }
}
