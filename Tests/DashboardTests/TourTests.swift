import EventScript
import Screen
import TaskModel
import Testing
import Timeline
import Trace

@testable import Dashboard

/// From note to note with one key.
@Suite struct TourTests {
  private func noted() -> DashboardState {
    var events = SampleTraces.gather
    let second = events.firstIndex { $0.time > .zero } ?? 0
    events.insert(
      TaskEvent(.note(text: "Everyone wakes up", site: nil), at: events[second + 4].time), at: second + 4)
    var state = SampleTraces.dashboard(SampleTraces.run(events))
    for (moment, text) in [("#2", "gather makes three tasks"), ("0.5", "Nobody runs")] {
      state.type(":" + moment)
      state.type(Key(.enter))
      state.type("a" + text)
      state.type(Key(.enter))
    }
    state.type("G")
    return state
  }

  private func said(_ state: DashboardState) -> [String] {
    view(state).text.split(separator: "\n").map { $0.trimmingPrefix(while: { $0 == " " }) }.map(String.init)
  }

  @Test func `it goes from note to note, and says which of how many`() throws {
    var state = noted()
    let expected = [("gather makes three tasks", 0), ("Nobody runs", 500), ("Everyone wakes up", 1000)]
    for (number, (text, milliseconds)) in expected.enumerated() {
      state.type("T")
      #expect(view(state).text.contains("\(number + 1) of 3"))
      #expect(said(state).contains { $0.hasPrefix(text) })
      #expect(state.milliseconds == milliseconds)
    }
    // The program's own caption is about the task that came to it.
    let selection = try #require(state.run?.camera.selection)
    #expect(
      state.run?.trace.index.lane(of: selection).map {
        state.run?.trace.index.state(ofLane: $0, at: state.position)
      }
        == .ended)
    state.type("T")
    #expect(state.notice?.text == "The tour ends here: Y goes back")
    #expect(state.run?.tour?.ordinal == 2)
    state.type("YY")
    #expect(state.run?.tour?.ordinal == 0)
    state.type("Y")
    #expect(state.notice?.text == "The tour begins here: T goes on")
  }

  @Test func `it goes on from where the playhead is, and ends with any other move`() {
    var state = noted()
    state.type(":0.25")
    state.type(Key(.enter))
    state.type("T")
    #expect(state.run?.tour?.text == "Nobody runs")
    for key in [Key(.left), .character("g"), .character(">"), .shift(.right)] {
      state.type(key)
      #expect(state.run?.tour == nil)
      state.type("T")
      #expect(state.run?.tour != nil)
    }
    state.type(" ")
    _ = update(&state, .tick(elapsed: .milliseconds(33)))
    #expect(state.run?.tour == nil)
    state.type(":0.75")
    state.type(Key(.enter))
    state.type("Y")
    #expect(state.run?.tour?.text == "Nobody runs")
  }

  @Test func `where nothing was said it shows the start, what went wrong, and the end`() {
    let script = EventScript.taskGroupFailure
    var state = SampleTraces.dashboard(SampleTraces.run(script.events))
    var seen: [String] = []
    for _ in 0..<4 {
      state.type("T")
      seen.append(state.run?.tour?.text ?? "")
      #expect(view(state).text.contains("\(seen.count) of 4"))
    }
    #expect(seen[0] == "Three coroutines at once")
    #expect(seen[1].hasPrefix("failing_task raised ValueError"))
    #expect(seen[2].hasPrefix("regular_task was cancelled"))
    #expect(state.position == script.events.count)
  }

  @Test func `it shows whom it is about, and zooms in until the steps can be told apart`() {
    var run = SampleTraces.run(BigTrace.workers(100, turns: 20))
    let middle = run.trace.count / 2
    let task = run.trace.index.step(at: middle).map { run.trace.index.lanes[$0.lane].task }
    run.trace.annotations = [
      Annotation(position: middle, time: run.trace.index.time(atPosition: middle), task: task, text: "Here")
    ]
    for axis in Camera.Axis.allCases {
      run.camera.axis = axis
      for size in [Size(60, 16), Size(80, 24), Size(200, 60)] {
        var state = SampleTraces.dashboard(run, size: size)
        state.type("T")
        guard let run = state.run else { continue }
        let geometry = LanesGeometry(run, in: Layout(state)[.lanes])
        let column = geometry.axis.column(
          ofPosition: run.camera.playhead.position, time: run.camera.playhead.time, in: run.trace.index)
        #expect((1..<geometry.axis.width).contains(column), "\(axis) at \(size)")
        if axis != .time { #expect(geometry.axis.beatColumns >= 3, "\(axis) at \(size)") }
        #expect(run.camera.selection == task)
        #expect((0..<size.height).contains { geometry.task(atScreenRow: $0) == task }, "\(axis) at \(size)")
        #expect(view(state).text.contains("Here"))
      }
    }
  }

  @Test(arguments: [Size(60, 16), Size(80, 24), Size(120, 30), Size(200, 60)])
  func `what is said has room of its own`(size: Size) throws {
    var state = noted()
    _ = update(&state, .resized(size))
    state.type("T")
    try Snapshots.expect(view(state), "tour-\(size.width)x\(size.height)")
  }

  @Test func `without anything to see there is still a tour`() {
    for events in [[], SampleTraces.failure] {
      var state = SampleTraces.dashboard(SampleTraces.run(events))
      for key in "TTTTYYYY" { state.type(.character(key)) }
      #expect(state.run?.tour != nil || events.isEmpty)
    }
  }

  @Test func `a run that is watched keeps the place of the tour`() {
    var state = noted()
    state.type("T")
    state.type("T")
    _ = update(&state, .reopened(SampleTraces.run([], ended: false)))
    _ = update(&state, .arrived(SampleTraces.gather))
    _ = update(&state, .ended(RunEnd(exitCode: 0)))
    #expect(state.milliseconds == 500)
    #expect(state.run?.tour?.text == "Nobody runs")
    #expect(view(state).text.contains("2 of 2"))
  }
}
