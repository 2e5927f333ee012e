import EventScript
import Screen
import TaskModel
import Testing
import Timeline

@testable import Dashboard

@Suite struct FilterTests {
  private func filtered(_ text: String, at position: Int = 1000) -> DashboardState {
    var state = Nested.dashboard()
    state.go(toPosition: position)
    state.type("F" + text)
    state.type(Key(.enter))
    return state
  }

  @Test(arguments: [
    ("parser", ["main", "parser"]),
    ("FETCH #[12]", ["main", "loader", "fetch #1", "fetch #2"]),
    ("\"fetch #[12]\"", ["main", "loader", "fetch #1", "fetch #2"]),
    ("^fetch$", ["main", "loader", "fetch #1", "fetch #2", "fetch #3", "fetch #4"]),
    ("outcome:failed", ["main", "loader", "fetch #2"]),
    ("outcome:failed|canc", ["main", "loader", "fetch #2", "fetch #3"]),
    ("outcome:pending", ["main", "loader", "fetch #4"]),
    ("fetch -outcome:returned", ["main", "loader", "fetch #2", "fetch #3", "fetch #4"]),
    ("fetch !outcome:failed !outcome:cancelled", ["main", "loader", "fetch #1", "fetch #4"]),
    ("under:loader", ["main", "loader", "fetch #1", "fetch #2", "fetch #3", "fetch #4"]),
    ("-under:loader", ["main", "parser", "Lock db"]),
    ("db", ["Lock db"]),
  ])
  func `a filter leaves what it finds and what that hangs below`(text: String, names: [String]) {
    #expect(filtered(text).rowNames == names)
  }

  @Test(arguments: [
    (
      "state:waiting", Nested.middle,
      ["main", "parser", "loader", "fetch #1", "fetch #2", "fetch #3", "fetch #4"]
    ),
    ("state:ended", 26, ["main", "loader", "fetch #1"]),
    ("state:running|ready", 25, ["main", "loader", "fetch #1"]),
    ("waits:lock", Nested.middle, ["main", "parser", "Lock db"]),
    ("waits:sleep", Nested.middle, ["main", "loader", "fetch #1", "fetch #2", "fetch #3", "fetch #4"]),
    ("state:waiting -waits:sleep", Nested.middle, ["main", "parser", "loader"]),
  ])
  func `states and waits are those at the playhead`(text: String, position: Int, names: [String]) {
    #expect(filtered(text, at: position).rowNames == names)
  }

  @Test func `a filter by state follows the playhead`() {
    var state = filtered("state:running", at: 0)
    #expect(state.rowNames == [])
    var seen: [[String]] = []
    for _ in 0..<Nested.script.events.count {
      state.type(">")
      seen.append(state.rowNames)
    }
    #expect(seen.contains(["main", "loader", "fetch #2"]))
    let naive = (0...Nested.script.events.count).map { filtered("state:running", at: $0).rowNames }
    for (position, names) in naive.enumerated() {
      state.go(toPosition: position)
      #expect(state.rowNames == names)
    }
  }

  @Test(arguments: [
    ("(", "Not a regular expression: ("), ("under:[", "Not a regular expression: ["),
    ("state:", "state: needs a value right behind it"),
    ("waits:", "waits: needs a value right behind it"),
    ("state:asleep", "state:asleep is none of created, ready, running, blocking, waiting, cancelling, ended"),
    ("outcome:ok", "outcome:ok is none of returned, failed, cancelled, pending"),
    ("name:x", "There is no name: here, only state: outcome: under: waits: (name\\: looks for the text)"),
    ("-", "Nothing to filter by: type \(LaneFilter.forms)"),
  ])
  func `a filter that cannot be read says why, and can be mended`(text: String, problem: String) {
    var state = filtered(text)
    #expect(state.notice?.text == problem && state.notice?.isError == true)
    #expect(state.prompt?.text == text && state.run?.camera.filter == nil)
    for _ in text { state.type(Key(.backspace)) }
    state.type("main")
    state.type(Key(.enter))
    #expect(state.prompt == nil && state.rowNames == ["main"])
  }

  @Test func `the screen says how many rows a filter hides and what ended badly in them`() {
    let state = filtered("parser")
    #expect(state.notice?.text.hasPrefix("2 of 8 rows left") == true)
    #expect(view(state).text.contains("filter hides 6 ✗ 1 ⊘ 1: parser"))
    let none = filtered("quark")
    #expect(none.rowNames == [] && view(none).text.contains("filter hides 8 ✗ 1 ⊘ 1: quark"))
  }

  @Test(arguments: Nested.sizes) func `what a filter leaves looks so`(size: Size) throws {
    var state = Nested.dashboard(size: size)
    state.go(toPosition: 1000)
    state.type("Foutcome:failed")
    state.type(Key(.enter))
    try Snapshots.expect(view(state), "filter-\(size.width)x\(size.height)")
  }

  @Test(arguments: [[Key(.escape)], Array(repeating: Key(.backspace), count: 6) + [Key(.enter)]])
  func `escape or an empty line shows all rows again`(keys: [Key]) {
    var state = filtered("parser")
    state.type("F")
    #expect(state.prompt?.text == "parser")
    for key in keys { state.type(key) }
    #expect(state.run?.camera.filter == nil && state.prompt == nil && state.rowNames.count == 8)
  }

  @Test func `only what is left can be selected, found and clicked`() {
    var state = filtered("outcome:failed")
    var selected: [TaskID?] = []
    for _ in 0..<5 {
      state.type("j")
      selected.append(state.run?.camera.selection)
    }
    let tasks = ["main", "loader", "fetch#2"].map { Nested.script.task($0) }
    #expect(Set(selected) == Set(tasks))
    state.type("/fetch")
    state.type(Key(.enter))
    #expect(state.notice?.text == "1 of 1 with fetch, 3 more behind the filter")
    #expect(state.run?.camera.selection == Nested.script.task("fetch#2"))
  }

  @Test func `an incident that a filter hides lifts it, and another one leaves it`() {
    var state = filtered("fetch", at: 0)
    state.type("e")
    #expect(state.run?.camera.selection == Nested.script.task("fetch#2"))
    #expect(state.run?.camera.filter != nil)
    state = filtered("parser", at: 0)
    state.type("e")
    #expect(state.run?.camera.selection == Nested.script.task("fetch#2"))
    #expect(state.run?.camera.filter == nil && state.rowNames.contains("fetch #2"))
    #expect(state.notice?.text.hasSuffix("the filter hid it, and is gone") == true)
  }

  @Test func `so does a stop of the tour`() {
    var state = filtered("parser", at: 0)
    for _ in 0..<4 where state.run?.camera.filter != nil { state.type("T") }
    #expect(state.run?.camera.filter == nil)
    #expect(state.run?.camera.selection.map { $0 == Nested.script.task("fetch#2") } == true)
    #expect(state.notice?.text == "The filter hid what this is about, and is gone")
  }

  @Test func `what has not been seen is not found either`() {
    var state = Nested.dashboard()
    state.go(toPosition: Nested.middle)
    state.type("u")
    state.type("Foutcome:failed")
    state.type(Key(.enter))
    #expect(state.rowNames == [])
    state.type("u")
    #expect(state.rowNames == ["main", "loader", "fetch #2"])
  }

  @Test func `tasks that come later are found as well`() {
    let events = Nested.script.events
    var state = SampleTraces.dashboard(SampleTraces.run([], source: "", ended: false), size: Size(100, 30))
    state.type("F\"fetch #\" -outcome:failed")
    state.type(Key(.enter))
    for event in events { _ = update(&state, .arrived([event])) }
    #expect(state.rowNames == ["main", "loader", "fetch #1", "fetch #3", "fetch #4"])
  }
}
