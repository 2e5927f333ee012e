import Screen
import TaskModel
import Timeline

/// An arrow from one row of the picture to another, at one column.
struct LaneArrow: Hashable {
  var from: Int
  var to: Int
  var column: Int
  var event: Int
  var role: Role
  /// What it says, the longest wording first.
  var wordings: [String]
  /// What it says where there are several that cancel, the longest wording first.
  var named: [String] = []
}

extension LanesPainter {
  /// Cancels are always drawn: they are what nobody sees coming. Wakes and creations are drawn on demand.
  mutating func drawArrows() {
    guard camera.arrows != .none else { return }
    var arrows: [LaneArrow] = []
    for node in plan.nodes {
      guard case .lane(let lane) = index.tree.nodes[node].content else { continue }
      for request in index.lanes[lane].cancels.suffix(8) {
        if let arrow = cancelArrow(ofLane: lane, request: Int(request)) { arrows.append(arrow) }
      }
    }
    arrows += onDemand()
    var seen: Set<LaneArrow> = []
    arrows = arrows.filter { shows(event: $0.event) && seen.insert($0).inserted }
    // Words may stand beside any line; lines that came after them would have to give way.
    for arrow in arrows { drawArrow(arrow) }
    guard plan.spacing > 1 else { return }
    // One needs no name to tell whom it cancels.
    let areSeveral = arrows.count { $0.role == .cancelArrow } > 1
    for arrow in arrows { drawWords(of: arrow, named: areSeveral) }
  }

  private func row(ofLane lane: Int) -> Int? {
    rows.holder(ofNode: index.node(ofLane: lane)).flatMap { plan.rowOfNode[$0] }
  }

  private func cancelArrow(ofLane lane: Int, request: Int) -> LaneArrow? {
    guard let to = row(ofLane: lane) else { return nil }
    if let group = words.group(ofLane: lane, request: request), let from = row(ofScope: group) {
      let whose = "TaskGroup cancels \(words.name(ofLane: lane))'s wait, as a child failed"
      var arrow = arrow(
        from, to, request, .cancelArrow, [whose, "cancels its wait, as a child failed", "cancels"])
      arrow?.named = [whose, "cancels \(words.name(ofLane: lane))'s wait"]
      return arrow
    }
    guard let from = cancelSource(ofLane: lane, request: request), from != to else { return nil }
    let isSibling =
      if case .cancel(_, _, .siblingFailed, _) = events(request).kind { true } else { false }
    var arrow = arrow(
      from, to, request, .cancelArrow, (isSibling ? ["TaskGroup cancels its sibling"] : []) + ["cancels"])
    let name = words.name(ofLane: lane)
    arrow?.named = (isSibling ? ["TaskGroup cancels its sibling \(name)"] : []) + ["cancels \(name)"]
    return arrow
  }

  private func row(ofScope scope: Int) -> Int? {
    index.node(ofScope: scope).flatMap { rows.holder(ofNode: $0) }.flatMap { plan.rowOfNode[$0] }
  }

  /// The row of who asked: a task, or the deadline that fired.
  private func cancelSource(ofLane lane: Int, request: Int) -> Int? {
    if let by = words.canceller(ofLane: lane, request: request) { return row(ofLane: by) }
    guard case .cancel(_, _, .timeout, _) = events(request).kind else { return nil }
    for node in plan.nodes {
      guard case .scope = index.tree.nodes[node].content else { continue }
      for scope in visibleScopes(ofNode: node) {
        let scope = index.scopes[scope]
        if scope.owner == lane, scope.ending == .timedOut, Int(scope.entered) < request,
          Int(scope.exited ?? .max) > request
        {
          return plan.rowOfNode[node]
        }
      }
    }
    return nil
  }

  private func arrow(_ from: Int, _ to: Int, _ event: Int, _ role: Role, _ wordings: [String]) -> LaneArrow? {
    // Within one fold there is nothing between the two.
    guard from != to else { return nil }
    let column = plan.axis.column(ofEvent: event, in: index)
    guard column >= 0, column < plan.axis.width else { return nil }
    return LaneArrow(from: from, to: to, column: column, event: event, role: role, wordings: wordings)
  }

  /// The wakes, creations and awaits of the selected task, or of the step at the playhead, or of all that is shown.
  private func onDemand() -> [LaneArrow] {
    var offsets: [Int] = []
    if camera.arrows == .all {
      for node in plan.nodes {
        guard case .lane(let lane) = index.tree.nodes[node].content else { continue }
        offsets += causes(ofLane: lane) + begins(of: .waiting, inLane: lane)
      }
    } else if let selection = camera.selection, let lane = index.lane(of: selection) {
      offsets = causes(ofLane: lane)
      offsets += index.lanes[lane].created.map { [Int($0)] } ?? []
      offsets += begins(of: .ready, inLane: lane) + begins(of: .waiting, inLane: lane)
    } else if !isAtEnd, let step = index.step(at: position) {
      offsets = causes(ofLane: step.lane).filter { $0 >= step.first && $0 < position }
    } else if isAtEnd {
      return fewWakes()
    }
    return offsets.prefix(256).compactMap { offset in
      switch events(offset).kind {
      case .create(let task, let parent, _, _, _, _): arrow(parent, task, offset, .createArrow, ["creates"])
      case .ready(let task, .task(let by)) where !isTold(task, offset):
        arrow(by, task, offset, .wakeArrow, ["wakes"])
      case .suspend(let task, let awaited, _): awaitArrow(task, awaited, offset)
      default: nil
      }
    }
  }

  /// From a task to the one that it awaits, or that holds what it waits for.
  private func awaitArrow(_ task: TaskID, _ awaited: Awaited, _ event: Int) -> LaneArrow? {
    switch awaited {
    case .task(let other): return arrow(task, other, event, .awaitArrow, ["awaits"])
    case .resource(let id, .acquire):
      guard let number = index.resource(of: id) else { return nil }
      let holders = index.resources[number].holders(at: event)
      guard let holder = holders.first, holders.count == 1 else { return nil }
      return arrow(task, index.lanes[holder].task, event, .awaitArrow, ["waits for what it holds", "waits"])
    default: return nil
    }
  }

  /// Who woke whom in a whole run, if it is small enough that the arrows explain more than they cover.
  private func fewWakes() -> [LaneArrow] {
    guard plan.spacing > 1, plan.axis.isExact else { return [] }
    var wakes: [LaneArrow] = []
    for node in plan.nodes {
      guard case .lane(let lane) = index.tree.nodes[node].content else { continue }
      for cause in causes(ofLane: lane) {
        guard case .ready(let woken, .task(let by)) = events(cause).kind, !isTold(woken, cause),
          let arrow = arrow(by, woken, cause, .wakeArrow, ["wakes"])
        else { continue }
        wakes.append(arrow)
        if wakes.count > 12 { return [] }
      }
    }
    return wakes
  }

  /// Whether a wake only follows from a cancel, whose own arrow says it.
  private func isTold(_ task: TaskID, _ event: Int) -> Bool {
    index.lane(of: task).map { index.state(ofLane: $0, at: event) == .cancelling } ?? false
  }

  private func arrow(_ from: TaskID, _ to: TaskID, _ event: Int, _ role: Role, _ wordings: [String])
    -> LaneArrow?
  {
    guard from != to, let source = index.lane(of: from).flatMap(row(ofLane:)),
      let target = index.lane(of: to).flatMap(row(ofLane:))
    else { return nil }
    return arrow(source, target, event, role, wordings)
  }

  /// What a lane caused within the columns shown.
  private func causes(ofLane lane: Int) -> [Int] {
    let all = index.lanes[lane].causes
    let first = slots.first?.lower ?? 0
    let last = slots.last?.upper ?? 0
    let low = all.partitioningIndex { Int($0) + 1 >= first }
    return all[low...].prefix(256).map(Int.init).filter { $0 < last }
  }

  /// The events by which a state of a lane begins within the columns shown.
  private func begins(of state: LaneState, inLane lane: Int) -> [Int] {
    let history = index.lanes[lane].history
    var found: [Int] = []
    var number = history.index(at: slots.first?.lower ?? 0) ?? 0
    while number < history.count, found.count < 256 {
      let span = history[number]
      if span.first > slots.last?.upper ?? 0 { break }
      if span.state == state { found.append(span.event) }
      number += 1
    }
    return found
  }

  /// A line at its column from the one row to the other, across the rows between, with its head at the target.
  private mutating func drawArrow(_ arrow: LaneArrow) {
    let look = style(arrow.role, event: arrow.event)
    let down = arrow.to > arrow.from
    let rows = down ? bottom(arrow.from) + 1..<arrow.to : bottom(arrow.to) + 1..<arrow.from
    for row in rows { cross(arrow.column, row, glyphs.trunk, look) }
    let head = down ? glyphs.arrowDown : glyphs.arrowUp
    guard plan.spacing > 1 else {
      cross(arrow.column, arrow.to, head, look)
      return
    }
    let headRow = down ? arrow.to - 1 : bottom(arrow.to) + 1
    cross(arrow.column, headRow, head, look)
  }

  /// The last of the rows that a lane or a scope fills.
  private func bottom(_ row: Int) -> Int {
    guard case .task = rowContents[row] else { return row }
    return row + plan.laneRows - 1
  }

  /// What an arrow says, beside its beginning, and nearer to it than to any other one; one of several beside its head where
  /// there is no room but there.
  private mutating func drawWords(of arrow: LaneArrow, named: Bool) {
    let isDown = arrow.to > arrow.from
    let wordRow = isDown ? bottom(arrow.from) + 1 : arrow.from - 1
    guard named, !arrow.named.isEmpty else {
      draw(arrow.wordings, of: arrow, wordRow)
      return
    }
    let headRow = isDown ? arrow.to - 1 : bottom(arrow.to) + 1
    let wordings = arrow.named + arrow.wordings
    if !draw(wordings, of: arrow, wordRow) { draw(wordings, of: arrow, headRow) }
  }

  /// Draws the first of some wordings that has room beside an arrow in a row; gives whether one had.
  @discardableResult
  private mutating func draw(_ wordings: [String], of arrow: LaneArrow, _ wordRow: Int) -> Bool {
    for word in wordings {
      let width = DisplayText.width(word)
      let (right, left) = (arrow.column + 2, arrow.column - 1 - width)
      for (column, blank) in [(right, right - 1...right + width + 1), (left, left - 2...left + width)]
      where column > 0 && room(from: column) > width && isBlank(blank, wordRow) {
        write(word, column: column, row: wordRow, style: style(arrow.role, event: arrow.event))
        return true
      }
    }
    return false
  }

  /// Whether nothing stands in some columns of the axis; outside of the picture there is nothing.
  private func isBlank(_ columns: ClosedRange<Int>, _ row: Int) -> Bool {
    columns.allSatisfy { column in
      let place = plan.axisColumn + column
      return column < 0 || place >= grid.width || grid[place, row].text == " "
    }
  }

  /// Puts a piece of a line over a cell and keeps its background; words are not crossed.
  private mutating func cross(_ column: Int, _ row: Int, _ glyph: String, _ style: Style) {
    let place = plan.axisColumn + column
    let covered = grid[place, row].text
    guard !wordCells.contains(row * grid.width + place),
      ![glyphs.scopeStart, glyphs.scopeEnd, glyphs.scopeMark, glyphs.deadline].contains(covered)
    else { return }
    var style = style
    style.background = grid[place, row].style.background
    grid.setNarrow(Cell(glyph, style), column: place, row: row)
  }
}
