package import TaskModel
import Timeline

extension RunState {
  /// Moves the playhead on by as much as `elapsed` of the show is of the program's time.
  ///
  /// Between instants the clock runs. Within an instant of a virtual clock the steps come one by one, each in view for
  /// `Play.dwell`: first while it runs, then with what it did, when the next one runs.
  mutating func advance(by elapsed: Duration) {
    guard play.isPlaying else { return }
    tour = nil
    var budget = play.speed.programTime(in: elapsed)
    guard !play.isBackwards else { return retreat(by: budget) }
    while budget > .zero {
      // What is still to come decides where the clock goes.
      guard let next = trace.nextTime(at: camera.playhead.position) else { break }
      let wait = next.since(camera.playhead.time)
      if wait > .zero {
        guard wait <= budget else {
          camera.playhead.time = camera.playhead.time.advanced(by: budget)
          return
        }
        budget -= wait
      } else if subject.clock == .virtual {
        guard dwell(&budget) else { return }
      }
      play.dwelt = .zero
      reveal(at: next)
    }
    stopAtEnd()
  }

  /// A play forwards is over where nothing will follow: nothing would tell of it later, as what does not move is not asked.
  mutating func stopAtEnd() {
    if isAtEnd, !play.isBackwards { play.isPlaying = false }
  }

  /// Spends what is left of the pause between two steps of one instant; false where the budget ends before it.
  private mutating func dwell(_ budget: inout Duration) -> Bool {
    let rest = Play.dwell - play.dwelt
    guard rest <= budget else {
      play.dwelt += budget
      return false
    }
    budget -= rest
    play.dwelt = .zero
    return true
  }

  /// Moves the playhead back by so much of the program's time: what a play shows, in the opposite order.
  private mutating func retreat(by budget: Duration) {
    var budget = budget
    let index = trace.index
    while budget > .zero {
      let position = camera.playhead.position
      let last = position == 0 ? .zero : index.time(atPosition: position)
      let wait = camera.playhead.time.since(last)
      if wait > .zero {
        camera.playhead.time = camera.playhead.time.advanced(by: .zero - min(wait, budget))
        budget -= wait
        continue
      }
      guard position > 0 else {
        play.isPlaying = false
        return
      }
      if subject.clock == .virtual {
        guard dwell(&budget) else { return }
        camera.playhead.position = index.stop(before: position)
      } else {
        camera.playhead.position = index.instantStop(before: position)
      }
    }
  }

  /// Shows what comes next of an instant: a step that begins, what the loop does between steps, or what is left.
  private mutating func reveal(at time: TraceTime) {
    let index = trace.index
    var position = index.position(at: time)
    if subject.clock == .virtual {
      let now = camera.playhead.position
      let isBetween = now == 0 || index.stop(after: now - 1) == now
      let beat = isBetween ? now : index.stop(after: now)
      if beat < position {
        let end = index.stop(after: beat)
        let step = index.step(index.stepsBegun(at: beat))
        position = step.flatMap { $0.first < end ? $0.first + 1 : nil } ?? end
      }
    }
    camera.playhead = Playhead(position: position, time: max(time, camera.playhead.time))
  }

  /// Puts the playhead at a position, with the clock at its last event.
  package mutating func seek(toPosition position: Int) {
    let position = min(max(0, position), trace.count)
    let time = position == 0 ? .zero : trace.index.time(atPosition: position)
    camera.playhead = Playhead(position: position, time: time)
    play.dwelt = .zero
    returnsTo = nil
    tour = nil
  }

  /// Puts the playhead at a moment: all that happens up to and at it has happened.
  package mutating func seek(to time: TraceTime) {
    seek(toPosition: trace.index.position(at: time))
    // Between two events the clock stands where it was asked to; behind the last one there is nothing.
    if camera.playhead.position < trace.count { camera.playhead.time = max(camera.playhead.time, time) }
  }

  /// To the end of what is known.
  package mutating func seekToEnd() { seek(toPosition: trace.count) }

  /// To where the step at the playhead has ended and the next one has not begun.
  mutating func stepForward() { seek(toPosition: trace.index.stop(after: camera.playhead.position)) }

  /// To where the last step had not begun.
  mutating func stepBack() { seek(toPosition: trace.index.stop(before: camera.playhead.position)) }

  /// To the end of the instant under way, or else of the next one.
  mutating func instantForward() {
    seek(toPosition: trace.index.instantStop(after: camera.playhead.position))
  }

  /// To before the instant of the last event.
  mutating func instantBack() { seek(toPosition: trace.index.instantStop(before: camera.playhead.position)) }
}

extension TraceTime {
  /// This moment and so much later; the end of all times where there is no such moment.
  func advanced(by duration: Duration) -> TraceTime {
    let (seconds, attoseconds) = duration.components
    let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, overflowed) = whole.addingReportingOverflow(attoseconds / 1_000_000_000)
    let (moment, tooLate) = nanoseconds.addingReportingOverflow(sum)
    return TraceTime(nanoseconds: overflow || overflowed || tooLate ? .max : moment)
  }
}
