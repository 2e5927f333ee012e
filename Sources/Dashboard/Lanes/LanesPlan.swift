import Screen
import TaskModel
import Timeline

/// Where everything of a lanes picture goes: which nodes are shown in which rows, and the axis beside their names.
struct LanesPlan {
  var width: Int
  var height: Int
  /// Rows above the lanes: the clock and the steps.
  var rulerRows = 2
  var outputRows = 0
  var summaryRows = 0
  /// The nodes of the tree that are shown, and the row of each.
  var nodes: [Int] = []
  var rowOfNode: [Int: Int] = [:]
  var firstRow = 0
  var rowCount = 0
  /// The rows of the tree that stand below each other in the picture.
  var shownRows: Range<Int> { firstRow..<firstRow + nodes.count }
  /// Every lane takes one row, or two with an empty one for arrows.
  var spacing = 1
  /// How many rows the bars of a task fill.
  var laneRows = 1
  /// Rows are left out, and not only by scrolling.
  private var hidesRows = false
  /// Below the lanes that are shown, a row says what is hidden.
  var hiddenRow: Int?
  var names: [String] = []
  var nameWidth = 0
  var axisColumn = 0
  var axis: AxisLayout

  /// The rows of lanes, without ruler, output and summary.
  var body = 0..<0
  var outputTop = 0
  var summaryRow = 0

  init(
    index: TimelineIndex, rows: LaneRows, words: LaneWords, camera: Camera, width: Int, height: Int,
    outputRows wanted: Int, summaryRows: Int
  ) {
    self.width = width
    self.height = height
    axis = AxisLayout(.steps, of: index, width: 0)
    rowCount = rows.count(in: index)
    hidesRows = rows.filteredOut.rows > 0
    let isLarge = camera.isForRoom && self.rulerRows + 3 * rowCount <= height
    divideRows(
      output: isLarge ? min(wanted, max(0, height - 5 - 3 * rowCount)) : wanted, summary: summaryRows)
    placeRows(index, rows, camera)
    placeOutput()
    placeNames(index, words, camera)
    placeAxis(index, words, camera)
  }

  /// The lanes come first; output and summary take what can be spared.
  private mutating func divideRows(output: Int, summary: Int) {
    rulerRows = min(2, max(0, height - 1))
    let wanted = rowCount + (hidesRows ? 1 : 0)
    let spare = height - rulerRows - min(wanted, max(4, height / 2))
    // One row for the summary is worth a blank one between lanes, more are not.
    let roomy = height - rulerRows - 2 * wanted - output - 1
    summaryRows = spare > 1 ? min(summary, max(1, roomy)) : 0
    outputRows = max(0, min(output, spare - summaryRows))
    body = rulerRows..<max(rulerRows, height - outputRows - summaryRows)
    outputTop = body.upperBound
    summaryRow = max(0, height - max(1, summaryRows))
  }

  /// What is left below the lanes goes to what is printed, a blank row above it, and the summary.
  private mutating func placeOutput() {
    let end = (hiddenRow ?? rowOfNode.values.max().map { $0 + laneRows - 1 } ?? rulerRows - 1) + 1
    guard end < body.upperBound else { return }
    body = body.lowerBound..<end
    let bottom = height - summaryRows
    if outputRows > 0 {
      outputTop = min(end + 1, bottom - outputRows)
      outputRows = min(8, bottom - outputTop)
      if summaryRows > 0, outputRows > 1, outputTop + outputRows == bottom { outputRows -= 1 }
    } else {
      summaryRow = min(summaryRow, end + 1)
    }
  }

  private mutating func placeRows(_ index: TimelineIndex, _ rows: LaneRows, _ camera: Camera) {
    var room = body.count
    guard room > 0, rowCount > 0 || hidesRows else { return }
    // One blank row keeps the lanes apart from what is printed.
    if outputRows + summaryRows > 0, room > rowCount + (hidesRows ? 1 : 0) { room -= 1 }
    // What is hidden is said as long as there is room for a lane as well.
    let says = room > 1 && (hidesRows || room < rowCount)
    if says { room -= 1 }
    laneRows = camera.isForRoom && rowCount * 3 - 1 <= room ? 2 : 1
    spacing = laneRows == 2 ? 3 : rowCount > 1 && rowCount * 2 - 1 <= room ? 2 : 1
    let shown = min(rowCount, room)
    firstRow = min(max(0, camera.firstRow), rowCount - shown)
    if says { hiddenRow = body.lowerBound + (shown == 0 ? 0 : (shown - 1) * spacing + laneRows) }
    nodes = rows.nodes(inRows: firstRow..<firstRow + shown, of: index)
    for (offset, node) in nodes.enumerated() { rowOfNode[node] = body.lowerBound + offset * spacing }
  }

  private mutating func placeNames(_ index: TimelineIndex, _ words: LaneWords, _ camera: Camera) {
    names = nodes.map { node in
      switch index.tree.nodes[node].content {
      case .lane(let lane): words.name(ofLane: lane)
      case .scope(let scope): name(ofScopes: index.scopes(ofNode: node), like: index.scopes[scope], words)
      case .resource(let resource): words.title(of: index.resources[resource].id)
      }
    }
    let widest = zip(nodes, names).map { node, name in
      TreePrefix.width(index, node) + DisplayText.width(name)
    }
    nameWidth = min(max(8, widest.max() ?? 0), max(8, width * 3 / 10), 40)
    axisColumn = min(width, nameWidth + 2)
  }

  /// A deadline is no task: its sign before its name tells it from those that it hangs among.
  private func name(ofScopes scopes: [Int32], like scope: Scope, _ words: LaneWords) -> String {
    let name = words.name(ofScopes: scopes)
    return [.timeout, .waitFor].contains(scope.kind) ? "\(words.glyphs.deadline) \(name)" : name
  }

  /// Lays the axis out, and again with room on its right where the words at the ends of lanes need it.
  private mutating func placeAxis(_ index: TimelineIndex, _ words: LaneWords, _ camera: Camera) {
    let room = max(0, width - axisColumn)
    axis = layOut(index, camera, width: room)
    guard camera.zoom == .fit, room > 20 else { return }
    var overflow = 0
    for node in nodes {
      let (end, text) = EndOfRow.extent(ofNode: node, index: index, words: words, axis: axis)
      if text > 0 { overflow = max(overflow, end + text - room) }
    }
    guard overflow > 0 else { return }
    // Words are given up before steps become too narrow to be told apart.
    let margin = min(overflow + 2, room * 2 / 5)
    let (wasExact, enough) = (axis.isExact, min(3, axis.beatColumns))
    let wanted = tail(index, words)
    for (quarters, tail) in [(4, wanted), (3, wanted), (2, wanted), (2, 0), (1, 0), (0, 0)] {
      axis = layOut(index, camera, width: room - margin * quarters / 4, tail: tail)
      if !wasExact || axis.isExact && axis.beatColumns >= enough { return }
    }
  }

  /// How many columns the words of lanes want that are followed by what would have happened.
  private func tail(_ index: TimelineIndex, _ words: LaneWords) -> Int {
    var widest = 0
    for node in nodes {
      guard case .lane(let lane) = index.tree.nodes[node].content, let cut = index.lanes[lane].cutSleep,
        cut.until > index.end, index.lanes[lane].ending == .cancelled, let ending = words.ending(ofLane: lane)
      else { continue }
      widest = max(widest, min(24, 6 + DisplayText.width(ending.wordings.first ?? "")))
    }
    return widest
  }

  private func layOut(_ index: TimelineIndex, _ camera: Camera, width: Int, tail: Int = 0) -> AxisLayout {
    let kind: AxisLayout.Kind =
      switch camera.axis {
      case .elastic: .elastic
      case .time: .time
      case .steps: .steps
      }
    var factor = 1.0
    if case .magnified(let magnified) = camera.zoom { factor = magnified }
    return AxisLayout(
      kind, of: index, width: width, magnification: factor, firstColumn: camera.firstColumn,
      reach: camera.axis == .steps ? .zero : reach(index), tail: tail)
  }

  /// The latest deadline still ahead in the rows shown.
  private func reach(_ index: TimelineIndex) -> TraceTime {
    var reach = TraceTime.zero
    for node in nodes {
      guard case .scope = index.tree.nodes[node].content,
        let last = index.scopes(ofNode: node).last.map(Int.init),
        index.scopes[last].exited == nil, let deadline = index.scopes[last].deadline
      else { continue }
      reach = max(reach, deadline)
    }
    return reach
  }
}

/// The lines of the tree before a name.
enum TreePrefix {
  /// Deeper nodes are drawn as deep as this.
  static let deepest = 8

  static func width(_ index: TimelineIndex, _ node: Int) -> Int {
    3 * min(index.depth(ofNode: node), deepest)
  }
}
