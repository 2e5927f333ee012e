import EventScript
import Screen
import TaskModel
import Testing
import Timeline

@testable import Dashboard

@Suite struct FoldingTests {
  private func folded(_ task: String, size: Size = Size(100, 30), at position: Int = 1000) -> DashboardState {
    var state = Nested.dashboard(size: size)
    state.go(toPosition: position)
    state.run?.camera.selection = Nested.script.task(task)
    state.type("z")
    return state
  }

  private func row(_ text: String, _ state: DashboardState) -> String {
    view(state).text.split(separator: "\n").first { $0.contains(text) }.map(String.init) ?? ""
  }

  @Test(arguments: Nested.sizes) func `a folded subtree looks so`(size: Size) throws {
    try Snapshots.expect(view(folded("loader", size: size)), "fold-\(size.width)x\(size.height)")
  }

  @Test func `a fold takes in what hangs below it, and the same key lets it out`() {
    var state = folded("loader")
    #expect(state.rowNames == ["main", "parser", "loader", "Lock db"])
    #expect(state.notice?.text == "Folded: its row stands for 4 more rows")
    state.type("z")
    #expect(state.rowNames.count == 8 && state.run?.camera.folds.isEmpty == true)
  }

  @Test func `below a task with nothing below it, the subtree that it is in is folded`() {
    var state = folded("fetch#2")
    #expect(state.rowNames == ["main", "parser", "loader", "Lock db"])
    #expect(state.run?.camera.selection == Nested.script.task("loader"))
    // The lock does not hang below anybody.
    state = folded("main")
    #expect(state.rowNames == ["main", "Lock db"])
  }

  @Test(arguments: Camera.Axis.allCases) func `a fold never hides a failure or a cancellation`(
    axis: Camera.Axis
  ) {
    for magnification in [1.0, 40] {
      for size in Nested.sizes {
        var state = folded("main", size: size)
        state.run?.camera.axis = axis
        if magnification > 1 { state.run?.camera.zoom = .magnified(factor: magnification) }
        let names = row("main", state).prefix(40)
        #expect(names.contains("+6") && names.contains("✗ 1") && names.contains("⊘ 1"), "\(axis) \(size)")
      }
    }
    let bar = row("main", folded("main", size: Size(200, 60))).dropFirst(30)
    #expect(bar.contains("✗") && bar.contains("⊘"))
  }

  @Test func `words tell how many of a fold do what`() {
    #expect(row("─ loader", folded("loader", size: Size(200, 60))).contains("5 wait"))
    #expect(row("─ loader", folded("loader", size: Size(200, 60))).contains("4 wait"))
  }

  @Test func `when all have ended, their endings are counted`() {
    var events = Nested.script.events
    if let last = Nested.script.task("fetch#4") {
      events.append(
        TaskEvent(.finish(last, .returned(value: nil)), at: TraceTime(nanoseconds: 3_000_000_000)))
    }
    var state = SampleTraces.dashboard(SampleTraces.run(events, source: ""), size: Size(160, 30))
    state.go(toPosition: events.count)
    state.type("Z")
    #expect(row("main", state).contains("✗ 1 failed, 1 cancelled, 5 returned"))
  }

  @Test func `all can be folded and unfolded, and the screen says how much is in folds`() {
    var state = Nested.dashboard()
    state.go(toPosition: 1000)
    state.type("Z")
    #expect(state.rowNames == ["main", "Lock db"])
    #expect(view(state).text.contains("6 in folds ✗ 1 ⊘ 1"))
    state.run?.camera.selection = Nested.script.task("main")
    state.type("z")
    #expect(state.rowNames == ["main", "parser", "loader", "Lock db"])
    #expect(view(state).text.contains("4 in folds ✗ 1 ⊘ 1"))
    state.type("Z")
    #expect(state.rowNames.count == 8 && !view(state).text.contains("in folds"))
  }

  @Test func `what is covered is not told by a fold`() {
    var state = folded("loader", at: Nested.middle)
    state.type("u")
    let loader = row("─ loader", state)
    #expect(loader.contains("+4") && !loader.contains("✗") && !loader.contains("⊘"))
    #expect(view(state).text.contains("4 in folds") && !view(state).text.contains("✗ 1"))
  }

  @Test func `j and k go over folds, and what is selected in a fold is told by its row`() {
    var state = folded("loader")
    state.type("j")
    #expect(state.run?.camera.selection == Nested.script.task("loader"), "the lock's row is no task")
    state.type("k")
    #expect(state.run?.camera.selection == Nested.script.task("parser"))
    state.run?.camera.selection = Nested.script.task("fetch#3")
    let grid = view(state)
    let place = grid.text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex {
      $0.contains("─ loader")
    }
    #expect(grid[0, place ?? 0].text == "▸", "\(grid.text)")
    state.type("k")
    #expect(state.run?.camera.selection == Nested.script.task("parser"))
  }

  @Test func `a search unfolds what it finds`() {
    var state = folded("main")
    state.type("/fetch")
    state.type(Key(.enter))
    #expect(state.notice?.text == "1 of 4 with fetch, unfolded")
    #expect(state.run?.camera.selection == Nested.script.task("fetch#1"))
    #expect(state.rowNames.count == 8)
    state.type("Znn")
    #expect(state.notice?.text == "3 of 4 with fetch" || state.notice?.text == "3 of 4 with fetch, unfolded")
    #expect(state.run?.camera.selection == Nested.script.task("fetch#3"))
    state.type("ZN")
    #expect(state.run?.camera.selection == Nested.script.task("fetch#2"))
  }

  @Test func `arrows that lead into a fold end at its row`() {
    var state = folded("loader", size: Size(160, 40))
    state.run?.camera.selection = Nested.script.task("main")
    state.run?.camera.arrows = .all
    // The wake of main by loader, and the creation of loader by main, but none within the fold.
    #expect(view(state).text.contains("wakes"))
  }

  @Test func `new tasks below a fold are folded as they come`() {
    var state = SampleTraces.dashboard(SampleTraces.run([], source: "", ended: false), size: Size(100, 30))
    state.type("Z")
    for (number, event) in Nested.script.events.enumerated() {
      _ = update(&state, .arrived([event]))
      if number > 8 { #expect(state.rowNames == ["main", "Lock db"]) }
    }
    #expect(view(state).text.contains("+6"))
  }

  @Test func `a fold tells how many of those within it a search finds, and the next match leads there`() {
    var state = folded("loader")
    state.type("/fetch")
    let named = row("─ loader", state)
    #expect(named.contains("4 found"), "\(named)")
    state.type(Key(.enter))
    #expect(state.notice?.text == "1 of 4 with fetch, unfolded")
    #expect(!view(state).text.contains("found") && state.rowNames.contains("fetch #1"))
    // What is found stands out by itself as soon as it has a row.
    state.type("Z")
    #expect(row("main", state).contains("4 found"))
    state.type("/parser")
    #expect(row("main", state).contains("1 found"))
    state.type(Key(.escape))
    #expect(!view(state).text.contains("found"))
  }

  @Test func `the next match is rather one in the selected fold than one below it`() {
    var state = folded("loader")
    state.type("/1|parser")
    state.type(Key(.enter))
    #expect(state.run?.camera.selection == Nested.script.task("fetch#1"))
    state.type("n")
    #expect(state.run?.camera.selection == Nested.script.task("parser"))
    state.type("N")
    #expect(state.run?.camera.selection == Nested.script.task("fetch#1"))
  }

  @Test func `tasks that come while they are folded are found as they come, and not before they are there`() {
    var state = SampleTraces.dashboard(SampleTraces.run([], source: "", ended: false), size: Size(100, 30))
    state.type("Z")
    state.type("/fetch|closed")
    var counts: [String] = []
    for event in Nested.script.events {
      _ = update(&state, .arrived([event]))
      let name = row("main", state).prefix(40)
      guard let end = name.firstRange(of: " found") else { continue }
      let count = String(name[..<end.lowerBound].suffix(1))
      if counts.last != count { counts.append(count) }
    }
    #expect(counts == ["1", "2", "3", "4"])
  }
}
