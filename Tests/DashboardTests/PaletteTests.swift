import Screen
import TaskModel
import Testing

@testable import Dashboard

@Suite struct PaletteTests {
  private func names(_ query: String) -> [String] { Command.found(query, .standard).map(\.name) }

  @Test func `the palette offers everything that has a key in a run, and only once`() {
    let all = Command.all(.standard)
    for binding in Binding.table where binding.places.contains(.run) && binding.action != .commands {
      #expect(all.filter { $0.deed == .perform(binding.action) }.count == 1, "\(binding.name)")
    }
    #expect(Set(all.map(\.name)).count == all.count, "two commands of one name cannot be told apart")
  }

  @Test func `words are found in names first, and then in explanations`() {
    #expect(names("zoom").first == "zoom")
    #expect(names("theme li").first == "theme light")
    #expect(names("failure cancel").isEmpty)
    #expect(names("SVG") == ["picture"])
    #expect(Set(names("axis")).isSuperset(of: ["axis", "axis time", "axis steps", "axis elastic"]))
  }

  @Test func `a command is typed, chosen and done`() {
    var state = SampleTraces.dashboard()
    state.type("K")
    #expect(state.place == .prompt)
    state.type("theme l")
    #expect(view(state).text.contains("theme light"))
    state.type(Key(.enter))
    #expect(state.theme.name == .light)
    #expect(state.prompt == nil)
    state.type("Kstep")
    #expect(state.foundCommands.prefix(2).map(\.deed) == [.perform(.stepForward), .perform(.stepBack)])
    state.run?.seek(toPosition: 14)
    state.type(Key(.down), Key(.enter))
    #expect(state.position < 14)
  }

  @Test func `the choice stays among what is found, and what is not found is said`() {
    var state = SampleTraces.dashboard()
    state.type("K")
    state.type(Key(.up))
    #expect(state.prompt?.choice == 0)
    for _ in 0..<100 { state.type(Key(.down)) }
    #expect(state.prompt?.choice == state.foundCommands.count - 1)
    state.type("quark")
    state.type(Key(.enter))
    #expect(state.notice?.text == "No command has quark")
    state.type(Key(.escape))
    #expect(state.prompt == nil)
  }

  @Test func `a click chooses a command, one beside the list leaves it`() {
    var state = SampleTraces.dashboard()
    state.type("Ktheme mono")
    let row = view(state).text.split(separator: "\n", omittingEmptySubsequences: false)
      .firstIndex { $0.contains("theme monochrome") }
    _ = update(&state, .pointer(Pointer(.press, column: 4, row: row ?? 0)))
    #expect(state.theme.name == .monochrome)
    state.type("K")
    _ = update(&state, .pointer(Pointer(.press, column: 4, row: 0)))
    #expect(state.prompt == nil)
  }

  @Test(arguments: [Size(60, 16), Size(80, 24), Size(200, 60)])
  func `the palette is seen at any size`(size: Size) {
    var state = SampleTraces.dashboard(size: size)
    state.type("K")
    let text = view(state).text
    #expect(text.contains(" commands "))
    #expect(text.contains("play/pause"))
  }

  @Test func `the sentence about the selected task is copied`() {
    var state = SampleTraces.dashboard()
    state.type(Key(.end))
    state.type(Key(.down))
    state.type("y")
    let effects = state.type(Key(.enter))
    guard case .copy(let text, what: "sentence")? = effects.first else {
      Issue.record("\(effects)")
      return
    }
    #expect(text.hasSuffix("returned at 1 s."))
  }

  @Test func `a history is copied as CSV with the times of all its states`() {
    var state = SampleTraces.dashboard()
    state.type(Key(.end))
    state.run?.camera.selection = TaskID(2)
    #expect(
      state.text(of: .history)
        == """
        from_s,to_s,state,what
        0,0,created,created by main
        0,0,running,runs
        0,1,waiting,"waits for its sleep of 1 s"
        1,1,ready,ready: its time has come
        1,1,running,runs
        1,1,ended,returned

        """.replacing("\"", with: ""))
  }

  @Test func `statistics are copied with all coroutines, output with all lines`() {
    var state = SampleTraces.dashboard()
    state.type(Key(.end))
    let lines = state.text(of: .statistics)?.split(separator: "\n") ?? []
    #expect(lines.first?.hasPrefix("coroutine,tasks,ended,failed,cancelled,running_s") == true)
    #expect(lines.contains("count,3,3,0,0,0,0,3,0,1,1"))
    #expect(state.text(of: .output) == "One\nOne\nOne\nTwo\nTwo\nTwo\nExecuted in 1.00 seconds.\n")
    #expect(state.text(of: .screen)?.contains("main") == true)
  }

  @Test func `nothing is copied that would act on a terminal`() {
    var events = SampleTraces.gather
    events.insert(
      TaskEvent(.output(.program, .standardOutput, text: "a\u{1B}[31mb\u{07}\tc\n"), at: .zero), at: 2)
    var state = SampleTraces.dashboard(SampleTraces.run(events))
    state.type(Key(.end))
    #expect(state.text(of: .output)?.hasPrefix("ab␇\tc\n") == true)
  }

  @Test func `without a task there is nothing to copy about it`() {
    var state = SampleTraces.dashboard(SampleTraces.run([]))
    state.type("y")
    #expect(state.type(Key(.enter)) == [])
    #expect(state.notice?.isError == true)
  }

  @Test func `values with commas, quotes and line ends are quoted`() {
    var csv = CSVText(["a", "b"])
    csv.add(["x,\"y\"", "1\n2"])
    #expect(csv.text == "a,b\n\"x,\"\"y\"\"\",\"1\n2\"\n")
    #expect(CSVText.seconds(.nanoseconds(1_500_000_000)) == "1.5")
    #expect(CSVText.seconds(.nanoseconds(1)) == "0.000000001")
    #expect(CSVText.seconds(.zero) == "0")
    #expect(CSVText.seconds(.milliseconds(-250)) == "-0.25")
    #expect(CSVText.seconds(.seconds(120)) == "120")
  }
}
