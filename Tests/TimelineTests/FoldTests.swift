import TaskModel
import Testing
import Timeline

@Suite struct FoldTests {
  private func index(_ events: [TaskEvent]) -> TimelineIndex {
    var index = TimelineIndex()
    for event in events { index.append(event) }
    return index
  }

  private func lane(_ node: Int, _ index: TimelineIndex) -> Int? {
    if case .lane(let lane) = index.tree.nodes[node].content { lane } else { nil }
  }

  /// The lanes of a node and of all below it.
  private func lanes(below top: Int, _ index: TimelineIndex) -> [Int] {
    index.tree.nodes.indices.filter { node in
      sequence(first: node) { index.tree.nodes[$0].parent < 0 ? nil : Int(index.tree.nodes[$0].parent) }
        .contains(top)
    }.compactMap { lane($0, index) }
  }

  private func folded(_ index: TimelineIndex) -> LaneRows {
    var choice = LaneRows.Choice()
    choice.isFolded = { index.lanes[$0].task.number % 2 == 1 }
    return LaneRows(of: index, choice)
  }

  private func running(_ state: LaneState) -> LaneState { state == .stalled ? .running : state }

  @Test(arguments: 1...16) func `a fold counts what its lanes do at any position`(seed: UInt64) {
    let index = index(RandomTrace(seed: seed, count: 160, strays: seed % 2 == 0).events)
    let rows = folded(index)
    var folds = 0
    for node in rows.nodes(inRows: 0..<rows.count(in: index), of: index) {
      guard let fold = rows.fold(ofNode: node) else { continue }
      folds += 1
      let lanes = lanes(below: node, index)
      #expect(fold.tasks == lanes.count)
      for position in 0...index.count {
        let states = lanes.map { running(index.state(ofLane: $0, at: position)) }
        for state in [LaneState.created, .ready, .running, .waiting, .cancelling] {
          #expect(fold.history.counts(at: position)[state] == states.count { $0 == state })
        }
        let isStalled = lanes.contains { index.state(ofLane: $0, at: position) == .stalled }
        #expect(fold.isStalled(in: position...position) == isStalled)
      }
      let ended = lanes.filter { index.lanes[$0].finished != nil }
      #expect(fold.endings == ended.compactMap { index.lanes[$0].finished }.sorted())
      #expect(fold.failures.count == ended.count { index.lanes[$0].ending == .raised })
      #expect(fold.cancellations.count == ended.count { index.lanes[$0].ending == .cancelled })
    }
    #expect(folds > 0)
  }

  @Test(arguments: 1...8) func `a fold's share of any range is that of its lanes`(seed: UInt64) throws {
    let index = index(RandomTrace(seed: seed, count: 120).events)
    let rows = folded(index)
    for node in rows.nodes(inRows: 0..<rows.count(in: index), of: index) {
      guard let fold = rows.fold(ofNode: node) else { continue }
      let lanes = lanes(below: node, index)
      for lower in stride(from: 0, through: index.count, by: 7) {
        for upper in stride(from: lower, through: index.count, by: 11) {
          let mix = index.mix(of: fold, in: lower...upper)
          let parts = lanes.map { index.mix(ofLane: $0, in: lower...upper) }
          for state in [LaneState.created, .ready, .waiting, .cancelling] where upper > lower {
            let events = parts.reduce(0) { $0 + $1.events(in: state) }
            #expect(abs(mix.lanes(in: state, byEvents: true) * Double(upper - lower) - Double(events)) < 1e-6)
            let length = index.time(atPosition: upper).since(index.time(atPosition: lower))
            guard lower > 0, length > .zero else { continue }
            let time = parts.reduce(Duration.zero) { $0 + $1.duration(in: state) }
            #expect(abs(mix.lanes(in: state, byEvents: false) - time / length) < 1e-6)
          }
        }
      }
    }
  }

  @Test(arguments: 1...8) func `every node has its row, is in a fold above it, or is filtered out`(
    seed: UInt64
  ) {
    let index = index(RandomTrace(seed: seed, count: 200).events)
    var choice = LaneRows.Choice()
    choice.isFolded = { $0 % 3 == 0 }
    choice.matches = index.tree.nodes.indices.map { $0 % 4 != 1 }
    choice.sequence = index.tree.nodes.indices.sorted { ($0 % 5, $0) < ($1 % 5, $1) }
    let rows = LaneRows(of: index, choice)
    let shown = rows.nodes(inRows: 0..<rows.count(in: index), of: index)
    #expect(shown.count == rows.count(in: index))
    for (row, node) in shown.enumerated() {
      #expect(rows.row(ofNode: node, in: index) == row && rows.holder(ofNode: node) == node)
    }
    var out = 0
    for node in index.nodes(inRows: 0..<index.rowCount) {
      guard let holder = rows.holder(ofNode: node) else {
        out += 1
        continue
      }
      let above = sequence(first: node) {
        index.tree.nodes[$0].parent < 0 ? nil : Int(index.tree.nodes[$0].parent)
      }
      #expect(above.contains(holder) && shown.contains(holder))
    }
    #expect(out == rows.filteredOut.rows)
    #expect(shown.count + rows.folded.rows + out == index.rowCount)
    let all = rows.tally(ofRows: 0..<Int.max, of: index)
    let tree = index.tally(ofRows: 0..<index.rowCount)
    #expect(all.raised + rows.filteredOut.raised == tree.raised)
    #expect(all.cancelled + rows.filteredOut.cancelled == tree.cancelled)
  }

  @Test(arguments: 1...8) func `what is sorted is still a tree`(seed: UInt64) {
    let index = index(RandomTrace(seed: seed, count: 200).events)
    var choice = LaneRows.Choice()
    choice.sequence = index.tree.nodes.indices.reversed()
    let rows = LaneRows(of: index, choice)
    let shown = rows.nodes(inRows: 0..<rows.count(in: index), of: index)
    #expect(shown.sorted() == index.nodes(inRows: 0..<index.rowCount).sorted())
    var path: [Int] = []
    var last: [Int: Int] = [:]
    for node in shown {
      path.removeLast(path.count - index.depth(ofNode: node))
      let parent = index.depth(ofNode: node) == 0 ? -1 : Int(index.tree.nodes[node].parent)
      #expect(path.last ?? -1 == parent)
      if let before = last[parent] { #expect(before > node) }
      last[parent] = node
      path.append(node)
    }
    for node in shown where index.depth(ofNode: node) > 0 {
      let isLast = last[Int(index.tree.nodes[node].parent)] == node
      #expect(rows.hasLaterSibling(node, in: index) == !isLast)
    }
  }
}
