import TaskModel
import Timeline

/// Finds what a filter leaves of a timeline's tree; what it has found out about names, it remembers for the next time.
struct LaneMatcher {
  private let filter: LaneFilter
  /// For each term, what is known of the lanes so far.
  private var memories: [Memory]

  /// What a pattern says of each lane; names do not change, and a wait is the same until the task waits anew.
  private struct Memory {
    var matches: [Bool] = []
    var events: [Int] = []
  }

  init(_ filter: LaneFilter) {
    self.filter = filter
    memories = Array(repeating: Memory(), count: filter.terms.count)
  }

  /// Whether this finds what a filter asks for.
  func finds(_ other: LaneFilter) -> Bool { filter == other }

  /// For each node of the tree, whether it is found at a position.
  ///
  /// Of what has happened behind `horizon`, nothing is known. Groups and deadlines go with the task that owns them; a lock or a
  /// queue is found by its name.
  mutating func matches(_ words: LaneWords, at position: Int, horizon: Int) -> [Bool] {
    let index = words.index
    var found = Array(repeating: true, count: index.tree.nodes.count)
    for number in filter.terms.indices {
      let isNegated = filter.terms[number].isNegated
      let lanes = lanes(number, words, position, horizon)
      let names = resourceMatcher(filter.terms[number].condition)
      for (node, content) in index.tree.nodes.enumerated() {
        let isTrue =
          switch content.content {
          case .lane(let lane): lanes[lane]
          case .scope(let scope): lanes[index.scopes[scope].owner]
          case .resource(let resource): names(words.title(of: index.resources[resource].id))
          }
        if isTrue == isNegated { found[node] = false }
      }
    }
    return found
  }

  private func resourceMatcher(_ condition: LaneFilter.Condition) -> (String) -> Bool {
    switch condition {
    case .text(let pattern), .waits(let pattern): pattern.matcher()
    case .state, .outcome, .under: { _ in false }
    }
  }

  /// For each lane, whether a term's condition is true of it.
  private mutating func lanes(_ number: Int, _ words: LaneWords, _ position: Int, _ horizon: Int) -> [Bool] {
    let index = words.index
    switch filter.terms[number].condition {
    case .state(let states):
      return index.lanes.map { states.contains($0.history.state(at: position)) }
    case .outcome(let outcomes):
      return index.lanes.map { lane in
        outcomes.contains(lane.finished.map { Int($0) < horizon } == true ? lane.ending : nil)
      }
    case .text(let pattern):
      return named(number, pattern, words) { [words.name(ofLane: $0), words.coroutine(ofLane: $0) ?? ""] }
    case .under(let pattern):
      var found = named(number, pattern, words) { [words.name(ofLane: $0)] }
      for lane in index.lanes.indices where !found[lane] {
        found[lane] = index.lanes[lane].parent.map { found[$0] } ?? false
      }
      return found
    case .waits(let pattern): return waiting(number, pattern, words, position)
    }
  }

  private mutating func named(
    _ number: Int, _ pattern: TextPattern, _ words: LaneWords, texts: (Int) -> [String]
  ) -> [Bool] {
    let lanes = words.index.lanes
    let known = memories[number].matches.count
    if known < lanes.count {
      let matches = pattern.matcher()
      // The first task of a coroutine has a number from when there is a second one.
      for lane in 0..<known where lanes[lane].sameCoroutine == 1 {
        memories[number].matches[lane] = texts(lane).contains(where: matches)
      }
      memories[number].matches += (known..<lanes.count).map { texts($0).contains(where: matches) }
    }
    return memories[number].matches
  }

  private mutating func waiting(
    _ number: Int, _ pattern: TextPattern, _ words: LaneWords, _ position: Int
  ) -> [Bool] {
    let index = words.index
    let matches = pattern.matcher()
    let new = index.lanes.count - memories[number].events.count
    if new > 0 {
      memories[number].events += Array(repeating: -1, count: new)
      memories[number].matches += Array(repeating: false, count: new)
    }
    return index.lanes.indices.map { lane in
      guard let span = index.span(ofLane: lane, at: position), span.state == .waiting else { return false }
      if memories[number].events[lane] != span.event {
        memories[number].events[lane] = span.event
        memories[number].matches[lane] = words.waiting(span.event).contains(where: matches)
      }
      return memories[number].matches[lane]
    }
  }
}
