import TaskModel
import Timeline
import Trace

/// Where a tour through a run halts, and what is said there.
struct TourStop: Hashable, Sendable {
  /// From 0: which of all stops it is.
  var ordinal: Int
  var count: Int
  var title: String
  var text: String
}

extension RunState {
  /// What a tour halts at.
  enum Sight: Hashable {
    case start
    /// A caption of the program: the event that it is.
    case note(Int)
    /// A note that somebody added: which one.
    case annotation(Int)
    /// A failure, a cancellation or a stall: the event that tells of it.
    case incident(Int)
    case end
  }

  /// The sights of a run, in order: all that was said about it, or else its start, its incidents and its end.
  var sights: [(moment: Playhead, sight: Sight)] {
    let index = trace.index
    guard hasCaptions else {
      let incidents = (0..<index.incidentCount).compactMap { index.incident($0)?.event }
      return [(Playhead(), .start)] + incidents.map { (stop(after: $0), .incident($0)) }
        + (isUnderWay ? [] : [(stop(after: trace.count), .end)])
    }
    let notes = index.notes.map { (moment: stop(after: Int($0)), sight: Sight.note(Int($0))) }
    let added = trace.annotations.indices.map { place in
      (moment: Playhead(trace.annotations[place]), sight: Sight.annotation(place))
    }
    return merged(notes, added)
  }

  /// Where the step of an event has ended.
  private func stop(after event: Int) -> Playhead {
    let position = trace.index.stop(after: event)
    return Playhead(position: position, time: position == 0 ? .zero : trace.index.time(atPosition: position))
  }

  /// Two lists in order as one; of one moment, what the program says comes first.
  private func merged(
    _ first: [(moment: Playhead, sight: Sight)], _ second: [(moment: Playhead, sight: Sight)]
  ) -> [(moment: Playhead, sight: Sight)] {
    var all: [(moment: Playhead, sight: Sight)] = []
    var rest = second[...]
    for sight in first {
      while let next = rest.first, next.moment < sight.moment { all.append(rest.removeFirst()) }
      all.append(sight)
    }
    return all + rest
  }
}
