import Screen
import TaskModel
import Timeline

/// What stands behind the bar of a row: how it ended, and how long it would have lasted.
enum EndOfRow {
  static let cutWords = ["would end here", "would end"]

  /// The column of the axis at which a row's words begin, and how many columns they would like.
  static func extent(
    ofNode node: Int, index: TimelineIndex, rows: LaneRows, words: LaneWords, axis: AxisLayout
  ) -> (column: Int, width: Int) {
    if let fold = rows.fold(ofNode: node) {
      guard let last = fold.endings.last, let ending = words.ending(of: fold) else { return (0, 0) }
      return (axis.column(ofEvent: Int(last), in: index) + 1, width(of: ending))
    }
    switch index.tree.nodes[node].content {
    case .resource: return (0, 0)
    case .lane(let lane):
      guard let finished = index.lanes[lane].finished, let ending = words.ending(ofLane: lane) else {
        return (0, 0)
      }
      let end = axis.column(ofEvent: Int(finished), in: index)
      let label = width(of: ending)
      guard axis.kind != .steps, let cut = index.lanes[lane].cutSleep, index.lanes[lane].ending == .cancelled
      else { return (end, label) }
      let would = axis.column(ofTime: cut.until, in: index) + 2 + DisplayText.width(cutWords[0])
      return (end, max(label, would - end))
    case .scope:
      guard let scope = index.scopes(ofNode: node).last.map(Int.init),
        let exited = index.scopes[scope].exited,
        let ending = words.ending(ofScope: scope)
      else { return (0, 0) }
      let end = axis.column(ofEvent: Int(exited), in: index)
      guard axis.kind != .steps, index.scopes[scope].ending == .timedOut,
        let cut = cutSleep(ofScope: scope, index)
      else { return (end, width(of: ending)) }
      let wordings = missed(cut, ofScope: scope, words)
      let text = axis.width < roomForSentences ? wordings.last : wordings.first
      let missed = axis.column(ofTime: cut.until, in: index) + 2 + DisplayText.width(text ?? "")
      return (end, max(width(of: ending), missed - end))
    }
  }

  private static func width(of ending: EndingWords) -> Int {
    min(36, 3 + DisplayText.width(ending.wordings.first ?? ""))
  }

  /// An axis of so many columns can spare some for a sentence.
  private static let roomForSentences = 96

  /// The sleep of a scope's owner that would have gone on, had its deadline not fired.
  static func cutSleep(ofScope number: Int, _ index: TimelineIndex) -> Lane.CutSleep? {
    let scope = index.scopes[number]
    let cuts = index.lanes[scope.owner].cutSleeps
    let behind = cuts.partitioningIndex { $0.event > scope.exited ?? .max }
    guard behind > 0, cuts[behind - 1].event > scope.entered else { return nil }
    return cuts[behind - 1]
  }

  /// By how much a deadline was missed, at least as far as is known: the longest wording first.
  static func missed(_ cut: Lane.CutSleep, ofScope number: Int, _ words: LaneWords) -> [String] {
    let index = words.index
    let scope = index.scopes[number]
    let late = words.duration(cut.until.since(scope.deadline ?? cut.until))
    let sleeper = words.sleeper(ofLane: scope.owner, cut: cut) ?? words.name(ofLane: scope.owner)
    return ["\(sleeper)'s sleep would end here, \(late) later", "\(late) later"]
  }
}
