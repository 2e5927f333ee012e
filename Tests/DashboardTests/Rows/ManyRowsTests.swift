import EventScript
import Screen
import TaskModel
import Testing
import Timeline

@testable import Dashboard

@Suite struct ManyRowsTests {
  private static let workers = SampleTraces.run(BigTrace.workers(60, turns: 6), source: "")

  private func state(_ size: Size = Size(100, 30)) -> DashboardState {
    var state = SampleTraces.dashboard(Self.workers, size: size)
    state.type(Key(.end))
    return state
  }

  private func lines(_ state: DashboardState) -> [String] {
    view(state).text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test func `when lanes are scrolled, those that they hang below stay`() {
    var state = state()
    state.run?.camera.firstRow = 20
    let lines = lines(state)
    let main = lines.firstIndex { $0.hasPrefix("▲main") } ?? 0
    #expect(main > 2 && lines[main + 1].contains("worker #21"))
    #expect(lines.contains { $0.hasPrefix(" ▲ 20 more ✗ 2") }, "main is not one of them")
    state.run?.camera.firstRow = 0
    #expect(!view(state).text.contains("▲"))
  }

  @Test func `no row is hidden without being counted`() {
    for size in Nested.sizes {
      for first in stride(from: 0, to: 61, by: 7) {
        var state = state(size)
        state.run?.camera.firstRow = first
        let lines = lines(state)
        func count(_ sign: Character) -> Int {
          let line = lines.first { $0.contains(" \(sign) ") && $0.contains(" more") } ?? ""
          let words = line.split(separator: " ")
          return words.firstIndex(of: "\(sign)").flatMap { Int(words[$0 + 1]) } ?? 0
        }
        let names = lines.filter { $0.prefix(8).contains("─ work") || $0.prefix(6).contains("main") }
        #expect(names.count + count("▲") + count("▼") == 61, "\(size) \(first)")
      }
    }
  }

  @Test func `whatever is selected is seen, and not covered by its parents`() {
    var state = state()
    for key in Array(repeating: "j", count: 62) + Array(repeating: "k", count: 62) {
      state.type(key)
      guard let row = state.run?.selectedRow, row % 3 == 0 else { continue }
      #expect(lines(state).count { $0.hasPrefix("▸") } == 1)
    }
  }

  @Test(arguments: Nested.sizes) func `many lanes look so`(size: Size) throws {
    var state = state(size)
    state.run?.camera.firstRow = 20
    try Snapshots.expect(view(state), "many-\(size.width)x\(size.height)")
    state.type("++++")
    try Snapshots.expect(view(state), "zoomed-\(size.width)x\(size.height)")
  }

  @Test func `thousands of tasks can be folded, filtered and sorted`() {
    let run = SampleTraces.run(BigTrace.workers(3000, turns: 1), source: "")
    var state = SampleTraces.dashboard(run, size: Size(200, 60))
    state.type(Key(.end))
    for key in ["s", "s", "s", "s", "s", "R"] {
      state.type(key)
      #expect(state.run?.rows.count(in: run.trace.index) == 3001)
      #expect(view(state).text.contains("main") && view(state).text.contains(" more"))
    }
    state.type("Foutcome:failed")
    state.type(Key(.enter))
    #expect(state.run?.rows.count(in: run.trace.index) == 301)
    #expect(view(state).text.contains("filter hides 2700"))
    state.type("Z")
    #expect(state.run?.rows.count(in: run.trace.index) == 1)
    #expect(view(state).text.contains("+300 ✗ 300"))
  }

  // MARK: The whole run

  private func minimap(_ state: DashboardState) -> Int? {
    lines(state).firstIndex { $0.contains("╞") && $0.contains("─") && !$0.contains("output") }
  }

  @Test func `the whole run is shown where not everything fits, until it is switched off`() {
    var small = Nested.dashboard()
    small.go(toPosition: 1000)
    #expect(!view(small).text.contains("whole run"))
    small.type("+++")
    #expect(view(small).text.contains("whole run"))
    small.type("M")
    #expect(!view(small).text.contains("whole run"))
    small.type("M0")
    #expect(!view(small).text.contains("whole run"))
    #expect(view(state()).text.contains("1-") && view(state()).text.contains(" of 61"))
  }

  @Test(arguments: Camera.Axis.allCases) func `the map of the whole run loses no failure and no cancellation`(
    axis: Camera.Axis
  ) {
    for (run, signs) in [(Self.workers, "✗"), (SampleTraces.run(Nested.script.events, source: ""), "✗⊘")] {
      var state = SampleTraces.dashboard(run, size: Size(100, 30))
      state.run?.camera.axis = axis
      state.type(Key(.end))
      state.type("++++++++")
      let place = lines(state).firstIndex { $0.hasPrefix(" whole run") || $0.contains(" of 61 ") } ?? 0
      let map = lines(state)[place] + lines(state)[place + 1]
      for sign in signs { #expect(map.contains(sign), "\(axis)") }
    }
  }

  @Test(arguments: Camera.Axis.allCases)
  func `a click in the map moves the window there, and a drag takes it along`(
    axis: Camera.Axis
  ) {
    var state = state()
    state.run?.camera.axis = axis
    state.type("++++")
    let row = lines(state).firstIndex { $0.contains(" of 61") } ?? 0
    let playhead = state.run?.camera.playhead
    var last = Int.max
    _ = update(&state, .pointer(Pointer(.press, column: 90, row: row)))
    for column in stride(from: 90, through: 15, by: -5) {
      _ = update(&state, .pointer(Pointer(.drag, column: column, row: row + 9)))
      let first = state.run?.camera.firstColumn ?? 0
      #expect(first <= last)
      last = first
    }
    #expect(last == 0 && state.run?.camera.playhead == playhead)
    _ = update(&state, .pointer(Pointer(.release, column: 15, row: row)))
    _ = update(&state, .pointer(Pointer(.press, column: 60, row: row + 6)))
    #expect(state.run?.camera.playhead != playhead, "elsewhere a click moves the playhead")
  }

  @Test func `what comes next is not on the map while it is covered`() {
    var state = Nested.dashboard()
    state.go(toPosition: Nested.middle)
    state.type("u+++")
    #expect(view(state).text.contains("whole run"))
    #expect(!view(state).text.contains("✗") && !view(state).text.contains("⊘"))
  }

  @Test func `the wheel zooms about the pointer with control and pans with shift`() {
    var state = state()
    _ = update(&state, .pointer(Pointer(.wheelUp, column: 60, row: 10, modifiers: .control)))
    #expect(state.run?.camera.zoom != .fit)
    let before = state.run?.camera.firstColumn ?? 0
    _ = update(&state, .pointer(Pointer(.wheelDown, column: 60, row: 10, modifiers: .shift)))
    #expect((state.run?.camera.firstColumn ?? 0) > before)
    _ = update(&state, .pointer(Pointer(.wheelUp, column: 60, row: 10, modifiers: .shift)))
    #expect(state.run?.camera.firstColumn == before)
  }
}
