import EventScript
import Screen
import TaskModel
import Testing
import Timeline

@testable import Dashboard

/// Going to moments: backwards, by event, by incident, to a mark, to a time that is typed.
@Suite struct MomentsTests {
  @Test func `backwards, a play shows what it shows forwards, in the opposite order`() {
    func moments(_ state: DashboardState, _ ticks: Int) -> [Playhead] {
      var state = state
      return (0..<ticks).compactMap { _ in
        _ = update(&state, .tick(elapsed: Play.dwell))
        return state.run?.camera.playhead
      }
    }
    var state = SampleTraces.dashboard()
    state.type("G")
    let end = state.run?.camera.playhead
    state.type("b")
    #expect(state.run?.play.isPlaying == true)
    #expect(view(state).text.contains("◀ 1x"))
    let back = moments(state, 40)
    #expect(back.last == Playhead())
    #expect(zip(back, back.dropFirst()).allSatisfy { $0.position >= $1.position && $0.time >= $1.time })
    // The idle second lasts as long as it does forwards, and every step has its turn.
    var stops: [Int] = []
    while (stops.last ?? .max) > 0, let index = state.run?.trace.index {
      stops.append(index.stop(before: stops.last ?? index.count))
    }
    #expect(Set(back.map(\.position)) == Set(stops))
    #expect(back.filter { $0.time > .zero && $0.time < end?.time ?? .zero }.count == 7)
  }

  @Test func `a play that has come back to the start ends there`() {
    var state = SampleTraces.dashboard()
    state.type("Gb")
    for _ in 0..<40 { _ = update(&state, .tick(elapsed: .milliseconds(125))) }
    #expect(state.position == 0)
    #expect(state.run?.play.isPlaying == false)
    #expect(state.timeUntilChange == nil)
    state.type("b")
    #expect(state.run?.play.isPlaying == false)
    state.type(" ")
    #expect(state.run?.play.isPlaying == true && state.run?.play.isBackwards == false)
  }

  @Test func `space and b pause whatever plays`() {
    var state = SampleTraces.dashboard()
    state.type("Gb ")
    #expect(state.run?.play.isPlaying == false)
    state.type(" ")
    state.type("b")
    #expect(state.run?.play.isPlaying == false)
  }

  @Test func `a program that still runs can be played backwards and rejoined`() {
    let run = SampleTraces.run(Array(SampleTraces.gather.prefix(12)), play: Play(follows: true), ended: false)
    var state = SampleTraces.dashboard(run)
    #expect(state.position == 12)
    state.type("b")
    for _ in 0..<3 { _ = update(&state, .tick(elapsed: .milliseconds(125))) }
    let there = state.position
    #expect(there < 12)
    _ = update(&state, .arrived(Array(SampleTraces.gather[12...])))
    #expect(state.position == there)
    state.type("f")
    #expect(state.position == SampleTraces.gather.count)
  }

  @Test func `angle brackets go event by event`() {
    var state = SampleTraces.dashboard()
    for expected in 1...5 {
      state.type(">")
      #expect(state.position == expected)
    }
    state.type("<<")
    #expect(state.position == 3)
    #expect(state.notice?.text == "3 of \(SampleTraces.gather.count) events")
    state.type("<<<<<")
    #expect(state.position == 0)
  }

  @Test func `e goes from incident to incident and selects whom it is about`() throws {
    let script = EventScript.taskGroupFailure
    var state = SampleTraces.dashboard(SampleTraces.run(script.events))
    state.type("e")
    #expect(state.run?.camera.selection == script.task("failing_task"))
    #expect(state.notice?.text == "Incident 1 of 2")
    let first = state.position
    state.type("e")
    #expect(state.run?.camera.selection == script.task("regular_task"))
    state.type("e")
    #expect(state.notice?.text == "No incident after this")
    state.type("E")
    #expect(state.position == first)
    state.type("E")
    #expect(state.notice?.text == "No incident before this")
  }

  @Test func `marks are set, gone to in both directions, drawn and taken away`() {
    var state = SampleTraces.dashboard()
    state.type("'")
    #expect(state.notice?.text == "No marks yet: m sets one")
    state.type(Key(.right), Key(.right), .character("m"))
    let first = state.position
    state.type("Gm")
    #expect(state.run?.camera.marks == [first, SampleTraces.gather.count])
    #expect(view(state).text.split(separator: "\n")[1...2].joined().filter { $0 == "▾" }.count == 2)
    state.type("'")
    #expect(state.position == first)
    state.type("\"")
    #expect(state.position == SampleTraces.gather.count)
    state.type("m")
    #expect(state.run?.camera.marks == [first])
  }

  @Test(arguments: [
    ("1.5", Destination.time(.milliseconds(1500))), ("250 ms", .time(.milliseconds(250))),
    ("2 min 5 s", .time(.seconds(125))), ("1:30", .time(.seconds(90))),
    ("1:00:00.5", .time(.milliseconds(3_600_500))),
    ("80ns", .time(.nanoseconds(80))), (".5", .time(.milliseconds(500))), ("+2 s", .later(.seconds(2))),
    ("-0.5", .later(.milliseconds(-500))), ("#12", .step(12)), ("step 3", .step(3)), ("50%", .share(0.5)),
    ("0", .time(.zero)),
  ])
  func `what is typed names a place`(text: String, place: Destination) {
    #expect(Destination(text) == place)
  }

  @Test(arguments: [
    "", "x", "1.2.3", "5 parsecs", "#", "#-1", "1:", ":", "101%", "--1", "1e5", "9999999999999", "∞", "٣",
  ])
  func `what names no place is refused`(text: String) {
    #expect(Destination(text) == nil)
  }

  @Test(arguments: [
    ("0.4", 400, 18), ("1", 1000, 36), ("#2", 0, 12), ("#99", 1000, 36), ("50%", 500, 18), ("7 h", 1000, 36),
    ("#0", 0, 0),
  ])
  func `the playhead goes where it is sent`(text: String, milliseconds: Int, position: Int) {
    var state = SampleTraces.dashboard()
    state.type(":")
    state.type(text)
    #expect(view(state).text.contains("go to: \(text)"))
    state.type(Key(.enter))
    #expect(state.prompt == nil)
    #expect(state.milliseconds == milliseconds)
    #expect(state.position == position)
  }

  @Test func `the prompt says what it did not understand and stays, and is left with Esc`() {
    var state = SampleTraces.dashboard()
    state.type(":q")
    state.type(Key(.enter))
    #expect(state.notice?.isError == true)
    #expect(state.prompt?.text == "q")
    state.type(Key(.escape))
    #expect(state.prompt == nil && state.run != nil)
    state.type(":")
    state.type(Key(.backspace))
    #expect(state.prompt == nil)
  }

  @Test func `later and earlier are counted from the playhead, within the run`() {
    var state = SampleTraces.dashboard()
    for (text, milliseconds) in [("+0.25", 250), ("+0.5", 750), ("-0.5", 250), ("-9", 0)] {
      state.type(":" + text)
      state.type(Key(.enter))
      #expect(state.milliseconds == milliseconds)
    }
  }
}
