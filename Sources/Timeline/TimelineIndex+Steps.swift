import TaskModel

extension TimelineIndex {
  // MARK: Steps

  package var stepCount: Int { moments.stepStarts.count }

  package func step(_ ordinal: Int) -> Step? {
    guard moments.stepStarts.indices.contains(ordinal) else { return nil }
    let end = moments.stepEnds[ordinal]
    return Step(
      ordinal: ordinal, lane: Int(moments.stepLanes[ordinal]), first: Int(moments.stepStarts[ordinal]),
      last: end == Moments.open ? nil : Int(end))
  }

  /// The last step that has begun at a position; nil before the first one.
  package func step(at position: Int) -> Step? { moments.step(at: position).flatMap { step($0) } }

  /// How many steps have begun at a position.
  package func stepsBegun(at position: Int) -> Int { moments.stepsBegun(at: position) }

  // MARK: Stepping

  /// The position behind the next step, or behind what the loop does next between steps.
  ///
  /// What belongs to one step is one stop; so are the callbacks of the loop that ask a task to stop.
  package func stop(after position: Int) -> Int {
    guard position < count else { return count }
    return moments.events(ofBeat: moments.beat(ofEvent: max(0, position))).upperBound
  }

  package func stop(before position: Int) -> Int {
    guard position > 0, count > 0 else { return 0 }
    return moments.events(ofBeat: moments.beat(ofEvent: min(position, count) - 1)).lowerBound
  }

  // MARK: Instants

  package var instantCount: Int { moments.instantStarts.count }

  package func instant(_ ordinal: Int) -> Instant? {
    guard moments.instantStarts.indices.contains(ordinal) else { return nil }
    return Instant(
      ordinal: ordinal, time: TraceTime(nanoseconds: moments.instantTimes[ordinal]),
      events: Int(moments.instantStarts[ordinal])..<moments.end(ofInstant: ordinal))
  }

  package func instant(ofEvent event: Int) -> Instant? { instant(moments.instant(ofEvent: event)) }

  /// Whether an event is the first one after nothing was left that could go on: a deadlock, on a clock that stands.
  package func isStandstill(before event: Int) -> Bool {
    let instant = moments.instant(ofEvent: event)
    return instant > 0 && Int(moments.instantStarts[instant]) == event
      && moments.instantTimes[instant] == moments.instantTimes[instant - 1]
  }

  /// The position behind all that happens at the next instant, the rest of a begun one included.
  package func instantStop(after position: Int) -> Int {
    guard position < count else { return count }
    return moments.end(ofInstant: moments.instant(ofEvent: max(0, position)))
  }

  package func instantStop(before position: Int) -> Int {
    guard position > 0, count > 0 else { return 0 }
    return Int(moments.instantStarts[moments.instant(ofEvent: min(position, count) - 1)])
  }

  // MARK: Output

  /// The offsets of what was printed in a range of events.
  package func outputs(in events: Range<Int>) -> ArraySlice<UInt32> { outputs.offsets(in: events) }

  /// The offsets of the captions in a range of events.
  package func notes(in events: Range<Int>) -> ArraySlice<UInt32> { notes.offsets(in: events) }
}

extension [UInt32] {
  /// Of offsets in order, those in a range.
  fileprivate func offsets(in events: Range<Int>) -> ArraySlice<UInt32> {
    let low = partitioningIndex { Int($0) >= events.lowerBound }
    let high = partitioningIndex { Int($0) >= events.upperBound }
    return self[low..<Swift.max(low, high)]
  }
}
