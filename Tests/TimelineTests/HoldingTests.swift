import EventScript
import TaskModel
import Testing
import Timeline

/// A step that is told to hold the loop while it still does.
@Suite struct HoldingTests {
  private func index(_ script: String) -> TimelineIndex {
    var index = TimelineIndex()
    for event in EventScript(script).events { index.append(event) }
    return index
  }

  private static let held = """
    0 create main by program
    0 resume main
    0.1 stall main 0 crunch app.py:9
    0.3 stall main 0 crunch app.py:9
    """

  @Test func `it is stalled from its beginning until somebody says that it is over`() {
    let held = index(Self.held)
    #expect((2...4).map { held.state(ofLane: 0, at: $0) } == [.stalled, .stalled, .stalled])
    #expect(held.lanes[0].holding == 3)
    #expect(held.incidentCount == 0)
    let over = index(Self.held + "\n0.4 stall main 0.4 crunch app.py:9\n0.4 suspend main on sleep 1")
    #expect(
      (2...6).map { over.state(ofLane: 0, at: $0) } == [.stalled, .stalled, .stalled, .running, .waiting])
    #expect(over.lanes[0].holding == nil)
    #expect(over.incidentCount == 1)
    #expect(over.totals.stalls == 1)
    #expect(over.totals.stalled == .milliseconds(400))
  }

  @Test func `a step that just ends does not hold it any more`() {
    let index = index(Self.held + "\n0.4 finish main returned")
    #expect(index.state(ofLane: 0, at: 5) == .ended)
    #expect(index.lanes[0].holding == nil)
  }

  @Test func `who holds it is counted among those that run, and no more once it is over`() {
    for end in ["finish main returned", "suspend main on sleep 1"] {
      let index = index(Self.held + "\n0.4 " + end)
      #expect((2...5).map { index.counts(at: $0)[.running] } == [1, 1, 1, 0])
      #expect((2...5).map { index.counts(at: $0)[.stalled] } == [0, 0, 0, 0])
      #expect(index.counts(at: 5).alive == (end.hasPrefix("finish") ? 0 : 1))
    }
  }

  @Test func `a callback holds it from when that is told`() throws {
    let index = index(
      """
      0 create program by program
      0 resume program
      0.1 stall program 0 crunch app.py:9
      0.4 stall program 0.4 crunch app.py:9
      """)
    let lane = try #require(index.lane(of: .program))
    #expect((2...4).map { index.state(ofLane: lane, at: $0) } == [.running, .stalled, .running])
  }

  @Test func `a task that waits holds nothing`() {
    let index = index(
      "0 create main by program\n0 resume main\n0 suspend main on sleep 1\n0.5 stall main 0 late")
    #expect(index.state(ofLane: 0, at: 4) == .waiting)
    #expect(index.lanes[0].holding == nil)
  }
}
