import Screen
import TaskModel
import Testing

@testable import Dashboard

@Suite struct CaptionTests {
  private func dashboard(size: Size) -> DashboardState {
    var events = SampleTraces.gather
    let second = events.firstIndex { $0.time > .zero } ?? 0
    events.insert(TaskEvent(.note(text: "Everyone wakes up", site: nil), at: events[second].time), at: second)
    events.insert(TaskEvent(.note(text: "The first step", site: nil), at: .zero), at: 4)
    return SampleTraces.dashboard(SampleTraces.run(events), size: size)
  }

  @Test func `a caption is shown from its moment on, until the next one`() {
    var state = dashboard(size: Size(80, 24))
    #expect(!view(state).text.contains("The first step"))
    state.type(Key(.right))
    #expect(view(state).text.contains("✎ The first step"))
    state.type(.shift(.right), .shift(.right))
    #expect(view(state).text.contains("✎ Everyone wakes up"))
    #expect(!view(state).text.contains("The first step"))
  }

  @Test func `where there is little room there are no captions`() {
    var state = dashboard(size: Size(60, 16))
    state.type(Key(.end))
    #expect(!view(state).text.contains("Everyone wakes up"))
  }
}
