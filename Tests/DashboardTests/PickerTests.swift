import Screen
import Testing

@testable import Dashboard

@Suite struct PickerTests {
  @Test func `letters search at once, in names, titles and stories`() {
    var state = SampleTraces.picker()
    state.type("task")
    #expect(state.picker?.isSearching == true)
    #expect(state.picker?.chosen?.name == "taskgroup")
    state.type(.control("u"))
    state.type("three seconds")
    #expect(state.picker?.found.count == 1)
    #expect(state.picker?.chosen?.name == "sequential")
  }

  @Test func `a name that begins with the search is chosen first`() {
    var state = SampleTraces.picker()
    // "One after the other" has an s in it, too, but is not called so.
    state.type("s")
    #expect(state.picker?.chosen?.name == "sequential")
  }

  @Test func `erasing goes back letter by letter and then ends the search`() {
    var state = SampleTraces.picker()
    state.type("ga")
    state.type(Key(.backspace), Key(.backspace))
    #expect(state.picker?.query == "")
    #expect(state.picker?.isSearching == true)
    state.type(Key(.backspace))
    #expect(state.picker?.isSearching == false)
  }

  @Test func `a search that finds nothing says so, and enter does nothing`() {
    var state = SampleTraces.picker()
    state.type("xyzzy")
    #expect(view(state).text.contains("No scenario"))
    #expect(state.type(Key(.enter), Key(.down), Key(.up), Key(.pageDown), Key(.end)) == [])
    #expect(state.picker?.chosen == nil)
  }

  @Test func `arrows, pages and ends move the choice and stop at the ends`() {
    var state = SampleTraces.picker()
    func chosen() -> String? { state.picker?.chosen?.name }
    state.type(Key(.up))
    #expect(chosen() == "gather")
    state.type(Key(.down), .character("j"))
    #expect(chosen() == "taskgroup")
    state.type(Key(.down))
    #expect(chosen() == "taskgroup")
    state.type("k")
    #expect(chosen() == "sequential")
    state.type(Key(.pageDown))
    #expect(chosen() == "taskgroup")
    state.type(Key(.home))
    #expect(chosen() == "gather")
  }

  @Test func `a paste searches, without its line ends`() {
    var state = SampleTraces.picker()
    _ = update(&state, .pasted("task\ngroup\u{200B}"))
    #expect(state.picker?.query == "taskgroup")
  }

  @Test func `a search is no longer than a line`() {
    var state = SampleTraces.picker()
    _ = update(&state, .pasted(String(repeating: "ab", count: 10_000)))
    #expect(state.picker?.query.count == 60)
  }

  @Test func `a click chooses, and a second one runs`() {
    var state = SampleTraces.picker()
    let rows = view(state).text.split(separator: "\n", omittingEmptySubsequences: false)
    let row = rows.firstIndex { $0.contains("sequential") } ?? -1
    let click = Message.pointer(Pointer(.press, column: 10, row: row))
    #expect(update(&state, click) == [])
    #expect(state.picker?.chosen?.name == "sequential")
    #expect(update(&state, click) == [.start(scenario: "sequential")])
  }

  @Test func `with more scenarios than rows the list scrolls and every one can be chosen`() {
    let entries = (0..<50).map { ScenarioEntry(name: "n\($0)", title: "Title \($0)", story: "", source: "") }
    var state = DashboardState(choosingFrom: entries, theme: Theme(.dark), size: Size(80, 24))
    for number in 0..<50 {
      #expect(view(state).text.contains("▸ n\(number) "))
      state.type(Key(.down))
    }
  }

  @Test func `the story of the chosen scenario is shown`() {
    var state = SampleTraces.picker()
    #expect(view(state).text.contains("They sleep at the same time."))
    state.type(Key(.end))
    #expect(view(state).text.contains("No task can be forgotten."))
  }
}
