import Timeline

/// Which lanes of a timeline a search finds; what it has found out about those that have ended, it remembers for the next time.
struct FoundLanes {
  let search: LaneSearch
  private var isFound: [Bool] = []
  /// The lanes to look at again: those that had not ended, and those that may be numbered by now.
  private var open: [Int] = []

  init(_ search: LaneSearch) { self.search = search }

  /// For each node in whose row others are folded, how many of those are found.
  ///
  /// Of what was created behind a horizon, nothing may be told.
  mutating func countsInFolds(_ rows: LaneRows, _ words: LaneWords, horizon: Int) -> [Int: Int] {
    look(at: words)
    let index = words.index
    var counts: [Int: Int] = [:]
    for lane in isFound.indices where isFound[lane] && Int(index.lanes[lane].created ?? 0) < horizon {
      let node = index.node(ofLane: lane)
      guard let holder = rows.holder(ofNode: node), holder != node else { continue }
      counts[holder, default: 0] += 1
    }
    return counts
  }

  private mutating func look(at words: LaneWords) {
    let lanes = words.index.lanes
    let matches = search.matcher(words)
    let unknown = open + (isFound.count..<max(isFound.count, lanes.count))
    isFound += Array(repeating: false, count: max(0, lanes.count - isFound.count))
    for lane in unknown { isFound[lane] = matches(lane) }
    // The first task of a coroutine has a number from when there is a second one.
    open = unknown.filter { lanes[$0].finished == nil || lanes[$0].sameCoroutine == 1 }
  }
}
