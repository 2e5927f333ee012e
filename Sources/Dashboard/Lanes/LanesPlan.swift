import Screen
import TaskModel
import Timeline

/// Where everything of a lanes picture goes: which nodes are shown in which rows, and the axis beside their names.
struct LanesPlan {
  var width: Int
  var height: Int
  /// Rows above the lanes: the clock and the steps.
  var rulerRows = 2
  /// Rows below the ruler for the whole run.
  var minimapRows = 0
  var outputRows = 0
  var summaryRows = 0
  /// The nodes of the tree that are shown, and the row of each.
  var nodes: [Int] = []
  var rowOfNode: [Int: Int] = [:]
  var firstRow = 0
  var rowCount = 0
  /// The rows of the tree that stand below each other in the picture.
  var shownRows: Range<Int> { firstRow + stickyRows..<firstRow + nodes.count }
  /// How many of the nodes, the first ones, are parents that have been scrolled out, and stay for those below them.
  var stickyRows = 0

  /// No more parents than these stay, the nearest ones.
  static let mostParents = 3
  /// Every lane takes one row, or two with an empty one for arrows.
  var spacing = 1
  /// How many rows the bars of a task fill.
  var laneRows = 1
  /// The rows are not all those of the tree, or not in its order.
  private var isAltered = false
  /// How many rows below everything else the steps in words would fill.
  private let storyRows: Int
  /// Below the lanes that are shown, a row says what is hidden.
  var hiddenRow: Int?
  var names: [String] = []
  /// What stands behind each name: for a fold, how many rows it stands for, how many of their tasks ended badly, and how many
  /// the search finds.
  var counts: [[(text: String, role: Role)]] = []
  var nameWidth = 0
  var axisColumn = 0
  var axis: AxisLayout

  /// The rows of lanes, without ruler, output and summary.
  var body = 0..<0
  var outputTop = 0
  var summaryRow = 0

  init(
    index: TimelineIndex, rows: LaneRows, foundInFolds: [Int: Int] = [:], words: LaneWords, camera: Camera,
    width: Int, height: Int, outputRows wanted: Int, summaryRows: Int,
    storyRows: Int = 0
  ) {
    self.storyRows = storyRows
    self.width = width
    self.height = height
    axis = AxisLayout(.steps, of: index, width: 0)
    rowCount = rows.count(in: index)
    isAltered = rows.filteredOut.rows + rows.folded.rows > 0 || !camera.sort.isNatural
    let isLarge = camera.isForRoom && self.rulerRows + 3 * rowCount <= height
    let output = isLarge ? min(wanted, max(0, height - 5 - 3 * rowCount)) : wanted
    divideRows(output: output, summary: summaryRows)
    let isPart = camera.zoom != .fit || rowCount + (isAltered ? 1 : 0) > body.count
    if camera.showsMinimap, isPart, height >= 10 {
      minimapRows = height >= 20 ? 2 : 1
      divideRows(output: output, summary: summaryRows)
    }
    placeRows(index, rows, camera)
    placeOutput()
    placeNames(index, rows, foundInFolds, words, camera)
    placeAxis(index, rows, words, camera)
  }

  /// The lanes come first; output and summary take what can be spared.
  private mutating func divideRows(output: Int, summary: Int) {
    rulerRows = min(2, max(0, height - 1))
    let top = rulerRows + minimapRows
    let wanted = rowCount + (isAltered ? 1 : 0)
    let spare = height - top - min(wanted, max(4, height / 2))
    // One row for the summary is worth a blank one between lanes, more are not.
    let roomy = height - top - 2 * wanted - output - 1
    summaryRows = spare > 1 ? min(summary, max(1, roomy)) : 0
    outputRows = max(0, min(output, spare - summaryRows))
    body = top..<max(top, height - outputRows - summaryRows)
    outputTop = body.upperBound
    summaryRow = max(0, height - max(1, summaryRows))
  }

  /// What is left below the lanes goes to what is printed, a blank row above it, and the summary.
  private mutating func placeOutput() {
    let last = rowOfNode.values.max().map { $0 + laneRows - 1 }
    let end = (hiddenRow ?? last ?? body.lowerBound - 1) + 1
    guard end < body.upperBound else { return }
    body = body.lowerBound..<end
    let bottom = height - summaryRows
    if outputRows > 0 {
      outputTop = min(end + 1, bottom - outputRows)
      outputRows = max(outputRows, min(8, bottom - outputTop - storyRows))
      if summaryRows > 0, outputRows > 1, outputTop + outputRows == bottom { outputRows -= 1 }
    } else {
      summaryRow = min(summaryRow, end + 1)
    }
  }

  private mutating func placeRows(_ index: TimelineIndex, _ rows: LaneRows, _ camera: Camera) {
    var room = body.count
    guard room > 0, rowCount > 0 || isAltered else { return }
    // One blank row keeps the lanes apart from what is printed.
    if outputRows + summaryRows > 0, room > rowCount + (isAltered ? 1 : 0) { room -= 1 }
    // What is hidden is said as long as there is room for a lane as well.
    let says = room > 1 && (isAltered || room < rowCount)
    if says { room -= 1 }
    laneRows = camera.isForRoom && rowCount * 3 - 1 <= room ? 2 : 1
    spacing = laneRows == 2 ? 3 : isSpaced(room) ? 2 : 1
    let shown = min(rowCount, room)
    firstRow = min(max(0, camera.firstRow), rowCount - shown)
    if says { hiddenRow = body.lowerBound + (shown == 0 ? 0 : (shown - 1) * spacing + laneRows) }
    let parents = spacing > 1 ? [] : parents(index, rows, room: shown)
    stickyRows = parents.count
    nodes = parents + rows.nodes(inRows: firstRow + parents.count..<firstRow + shown, of: index)
    for (offset, node) in nodes.enumerated() { rowOfNode[node] = body.lowerBound + offset * spacing }
  }

  /// Whether rows stand apart: not where that would cut the steps in words, which without it are whole.
  private func isSpaced(_ room: Int) -> Bool {
    guard rowCount > 1, rowCount * 2 - 1 <= room else { return false }
    return storyRows == 0 || rowCount * 2 + storyRows <= room || rowCount + 1 + storyRows > room
  }

  /// The ancestors of the first row below them, the outermost first: they cover the rows that would stand in their place.
  private func parents(_ index: TimelineIndex, _ rows: LaneRows, room: Int) -> [Int] {
    let most = min(Self.mostParents, room / 4)
    for covered in 0...max(0, most) {
      guard let node = rows.nodes(inRows: firstRow + covered..<firstRow + covered + 1, of: index).first else {
        break
      }
      var parents: [Int] = []
      var ancestor = Int(index.tree.nodes[node].parent)
      while ancestor >= 0, parents.count < most {
        if rows.row(ofNode: ancestor, in: index).map({ $0 < firstRow + covered }) == true {
          parents.append(ancestor)
        }
        ancestor = Int(index.tree.nodes[ancestor].parent)
      }
      if parents.count <= covered { return parents.reversed() }
    }
    return []
  }

  private mutating func placeNames(
    _ index: TimelineIndex, _ rows: LaneRows, _ found: [Int: Int], _ words: LaneWords, _ camera: Camera
  ) {
    names = nodes.map { node in
      switch index.tree.nodes[node].content {
      case .lane(let lane): words.name(ofLane: lane)
      case .scope(let scope): name(ofScopes: index.scopes(ofNode: node), like: index.scopes[scope], words)
      case .resource(let resource): words.title(of: index.resources[resource].id)
      }
    }
    let seen = camera.hidesFuture ? camera.playhead.position : index.count
    counts = nodes.map { node in
      guard let fold = rows.fold(ofNode: node) else { return [] }
      return words.counts(of: fold, at: seen)
        + (found[node].map { [("\($0) found", .searchMatch)] } ?? [])
    }
    let widest = nodes.indices.map { offset in
      TreePrefix.width(index, nodes[offset]) + DisplayText.width(names[offset])
        + counts[offset].reduce(0) { $0 + 1 + DisplayText.width($1.text) }
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
  private mutating func placeAxis(
    _ index: TimelineIndex, _ rows: LaneRows, _ words: LaneWords, _ camera: Camera
  ) {
    let room = max(0, width - axisColumn)
    axis = layOut(index, camera, width: room)
    guard camera.zoom == .fit, room > 20 else { return }
    var overflow = 0
    for node in nodes {
      let (end, text) = EndOfRow.extent(ofNode: node, index: index, rows: rows, words: words, axis: axis)
      if text > 0 { overflow = max(overflow, end + text - room) }
    }
    guard overflow > 0 else { return }
    // Words are given up before steps become too narrow to be told apart.
    let margin = min(overflow + 2, room * 2 / 5)
    let (wasExact, enough) = (axis.isExact, min(3, axis.beatColumns))
    let wanted = tail(index, rows, words)
    for (quarters, tail) in [(4, wanted), (3, wanted), (2, wanted), (2, 0), (1, 0), (0, 0)] {
      axis = layOut(index, camera, width: room - margin * quarters / 4, tail: tail)
      if !wasExact || axis.isExact && axis.beatColumns >= enough { return }
    }
  }

  /// How many columns the words of lanes want that are followed by what would have happened.
  private func tail(_ index: TimelineIndex, _ rows: LaneRows, _ words: LaneWords) -> Int {
    var widest = 0
    for node in nodes where rows.fold(ofNode: node) == nil {
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
