import Testing

@testable import Recording

/// What is kept of events that have gone.
struct RingStateTests {
  private func event(_ kind: SegmentLayout.Kind, _ time: UInt64, _ a: UInt32, _ b: UInt32 = 0) -> RawEvent {
    RawEvent(kind, time: time, a: a, b: b)
  }

  private func kept(_ events: [RawEvent], _ texts: [UInt32: String] = [:]) -> [RawEvent] {
    var state = RingState()
    for event in events { state.take(event, texts) }
    return state.events(at: 100)
  }

  @Test func `a task that lives keeps its creation and its last step, and one that has ended goes`() {
    let events = [
      event(.process, 0, 7), event(.create, 1, 1), event(.create, 2, 2), event(.resume, 3, 1),
      event(.suspend, 4, 1), event(.resume, 5, 2), event(.finish, 6, 2), event(.ready, 7, 1),
    ]
    #expect(
      kept(events) == [
        event(.process, 0, 7), event(.create, 1, 1), event(.resume, 4, 1), event(.suspend, 4, 1),
        event(.ready, 7, 1), event(.dropped, 100, 4),
      ])
  }

  @Test func `a scope that is open is kept, with its last deadline, and one that is left goes`() {
    let events = [
      event(.process, 0, 7), event(.enter, 1, 1), event(.enter, 2, 2), event(.exit, 3, 2),
      event(.reschedule, 4, 1), event(.reschedule, 5, 1),
    ]
    #expect(
      kept(events) == [
        event(.process, 0, 7), event(.enter, 1, 1), event(.reschedule, 5, 1), event(.dropped, 100, 3),
      ])
  }

  @Test func `the program's end is told last`() {
    let events = [event(.process, 0, 7), event(.finish, 9, 0)]
    #expect(kept(events) == events)
  }

  @Test func `texts that come once stay only with what they belong to`() {
    var state = RingState()
    let texts: [UInt32: String] = [1: "coroutine", 2: "a name", 3: "another"]
    var (first, second) = (event(.create, 1, 1), event(.create, 2, 2))
    (first.e, second.e) = (2, 3)
    for event in [first, second, event(.finish, 3, 2)] { state.take(event, texts) }
    #expect(state.allTexts == [2: "a name"])
  }
}
