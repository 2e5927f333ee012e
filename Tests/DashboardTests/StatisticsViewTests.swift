import Screen
import Testing

@testable import Dashboard

@Suite struct StatisticsViewTests {
  @Test func `the pane adds up the tasks of each coroutine as of the playhead`() {
    var state = SampleTraces.dashboard(size: Size(130, 30))
    state.type("Soc")
    func row(_ name: String) -> [Substring] {
      let line = view(state).text.split(separator: "\n").last {
        $0.contains(" \(name) ") && !$0.contains("░")
      }
      return (line ?? "").split(separator: " ")
    }
    #expect(view(state).text.contains("COROUTINE"))
    #expect(row("count").isEmpty)
    state.type("G")
    #expect(
      row("count") == ["count", "3", "0", "0", "s", "0", "s", "3", "s", "0", "s", "1", "s", "1", "s", "0"])
    state.type("S")
    #expect(!view(state).text.contains("COROUTINE"))
  }
}
