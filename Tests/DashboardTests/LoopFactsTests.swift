import EventScript
import Screen
import TaskModel
import Testing
import Timeline

@testable import Dashboard

@Suite struct LoopFactsTests {
  private func names(_ run: RunState) -> (running: String?, ready: [String], timers: [String]) {
    let words = TaskWords(run, ascii: true)
    let facts = LoopFacts(run)
    let timers = facts.timers.map { "\(words.duration($0.due.since(.zero))) \(words.name($0.lane))" }
    return (facts.running.map(words.name), facts.ready.map(words.name), timers)
  }

  @Test func `who is ready is listed in the order in which they run`() {
    var run = SampleTraces.run()
    let index = run.trace.index
    for ordinal in 0..<index.stepCount {
      guard let step = index.step(ordinal) else { continue }
      run.seek(toPosition: step.first)
      // Whoever is first of those that are ready is the one whose step comes next.
      let facts = LoopFacts(run)
      #expect(facts.ready.first == step.lane)
      #expect(facts.readyCount == facts.ready.count)
      run.seek(toPosition: step.first + 1)
      #expect(LoopFacts(run).running == step.lane)
    }
  }

  @Test func `sleeps and deadlines are timers, the next one first`() {
    var run = SampleTraces.run(EventScript.waitForTimeout.events)
    run.seek(to: TraceTime(nanoseconds: 500_000_000))
    let (running, ready, timers) = names(run)
    #expect(running == nil && ready == [])
    #expect(timers == ["1 s main", "3 s main"])
    run.seekToEnd()
    #expect(names(run).timers == [])
  }

  @Test func `the pane tells of the loop at the playhead`() {
    var state = SampleTraces.dashboard(size: Size(120, 30))
    state.type(":0.5")
    state.type(Key(.enter), .character("i"))
    let text = view(state).text
    #expect(text.contains("runs    nobody: idle until 1 s"))
    #expect(text.contains("timers  1 s  count #1, in 0.5 s"))
    state.type("i")
    #expect(!view(state).text.contains("timers"))
  }
}
