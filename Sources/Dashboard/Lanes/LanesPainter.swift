import Screen
import TaskModel
import Timeline
import Trace

/// Draws one picture of lanes.
struct LanesPainter {
  let index: TimelineIndex
  let rows: LaneRows
  let events: (Int) -> TaskEvent
  let camera: Camera
  let theme: Theme
  let words: LaneWords
  let glyphs: GlyphSet
  var plan: LanesPlan
  var grid: Grid
  var slots: [AxisSlot] = []
  /// The first column of the axis right of the playhead, and the first one behind the trace's end.
  var playheadColumn = 0
  var endColumn = 0
  /// Cells with words in them, which lines do not cross.
  var wordCells: Set<Int> = []
  var rowContents: [LanesPicture.RowContent]
  var visited = 0
  var cutsOutput = false
  /// Whether the search finds a lane.
  let isFound: (Int) -> Bool
  /// What is to be said about the whole run, the most important sentence last.
  let summary: [String]
  /// The notes that somebody added.
  let annotations: [Annotation]

  init(
    index: TimelineIndex, rows: LaneRows, foundInFolds: [Int: Int] = [:],
    events: @escaping (Int) -> TaskEvent, annotations: [Annotation] = [],
    camera: Camera, theme: Theme, width: Int, height: Int, storyRows: Int = 0
  ) {
    self.annotations = annotations
    self.index = index
    self.rows = rows
    self.events = events
    self.camera = camera
    self.theme = theme
    glyphs = theme.glyphs
    words = LaneWords(index: index, events: events, glyphs: theme.glyphs)
    isFound = camera.search?.matcher(words) ?? { _ in false }
    summary = camera.playhead.position >= index.count ? RunSummary.sentences(index, words) : []
    plan = LanesPlan(
      index: index, rows: rows, foundInFolds: foundInFolds, words: words, camera: camera, width: width,
      height: height, outputRows: index.outputs.isEmpty ? 0 : 4,
      summaryRows: RunSummary.lines(summary, width: width - 2).count, storyRows: storyRows)
    grid = Grid(width: width, height: height, fill: Cell(" ", theme[.text]))
    rowContents = Array(repeating: .blank, count: height)
    slots = plan.axis.slots(in: index)
    let playhead = camera.playhead
    playheadColumn = plan.axis.column(ofPosition: playhead.position, time: playhead.time, in: index)
    endColumn = plan.axis.column(ofPosition: index.count, time: max(index.end, playhead.time), in: index)
  }

  var position: Int { camera.playhead.position }

  /// For each column of the axis, and the one behind it where the trace ends in it, the position behind what it shows.
  var positions: [Int] {
    let isWhole = plan.axis.firstColumn + plan.axis.width >= plan.axis.totalColumns
    return slots.map(\.upper) + (isWhole ? [index.count] : [])
  }

  var isAtEnd: Bool { position >= index.count }

  mutating func paint() {
    guard grid.width > 0, grid.height > 0 else { return }
    drawRuler()
    drawMinimap()
    for (offset, node) in plan.nodes.enumerated() {
      guard let row = plan.rowOfNode[node] else { continue }
      drawName(offset, node, row)
      switch index.tree.nodes[node].content {
      case .lane(let lane):
        for row in row..<row + plan.laneRows { rowContents[row] = .task(index.lanes[lane].task) }
        if let fold = rows.fold(ofNode: node) { drawFold(fold, row) } else { drawLane(lane, row) }
      case .scope(let scope):
        let owner = index.lanes[index.scopes[scope].owner].task
        rowContents[row] = .scope(index.scopes[scope].id, owner: owner)
        for scope in visibleScopes(ofNode: node) { drawScope(scope, row) }
      case .resource(let resource):
        rowContents[row] = .resource(index.resources[resource].id)
        drawResource(resource, row)
      }
    }
    drawArrows()
    drawHidden()
    drawOutput()
    drawSummary()
    drawPlayhead()
  }

  var picture: LanesPicture {
    LanesPicture(
      grid: grid, rows: rowContents, axisColumn: plan.axisColumn, positions: positions,
      firstRow: plan.firstRow, shownRows: plan.nodes.count, rowCount: plan.rowCount,
      isSpaced: plan.rowCount < 2 || plan.spacing > 1, cutsOutput: cutsOutput, axis: plan.axis,
      visitedSpans: visited)
  }

  // MARK: What has not happened yet

  /// A role's look at a column of the axis: fainter right of the playhead.
  func style(_ role: Role, at column: Int) -> Style {
    column < playheadColumn || isAtEnd ? theme[role] : theme.future(role)
  }

  /// A role's look for what an event did: fainter where it has not happened.
  func style(_ role: Role, event: Int) -> Style {
    event < position ? theme[role] : theme.future(role)
  }

  /// Whether something at an event is drawn at all.
  func shows(event: Int) -> Bool { !camera.hidesFuture || event < position }

  /// The first column of the axis that nothing is drawn in.
  var limit: Int {
    let end = min(endColumn, plan.axis.width)
    return camera.hidesFuture && !isAtEnd ? min(end, playheadColumn) : end
  }

  // MARK: Drawing on the axis

  /// Puts one cell on the axis; columns outside the axis and its margin are left alone.
  mutating func mark(_ glyph: String, column: Int, row: Int, style: Style) {
    guard column >= 0 else { return }
    grid.setNarrow(Cell(glyph, style), column: plan.axisColumn + column, row: row)
  }

  /// Puts one cell of a task's bar on the axis, as high as lanes are.
  mutating func bar(_ glyph: String, column: Int, row: Int, style: Style) {
    for row in row..<row + plan.laneRows { mark(glyph, column: column, row: row, style: style) }
  }

  /// Writes words from a column of the axis on and gives the column behind them.
  @discardableResult
  mutating func write(_ text: String, column: Int, row: Int, width: Int? = nil, style: Style) -> Int {
    guard column >= 0 else { return column }
    let end = grid.put(
      text, column: plan.axisColumn + column, row: row, width: width, style: style, ellipsis: glyphs.ellipsis)
    for covered in plan.axisColumn + column..<max(end, plan.axisColumn + column) {
      wordCells.insert(row * grid.width + covered)
    }
    return end - plan.axisColumn
  }

  /// How many columns there are from a column of the axis to the right edge.
  func room(from column: Int) -> Int { max(0, grid.width - plan.axisColumn - max(0, column)) }

  /// The longest wording that fits, the shortest one cut otherwise.
  func wording(_ wordings: [String], _ width: Int) -> String {
    if let fitting = LaneWords.fitting(wordings.filter { !$0.isEmpty }, width) { return fitting }
    guard width > 3,
      let shortest = wordings.filter({ !$0.isEmpty }).min(by: {
        DisplayText.width($0) < DisplayText.width($1)
      })
    else { return "" }
    return DisplayText.truncated(shortest, to: width, ellipsis: glyphs.ellipsis)
  }
}
