import Screen
import TaskModel
import Testing
import Timeline

@testable import Dashboard

/// The sentences below everything else: whole where there is room, and cut between words where there is none.
@Suite struct FootTests {
  /// What worker #3 waits for, at a moment of the worker pool.
  private func dashboard(at seconds: Double, size: Size, _ keys: String) throws -> (DashboardState, String) {
    var run = try Recorded.scenario("worker_pool")
    run.seek(to: TraceTime(nanoseconds: Int64(seconds * 1e9)))
    let words = TaskWords(run, ascii: false)
    let lane = try #require(run.trace.index.lanes.indices.first { words.name($0) == "worker #3" })
    run.camera.selection = run.trace.index.lanes[lane].task
    var state = SampleTraces.dashboard(run, size: size)
    state.type(keys)
    return (state, "worker #3 " + words.sentence(lane))
  }

  private func words(_ state: DashboardState) -> String {
    view(state).text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
  }

  @Test func `a sentence too long for its row takes a blank one above it, and the caption stands on it`()
    throws
  {
    let (state, sentence) = try dashboard(at: 0.31, size: Size(80, 40), "oc")
    #expect(sentence.count > 80)
    #expect(words(state).contains("✎ The pause: this worker waits, the others work. " + sentence))
  }

  @Test func `a caption of an earlier instant gives way to a sentence that needs its row`() throws {
    let (state, sentence) = try dashboard(at: 0.55, size: Size(80, 24), "oc")
    #expect(words(state).contains(sentence) && !words(state).contains("✎ The pause"))
    let (atOnce, other) = try dashboard(at: 0.3, size: Size(80, 24), "oc")
    #expect(words(atOnce).contains("✎ The pause") && !words(atOnce).contains(other))
  }

  @Test func `what has no room is cut at the end of a word`() throws {
    let (state, sentence) = try dashboard(at: 0.3, size: Size(80, 24), "")
    let line = try #require(view(state).text.split(separator: "\n").first { $0.contains("worker #3 awaits") })
    let shown = line.split(separator: " ").joined(separator: " ")
    #expect(shown.hasSuffix(" …") && sentence.hasPrefix(shown.dropLast()), "\(shown)")
  }

  @Test func `what is being typed stays in its row`() throws {
    var (state, _) = try dashboard(at: 0.31, size: Size(80, 40), "oc")
    state.type("/a")
    let typed = view(state)
    let rows = typed.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(rows[Layout(state)[.status].row].contains("/a"))
  }

  @Test func `a still has room for two lines of a caption`() throws {
    var run = try Recorded.scenario("producer_consumer")
    run.seekToEnd()
    let text = view(DashboardState(still: run, theme: Theme(.dark), size: Size(80, 24))).text
    #expect(text.contains("the consumers would wait\n for ever."))
  }
}
