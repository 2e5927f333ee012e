import Screen
import TaskModel
import Testing
import Timeline

@testable import Dashboard

@Suite struct PlaybackTests {
  /// The tasks that run, one after the other, as a play from the start shows them.
  private func shown(_ run: RunState, ticks: Duration, for count: Int) -> [(milliseconds: Int, running: Int?)]
  {
    var state = SampleTraces.dashboard(run)
    var seen: [(milliseconds: Int, running: Int?)] = []
    for _ in 0..<count {
      _ = update(&state, .tick(elapsed: ticks))
      guard let run = state.run else { return seen }
      let index = run.trace.index
      let running = index.lanes.first { lane in
        lane.task != .program
          && index.lane(of: lane.task).map { index.state(ofLane: $0, at: state.position) } == .running
      }
      seen.append((state.milliseconds, running.map { Int($0.task.number) }))
    }
    return seen
  }

  @Test func `while a file is being read, the header says how much of it has been`() {
    var state = SampleTraces.dashboard(SampleTraces.run(play: Play(follows: true), ended: false))
    state.noteLoaded(0.345)
    #expect(view(state).text.contains("reading 34 %"))
    state.type("g")
    #expect(view(state).text.contains("reading 34 %"))
    _ = update(&state, .ended(RunEnd()))
    #expect(!view(state).text.contains("reading"))
    #expect(view(state).text.contains("paused"))
  }

  @Test func `a play shows the steps of an instant one by one, in order`() {
    let seen = shown(SampleTraces.run(play: Play(isPlaying: true)), ticks: Play.dwell, for: 5)
    #expect(seen.map(\.running) == [1, 2, 3, 4, nil])
    #expect(seen.allSatisfy { $0.milliseconds == 0 })
  }

  @Test func `idle time lasts as long as it does`() {
    let seen = shown(SampleTraces.run(play: Play(isPlaying: true)), ticks: Play.dwell, for: 13)
    #expect(seen[5].milliseconds == 125)
    #expect(seen[11].milliseconds == 875)
    // At one second the first of those that slept runs at once.
    #expect(seen[12].milliseconds == 1000)
    #expect(seen[12].running == 2)
  }

  @Test func `at twice the speed everything takes half as long`() {
    let play = Play(isPlaying: true, speed: Speed(clamping: 2))
    let seen = shown(SampleTraces.run(play: play), ticks: Play.dwell / 2, for: 13)
    #expect(seen.prefix(5).map(\.running) == [1, 2, 3, 4, nil])
    #expect(seen[5].milliseconds == 125)
  }

  @Test func `a play that has shown all there is ends with the program, though nothing moves any more`() {
    let play = Play(isPlaying: true, speed: Speed(clamping: 64))
    var state = SampleTraces.dashboard(SampleTraces.run(play: play, ended: false))
    _ = update(&state, .tick(elapsed: .seconds(60)))
    #expect(state.run?.play.isPlaying == true && state.timeUntilChange == nil)
    _ = update(&state, .ended(RunEnd(exitCode: 0)))
    #expect(state.run?.play.isPlaying == false)
    #expect(view(state).text.contains("at the end"))
  }

  @Test func `a play ends at the end`() {
    var state = SampleTraces.dashboard(SampleTraces.run(play: Play(isPlaying: true)))
    for _ in 0..<40 { _ = update(&state, .tick(elapsed: .milliseconds(125))) }
    #expect(state.position == SampleTraces.gather.count)
    #expect(state.run?.play.isPlaying == false)
    #expect(state.timeUntilChange == nil)
  }

  @Test func `a play that has caught up with its program waits for it without ticking`() {
    let run = SampleTraces.run(
      Array(SampleTraces.gather.prefix(4)), play: Play(isPlaying: true), ended: false)
    var state = SampleTraces.dashboard(run)
    for _ in 0..<9 { _ = update(&state, .tick(elapsed: .seconds(1))) }
    #expect(state.position == 4)
    #expect(state.run?.play.isPlaying == true)
    #expect(state.timeUntilChange == nil)
    _ = update(&state, .arrived(Array(SampleTraces.gather.dropFirst(4))))
    #expect(state.timeUntilChange != nil)
  }

  @Test func `on a measured clock nothing but time holds a play up`() {
    var run = RunState(
      RunSubject(name: "x", kind: .recording, clock: .monotonic), play: Play(isPlaying: true))
    run.arrive(SampleTraces.gather)
    run.end()
    var state = SampleTraces.dashboard(run)
    _ = update(&state, .tick(elapsed: .milliseconds(10)))
    #expect(state.position == SampleTraces.gather.firstIndex { $0.time > .zero })
    #expect(state.milliseconds == 10)
  }

  @Test func `stepping forward goes through every step, and back through the same positions`() {
    var state = SampleTraces.dashboard()
    var positions = [state.position]
    while state.position < SampleTraces.gather.count {
      state.type(Key(.right))
      positions.append(state.position)
      guard positions.count < 50 else { break }
    }
    // Eight steps: main, three counts, three counts, main.
    #expect(positions.count == 9)
    var back = [state.position]
    while state.position > 0, back.count < 50 {
      state.type(Key(.left))
      back.append(state.position)
    }
    #expect(back == positions.reversed())
  }

  @Test func `an instant is passed in one go, in both directions`() {
    var state = SampleTraces.dashboard()
    let second = SampleTraces.gather.firstIndex { $0.time > .zero }
    state.type(.shift(.right))
    #expect(state.position == second)
    state.type(".")
    #expect(state.position == SampleTraces.gather.count)
    state.type(.shift(.left))
    #expect(state.position == second)
    state.type(",")
    #expect(state.position == 0)
  }

  @Test func `following keeps the playhead at the end until somebody moves it`() {
    var state = SampleTraces.dashboard(
      SampleTraces.run(Array(SampleTraces.gather.prefix(5)), ended: false))
    state.type("f")
    #expect(state.position == 5)
    _ = update(&state, .arrived(Array(SampleTraces.gather[5..<9])))
    #expect(state.position == 9)
    state.type(Key(.left))
    let position = state.position
    _ = update(&state, .arrived(Array(SampleTraces.gather[9...])))
    #expect(state.position == position)
    #expect(state.run?.play.follows == false)
  }

  @Test func `a moment is found between the instants`() {
    var run = SampleTraces.run()
    run.seek(to: TraceTime(nanoseconds: 500_000_000))
    #expect(run.camera.playhead.time == TraceTime(nanoseconds: 500_000_000))
    #expect(run.camera.playhead.position == SampleTraces.gather.firstIndex { $0.time > .zero })
    run.seek(to: TraceTime(nanoseconds: .max))
    #expect(run.camera.playhead.position == SampleTraces.gather.count)
    #expect(run.camera.playhead.time == TraceTime(nanoseconds: 1_000_000_000))
  }

  @Test func `a speed doubles and halves within its range`() {
    #expect(Speed.normal.faster == Speed(clamping: 2))
    #expect(Speed.normal.slower.label == "1/2x")
    #expect(Speed(clamping: 3).faster == Speed(clamping: 4))
    #expect(Speed(clamping: 3).slower == Speed(clamping: 2))
    #expect(Speed(clamping: .infinity).faster == Speed(clamping: 1024))
    #expect(Speed(clamping: 0).slower == Speed(clamping: 1.0 / 64))
    #expect(Speed(clamping: .nan) == .normal)
    #expect(Speed(clamping: 1.5).label == "1.5x")
  }

  // MARK: Running anew

  private func reopened(_ state: DashboardState, _ pieces: [[TaskEvent]], ended: Bool = true)
    -> DashboardState
  {
    var state = state
    _ = update(&state, .reopened(SampleTraces.run([], ended: false)))
    for piece in pieces { _ = update(&state, .arrived(piece)) }
    if ended { _ = update(&state, .ended(RunEnd(exitCode: 0))) }
    return state
  }

  @Test func `a run that begins anew is looked at as before, at its end or at the same moment`() {
    let pieces = [Array(SampleTraces.gather.prefix(9)), Array(SampleTraces.gather[9...])]
    var state = SampleTraces.dashboard()
    state.type("xjjGo")
    let atEnd = reopened(state, pieces)
    #expect(atEnd.position == SampleTraces.gather.count)
    #expect(atEnd.run?.camera.axis == .time && atEnd.run?.camera.selection == state.run?.camera.selection)
    #expect(atEnd.run?.panes.shown == state.run?.panes.shown)
    state.type(":0.5")
    state.type(Key(.enter))
    #expect(reopened(state, pieces).milliseconds == 500)
    #expect(reopened(state, pieces).position == state.position)
    // What has not come so far yet is waited for, unless somebody goes elsewhere meanwhile.
    var waiting = reopened(state, [pieces[0]], ended: false)
    #expect(waiting.milliseconds == 0)
    waiting.type("g")
    _ = update(&waiting, .arrived(pieces[1]))
    #expect(waiting.position == 0)
  }

  @Test
  func `a recording whose oldest events have gone is followed on at its end, with other numbers of tasks`() {
    let run = SampleTraces.run(play: Play(follows: true), ended: false)
    var state = SampleTraces.dashboard(run)
    state.type("xj")
    let left = Array(SampleTraces.gather.prefix(9))
    _ = update(&state, .shortened(left))
    #expect(state.run?.trace.count == left.count)
    #expect(state.position == left.count)
    #expect(state.run?.camera.axis == .time)
    #expect(state.run?.play.follows == true)
    _ = update(&state, .arrived(Array(SampleTraces.gather[9...])))
    #expect(state.position == SampleTraces.gather.count)
  }

  @Test func `a play goes on from the start when its program begins anew`() {
    var state = SampleTraces.dashboard(SampleTraces.run(play: Play(isPlaying: true)))
    _ = update(&state, .tick(elapsed: .milliseconds(500)))
    let again = reopened(state, [SampleTraces.gather])
    #expect(again.position == 0 && again.run?.play.isPlaying == true)
  }
}
