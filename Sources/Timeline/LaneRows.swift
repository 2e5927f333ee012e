import TaskModel

/// Which nodes of a timeline's tree have rows in a picture, and in which order.
///
/// All of them in the order of the tree, or what folds, a filter and a sort make of it. The first needs no memory and
/// grows with the index; the other is made for one state of an index, and asked together with that.
package struct LaneRows: Sendable {
  /// Nil where every node has its row.
  private var chosen: Chosen?

  fileprivate struct Chosen {
    /// The nodes in the order of their rows.
    var nodes: [Int32] = []
    /// For each node of the tree its row, or that of the fold that holds it; -1: the filter leaves it out.
    var rowOfNode: [Int32]
    /// For each row, whether more children of the same parent follow.
    var hasLater: [Bool] = []
    /// For each row, whether it is there only for what hangs below it.
    var isContext: [Bool] = []
    /// For each row, the number of its fold; -1: nothing is folded there.
    var foldOfRow: [Int32] = []
    var folds: [Fold] = []
    /// What there is before each row, and in all of them; a fold counts as one row with the endings of all its tasks.
    var before = [RowTally()]
    var filteredOut = RowTally()
    var folded = RowTally()
  }

  /// What rows are made from.
  package struct Choice {
    /// For each node of the tree, whether it is to be seen; nil: all are.
    package var matches: [Bool]?
    /// Whether what hangs below a lane is drawn in its row.
    package var isFolded: ((Int) -> Bool)?
    /// All nodes, those of one parent in the order that they are to have; nil: that of the tree.
    package var sequence: [Int]?

    package init() {}

    var isEverything: Bool { matches == nil && isFolded == nil && sequence == nil }
  }

  /// Every node of the tree, in its order.
  package init() {}

  /// The nodes that are chosen, and those that they hang below.
  package init(of index: TimelineIndex, _ choice: Choice) {
    guard !choice.isEverything else { return }
    let nodes = index.tree.nodes
    let isKept = choice.matches.map { Self.withAncestors(of: $0, nodes) }
    var chosen = Chosen(rowOfNode: Array(repeating: -1, count: nodes.count))
    var foldOfLane = Array(repeating: Int32(-1), count: index.lanes.count)
    // Nodes deeper than this belong to the fold of the last row.
    var foldDepth = Int32.max
    for node in choice.sequence.map({ Self.order($0, index) }) ?? index.nodes(inRows: 0..<index.rowCount) {
      guard isKept?[node] ?? true else {
        chosen.filteredOut.add(nodes[node].ending)
        continue
      }
      if nodes[node].depth > foldDepth {
        chosen.hide(node, nodes, &foldOfLane)
        continue
      }
      chosen.show(node, nodes[node].ending, isContext: choice.matches?[node] == false)
      var isFolded = false
      if case .lane(let lane) = nodes[node].content, choice.isFolded?(lane) == true { isFolded = true }
      foldDepth = isFolded ? nodes[node].depth : .max
    }
    chosen.hasLater = Self.laterSiblings(of: chosen.nodes, nodes)
    index.fill(&chosen.folds, foldOfLane: foldOfLane)
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

  /// The tree with the children of each node in the order of a sequence.
  private static func order(_ sequence: [Int], _ index: TimelineIndex) -> [Int] {
    let nodes = index.tree.nodes
    let hidden = index.hiddenRows > 0 ? index.lane(of: .program).map { index.node(ofLane: $0) } : nil
    // Each node's first and last child, and its next sibling; behind all nodes, those of the whole tree.
    var first = Array(repeating: -1, count: nodes.count + 1)
    var (last, next) = (first, first)
    func parent(_ node: Int) -> Int {
      let parent = Int(nodes[node].parent)
      return parent < 0 || parent == hidden ? nodes.count : parent
    }
    for node in sequence where node != hidden {
      let parent = parent(node)
      if last[parent] < 0 { first[parent] = node } else { next[last[parent]] = node }
      last[parent] = node
    }
    var order: [Int] = []
    order.reserveCapacity(nodes.count)
    var node = first[nodes.count]
    while node >= 0 {
      order.append(node)
      if first[node] >= 0 {
        node = first[node]
        continue
      }
      while node < nodes.count, next[node] < 0 { node = parent(node) }
      node = node < nodes.count ? next[node] : -1
    }
    return order
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

  /// The row of a node, or of the fold that holds it; nil where the filter leaves it out.
  package func row(ofNode node: Int, in index: TimelineIndex) -> Int? {
    guard let chosen else { return index.row(ofNode: node) }
    let row = Int(chosen.rowOfNode[node])
    return row < 0 ? nil : row
  }

  /// The node itself, or that in whose row it is folded; nil where the filter leaves it out.
  package func holder(ofNode node: Int) -> Int? {
    guard let chosen else { return node }
    let row = Int(chosen.rowOfNode[node])
    return row < 0 ? nil : Int(chosen.nodes[row])
  }

  /// What is folded into the row of a node; nil where nothing is.
  package func fold(ofNode node: Int) -> Fold? {
    guard let chosen, let row = ownRow(node), chosen.foldOfRow[row] >= 0 else { return nil }
    return chosen.folds[Int(chosen.foldOfRow[row])]
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
    return ownRow(node).map { chosen.hasLater[$0] } ?? false
  }

  /// Whether a node has its row only for what hangs below it.
  package func isContext(_ node: Int) -> Bool { ownRow(node).flatMap { chosen?.isContext[$0] } ?? false }

  /// What the filter leaves out.
  package var filteredOut: RowTally { chosen?.filteredOut ?? RowTally() }

  /// What is folded into the rows of others.
  package var folded: RowTally { chosen?.folded ?? RowTally() }

  private func ownRow(_ node: Int) -> Int? {
    guard let chosen else { return nil }
    let row = Int(chosen.rowOfNode[node])
    return row >= 0 && chosen.nodes[row] == Int32(node) ? row : nil
  }
}

extension LaneRows.Chosen {
  /// Gives a node the next row.
  fileprivate mutating func show(_ node: Int, _ ending: Lane.Ending?, isContext: Bool) {
    var tally = before[nodes.count]
    tally.add(ending)
    before.append(tally)
    rowOfNode[node] = Int32(nodes.count)
    nodes.append(Int32(node))
    self.isContext.append(isContext)
    foldOfRow.append(-1)
  }

  /// Takes a node into the last row, whose fold begins with the first one.
  fileprivate mutating func hide(_ node: Int, _ tree: [TreeOrder.Node], _ foldOfLane: inout [Int32]) {
    let row = nodes.count - 1
    if foldOfRow[row] < 0 {
      foldOfRow[row] = Int32(folds.count)
      folds.append(Fold())
      if case .lane(let lane) = tree[Int(nodes[row])].content { foldOfLane[lane] = foldOfRow[row] }
    }
    let fold = Int(foldOfRow[row])
    rowOfNode[node] = Int32(row)
    if case .lane(let lane) = tree[node].content { foldOfLane[lane] = Int32(fold) }
    var tally = RowTally()
    tally.add(tree[node].ending)
    folds[fold].rows += tally
    folded += tally
    before[row + 1].raised += tally.raised
    before[row + 1].cancelled += tally.cancelled
  }
}
