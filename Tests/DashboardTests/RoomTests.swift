import EventScript
import Screen
import TaskModel
import Testing
import Timeline

@testable import Dashboard

/// Pictures for a room: large lanes, the slides theme.
@Suite struct RoomTests {
  private static let sizes = [Size(60, 16), Size(80, 24), Size(120, 30), Size(200, 60)]

  private func lines(_ state: DashboardState) -> [String] {
    view(state).text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test func `P makes lanes two rows high, and puts the panes aside until it is pressed again`() {
    var state = SampleTraces.dashboard()
    for _ in 0..<3 { state.type(Key(.right)) }
    let before = view(state)
    let panes = state.run?.panes
    state.type("P")
    let bars = lines(state).filter { $0.contains("███") }
    #expect(bars.count == 2 * 4, "\(bars)")
    #expect(!view(state).text.contains("─ source"))
    state.type("P")
    state.notice = nil
    #expect(view(state) == before)
    #expect(state.run?.panes == panes)
  }

  @Test func `panes can be asked for in front of a room, too`() {
    var state = SampleTraces.dashboard(size: Size(120, 40))
    state.type("Pc")
    #expect(view(state).text.contains("─ source"))
  }

  @Test(arguments: sizes)
  func `there are the signs with their counts, the steps and the whole sentence`(size: Size) throws {
    var state = SampleTraces.dashboard(SampleTraces.run(EventScript.taskGroupFailure.events), size: size)
    state.type("P")
    for _ in 0..<4 { state.type(Key(.right)) }
    let text = view(state).text
    for word in ["running", "ready", "waiting"] { #expect(text.contains(" \(word)"), "\(word) at \(size)") }
    #expect(text.contains("STEP 1") && text.contains("step 4 of"))
    #expect(!lines(state).dropLast().suffix(2).joined().contains("…"))
    try Snapshots.expect(view(state), "room-\(size.width)x\(size.height)")
  }

  @Test(arguments: sizes)
  func `the slides theme has no keys and no panes, and t goes past it`(size: Size) throws {
    var state = DashboardState(showing: SampleTraces.run(), theme: Theme(.slides), size: size)
    state.type("G")
    #expect(!view(state).text.contains("help") && !view(state).text.contains("─ source"))
    try Snapshots.expect(view(state), "slides-\(size.width)x\(size.height)")
    state.type("t")
    #expect(state.run?.camera.isForRoom == false)
    #expect(view(state).text.contains("? help"))
    for _ in 1..<Theme.Name.allCases.count { state.type("t") }
    #expect(state.theme.name == .slides && state.run?.camera.isForRoom == true)
  }

  @Test func `help and prompts have their keys in front of a room`() {
    var state = DashboardState(showing: SampleTraces.run(), theme: Theme(.slides), size: Size(80, 24))
    state.type("?")
    #expect(view(state).text.contains("Esc close") || view(state).text.contains("close"))
    state.type("?a")
    #expect(view(state).text.contains("Enter go") && view(state).text.contains("note: "))
  }

  @Test func `where not all lanes have room for two rows they have one, and none is lost`() {
    let run = SampleTraces.run(BigTrace.workers(40, turns: 3))
    for size in Self.sizes {
      var state = SampleTraces.dashboard(run, size: size)
      state.type("GP")
      #expect(view(state).text.contains("worker"))
      state.type("j")
      let geometry = state.run.map { LanesGeometry($0, in: Layout(state)[.lanes]) }
      #expect(geometry.map { $0.shown.count >= 5 } == true)
    }
  }

  @Test func `a click on either row of a lane selects its task`() throws {
    var state = SampleTraces.dashboard()
    state.type("PG")
    let rows = lines(state)
    let row = try #require(rows.firstIndex { $0.contains("count #2") })
    for row in [row, row + 1] {
      state.run?.camera.selection = nil
      _ = update(&state, .pointer(Pointer(.press, column: 3, row: row)))
      #expect(state.run?.camera.selection == TaskID(3))
    }
  }

  @Test func `a still for a slide has the legend with counts and no table of steps`() {
    var run = SampleTraces.run()
    run.seekToEnd()
    let still = DashboardState(still: run, theme: Theme(.slides), size: Size(120, 30))
    let text = view(still).text
    #expect(text.contains("██ 0 running") && text.contains("✓ 4 ended"))
    #expect(!text.contains("WHAT HAPPENS"))
  }

  @Test func `what does not fit in one row of the status goes on in the next`() {
    var line = Segments()
    line.add("one", Style.plain)
    line.add(" two  three four", Style.plain)
    let rows = line.wrapped(width: 9, rows: 2).map { $0.pieces.map(\.text).joined() }
    #expect(rows == ["one two", "three four"])
    #expect(Segments().wrapped(width: 9, rows: 2).count == 1)
  }
}
