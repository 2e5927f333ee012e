import TaskModel
import Timeline

extension RunState {
  /// Magnifies the axis around a column of the screen, or around the playhead.
  mutating func zoom(by factor: Double, around column: Int?, layout: Layout) {
    let geometry = LanesGeometry(self, in: layout[.lanes])
    let index = trace.index
    let playhead = camera.playhead
    let old = camera.zoom.factor
    let new = min(old * factor, Camera.Zoom.limit)
    guard new > 1 else {
      camera.zoom = .fit
      camera.firstColumn = 0
      return
    }
    let anchor =
      column.map { $0 - geometry.axisColumn }
      ?? geometry.axis.column(ofPosition: playhead.position, time: playhead.time, in: index)
    // A playhead out of view is brought into it.
    let target = (0..<geometry.axis.width).contains(anchor) ? anchor : geometry.axis.width / 2
    camera.zoom = .magnified(factor: new)
    camera.firstColumn = 0
    let wide = LanesGeometry(self, in: layout[.lanes]).axis
    if column != nil, old > 0 {
      // The mouse means a place on the axis, which need not be one of an event.
      let place = Double(anchor + geometry.axis.firstColumn) * Double(wide.totalColumns)
      camera.firstColumn = wide.clamped(Int(place / Double(max(1, geometry.axis.totalColumns))) - target)
    } else {
      let place = wide.column(ofPosition: playhead.position, time: playhead.time, in: index)
      camera.firstColumn = wide.clamped(place - target)
    }
  }

  /// Moves the window so that a column of the screen, in the minimap, is in its middle.
  mutating func centerWindow(atScreenColumn column: Int, layout: Layout) {
    let geometry = LanesGeometry(self, in: layout[.lanes])
    camera.firstColumn = geometry.firstColumn(aroundScreenColumn: column, in: trace.index)
  }

  /// Scrolls by a quarter of the window.
  mutating func pan(by quarters: Int, layout: Layout) {
    let axis = LanesGeometry(self, in: layout[.lanes]).axis
    camera.firstColumn = axis.clamped(axis.firstColumn + quarters * max(1, axis.width / 4))
  }

  /// Selects the task so many lanes further on; from none, the task at the playhead or the first one.
  mutating func select(by lanes: Int) {
    guard let row = selectedRow else {
      camera.selection =
        taskAtPlayhead.flatMap { row(of: $0) == nil ? nil : $0 } ?? task(fromRow: 0, direction: 1)
      return
    }
    let target = min(max(0, row + lanes), max(0, rows.count(in: trace.index) - 1))
    let direction = lanes < 0 ? -1 : 1
    // Scopes have rows, too; the nearest task beyond is meant, or else the last one before.
    if let task = task(fromRow: target, direction: direction) ?? task(fromRow: target, direction: -direction)
    {
      camera.selection = task
    }
  }

  /// The first task at a row or beyond it.
  private func task(fromRow row: Int, direction: Int) -> TaskID? {
    let rows = rows
    let end = rows.count(in: trace.index)
    var row = row
    while row >= 0, row < end {
      if let task = rows.nodes(inRows: row..<row + 1, of: trace.index).first.flatMap(task(ofNode:)) {
        return task
      }
      row += direction
    }
    return nil
  }

  /// The row of a task's lane; nil where it has none.
  func row(of task: TaskID) -> Int? {
    trace.index.lane(of: task).flatMap { rows.row(ofNode: trace.index.node(ofLane: $0), in: trace.index) }
  }

  var selectedRow: Int? { camera.selection.flatMap { row(of: $0) } }

  /// The task that ran last as of the playhead.
  var taskAtPlayhead: TaskID? {
    trace.index.step(at: camera.playhead.position).map { trace.index.lanes[$0.lane].task }
  }

  /// After a change of size: the selected lane and the playhead are in view, and nothing is scrolled too far.
  mutating func settle(in layout: Layout) {
    scroll(toRow: camera.firstRow, layout: layout)
    revealSelection(in: layout)
    revealPlayhead(in: layout)
  }

  mutating func revealSelection(in layout: Layout) {
    guard let row = selectedRow else { return }
    let geometry = LanesGeometry(self, in: layout[.lanes])
    if row < geometry.shown.lowerBound {
      // Not below its parents, which stay.
      camera.firstRow = geometry.clamped(firstRow: row - min(LanesPlan.mostParents, depth(ofRow: row)))
    } else {
      camera.firstRow = geometry.clamped(
        firstRow: max(geometry.firstRow, row - max(0, geometry.capacity - 1)))
    }
  }

  private func depth(ofRow row: Int) -> Int {
    rows.nodes(inRows: row..<row + 1, of: trace.index).first.map { trace.index.depth(ofNode: $0) } ?? 0
  }

  /// Puts a row of the tree first, or as near to it as there are rows.
  mutating func scroll(toRow row: Int, layout: Layout) {
    camera.firstRow = LanesGeometry(self, in: layout[.lanes]).clamped(firstRow: row)
  }

  /// Scrolls a zoomed picture so that the playhead is in it.
  mutating func revealPlayhead(in layout: Layout) {
    guard case .magnified = camera.zoom else {
      camera.firstColumn = 0
      return
    }
    let axis = LanesGeometry(self, in: layout[.lanes]).axis
    camera.firstColumn = axis.firstColumn
    let playhead = camera.playhead
    let column = axis.column(ofPosition: playhead.position, time: playhead.time, in: trace.index)
    guard !(0..<max(1, axis.width)).contains(column) else { return }
    camera.firstColumn = axis.clamped(axis.firstColumn + column - axis.width / 3)
  }
}

extension AxisLayout {
  /// The nearest first column that does not scroll beyond an end.
  func clamped(_ column: Int) -> Int { min(max(0, column), max(0, totalColumns - width)) }
}

extension Camera.Axis {
  var kind: AxisLayout.Kind {
    switch self {
    case .elastic: .elastic
    case .time: .time
    case .steps: .steps
    }
  }
}

extension Camera.Zoom {
  static let limit = 1e6

  var factor: Double {
    switch self {
    case .fit: 1
    case .magnified(let factor): factor
    }
  }
}
