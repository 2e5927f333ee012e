import EventScript
import TaskModel
import Testing
import Timeline

/// Where nothing is left that could go on, on a clock that stands.
@Suite struct StandstillTests {
  private func index(_ script: String) -> TimelineIndex {
    var index = TimelineIndex()
    for event in EventScript(script).events { index.append(event) }
    return index
  }

  private static let deadlock = """
    0 create main by program
    0 resume main
    0 create child by main
    0 suspend main on future f
    0 resume child
    0 suspend child on future g
    0 cancel main shutdown
    0 cancel child shutdown
    0 ready main by callback
    0 resume main throwing CancelledError
    0 finish main cancelled
    """

  @Test func `a loop that closes while its task still waits begins an instant of its own, at the same time`()
  {
    let index = index(Self.deadlock)
    #expect(index.instantCount == 2)
    #expect(index.instant(1)?.events == 6..<11)
    #expect(index.instant(1)?.time == .zero)
    #expect(index.isStandstill(before: 6))
    #expect((0..<11).filter { index.isStandstill(before: $0) } == [6])
    #expect(index.instantStop(after: 0) == 6)
    #expect(index.instantStop(before: 11) == 6)
  }

  @Test func `the standstill has columns of its own on an elastic axis`() {
    let index = index(Self.deadlock)
    let axis = AxisLayout(.elastic, of: index, width: 100)
    let gap = (0..<100).filter {
      axis.slot(atColumn: $0, in: index).inGap && axis.slot(atColumn: $0, in: index).lower == 6
    }
    #expect(gap.count >= 20, "\(gap)")
  }

  @Test func `a loop that closes behind the end of its task has not stood still`() {
    let index = index(
      """
      0 create main by program
      0 resume main
      0 create child by main
      0 finish main returned
      0 cancel child shutdown
      0 ready child by callback
      0 resume child throwing CancelledError
      0 finish child cancelled
      """)
    #expect(index.instantCount == 1)
    #expect(!(0..<8).contains { index.isStandstill(before: $0) })
  }
}
