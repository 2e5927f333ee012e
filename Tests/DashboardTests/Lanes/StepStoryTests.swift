import EventScript
import TaskModel
import Testing
import Timeline

@testable import Dashboard

struct StepStoryTests {
  private func story(_ script: EventScript, at position: Int? = nil, limit: Int = 50) -> [String] {
    var index = TimelineIndex()
    for event in script.events { index.append(event) }
    let words = LaneWords(index: index, events: { script.events[$0] }, glyphs: .unicode)
    return StepStory(words: words).lines(at: position ?? script.events.count, limit: limit).map { line in
      "\(line.step.map(String.init) ?? "-") \(words.duration(line.time.since(.zero))) \(line.who): \(line.text)"
    }
  }

  @Test func `the steps of gather say who was created, who waited behind whom and who woke whom`() {
    #expect(
      story(.gather) == [
        "1 0 s main: starts; creates count #1, count #2, count #3; waits for gather of 3",
        "2 0 s count #1: starts; prints \"One\"; sleeps 1 s, until 1 s",
        "3 0 s count #2: starts, behind count #1; prints \"One\"; sleeps 1 s, until 1 s",
        "4 0 s count #3: starts, behind count #1 and count #2; prints \"One\"; sleeps 1 s, until 1 s",
        "5 1 s count #1: its sleep ends; prints \"Two\"; returns",
        "6 1 s count #2: its sleep ends, behind count #1; prints \"Two\"; returns",
        "7 1 s count #3: its sleep ends, behind count #1 and count #2; prints \"Two\"; wakes main; returns",
        "8 1 s main: woken by count #3; returns",
      ])
  }

  @Test func `what the loop does between steps has a line of its own`() {
    #expect(
      story(.taskGroupFailure).dropFirst(3) == [
        "4 0.5 s failing_task: its sleep ends; fails with ValueError: This task failed!",
        "- 0.5 s TaskGroup: asks regular_task to stop",
        "5 0.5 s regular_task: gets CancelledError; wakes main; ends cancelled",
        "6 0.5 s main: woken by regular_task; TaskGroup raises ExceptionGroup; prints \"Caught an exception group"
          + " with 1 exception(s):\" and 2 more lines; returns",
      ])
    #expect(
      story(.waitForTimeout) == [
        "1 0 s main: starts; sets a deadline of 1 s; sleeps 3 s in slow_operation, until 3 s",
        "- 1 s deadline 1 s: asks main to stop: its time has come",
        "2 1 s main: gets CancelledError; deadline 1 s raises TimeoutError; prints \"The operation took too long!\";"
          + " returns",
      ])
  }

  @Test func `only what has happened is told, and the last of it where there is little room`() {
    #expect(story(.gather, at: 0) == [])
    #expect(story(.gather, at: 5) == ["1 0 s main: starts; creates count #1"])
    #expect(story(.gather, limit: 2).map { $0.prefix(1) } == ["7", "8"])
  }

  @Test func `a sleep that ends late says by how much`() {
    let told = story(
      EventScript(
        """
        0 create clock by program
        0 resume clock
        0 suspend clock on sleep 0.2
        0 create report by program
        0 resume report
        0.5 stall report 0.5 time.sleep(0.5)
        0.5 finish report returned
        0.5 ready clock
        0.5 resume clock
        0.5 finish clock returned
        """))
    #expect(told.last == "3 0.5 s clock: its sleep ends, 0.3 s late; returns")
  }
}
