import Screen
import TaskModel
import Timeline
import Trace

/// Where the lanes picture has its axis and its rows: what mouse, zoom and scrolling are measured by.
struct LanesGeometry {
  let axis: AxisLayout
  /// The screen column at which the axis begins.
  let axisColumn: Int
  /// The first row of the tree that is shown or covered by its parents, and the rows that are not covered.
  let firstRow: Int
  let shown: Range<Int>
  /// How many rows there is room for.
  let capacity: Int
  let rowCount: Int
  /// The screen row of the first lane: the ruler stands above it.
  let firstScreenRow: Int
  /// The rows of the screen with the whole run in them.
  let minimapRows: Range<Int>
  private let slots: [AxisSlot]
  private let end: Int
  private let tasks: [Int: TaskID]

  /// Characters and colours have no influence on where things are.
  private static let theme = Theme(.monochrome)

  init(_ run: RunState, in part: Rect) {
    let index = run.trace.index
    let store = run.trace.store
    let painter = LanesPainter(
      index: index, rows: run.rows, events: { store[$0] }, camera: run.camera, theme: Self.theme,
      width: part.width, height: part.height)
    let plan = painter.plan
    axis = plan.axis
    axisColumn = part.column + plan.axisColumn
    firstRow = plan.firstRow
    shown = plan.shownRows
    capacity = plan.nodes.count
    minimapRows = part.row + plan.rulerRows..<part.row + plan.rulerRows + plan.minimapRows
    rowCount = plan.rowCount
    firstScreenRow = part.row + plan.rulerRows
    slots = painter.slots
    end = run.trace.count
    var tasks: [Int: TaskID] = [:]
    for (node, row) in plan.rowOfNode {
      switch index.tree.nodes[node].content {
      case .lane(let lane):
        for row in row..<row + plan.laneRows { tasks[part.row + row] = index.lanes[lane].task }
      case .scope(let scope): tasks[part.row + row] = index.lanes[index.scopes[scope].owner].task
      case .resource: break
      }
    }
    self.tasks = tasks
  }

  /// The task whose lane, or whose scope, stands in a row of the screen.
  func task(atScreenRow row: Int) -> TaskID? { tasks[row] }

  /// The position behind what a column of the screen shows; the ends of the axis stand for what lies beyond them.
  func position(atScreenColumn column: Int) -> Int {
    guard !slots.isEmpty else { return 0 }
    // The last column also stands for what has no column of its own behind the last step.
    let isEnd =
      axis.firstColumn + axis.width >= axis.totalColumns && column - axisColumn >= slots.count - 1
    if isEnd { return end }
    return slots[min(max(0, column - axisColumn), slots.count - 1)].upper
  }

  /// The leftmost column of the axis that is shown when a column of the screen, in the minimap, is the window's middle.
  func firstColumn(aroundScreenColumn column: Int, in index: TimelineIndex) -> Int {
    Minimap(index, shown: axis, slots).firstColumn(of: axis, around: column - axisColumn, in: index)
  }

  /// The nearest first row that does not scroll beyond an end.
  func clamped(firstRow row: Int) -> Int { min(max(0, row), max(0, rowCount - capacity)) }
}
