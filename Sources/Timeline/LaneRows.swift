/// Which nodes of a timeline's tree have rows in a picture, and in which order.
///
/// All of them in the order of the tree, or what a filter leaves. The first needs no memory and grows with the
/// index; the other is made for one state of an index, and asked together with that.
package struct LaneRows: Sendable {
  /// Nil where every node has its row.
  private var chosen: Chosen?

  private struct Chosen {
    /// The nodes in the order of their rows, and for each node of the tree its row; -1: it has none.
    var nodes: [Int32] = []
    var rowOfNode: [Int32]
    /// For each row, whether more children of the same parent follow.
    var hasLater: [Bool] = []
    /// For each row, whether it is there only for what hangs below it.
    var isContext: [Bool] = []
    /// What there is before each row, and in all of them.
    var before = [RowTally()]
    var filteredOut = RowTally()
  }

  /// Every node of the tree, in its order.
  package init() {}

  /// The nodes that `matches` says, by their numbers, and those that they hang below.
  package init(of index: TimelineIndex, matches: [Bool]) {
    let nodes = index.tree.nodes
    let order = index.nodes(inRows: 0..<index.rowCount)
    let isKept = Self.withAncestors(of: matches, nodes)
    var chosen = Chosen(rowOfNode: Array(repeating: -1, count: nodes.count))
    for node in order {
      guard isKept[node] else {
        chosen.filteredOut.add(nodes[node].ending)
        continue
      }
      var tally = chosen.before[chosen.nodes.count]
      tally.add(nodes[node].ending)
      chosen.before.append(tally)
      chosen.rowOfNode[node] = Int32(chosen.nodes.count)
      chosen.nodes.append(Int32(node))
      chosen.isContext.append(!matches[node])
    }
    chosen.hasLater = Self.laterSiblings(of: chosen.nodes, nodes)
    self.chosen = chosen
  }

  private static func withAncestors(of matches: [Bool], _ nodes: [TreeOrder.Node]) -> [Bool] {
    var isKept = matches
    for node in nodes.indices where matches[node] {
      var ancestor = Int(nodes[node].parent)
      while ancestor >= 0, !isKept[ancestor] {
        isKept[ancestor] = true
        ancestor = Int(nodes[ancestor].parent)
      }
    }
    return isKept
  }

  private static func laterSiblings(of shown: [Int32], _ nodes: [TreeOrder.Node]) -> [Bool] {
    var hasLater = Array(repeating: false, count: shown.count)
    var hasChildBelow = Array(repeating: false, count: nodes.count)
    for (row, node) in shown.enumerated().reversed() {
      let parent = Int(nodes[Int(node)].parent)
      guard parent >= 0 else { continue }
      hasLater[row] = hasChildBelow[parent]
      hasChildBelow[parent] = true
    }
    return hasLater
  }

  // MARK: Rows

  package func count(in index: TimelineIndex) -> Int { chosen?.nodes.count ?? index.rowCount }

  /// The nodes that stand in a range of rows; rows that there are not give none.
  package func nodes(inRows rows: Range<Int>, of index: TimelineIndex) -> [Int] {
    guard let chosen else { return index.nodes(inRows: rows) }
    return chosen.nodes[rows.clamped(to: 0..<chosen.nodes.count)].map(Int.init)
  }

  /// The row of a node; nil where it has none.
  package func row(ofNode node: Int, in index: TimelineIndex) -> Int? {
    guard let chosen else { return index.row(ofNode: node) }
    let row = Int(chosen.rowOfNode[node])
    return row < 0 ? nil : row
  }

  /// What there is in a range of rows.
  package func tally(ofRows rows: Range<Int>, of index: TimelineIndex) -> RowTally {
    guard let chosen else { return index.tally(ofRows: rows) }
    let rows = rows.clamped(to: 0..<chosen.nodes.count)
    return chosen.before[rows.upperBound] - chosen.before[rows.lowerBound]
  }

  /// Whether more children of the same parent have rows below that of a node.
  package func hasLaterSibling(_ node: Int, in index: TimelineIndex) -> Bool {
    guard let chosen else { return index.tree.hasLaterSibling(node) }
    let row = Int(chosen.rowOfNode[node])
    return row >= 0 && chosen.hasLater[row]
  }

  /// Whether a node has its row only for what hangs below it.
  package func isContext(_ node: Int) -> Bool {
    guard let chosen else { return false }
    let row = Int(chosen.rowOfNode[node])
    return row >= 0 && chosen.isContext[row]
  }

  /// What the filter leaves out.
  package var filteredOut: RowTally { chosen?.filteredOut ?? RowTally() }
}
