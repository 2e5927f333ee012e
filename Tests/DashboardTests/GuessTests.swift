import EventScript
import Screen
import TaskModel
import Testing
import Timeline

@testable import Dashboard

/// Predict, then reveal: who runs next?
@Suite struct GuessTests {
  /// Covered, after so many steps.
  private func covered(_ steps: Int, size: Size = Size(80, 24)) -> DashboardState {
    var state = SampleTraces.dashboard(size: size)
    for _ in 0..<steps { state.type(Key(.right)) }
    state.type("u")
    return state
  }

  private func status(_ state: DashboardState) -> [String] {
    let lines = view(state).text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.dropLast().suffix(2).map { $0.trimmingPrefix(while: { $0 == " " }) }.map(String.init)
  }

  @Test func `a covered future asks who runs next, whoever may be chosen in the order of the lanes`() {
    let state = covered(1)
    #expect(status(state)[1] == "Who runs next?  1 main  2 count #1  3 count #2  4 count #3")
    #expect(view(state).text.contains("1 Enter guess"))
  }

  @Test func `a right answer is praised with its reason, and the step is revealed`() {
    var state = covered(1)
    let before = state.position
    state.type("2")
    #expect(
      state.notice?.text == "Right, 1 of 1: count #1 stands first in the queue, before count #2 and count #3."
    )
    #expect(state.position > before)
    #expect(state.run?.camera.selection == TaskID(2))
    #expect(status(state)[0].hasPrefix("Right, 1 of 1"))
    #expect(status(state)[1].hasPrefix("Who runs next?"), "the next question stands there already")
  }

  @Test func `a wrong answer is told why, and the step is revealed as well`() {
    var state = covered(1)
    state.type("4")
    #expect(
      state.notice?.text
        == "No, 0 of 1: count #3 is ready, too, but count #1 stands first in the queue, before count #2 and count #3."
    )
    #expect(state.notice?.isError == true)
    state.type("3")
    #expect(state.notice?.text == "Right, 1 of 2: count #2 stands first in the queue, before count #3.")
    state.type("2")
    #expect(state.notice?.text == "No, 1 of 3: count #1 still waits; count #3 is the only one that is ready.")
    // Everybody sleeps now: the times decide.
    state.type("2")
    #expect(
      state.notice?.text
        == "Right, 2 of 4: nobody is ready, and the time of count #1 comes first, at 1 s.")
  }

  @Test func `a selected task and Enter answer, too`() {
    var state = covered(1)
    state.type(Key(.enter))
    #expect(state.notice?.text == "Select a task first, with j and k")
    #expect(state.run?.guesses.asked == 0)
    while state.run?.camera.selection != TaskID(2), state.run?.camera.selection != TaskID(4) {
      state.type("j")
    }
    state.type(Key(.enter))
    #expect(state.run?.guesses == GuessTally(right: 1, asked: 1))
    #expect(state.run?.panes.shown.contains(.detail) == false)
  }

  @Test func `those who were asked to stop may run next as well`() {
    let script = EventScript.taskGroupFailure
    var state = SampleTraces.dashboard(SampleTraces.run(script.events))
    state.type("e")
    state.type("u")
    let isNext = lane(script, state)
    #expect(state.run?.guess?.next.lane == isNext)
    func answer() -> String? {
      var state = state
      let choice = state.run?.guess?.choices.firstIndex { $0 == isNext } ?? -1
      state.type("\(choice + 1)")
      return state.notice?.text
    }
    #expect(answer() == "Right, 1 of 1: nobody is ready, and what wakes regular_task comes first.")
    // The group's callback has asked it to stop.
    state.type(Key(.right))
    #expect(state.run?.guess?.next.lane == isNext)
    #expect(answer() == "Right, 1 of 1: regular_task was asked to stop, and is the first to learn of it.")
  }

  private func lane(_ script: EventScript, _ state: DashboardState) -> Int? {
    state.run?.trace.index.lane(of: script.task("regular_task") ?? .program)
  }

  @Test func `digits and Enter mean nothing of the kind while nothing is asked`() {
    var state = covered(1)
    state.type("u1")
    #expect(state.run?.guesses.asked == 0)
    state.type(Key(.enter))
    #expect(state.run?.panes.shown.contains(.detail) == true)
    // No choice has this digit.
    state = covered(1)
    state.type("5")
    #expect(state.run?.guesses.asked == 0 && state.notice == nil)
    // Playing is no time for questions, and at the end there is none.
    state.type(" ")
    #expect(state.place == .run)
    state = covered(10)
    #expect(state.place == .run)
    state.type("1")
    #expect(state.run?.guesses.asked == 0)
    // Before anything happened there is nobody to choose.
    #expect(covered(0).place == .run)
  }

  @Test func `what is covered shows neither in names nor on the ruler, in what is printed or in the status`()
  {
    var state = SampleTraces.dashboard(size: Size(80, 24))
    state.type("cou")
    state.type(">>>")
    var text = view(state).text
    #expect(text.contains(" main") && !text.contains("count"))
    #expect(!text.contains("Two") && !text.contains("idle"))
    state = covered(1)
    text = view(state).text
    #expect(text.contains("count #3") && !text.contains("idle"))
    #expect(!status(state)[0].contains("behind"))
  }

  @Test(arguments: [Size(60, 16), Size(80, 24), Size(120, 30), Size(200, 60)])
  func `the question has a place at every size`(size: Size) throws {
    var state = covered(1, size: size)
    state.type("2")
    try Snapshots.expect(view(state), "guess-\(size.width)x\(size.height)")
  }

  @Test func `of many tasks five can be chosen, the one that runs next among them`() throws {
    var state = SampleTraces.dashboard(SampleTraces.run(BigTrace.workers(300, turns: 2)))
    state.type("u")
    for _ in 0..<40 {
      state.type(Key(.right))
      let guess = try #require(state.run?.guess)
      #expect(guess.choices.count == 5)
      #expect(guess.choices.contains(guess.next.lane))
      #expect(Set(guess.choices).count == 5)
    }
  }
}
