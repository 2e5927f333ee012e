import Timeline

extension LaneSort {
  /// All nodes of a timeline's tree, the lanes in this order: of those below one parent, the order of rows follows.
  ///
  /// Groups and deadlines come first, locks and queues last. Of what has happened behind `horizon`, nothing is known; equal
  /// lanes stay in the order of their creation.
  func sequence(_ words: LaneWords, at position: Int, horizon: Int) -> [Int] {
    let index = words.index
    var (scopes, resources): ([Int], [Int]) = ([], [])
    for (node, content) in index.tree.nodes.enumerated() {
      switch content.content {
      case .lane: break
      case .scope: scopes.append(node)
      case .resource: resources.append(node)
      }
    }
    let lanes = lanes(words, position, horizon)
    return scopes + (isReversed ? lanes.reversed() : lanes).map { index.node(ofLane: $0) } + resources
  }

  private func lanes(_ words: LaneWords, _ position: Int, _ horizon: Int) -> [Int] {
    let index = words.index
    switch key {
    case .created: return Array(index.lanes.indices)
    case .name: return ordered(index.lanes.indices.map { NaturalText(words.name(ofLane: $0)) })
    case .duration:
      return ordered(index.lanes.indices.map { 0 &- index.life(ofLane: $0, at: horizon) })
    case .waiting:
      return ordered(
        index.lanes.indices.map {
          0 &- index.mix(ofLane: $0, in: 0...horizon).duration(in: .waiting).wholeNanoseconds
        })
    case .state:
      return ordered(index.lanes.indices.map { Self.rank(index.state(ofLane: $0, at: position)) })
    case .outcome: return ordered(index.lanes.map { Self.rank($0, horizon) })
    }
  }

  private func ordered<Value: Comparable>(_ values: [Value]) -> [Int] {
    values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
  }

  private static func rank(_ state: LaneState) -> Int {
    switch state {
    case .stalled, .running: 0
    case .ready: 1
    case .created: 2
    case .cancelling: 3
    case .waiting: 4
    case .ended: 5
    case .absent: 6
    }
  }

  private static func rank(_ lane: Lane, _ horizon: Int) -> Int {
    guard let finished = lane.finished, Int(finished) < horizon else { return 2 }
    switch lane.ending {
    case .raised: return 0
    case .cancelled: return 1
    case nil: return 2
    case .returned: return 3
    }
  }
}

/// Text in the order in which people look for it: numbers in it by their value.
struct NaturalText: Comparable {
  private let parts: [Part]

  private enum Part: Comparable {
    /// Digits without zeros at the front: more of them are a larger number.
    case number(length: Int, digits: String)
    case text(String)
  }

  init(_ text: String) {
    var parts: [Part] = []
    var rest = text[...]
    while let first = rest.first {
      let isNumber = Self.isDigit(first)
      let part = rest.prefix { Self.isDigit($0) == isNumber }
      rest = rest[part.endIndex...]
      let digits = String(part.drop { $0 == "0" })
      parts.append(isNumber ? .number(length: digits.count, digits: digits) : .text(part.lowercased()))
    }
    self.parts = parts
  }

  private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }

  static func < (left: NaturalText, right: NaturalText) -> Bool {
    left.parts.lexicographicallyPrecedes(right.parts)
  }
}
