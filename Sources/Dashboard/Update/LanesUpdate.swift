import TaskModel
import Timeline
import Trace

/// What is seen of the lanes: which of them, and how they are ordered.
extension RunState {
  mutating func performOnRows(_ action: Action, layout: Layout) -> String? {
    switch action {
    case .toggleFold: return toggleFold()
    case .toggleAllFolds: return toggleAllFolds()
    case .sort:
      camera.sort.key = camera.sort.key.next
      return sorted()
    case .toggleMinimap:
      camera.showsMinimap.toggle()
      return camera.showsMinimap ? "The whole run is shown as well, where not everything fits" : "No minimap"
    case .reverseSort:
      camera.sort.isReversed.toggle()
      return sorted()
    default: return performOnPicture(action, layout: layout)
    }
  }

  /// How many rows the filter leaves; nil without one.
  var countOfFound: String? {
    guard camera.filter != nil else { return nil }
    let found = trace.index.rowCount - rows.filteredOut.rows
    return
      "\(found) of \(DurationText.count(trace.index.rowCount, "row")) left: F and Enter on an empty line show all"
  }

  /// Shows all lanes again where a filter hides that of the selected task; gives whether it did.
  mutating func liftFilterFromSelection() -> Bool {
    guard camera.filter != nil, let task = camera.selection, let lane = trace.index.lane(of: task) else {
      return false
    }
    refreshRows()
    guard rows.holder(ofNode: trace.index.node(ofLane: lane)) == nil else { return false }
    camera.filter = nil
    refreshRows()
    return true
  }

  private mutating func sorted() -> String {
    refreshRows()
    return "Tasks of one parent are sorted \(camera.sort.explanation)"
  }

  // MARK: Folds

  /// Folds what hangs below the selected task, or unfolds it; below a task with nothing below it, the subtree that it is in.
  private mutating func toggleFold() -> String {
    let index = trace.index
    guard let task = camera.selection ?? taskAtPlayhead, let lane = index.lane(of: task) else {
      return "Nothing to fold"
    }
    let node = index.node(ofLane: lane)
    let holder = rows.holder(ofNode: node) ?? node
    if rows.fold(ofNode: holder) != nil, let folded = self.task(ofNode: holder) {
      camera.folds.unfold(folded)
      return "Unfolded"
    }
    var top = node
    if !index.tree.hasChildren(node) {
      guard let parent = index.lanes[lane].parent else { return "Nothing hangs below it" }
      top = index.node(ofLane: parent)
    }
    guard let folded = self.task(ofNode: top) else { return "Nothing to fold" }
    camera.folds.fold(folded)
    camera.selection = folded
    refreshRows()
    let count = rows.fold(ofNode: top)?.rows.rows ?? 0
    return "Folded: its row stands for \(DurationText.count(count, "more row"))"
  }

  private mutating func toggleAllFolds() -> String {
    guard camera.folds.isEmpty else {
      camera.folds = LaneFolds()
      return "All unfolded"
    }
    camera.folds = .all
    refreshRows()
    let count = rows.folded.rows
    return count == 0
      ? "Nothing hangs below any row" : "All folded: \(DurationText.count(count, "row")) in those above"
  }

  /// Unfolds whatever a node is folded into.
  mutating func unfold(toNode node: Int) {
    var ancestor = Int(trace.index.tree.nodes[node].parent)
    while ancestor >= 0 {
      if let task = task(ofNode: ancestor), camera.folds.contains(task) { camera.folds.unfold(task) }
      ancestor = Int(trace.index.tree.nodes[ancestor].parent)
    }
    refreshRows()
  }

  /// The task of a lane's node; nil for those of groups, deadlines and resources.
  func task(ofNode node: Int) -> TaskID? {
    guard case .lane(let lane) = trace.index.tree.nodes[node].content else { return nil }
    return trace.index.lanes[lane].task
  }
}
