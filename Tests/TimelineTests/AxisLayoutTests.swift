import EventScript
import TaskModel
import Testing
import Timeline

@Suite struct AxisLayoutTests {
  private static func events(_ seed: Int) -> [TaskEvent] {
    RandomTrace(seed: UInt64(seed) &* 31, count: 20 * seed).events
  }

  private static func index(of events: [TaskEvent]) -> TimelineIndex {
    var index = TimelineIndex()
    for event in events { index.append(event) }
    return index
  }

  private static func layouts(_ index: TimelineIndex) -> [AxisLayout] {
    [AxisLayout.Kind.elastic, .time, .steps].flatMap { kind in
      [1, 9, 120].flatMap { width in
        [1, 7.5].map { AxisLayout(kind, of: index, width: width, magnification: $0) }
      }
    }
  }

  @Test(arguments: 1...8) func `every event lies in the slot of its column, and columns never go back`(
    seed: Int
  ) {
    let events = Self.events(seed)
    let index = Self.index(of: events)
    var wrong: [String] = []
    for axis in Self.layouts(index) {
      var last = Int.min
      for event in events.indices {
        let column = axis.column(ofEvent: event, in: index)
        let slot = axis.slot(atColumn: column, in: index)
        // An exact axis shows in a column what has happened at its left edge.
        let isInside = event < slot.upper && (axis.isExact || slot.lower <= event)
        if column < max(0, last) || column > axis.totalColumns || !isInside {
          wrong.append("\(axis.kind) \(axis.width): event \(event), column \(column), \(slot)")
        }
        last = column
      }
    }
    #expect(wrong == [])
  }

  @Test(arguments: 1...8) func `slots follow each other without losing an event`(seed: Int) {
    let events = Self.events(seed)
    let index = Self.index(of: events)
    for axis in Self.layouts(index) where axis.totalColumns < 2000 {
      var wrong: [Int] = []
      var last = 0
      for column in 0..<max(1, axis.totalColumns) {
        let slot = axis.slot(atColumn: column, in: index)
        if slot.upper < slot.lower || slot.upper < last { wrong.append(column) }
        last = slot.upper
      }
      #expect(wrong == [])
      #expect(axis.slot(atColumn: axis.totalColumns + 1, in: index).upper == events.count)
    }
  }

  @Test(arguments: 1...8) func `what fits is not wider than its window`(seed: Int) {
    let events = Self.events(seed)
    let index = Self.index(of: events)
    for axis in Self.layouts(index) where axis.firstColumn == 0 {
      let fit = AxisLayout(axis.kind, of: index, width: axis.width)
      #expect(fit.totalColumns <= max(1, axis.width))
      #expect(axis.totalColumns >= fit.totalColumns)
    }
  }

  @Test func `each step of an elastic axis has columns of its own, in order`() {
    let index = Self.index(of: EventScript.gather.events)
    let axis = AxisLayout(.elastic, of: index, width: 80)
    let columns = (0..<index.stepCount).compactMap { index.step($0) }.map {
      axis.column(ofBeatOf: $0.first, in: index)
    }
    #expect(columns == [0, 5, 10, 15, 60, 65, 70, 75])
    #expect(axis.totalColumns == 80)
  }

  @Test func `equal idle stretches are equally wide, longer ones wider`() {
    let script = EventScript(
      """
      0 create a
      0 resume a
      0 suspend a on sleep 1
      1 resume a
      1 suspend a on sleep 2
      2 resume a
      2 suspend a on sleep 12
      12 resume a
      12 finish a returned
      """)
    let index = Self.index(of: script.events)
    let axis = AxisLayout(.elastic, of: index, width: 120)
    let starts = (0..<4).compactMap { index.step($0) }.map { axis.column(ofBeatOf: $0.first, in: index) }
    #expect(starts[2] - starts[1] == starts[1] - starts[0])
    #expect(starts[3] - starts[2] > starts[2] - starts[1])
  }

  @Test func `the time axis is in proportion`() {
    let index = Self.index(of: EventScript.taskGroupFailure.events)
    let axis = AxisLayout(.time, of: index, width: 41)
    #expect(axis.column(ofTime: TraceTime(nanoseconds: 2_000_000_000), in: index) == 40)
    #expect(axis.column(ofTime: TraceTime(nanoseconds: 500_000_000), in: index) == 10)
    #expect(axis.position(atColumn: 9, in: index) == 13)
  }

  @Test func `the playhead moves through an idle stretch with the clock`() {
    let index = Self.index(of: EventScript.gather.events)
    let axis = AxisLayout(.elastic, of: index, width: 80)
    let position = index.position(at: .zero)
    let columns = [0, 250, 500, 750, 999].map { milliseconds in
      axis.column(
        ofPosition: position, time: TraceTime(nanoseconds: Int64(milliseconds) * 1_000_000), in: index)
    }
    #expect(columns == [20, 30, 40, 50, 59])
  }

  @Test func `a cancellation asked for by a callback has columns of its own`() {
    let index = Self.index(of: EventScript.waitForTimeout.events)
    let axis = AxisLayout(.elastic, of: index, width: 80)
    let asked = axis.column(ofEvent: 6, in: index)
    let told = axis.column(ofEvent: 8, in: index)
    #expect(told - asked >= 4)
  }

  @Test(arguments: [AxisLayout.Kind.elastic, .time, .steps]) func `an empty trace has an axis, too`(
    kind: AxisLayout.Kind
  ) {
    let index = TimelineIndex()
    let axis = AxisLayout(kind, of: index, width: 10, magnification: .infinity, firstColumn: .max)
    #expect(axis.slots(in: index).allSatisfy { $0.lower == 0 && $0.upper == 0 })
    #expect(axis.column(ofPosition: 3, time: .zero, in: index) <= 0)
  }
}
