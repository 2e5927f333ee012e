import Screen
import TaskModel
import Testing

@testable import Dashboard

@Suite struct PointerTests {
  private func row(_ state: DashboardState, of text: String) -> Int {
    view(state).text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains(text) }
      ?? -1
  }

  private func column(_ state: DashboardState, of text: String, row: Int) -> Int {
    let cells = (0..<state.size.width).map { view(state)[$0, row].text }
    return cells.indices.first { cells[$0...].joined().hasPrefix(text) } ?? -1
  }

  @Test func `a click on a lane selects it and moves the playhead there`() {
    var state = SampleTraces.dashboard()
    let lane = row(state, of: "count #2")
    // On the second step of count #2, behind the idle second.
    let step = column(state, of: "6", row: 2)
    _ = update(&state, .pointer(Pointer(.press, column: step + 1, row: lane)))
    #expect(state.run?.camera.selection == TaskID(3))
    #expect(state.milliseconds == 1000)
    #expect(state.run?.play.isPlaying == false)
  }

  @Test func `a click on a name selects and leaves the playhead alone`() {
    var state = SampleTraces.dashboard()
    _ = update(&state, .pointer(Pointer(.press, column: 6, row: row(state, of: "count #3"))))
    #expect(state.run?.camera.selection == TaskID(4))
    #expect(state.position == 0)
  }

  @Test func `dragging scrubs through the whole run, even beyond the edge of the lanes`() {
    var state = SampleTraces.dashboard()
    _ = update(&state, .pointer(Pointer(.press, column: 20, row: 5)))
    _ = update(&state, .pointer(Pointer(.drag, column: 79, row: 23)))
    #expect(state.position == SampleTraces.gather.count)
    _ = update(&state, .pointer(Pointer(.drag, column: 0, row: 0)))
    #expect(state.milliseconds == 0)
    _ = update(&state, .pointer(Pointer(.release, column: 0, row: 0)))
    _ = update(&state, .pointer(Pointer(.drag, column: 79, row: 5)))
    #expect(state.milliseconds == 0)
  }

  @Test func `the wheel scrolls the lanes, and on the ruler it zooms`() {
    var events = SampleTraces.gather
    for number in 10..<60 {
      let create = TaskEvent.Kind.create(
        TaskID(Int32(number)), parent: TaskID(1), name: "t\(number)", coroutine: "t", site: nil, scope: nil)
      events.insert(TaskEvent(create, at: .zero), at: 5)
    }
    var state = SampleTraces.dashboard(SampleTraces.run(events))
    _ = update(&state, .pointer(Pointer(.wheelDown, column: 40, row: 6)))
    #expect(state.run?.camera.firstRow == 3)
    _ = update(&state, .pointer(Pointer(.wheelUp, column: 40, row: 6)))
    #expect(state.run?.camera.firstRow == 0)
    _ = update(&state, .pointer(Pointer(.wheelUp, column: 40, row: 1)))
    #expect(state.run?.camera.zoom == .magnified(factor: 1.5))
    _ = update(&state, .pointer(Pointer(.wheelDown, column: 40, row: 1)))
    #expect(state.run?.camera.zoom == .fit)
  }

  @Test func `the wheel scrolls the pane under it`() {
    var state = SampleTraces.dashboard()
    state.type(Key(.end))
    let output = Layout(state)[.output]
    _ = update(&state, .pointer(Pointer(.wheelUp, column: output.column + 2, row: output.row + 2)))
    #expect(state.run?.panes.outputScroll == 3)
  }

  @Test func `a click on a printed line goes to its moment and selects who printed it`() {
    var state = SampleTraces.dashboard()
    state.type(Key(.end))
    let output = Layout(state)[.output]
    let lines = view(state).text.split(separator: "\n", omittingEmptySubsequences: false)
    let row = lines.lastIndex { $0.hasPrefix(" Two") } ?? -1
    _ = update(&state, .pointer(Pointer(.press, column: output.column + 2, row: row)))
    #expect(state.run?.camera.selection == TaskID(4))
    #expect(state.run?.trace[state.position - 1]?.kind == .output(TaskID(4), .standardOutput, text: "Two\n"))
    // Beside the lines nothing happens.
    let camera = state.run?.camera
    _ = update(&state, .pointer(Pointer(.press, column: output.column + 2, row: output.row)))
    #expect(state.run?.camera == camera)
  }

  @Test func `a click on a line of the program goes through the tasks that stand there`() {
    var state = SampleTraces.dashboard(size: Size(120, 30))
    for _ in 0..<4 { state.type(Key(.right)) }
    let source = Layout(state)[.source]
    let lines = view(state).text.split(separator: "\n", omittingEmptySubsequences: false)
    let row = lines.firstIndex { $0.contains("await asyncio.sleep(1)") } ?? -1
    let click = Pointer(.press, column: source.column + 8, row: row)
    var selected: [TaskID?] = []
    for _ in 0..<4 {
      _ = update(&state, .pointer(click))
      selected.append(state.run?.camera.selection)
    }
    #expect(selected == [TaskID(2), TaskID(3), TaskID(4), TaskID(2)])
  }

  @Test func `the keys in the footer can be clicked`() {
    var state = SampleTraces.dashboard()
    for (text, isDone) in [
      ("step", { (state: DashboardState) in state.position > 0 }), ("help", { $0.help != nil }),
    ] as [(String, (DashboardState) -> Bool)] {
      let row = state.size.height - 1
      _ = update(&state, .pointer(Pointer(.press, column: column(state, of: text, row: row), row: row)))
      #expect(isDone(state), "\(text)")
    }
  }

  @Test func `a click closes help`() {
    var state = SampleTraces.dashboard()
    state.type("?")
    _ = update(&state, .pointer(Pointer(.press, column: 5, row: 5)))
    #expect(state.help == nil)
  }
}
