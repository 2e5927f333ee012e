package import TaskModel

/// A trace as a timeline: lanes, spans, steps, instants, scopes and rows, each found in logarithmic time.
///
/// Grows with the trace, event by event, at some twenty bytes an event; nothing that a picture asks for takes time in
/// proportion to the trace's length. Events are held as offsets: what they carry is read from the trace.
package struct TimelineIndex: Sendable {
  package internal(set) var lanes: [Lane] = []
  package internal(set) var scopes: [Scope] = []
  package internal(set) var resources: [Resource] = []
  package internal(set) var tree = TreeOrder()
  package internal(set) var moments = Moments()
  /// Everything that the program printed.
  package internal(set) var outputs: [UInt32] = []
  /// The captions.
  package internal(set) var notes: [UInt32] = []
  package internal(set) var totals = RunTotals()
  /// Where tasks failed, and where they ended cancelled.
  var failures: [UInt32] = []
  var cancellations: [UInt32] = []
  /// Where an exception ended a task or left a scope, in order.
  var raisings: [UInt32] = []
  /// Where a task failed, ended cancelled or held the loop up, in order.
  var incidents: [UInt32] = []
  /// How many events were lost, by the trace's own account.
  package internal(set) var dropped = 0

  /// The task that the program runs the loop for: of those without a parent, the first that had not ended.
  var mainLane: Int?
  var laneOfTask = IdentifierTable()
  var scopeOfID = IdentifierTable()
  var resourceOfID = IdentifierTable()
  /// The rows of lanes; scopes that share a row with an earlier one have the same.
  var nodeOfLane: [Int32] = []
  var nodeOfScope: [Int32] = []
  /// For a row of deadlines, its scopes in order; rows hold one at a time.
  var scopesOfNode: [Int32: [Int32]] = [:]
  /// The rows of deadlines, by owner.
  var deadlineNodes: [Int: [Int32]] = [:]
  /// The rows of deadlines that are free, by owner, the outermost last.
  var freeDeadlineNodes: [Int: [Int]] = [:]
  var coroutines: [String: Int32] = [:]
  package internal(set) var coroutineCounts: [Int32] = []

  /// For each event, the state that its task left and took, packed; 0 where no state changed.
  var moves: [UInt8] = []
  var counts = StateCounts()
  var countBlocks: [StateCounts] = []

  static let countBlockSize = 64

  package init() {}

  /// How many events there are: the last position.
  package var count: Int { moments.count }

  package var isEmpty: Bool { count == 0 }

  /// The time of the last event.
  package var end: TraceTime { TraceTime(nanoseconds: moments.lastTime) }

  /// Takes the next event of the trace.
  ///
  /// Anything is accepted: an event about a task, scope or resource that nothing created gives it a lane or is left out.
  package mutating func append(_ event: TaskEvent) { append(event.kind, at: event.time.nanoseconds) }

  mutating func append(_ kind: TaskEvent.Kind, at time: Int64) {
    guard moments.count < Int(UInt32.max) - 1 else { return }
    if moments.count % Self.countBlockSize == 0 { countBlocks.append(counts) }
    moments.arrive(at: time)
    moves.append(0)
    apply(kind, UInt32(moments.count - 1))
  }

  /// The time of the event that led to a position.
  package func time(atPosition position: Int) -> TraceTime {
    TraceTime(nanoseconds: moments.time(ofEvent: min(position, count) - 1))
  }

  package func time(ofEvent event: Int) -> TraceTime {
    TraceTime(nanoseconds: moments.time(ofEvent: event))
  }

  /// How many events have happened by a time, those of that time included.
  package func position(at time: TraceTime) -> Int {
    moments.instant(notAfter: time.nanoseconds).map { moments.end(ofInstant: $0) } ?? 0
  }

  // MARK: Lanes

  package func lane(of task: TaskID) -> Int? { laneOfTask[task.number] }

  package func state(ofLane lane: Int, at position: Int) -> LaneState {
    lanes[lane].history.state(at: position)
  }

  package func span(ofLane lane: Int, at position: Int) -> Span? {
    let history = lanes[lane].history
    return history.index(at: position).map { history[$0] }
  }

  /// How a lane divides a range of positions among its states; without times where only events are to be compared.
  package func mix(ofLane lane: Int, in positions: ClosedRange<Int>, timed: Bool = true) -> LaneMix {
    lanes[lane].history.mix(positions) { timed ? moments.time(ofEvent: $0 - 1) : 0 }
  }

  /// How many nanoseconds a lane has lived as of a position; none where its creation is not known.
  package func life(ofLane lane: Int, at position: Int) -> Int64 {
    guard let created = lanes[lane].created, Int(created) < position else { return 0 }
    let end = lanes[lane].finished.map { min(Int($0) + 1, position) } ?? position
    return moments.time(ofEvent: end - 1) &- moments.time(ofEvent: Int(created))
  }

  /// How many tasks are in each state at a position; the program's own code is not counted.
  package func counts(at position: Int) -> StateCounts {
    let position = min(max(0, position), count)
    let block = position / Self.countBlockSize
    var counts = block < countBlocks.count ? countBlocks[block] : self.counts
    guard block < countBlocks.count else { return counts }
    for move in moves[block * Self.countBlockSize..<position] where move != 0 {
      counts.move(
        from: LaneState(rawValue: move >> 4) ?? .absent, to: LaneState(rawValue: move & 15) ?? .absent)
    }
    return counts
  }

  /// How many of the tasks that have ended at a position failed, and how many were cancelled.
  package func badEndings(at position: Int) -> (raised: Int, cancelled: Int) {
    (
      failures.partitioningIndex { $0 >= position },
      cancellations.partitioningIndex { $0 >= position }
    )
  }

  /// Where exceptions had ended tasks or left scopes at a position.
  package func raisings(before position: Int) -> ArraySlice<UInt32> {
    raisings[..<raisings.partitioningIndex { Int($0) >= position }]
  }

  // MARK: Scopes, resources

  package func scope(of id: ScopeID) -> Int? { scopeOfID[id.number] }

  package func resource(of id: ResourceID) -> Int? { resourceOfID[id.number] }

  // MARK: Rows

  /// Whether the program's own code outside tasks has a row: only where it did more than run a loop.
  package var showsProgram: Bool {
    guard let lane = laneOfTask[TaskID.program.number] else { return false }
    return lanes.count == 1 || lanes[lane].stalls > 0 || lanes[lane].ending == .raised
  }

  /// Whether the program's own code waits for a loop to run its tasks at a position: some of them live.
  package func isInLoop(at position: Int) -> Bool { counts(at: position).alive > 0 }

  /// How many rows all lanes and scopes take.
  package var rowCount: Int { tree.count - hiddenRows }

  /// The program's row is the first one of the tree, if there is one.
  var hiddenRows: Int {
    guard !showsProgram, let lane = laneOfTask[TaskID.program.number] else { return 0 }
    return tree.row(of: Int(nodeOfLane[lane])) == 0 ? 1 : 0
  }

  /// What stands in a range of rows, as nodes of the tree.
  package func nodes(inRows rows: Range<Int>) -> [Int] {
    let hidden = hiddenRows
    let rows = max(0, rows.lowerBound)..<max(0, rows.lowerBound, rows.upperBound)
    return tree.nodes(inRows: rows.lowerBound + hidden..<rows.upperBound + hidden)
  }

  /// The row of a node of the tree; nil where it is hidden.
  package func row(ofNode node: Int) -> Int? {
    let row = tree.row(of: node) - hiddenRows
    return row < 0 ? nil : row
  }

  /// The node of a lane in the tree of rows.
  package func node(ofLane lane: Int) -> Int { Int(nodeOfLane[lane]) }

  /// The node of a scope in the tree of rows, which it may share with others; nil where it has none.
  package func node(ofScope scope: Int) -> Int? { nodeOfScope[scope] < 0 ? nil : Int(nodeOfScope[scope]) }

  /// What there is in a range of rows.
  package func tally(ofRows rows: Range<Int>) -> RowTally {
    let hidden = hiddenRows
    guard rows.lowerBound < rows.upperBound else { return RowTally() }
    return tree.tally(ofRows: rows.lowerBound + hidden..<rows.upperBound + hidden)
  }

  /// How deep a node stands, counted from the tasks that the program created.
  package func depth(ofNode node: Int) -> Int {
    max(0, Int(tree.nodes[node].depth) - hiddenRows)
  }

  /// The scopes that are drawn in the row of a scope's node, in order of entry.
  package func scopes(ofNode node: Int) -> [Int32] {
    if let shared = scopesOfNode[Int32(node)] { return shared }
    if case .scope(let scope) = tree.nodes[node].content { return [Int32(scope)] }
    return []
  }
}
