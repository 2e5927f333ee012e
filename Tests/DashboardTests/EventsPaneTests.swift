import EventScript
import Screen
import TaskModel
import Testing
import Timeline

@testable import Dashboard

@Suite struct EventsPaneTests {
  /// The lines of the pane, without its title.
  private func lines(_ state: DashboardState) -> [String] {
    let part = paneContent(Layout(state)[.events])
    return view(state).part(part).text.split(separator: "\n").map(String.init)
  }

  @Test func `the events around the playhead stand in order, with the last one that has happened marked`() {
    var run = SampleTraces.run(EventScript.taskGroupFailure.events)
    let cancel = run.trace.index.lanes.flatMap(\.cancels).first
    run.seek(toPosition: Int(cancel ?? 0) + 1)
    var state = SampleTraces.dashboard(run, size: Size(120, 30))
    state.type("ocv")
    #expect(
      lines(state).contains { $0.contains("  3  regular_task  sleeps 2 s, until 2 s") })
    #expect(lines(state).filter { $0.contains("0.5 s  ") }.count == 1)
    let marked = lines(state).filter { $0.hasPrefix("▶") }
    #expect(marked.count == 1)
    #expect(marked.first?.hasSuffix("asks regular_task to stop: a sibling failed") == true)
    let order = [
      "fails with ValueError: This task failed!", "asks regular_task to stop", "gets CancelledError",
    ]
    let rows = order.map { text in lines(state).firstIndex { $0.contains(text) } ?? -1 }
    #expect(rows == rows.sorted() && rows[0] >= 0)
  }

  @Test func `moving in the list leaves the playhead, Enter takes it to the event`() {
    var state = SampleTraces.dashboard(size: Size(120, 30))
    state.type("v")
    #expect(state.run?.panes.focus == .events)
    state.type("jjj")
    #expect(state.position == 0)
    #expect(state.run?.currentEvent == 3)
    state.type(Key(.enter))
    #expect(state.position == 4)
    // The cursor goes with the playhead again.
    state.type(Key(.right))
    #expect(state.run?.currentEvent == state.position - 1)
  }

  @Test func `a click on an event goes to it`() {
    var state = SampleTraces.dashboard(size: Size(120, 30))
    state.type("Gv")
    let part = paneContent(Layout(state)[.events])
    let row = lines(state).firstIndex { $0.contains("gather ends") } ?? 0
    _ = update(&state, .pointer(Pointer(.press, column: part.column + 5, row: part.row + row)))
    let event = SampleTraces.gather.firstIndex { $0.kind == .exit(ScopeID(1), .clean) }
    #expect(state.position == (event ?? 0) + 1)
  }

  @Test func `the same key leaves in the list what is about the selected task, and then closes it`() {
    var state = SampleTraces.dashboard(size: Size(120, 30))
    state.type("Gjjj")
    state.type("v")
    #expect(view(state).text.contains(" events "))
    state.type("v")
    #expect(view(state).text.contains(" events of count #2 "))
    #expect(lines(state).count > 5)
    for line in lines(state) { #expect(line.contains("count #2")) }
    state.type("v")
    #expect(!view(state).text.contains(" events "))
    #expect(state.run?.panes.focus == .lanes)
  }

  @Test func `the events of a task are those that are about it, in both directions`() {
    let run = SampleTraces.run(EventScript.taskGroupFailure.events)
    for lane in run.trace.index.lanes.indices where run.trace.index.lanes[lane].task != .program {
      var one = run
      one.camera.selection = run.trace.index.lanes[lane].task
      one.panes.listsSelectionOnly = true
      let list = EventList(one)
      var forwards: [Int] = []
      var event = -1
      while let next = list.next(after: event) {
        forwards.append(next)
        event = next
      }
      var backwards: [Int] = []
      event = run.trace.count
      while let previous = list.previous(before: event) {
        backwards.append(previous)
        event = previous
      }
      #expect(forwards == backwards.reversed())
      let own = EventScript.taskGroupFailure.events.indices.filter {
        isAbout(one.camera.selection, EventScript.taskGroupFailure.events[$0].kind)
      }
      #expect(Set(own).isSubset(of: forwards))
    }
  }

  private func isAbout(_ selection: TaskID?, _ kind: TaskEvent.Kind) -> Bool {
    switch kind {
    case .create(let task, _, _, _, _, _), .ready(let task, _), .resume(let task, _),
      .suspend(let task, _, _),
      .cancel(let task, _, _, _), .finish(let task, _), .output(let task, _, _):
      task == selection
    default: false
    }
  }

  @Test func `what comes next is not listed where it is covered`() {
    var state = SampleTraces.dashboard(size: Size(120, 30))
    state.type(Key(.right), Key(.right), .character("u"), .character("v"))
    #expect(lines(state).last?.hasPrefix("▶") == true)
    state.type("jjjj")
    #expect(state.run?.currentEvent == state.position - 1)
  }

  @Test func `of a long trace only the events in view are looked at`() {
    let events = BigTrace.workers(100, turns: 330)
    var run = SampleTraces.run(events)
    #expect(run.trace.count > 90_000)
    run.seek(toPosition: run.trace.count / 2)
    run.panes.shown.insert(.events)
    let list = EventList(run)
    let window = list.window(around: run.trace.count / 2, count: 20)
    #expect(window.count == 20 && window == Array(window[0]..<window[0] + 20))
    run.camera.selection = TaskID(50)
    run.panes.listsSelectionOnly = true
    #expect(EventList(run).window(around: run.currentEvent ?? 0, count: 20).count == 20)
  }

  @Test func `a list of no events says so`() {
    var state = SampleTraces.dashboard(SampleTraces.run([]), size: Size(80, 24))
    state.type("v")
    #expect(lines(state) == ["No events."])
    state.type(Key(.down), Key(.enter), Key(.pageUp))
    #expect(state.position == 0)
  }
}
