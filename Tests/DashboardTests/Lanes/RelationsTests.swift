import Screen
import TaskModel
import Testing
import Timeline

@testable import Dashboard

/// Arrows between tasks, and deadlines that are still ahead.
@Suite struct RelationsTests {
  private func picture(_ scenario: String, at seconds: Double, select name: String? = nil, keys: String = "")
    throws -> String
  {
    var run = try Recorded.scenario(scenario)
    run.seek(to: TraceTime(nanoseconds: Int64((seconds * 1e9).rounded())))
    let words = TaskWords(run, ascii: true)
    let lane = run.trace.index.lanes.indices.first { words.name($0) == name }
    run.camera.selection = lane.map { run.trace.index.lanes[$0].task }
    var state = SampleTraces.dashboard(run, size: Size(140, 60))
    state.type("oc" + keys)
    return view(state).text
  }

  @Test func `who is selected has arrows for whom it awaits and whose lock it wants`() throws {
    #expect(try picture("deadlock", at: 0.1, select: "A to B").contains("waits for what it holds"))
    #expect(
      try !picture("deadlock", at: 0.1, select: "A to B", keys: "ww").contains("waits for what it holds"))
    #expect(try picture("tasks", at: 1, select: "main").contains("awaits"))
  }

  @Test func `a deadline ahead counts down at the playhead`() throws {
    #expect(try picture("wait_for_timeout", at: 0.6).contains("fires in 0.4 s"))
    // Where the deadline is too near for words, they stand before the playhead.
    #expect(try picture("wait_for_timeout", at: 0.9).contains("fires in 0.1 s"))
    #expect(try !picture("wait_for_timeout", at: 1.5).contains("fires in"))
  }
}
