/// The panes around the lanes: which are open, which has the keys, and how far each is scrolled.
package struct Panes: Hashable, Sendable {
  package enum Pane: Hashable, Sendable, CaseIterable {
    case lanes
    case output
    case events
    case loop
    case resources
    case statistics
    case exceptions
    case source
    case detail
  }

  package var shown: Set<Pane> = [.lanes, .output, .source]
  /// What was shown before the picture was drawn for a room.
  var setAside: Set<Pane>?
  /// The pane that has the keys.
  package private(set) var focus: Pane = .lanes
  /// Those that were opened or had the keys, the last one first: where not all have room, these have.
  private(set) var recent: [Pane] = [.output, .source]
  /// Lines scrolled up from the end of the output.
  package var outputScroll = 0
  /// Lines scrolled down in the source, from where it would stand by itself.
  package var sourceScroll = 0
  /// Lines scrolled down in the panes that begin with their first line.
  private var scrolls: [Pane: Int] = [:]
  /// Which event of the list is looked at; nil: the last one that has happened.
  var eventCursor: EventCursor?
  /// Whether the list of events is one of the selected task's alone.
  var listsSelectionOnly = false

  /// Gives a pane the keys, and room.
  mutating func focus(on pane: Pane) {
    focus = pane
    bringForward(pane)
  }

  /// Gives a pane room, if need be another one's.
  mutating func bringForward(_ pane: Pane) {
    recent.removeAll { $0 == pane }
    recent.insert(pane, at: 0)
  }

  /// Of panes that want room, those that were used last and fit beside each other, in the order in which they came.
  func mostRecent(of panes: [Pane], in width: Int, _ leastWidth: (Pane) -> Int) -> [Pane] {
    var room = width
    var chosen: Set<Pane> = []
    for pane in panes.sorted(by: { (rank($0), order($0)) < (rank($1), order($1)) }) {
      guard chosen.isEmpty || leastWidth(pane) <= room else { continue }
      chosen.insert(pane)
      room -= leastWidth(pane)
    }
    return panes.filter(chosen.contains)
  }

  private func rank(_ pane: Pane) -> Int { recent.firstIndex(of: pane) ?? recent.count }

  private func order(_ pane: Pane) -> Int { Pane.allCases.firstIndex(of: pane) ?? 0 }

  /// How many lines a pane that begins with its first line is scrolled down.
  func scroll(_ pane: Pane) -> Int { scrolls[pane] ?? 0 }

  mutating func scroll(_ pane: Pane, by lines: Int, atMost most: Int) {
    scrolls[pane] = min(max(0, scroll(pane) + lines), max(0, most))
  }
}

/// Which event of the list is looked at, for as long as the playhead stays where it was.
struct EventCursor: Hashable, Sendable {
  var event: Int
  /// The playhead's position when it was set.
  var position: Int
}
