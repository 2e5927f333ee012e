import EventScript
import Screen
import TaskModel
import Testing

@testable import Dashboard

@Suite struct SearchTests {
  private func searching(_ pattern: String, _ script: EventScript = .taskGroupFailure) -> DashboardState {
    var state = SampleTraces.dashboard(SampleTraces.run(script.events))
    state.type("/" + pattern)
    return state
  }

  @Test func `a search selects what it finds, and n and N go around`() {
    let script = EventScript.taskGroupFailure
    var state = searching("_TASK")
    #expect(view(state).text.contains("/_TASK"))
    state.type(Key(.enter))
    #expect(state.run?.camera.selection == script.task("failing_task"))
    #expect(state.notice?.text == "1 of 2 with _TASK")
    state.type("n")
    #expect(state.run?.camera.selection == script.task("regular_task"))
    state.type("n")
    #expect(state.run?.camera.selection == script.task("failing_task"))
    state.type("N")
    #expect(state.run?.camera.selection == script.task("regular_task"))
  }

  @Test(arguments: [("ValueError", "failing_task"), ("^main$", "main"), ("cancelled|stop", "regular_task")])
  func `names, coroutines and endings are searched`(pattern: String, name: String) {
    var state = searching(pattern)
    state.type(Key(.enter))
    #expect(state.run?.camera.selection == EventScript.taskGroupFailure.task(name))
    #expect(state.notice?.text == "1 of 1 with \(pattern)")
  }

  @Test func `what is found stands out while it is being typed, and no more when the search is left`() {
    var state = searching("regular")
    let grid = view(state)
    let row = grid.text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex {
      $0.contains("regular_task")
    }
    let cell = grid[4, row ?? 0]
    #expect(cell.style == state.theme[.searchMatch])
    state.type(Key(.escape))
    #expect(state.run?.camera.search == nil && state.prompt == nil)
    #expect(view(state)[4, row ?? 0].style != state.theme[.searchMatch])
  }

  @Test func `what is no regular expression is said to be none, and can be mended`() {
    var state = searching("(")
    state.type(Key(.enter))
    #expect(state.notice?.isError == true && state.prompt?.text == "(")
    state.type(Key(.backspace), .character("m"), Key(.enter))
    #expect(state.prompt == nil && state.run?.camera.selection != nil)
  }

  @Test func `what is not there is not found`() {
    var state = searching("quark")
    state.type(Key(.enter))
    #expect(state.notice?.text == "No task, coroutine or ending has quark")
    var without = SampleTraces.dashboard()
    without.type("n")
    #expect(without.notice?.text == "No search yet: / begins one")
  }
}
