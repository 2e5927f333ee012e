import TaskModel
import Timeline
import Trace

extension RunState {
  /// Selects the next or the previous lane that the search finds, around the ends; says which of how many it is.
  ///
  /// `fromSelection`: the selected lane itself counts as the next one. What is folded is unfolded.
  mutating func goToMatch(by direction: Int, fromSelection: Bool = false) -> String {
    guard let search = camera.search else { return "No search yet: / begins one" }
    let (found, filteredOut) = matches(search)
    let others = filteredOut == 0 ? "" : ", \(filteredOut) more behind the filter"
    guard !found.isEmpty else { return "No task, coroutine or ending has \(search.pattern)\(others)" }
    let place = place(in: found, direction, fromSelection)
    let node = found[place].node
    let isFolded = rows.holder(ofNode: node) != node
    if isFolded { unfold(toNode: node) }
    camera.selection = task(ofNode: node)
    return "\(place + 1) of \(found.count) with \(search.pattern)\(isFolded ? ", unfolded" : "")\(others)"
  }

  /// A node that a search finds, and its row or that of the fold that holds it.
  private struct Match {
    var row: Int
    var node: Int
  }

  /// Which match comes next from the selection: in the order of rows, and within a fold in that of the tree.
  private func place(in found: [Match], _ direction: Int, _ fromSelection: Bool) -> Int {
    let selected = camera.selection.flatMap { trace.index.lane(of: $0) }.map { trace.index.node(ofLane: $0) }
    let last = found.count - 1
    if let selected, let place = found.firstIndex(where: { $0.node == selected }) {
      return fromSelection ? place : (place + direction + found.count) % found.count
    }
    let row = selected.flatMap { rows.row(ofNode: $0, in: trace.index) }
    guard direction > 0 else { return row.flatMap { row in found.lastIndex { $0.row < row } } ?? last }
    // What is found in the selected row, and is not the selected task, is folded there.
    return row.flatMap { row in found.firstIndex { $0.row >= row } } ?? 0
  }

  /// The nodes of tasks that a search finds, and how many more the filter leaves out.
  private func matches(_ search: LaneSearch) -> (found: [Match], filteredOut: Int) {
    let index = trace.index
    let store = trace.store
    let rows = rows
    let matches = search.matcher(LaneWords(index: index, events: { store[$0] }, glyphs: .unicode))
    var filteredOut = 0
    var found: [Match] = []
    for node in index.nodes(inRows: 0..<index.rowCount) {
      guard case .lane(let lane) = index.tree.nodes[node].content, matches(lane) else { continue }
      if let row = rows.row(ofNode: node, in: index) {
        found.append(Match(row: row, node: node))
      } else {
        filteredOut += 1
      }
    }
    // Sorted rows are not in the order of the tree; what is equal stays in it.
    return (
      found.enumerated().sorted { ($0.element.row, $0.offset) < ($1.element.row, $1.offset) }.map(\.element),
      filteredOut
    )
  }
}
