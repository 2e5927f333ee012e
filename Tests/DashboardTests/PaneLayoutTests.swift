import Screen
import Testing

@testable import Dashboard

@Suite struct PaneLayoutTests {
  /// The panes that have room, from left to right.
  private func panes(_ state: DashboardState) -> [String] {
    let layout = Layout(state)
    return Panes.Pane.allCases.filter { $0 != .lanes && !layout[$0].isEmpty }
      .sorted { layout[$0].column < layout[$1].column }.map(\.name)
  }

  @Test func `as many panes stand side by side as are wide enough, and the others are named`() {
    var state = SampleTraces.dashboard(size: Size(80, 24))
    #expect(panes(state) == ["output", "source"])
    state.type("i")
    #expect(panes(state) == ["output", "loop"])
    #expect(view(state).text.contains("Tab: source "))
    state.type("S")
    #expect(panes(state) == ["loop", "statistics"])
    #expect(view(state).text.contains("Tab: output source "))
    _ = update(&state, .resized(Size(160, 40)))
    #expect(panes(state) == ["output", "loop", "statistics", "source"])
    #expect(!view(state).text.contains("Tab: "))
    _ = update(&state, .resized(Size(60, 16)))
    #expect(panes(state) == ["statistics"])
  }

  @Test func `the pane that gets the keys gets room`() {
    var state = SampleTraces.dashboard(size: Size(60, 16))
    #expect(panes(state) == ["output"])
    state.type(Key(.tab), Key(.tab))
    #expect(state.run?.panes.focus == .source)
    #expect(panes(state) == ["source"])
    #expect(view(state).text.contains("Tab: output "))
  }

  @Test func `a click on the name of a pane brings it forth`() {
    var state = SampleTraces.dashboard(size: Size(60, 16))
    let layout = Layout(state)
    #expect(layout.tabs.map(\.pane) == [.source])
    guard let tab = layout.tabs.first else { return }
    _ = update(&state, .pointer(Pointer(.press, column: tab.column, row: tab.row)))
    #expect(panes(state) == ["source"])
  }

  @Test(arguments: [Size(60, 16), Size(80, 24), Size(120, 30), Size(200, 60)])
  func `no pane is narrower than what can be read`(size: Size) {
    var state = SampleTraces.dashboard(size: size)
    state.type("iSvj")
    state.type(Key(.enter))
    let layout = Layout(state)
    for pane in Panes.Pane.allCases where pane != .lanes && !layout[pane].isEmpty {
      #expect(layout[pane].width >= 32)
    }
    let shown = Panes.Pane.allCases.filter { !layout[$0].isEmpty }.map(\.name)
    let named = layout.tabs.map(\.pane.name)
    #expect(Set(shown).isDisjoint(with: named))
  }

  @Test func `a pane is not scrolled beyond its last line`() {
    var state = SampleTraces.dashboard(size: Size(80, 24))
    state.type("Gkk")
    state.type(Key(.enter), Key(.tab), Key(.tab))
    while state.run?.panes.focus != .detail { state.type(Key(.tab)) }
    for _ in 0..<100 { state.type("j") }
    let last = view(state)
    state.type("k")
    #expect(view(state) != last)
  }
}
