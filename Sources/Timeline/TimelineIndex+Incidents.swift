extension TimelineIndex {
  /// Something that went wrong, or may have: a task failed, ended cancelled, or held the loop up.
  package struct Incident: Hashable, Sendable {
    /// The event that tells of it.
    package var event: Int
    /// From 0: which of all incidents it is.
    package var ordinal: Int
  }

  /// The last failure of a task among some events, and the last one that ended cancelled.
  package func lastBadEndings(in events: Range<Int>) -> (failure: Int?, cancellation: Int?) {
    (Fold.last(failures, in: events), Fold.last(cancellations, in: events))
  }

  package var incidentCount: Int { incidents.count }

  /// The first incident that has not happened at a position.
  package func incident(after position: Int) -> Incident? {
    incident(incidents.partitioningIndex { Int($0) >= position })
  }

  /// The last incident before the step that led to a position.
  package func incident(before position: Int) -> Incident? {
    let start = stop(before: position)
    return incident(incidents.partitioningIndex { Int($0) >= start } - 1)
  }

  /// An incident by its ordinal; nil where there are fewer.
  package func incident(_ ordinal: Int) -> Incident? {
    guard incidents.indices.contains(ordinal) else { return nil }
    return Incident(event: Int(incidents[ordinal]), ordinal: ordinal)
  }
}
