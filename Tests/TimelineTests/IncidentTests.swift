import TaskModel
import Testing
import Timeline

@Suite struct IncidentTests {
  @Test(arguments: 1...12) func `from any position the nearest incidents are those that a scan finds`(
    seed: Int
  ) {
    let events = RandomTrace(seed: UInt64(seed), count: 60 + 10 * seed).events
    var index = TimelineIndex()
    for event in events { index.append(event) }
    let bad = events.indices.filter { isIncident(events[$0].kind) }
    #expect(index.incidentCount == bad.count)
    for position in 0...events.count {
      #expect(index.incident(after: position)?.event == bad.first { $0 >= position })
      let start = index.stop(before: position)
      #expect(index.incident(before: position)?.event == bad.last { $0 < start })
    }
    for (ordinal, event) in bad.enumerated() {
      #expect(index.incident(after: event)?.ordinal == ordinal)
    }
  }

  private func isIncident(_ kind: TaskEvent.Kind) -> Bool {
    switch kind {
    case .finish(let task, .raised), .finish(let task, .cancelled): task != .program
    case .stall(_, let duration, _): duration > .zero
    default: false
    }
  }
}
