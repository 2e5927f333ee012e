/// In which order the lanes below one parent stand: the tree stays a tree.
package struct LaneSort: Hashable, Sendable {
  package var key = Key.created
  package var isReversed = false

  package init(_ key: Key = .created, isReversed: Bool = false) {
    self.key = key
    self.isReversed = isReversed
  }

  package enum Key: String, Hashable, Sendable, CaseIterable {
    /// The order of the tree.
    case created
    /// How long they lived, or have lived.
    case duration
    /// How long they have waited.
    case waiting
    case name
    /// What they do at the playhead.
    case state
    case outcome

    var next: Key {
      let all = Key.allCases
      return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
    }
  }

  /// Whether the rows stand as they do without any sorting.
  var isNatural: Bool { self == LaneSort() }

  /// Whether the order changes when the playhead moves.
  var dependsOnPlayhead: Bool { key == .state }

  /// `by duration, the longest first`.
  var explanation: String {
    let (first, last) =
      switch key {
      case .created: ("the oldest", "the youngest")
      case .duration: ("the longest", "the shortest")
      case .waiting: ("who waited longest", "who waited least")
      case .name: ("A", "Z")
      case .state: ("who runs or could run", "who has ended")
      case .outcome: ("the failed", "the returned")
      }
    return "by \(key == .created ? "creation" : key.rawValue), \(isReversed ? last : first) first"
  }
}
