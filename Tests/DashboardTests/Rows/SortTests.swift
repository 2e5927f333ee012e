import EventScript
import Screen
import TaskModel
import Testing
import Timeline

@testable import Dashboard

@Suite struct SortTests {
  private func sorted(
    _ key: LaneSort.Key, reversed: Bool = false, at position: Int = 1000, size: Size = Size(100, 30)
  ) -> DashboardState {
    var state = Nested.dashboard(size: size)
    state.go(toPosition: position)
    while state.run?.camera.sort.key != key { state.type("s") }
    if reversed { state.type("R") }
    return state
  }

  private func fetches(_ numbers: Int...) -> [String] { numbers.map { "fetch #\($0)" } }

  @Test func `tasks of one parent are sorted, and stay below it`() {
    #expect(sorted(.created).rowNames == ["main", "parser", "loader"] + fetches(1, 2, 3, 4) + ["Lock db"])
    #expect(
      sorted(.created, reversed: true).rowNames == ["main", "loader"] + fetches(4, 3, 2, 1) + [
        "parser", "Lock db",
      ])
    #expect(sorted(.duration).rowNames == ["main", "parser", "loader"] + fetches(4, 2, 3, 1) + ["Lock db"])
    #expect(
      sorted(.duration, reversed: true).rowNames == ["main", "loader"] + fetches(1, 3, 2, 4) + [
        "parser", "Lock db",
      ])
    #expect(sorted(.waiting).rowNames == ["main", "parser", "loader"] + fetches(4, 2, 3, 1) + ["Lock db"])
    #expect(sorted(.name).rowNames == ["main", "loader"] + fetches(1, 2, 3, 4) + ["parser", "Lock db"])
    #expect(sorted(.outcome).rowNames == ["main", "parser", "loader"] + fetches(2, 3, 4, 1) + ["Lock db"])
  }

  @Test func `sorting by state follows the playhead`() {
    // As fetch #1 runs: the others wait.
    #expect(sorted(.state, at: 25).rowNames.dropFirst(3).prefix(4) == fetches(1, 2, 3, 4)[...])
    #expect(sorted(.state, at: 26).rowNames.dropFirst(3).prefix(4) == fetches(2, 3, 4, 1)[...])
    var state = sorted(.state, at: 25)
    state.type(">")
    #expect(state.rowNames.dropFirst(3).prefix(4) == fetches(2, 3, 4, 1)[...])
  }

  @Test func `what is covered has no influence on the order`() {
    var state = sorted(.outcome, at: Nested.middle)
    state.type("u")
    #expect(state.rowNames == sorted(.created).rowNames)
  }

  @Test func `the screen says how rows are sorted`() {
    #expect(view(sorted(.duration)).text.contains("sorted by duration, the longest first"))
    #expect(sorted(.duration).notice?.text == "Tasks of one parent are sorted by duration, the longest first")
    #expect(view(sorted(.duration, reversed: true)).text.contains("by duration, the shortest first"))
    #expect(!view(sorted(.created)).text.contains("sorted"))
  }

  @Test func `sorting keeps filters and folds`() {
    var state = sorted(.outcome)
    state.type("Ffetch")
    state.type(Key(.enter))
    #expect(state.rowNames == ["main", "loader"] + fetches(2, 3, 4, 1))
    state.run?.camera.selection = Nested.script.task("loader")
    state.type("z")
    #expect(state.rowNames == ["main", "loader"])
  }

  @Test func `numbers in names count by their value`() {
    let names = ["worker #10", "worker #9", "Worker #1", "a2", "a10", "", "b", "worker #09"]
    let sorted = names.sorted { (NaturalText($0), $0) < (NaturalText($1), $1) }
    #expect(sorted == ["", "a2", "a10", "b", "Worker #1", "worker #09", "worker #9", "worker #10"])
  }

  @Test(arguments: Nested.sizes) func `sorted rows look so`(size: Size) throws {
    try Snapshots.expect(view(sorted(.outcome, size: size)), "sort-\(size.width)x\(size.height)")
  }
}
