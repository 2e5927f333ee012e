import TaskModel
import Timeline
import Trace

extension RunState {
  /// Selects the next or the previous lane that the search finds, around the ends; says which of how many it is.
  ///
  /// `fromSelection`: the selected lane itself counts as the next one.
  mutating func goToMatch(by direction: Int, fromSelection: Bool = false) -> String {
    guard let search = camera.search else { return "No search yet: / begins one" }
    let found = tasks(search)
    guard !found.isEmpty else { return "No task, coroutine or ending has \(search.pattern)" }
    let selected = camera.selection.flatMap { trace.index.lane(of: $0) }.flatMap {
      trace.index.row(ofLane: $0)
    }
    let row = selected ?? (direction > 0 ? -1 : Int.max)
    let place =
      direction > 0
      ? found.firstIndex { fromSelection && selected != nil ? $0.row >= row : $0.row > row } ?? 0
      : found.lastIndex { $0.row < row } ?? found.count - 1
    camera.selection = found[place].task
    return "\(place + 1) of \(found.count) with \(search.pattern)"
  }

  /// The tasks that a search finds, in the order of their rows.
  private func tasks(_ search: LaneSearch) -> [(row: Int, task: TaskID)] {
    let index = trace.index
    let store = trace.store
    let matches = search.matcher(LaneWords(index: index, events: { store[$0] }, glyphs: .unicode))
    return index.nodes(inRows: 0..<index.rowCount).enumerated().compactMap { row, node in
      guard case .lane(let lane) = index.tree.nodes[node].content, matches(lane) else { return nil }
      return (row, index.lanes[lane].task)
    }
  }
}
