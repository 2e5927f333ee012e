import EventScript
import TaskModel
import Testing
import Timeline
import Trace

private func index(of events: [TaskEvent]) -> TimelineIndex {
  var index = TimelineIndex()
  for event in events { index.append(event) }
  return index
}

@Suite struct TimelineIndexTests {
  private static func events(_ seed: Int) -> [TaskEvent] {
    RandomTrace(seed: UInt64(seed), count: 60 + 10 * seed).events
  }

  @Test(arguments: 1...16) func `states and spans are those of a scan of the whole trace`(seed: Int) {
    let events = Self.events(seed)
    let index = index(of: events)
    let naive = NaiveTimeline(events: events)
    for task in naive.tasks {
      guard let lane = index.lane(of: task) else {
        Issue.record("no lane for \(task)")
        continue
      }
      let states = naive.states(task)
      var wrong: [String] = []
      for position in 0...events.count {
        let span = index.span(ofLane: lane, at: position) ?? Span(state: .absent, first: 0, end: nil)
        let last = span.end.map { $0 - 1 } ?? (span.state == .absent ? position : events.count)
        if index.state(ofLane: lane, at: position) != states[position]
          || !(span.first...last).contains(position)
          || !states[span.first...last].allSatisfy({ $0 == span.state })
        {
          wrong.append("\(task) at \(position): \(span), not \(states[position])")
        }
      }
      #expect(wrong == [])
    }
  }

  @Test(arguments: 1...16) func `counts by state are those of a scan`(seed: Int) {
    let events = Self.events(seed)
    let index = index(of: events)
    let naive = NaiveTimeline(events: events)
    let states = naive.tasks.filter { $0 != .program }.map { naive.states($0) }
    for position in stride(from: 0, through: events.count, by: 7) {
      let counts = index.counts(at: position)
      for state in LaneState.allCases where state != .absent && state != .stalled {
        let expected = states.count { ($0[position] == .stalled ? .running : $0[position]) == state }
        #expect(counts[state] == expected, "\(state) at \(position)")
      }
      let bad = index.badEndings(at: position)
      #expect([bad.raised, bad.cancelled] == naive.badEndings(at: position))
    }
  }

  @Test(arguments: 1...16) func `steps and instants are those of a scan`(seed: Int) {
    let events = Self.events(seed)
    let index = index(of: events)
    let steps = NaiveTimeline(events: events).steps
    #expect(index.stepCount == steps.count)
    for (ordinal, step) in steps.enumerated() {
      let found = index.step(ordinal)
      #expect(found?.first == step.first)
      #expect(found?.last == step.last)
      #expect(found.map { index.lanes[$0.lane].task } == step.task)
    }
    let wrong = (0...events.count).filter { position in
      index.stepsBegun(at: position) != steps.count { $0.first < position }
        || index.time(atPosition: position) != (position == 0 ? .zero : events[position - 1].time)
    }
    #expect(wrong == [])
    var times = events.map(\.time)
    times.append(TraceTime(nanoseconds: .max))
    for time in times { #expect(index.position(at: time) == events.count { $0.time <= time }) }
    #expect(index.instantCount == Set(events.map(\.time)).count)
  }

  @Test func `a step inside another one ends, and the other one goes on`() throws {
    let script = EventScript(
      """
      0 create main by program
      0 resume main
      0 create quick by main
      0 resume quick
      0 finish quick returned
      0 create slow by main
      0 resume slow
      0 suspend slow on sleep 1
      1 suspend main on task slow
      """)
    let index = index(of: script.events)
    let lanes = ["main", "quick", "slow"].compactMap { script.task($0).flatMap(index.lane) }
    try #require(lanes.count == 3)
    #expect((0..<index.stepCount).map { index.step($0)?.last } == [8, 4, 7])
    #expect((2...8).map { index.step(at: $0)?.lane } == [0, 0, 1, 0, 0, 2, 0].map { lanes[$0] })
    #expect((2...8).allSatisfy { index.state(ofLane: lanes[0], at: $0) == .running })
    #expect(
      index.state(ofLane: lanes[1], at: 5) == .ended && index.state(ofLane: lanes[2], at: 8) == .waiting)
  }

  @Test(arguments: 1...16) func `going from stop to stop visits the whole trace, and back the same way`(
    seed: Int
  ) {
    let events = Self.events(seed)
    let index = index(of: events)
    for (after, before) in [
      (index.stop(after:), index.stop(before:)), (index.instantStop(after:), index.instantStop(before:)),
    ] {
      var stops = [0]
      while let last = stops.last, last < events.count { stops.append(after(last)) }
      #expect(stops.last == events.count)
      var back = [events.count]
      while let last = back.last, last > 0 { back.append(before(last)) }
      #expect(back.reversed() == stops)
    }
    // No stop lies within a step of one instant.
    let steps = NaiveTimeline(events: events).steps
    var stop = 0
    while stop < events.count {
      stop = index.stop(after: stop)
      let inside = steps.contains { step in
        // Where another step began within it, that one is a stop of its own.
        !steps.contains { step.first < $0.first && $0.first <= stop && $0.first <= step.last ?? .max }
          && step.first < stop && stop <= step.last ?? .max && stop < events.count
          && events[stop - 1].time == events[stop].time
      }
      #expect(!inside)
    }
  }

  @Test(arguments: 1...16) func `rows are the tree of creation`(seed: Int) {
    let events = Self.events(seed)
    let index = index(of: events)
    let hidden = index.showsProgram ? 0 : 1
    let nodes = index.nodes(inRows: 0..<index.rowCount)
    var lanes: [TaskID] = []
    for (row, node) in nodes.enumerated() {
      guard case .lane(let lane) = index.tree.nodes[node].content else { continue }
      lanes.append(index.lanes[lane].task)
      #expect(index.row(ofNode: node) == row)
    }
    let expected = NaiveTimeline(events: events).rows()
    #expect(lanes == Array(expected.first == .program ? expected[hidden...] : expected[...]))
    let tally = index.tally(ofRows: 0..<index.rowCount)
    #expect(tally.rows == index.rowCount)
    let raised = events.count { if case .finish(_, .raised) = $0.kind { true } else { false } }
    let cancelled = events.count { if case .finish(_, .cancelled) = $0.kind { true } else { false } }
    #expect(tally.raised == raised)
    #expect(tally.cancelled == cancelled)
  }

  @Test(arguments: 1...16) func `a mix holds every state of its range, and how long each lasts`(seed: Int) {
    let events = Self.events(seed)
    let index = index(of: events)
    let naive = NaiveTimeline(events: events)
    var random = SplitMix(state: 7)
    for task in naive.tasks {
      guard let lane = index.lane(of: task) else { continue }
      let all = naive.states(task)
      for _ in 0..<3 {
        let low = random.next(events.count)
        let range = low...low + random.next(events.count - low + 1)
        let mix = index.mix(ofLane: lane, in: range)
        let states = Array(all[range])
        for state in LaneState.allCases {
          #expect(mix.contains(state) == states.contains(state) || state == .absent)
          guard state != .absent else { continue }
          let inside = range.dropLast().enumerated().filter { states[$0.offset] == state }
          #expect(mix.events(in: state) == inside.count)
          let time = inside.reduce(Duration.zero) { sum, position in
            sum + index.time(atPosition: position.element + 1).since(index.time(atPosition: position.element))
          }
          #expect(mix.duration(in: state) == time)
        }
      }
    }
  }

  @Test(arguments: 1...8) func `an index made from columns answers as one made from events`(seed: Int) {
    let events = Self.events(seed)
    var store = TraceStore()
    var index = TimelineIndex()
    for (offset, event) in events.enumerated() {
      store.append(event)
      if offset % 7 == 0 { index.extend(to: store) }
    }
    index.extend(to: store)
    var expected = TimelineIndex()
    for event in events { expected.append(event) }
    #expect(index.totals == expected.totals)
    #expect(index.count == expected.count)
    for lane in expected.lanes.indices {
      let states = (0...events.count).map { index.state(ofLane: lane, at: $0) }
      #expect(states == (0...events.count).map { expected.state(ofLane: lane, at: $0) })
      #expect(index.lanes[lane].causes == expected.lanes[lane].causes)
      #expect(index.lanes[lane].surfaced == expected.lanes[lane].surfaced)
      #expect(index.lanes[lane].cutSleep == expected.lanes[lane].cutSleep)
    }
  }

  @Test(arguments: 1...16) func `a trace that makes no sense is indexed without a trap`(seed: Int) {
    let index = index(of: RandomTrace(seed: UInt64(seed), count: 300, strays: true).events)
    for node in index.nodes(inRows: 0..<index.rowCount) { _ = index.scopes(ofNode: node) }
    for position in 0...index.count {
      for lane in index.lanes.indices.prefix(4) { _ = index.mix(ofLane: lane, in: position...index.count) }
      #expect(index.stop(after: position) >= position)
    }
  }
}
