import TaskModel
import Timeline
import Trace

extension RunState {
  /// Selects the next or the previous lane that the search finds, around the ends; says which of how many it is.
  ///
  /// `fromSelection`: the selected lane itself counts as the next one.
  mutating func goToMatch(by direction: Int, fromSelection: Bool = false) -> String {
    guard let search = camera.search else { return "No search yet: / begins one" }
    let (found, filteredOut) = tasks(search)
    let others = filteredOut == 0 ? "" : ", \(filteredOut) more behind the filter"
    guard !found.isEmpty else { return "No task, coroutine or ending has \(search.pattern)\(others)" }
    let selected = selectedRow
    let row = selected ?? (direction > 0 ? -1 : Int.max)
    let place =
      direction > 0
      ? found.firstIndex { fromSelection && selected != nil ? $0.row >= row : $0.row > row } ?? 0
      : found.lastIndex { $0.row < row } ?? found.count - 1
    camera.selection = found[place].task
    return "\(place + 1) of \(found.count) with \(search.pattern)\(others)"
  }

  /// The tasks that a search finds, in the order of their rows, and how many have none because of the filter.
  private func tasks(_ search: LaneSearch) -> (found: [(row: Int, task: TaskID)], filteredOut: Int) {
    let index = trace.index
    let store = trace.store
    let rows = rows
    let matches = search.matcher(LaneWords(index: index, events: { store[$0] }, glyphs: .unicode))
    var filteredOut = 0
    var found: [(row: Int, task: TaskID)] = []
    for node in index.nodes(inRows: 0..<index.rowCount) {
      guard case .lane(let lane) = index.tree.nodes[node].content, matches(lane) else { continue }
      if let row = rows.row(ofNode: node, in: index) {
        found.append((row, index.lanes[lane].task))
      } else {
        filteredOut += 1
      }
    }
    return (found, filteredOut)
  }
}
