import Dashboard
import EventScript
import Screen
import TaskModel
import Testing
import Timeline

@Suite struct LanesCostTests {
  /// What a picture may look at: for each cell two blocks of sums, and the states at its edges.
  private static func limit(_ width: Int, _ height: Int) -> Int { width * height * 66 }

  @Test(arguments: Camera.Axis.allCases)
  func `a hundred thousand tasks cost no more than what is shown of them`(
    axis: Camera.Axis
  ) {
    let script = EventScript(events: BigTrace.workers(100_000, turns: 2))
    let picture = picture(of: script, width: 80, height: 24) {
      $0.axis = axis
      $0.firstRow = 50_000
    }
    #expect(picture.shownRows > 15)
    #expect(picture.firstRow == 50_000)
    #expect(picture.visitedSpans <= Self.limit(80, 24))
    #expect(picture.grid.text.contains("worker #50001"), "the row before it is covered by main's")
  }

  private static let many = EventScript(events: BigTrace.workers(20_000, turns: 2))

  @Test(arguments: Camera.Axis.allCases)
  func `folds, filters and orders cost no more than what is shown of them`(
    axis: Camera.Axis
  ) {
    let choices: [(String, (TimelineIndex, inout LaneRows.Choice) -> Void)] = [
      ("main", { $1.isFolded = { _ in true } }),
      ("worker #10002", { index, choice in choice.matches = index.tree.nodes.indices.map { $0 % 2 == 0 } }),
      ("worker #10000", { index, choice in choice.sequence = index.tree.nodes.indices.reversed() }),
    ]
    for (name, choose) in choices {
      let picture = picture(of: Self.many, width: 80, height: 24) {
        $0.axis = axis
        $0.firstRow = name == "worker #10002" ? 5000 : 10_000
      } rows: { index in
        var choice = LaneRows.Choice()
        choose(index, &choice)
        return LaneRows(of: index, choice)
      }
      #expect(picture.visitedSpans <= Self.limit(80, 24))
      #expect(picture.grid.text.contains(name), "\(axis)")
    }
  }

  @Test(arguments: Camera.Axis.allCases) func `a longer trace costs no more than a short one`(
    axis: Camera.Axis
  ) {
    let costs = [40, 4000].map { turns in
      picture(of: EventScript(events: BigTrace.workers(8, turns: turns)), width: 80, height: 24) {
        $0.axis = axis
      }
      .visitedSpans
    }
    #expect(costs[1] <= Self.limit(80, 9))
    #expect(costs[1] <= max(1, costs[0]) * 12)
  }

  @Test(arguments: Camera.Axis.allCases) func `a picture of everything loses no failure`(axis: Camera.Axis) {
    let script = EventScript(events: BigTrace.workers(20, turns: 500))
    let picture = picture(of: script, width: 60, height: 30) { $0.axis = axis }
    let rows = picture.grid.text.split(separator: "\n").filter { $0.contains("worker") }
    #expect(rows.count == 20)
    #expect(rows.filter { $0.contains("✗") }.count == 2)
  }

  @Test func `rows out of sight are counted with what went wrong in them`() {
    let script = EventScript(events: BigTrace.workers(40, turns: 4))
    let picture = picture(of: script, width: 80, height: 16) { $0.firstRow = 10 }
    #expect(picture.grid.text.contains("▲ 10 more ✗ 1"))
    #expect(picture.grid.text.contains("more ✗ 2"))
  }
}
