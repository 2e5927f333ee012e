import Dashboard
import EventScript
import Screen
import TaskModel
import Testing
import Timeline

/// What pictures of real programs once told wrongly.
@Suite struct LanesStoryTests {
  @Test func `a TaskGroup that cancels its parent while it waits hands on one exception, not two`() {
    let text = picture(
      of: EventScript(
        """
        0 create main by program
        0 resume main
        0 enter tg task_group by main
        0 create child by main in tg
        0 suspend main on scope tg
        0 resume child
        0 finish child raised ValueError no
        0 cancel main by child sibling_failed
        0 ready main by child
        0 resume main throwing CancelledError
        0 suspend main on scope tg
        0 ready main
        0 resume main
        0 exit tg failed ExceptionGroup ValueError: no
        0 finish main returned
        """), width: 100, height: 12
    ).grid.text
    #expect(text.contains("✓ handled ExceptionGroup\n"))
    // The wake that only follows from the cancel has no arrow of its own.
    #expect(text.contains("cancels"))
    #expect(!text.contains("wakes"))
  }

  @Test func `each deadline of a shared row tells its own length and by how much it was missed`() {
    let text = picture(
      of: EventScript(
        """
        0 create main by program
        0 resume main
        0 enter first timeout by main until 1
        0 suspend main on sleep 5
        1 cancel main timeout
        1 ready main
        1 resume main throwing CancelledError
        1 exit first timed_out
        1 suspend main on sleep 2
        2 ready main
        2 resume main
        2 enter second timeout by main until 4
        2 suspend main on sleep 7
        4 cancel main timeout
        4 ready main
        4 resume main throwing CancelledError
        4 exit second timed_out
        4 finish main returned
        """), width: 140, height: 12
    ).grid.text
    let row = text.split(separator: "\n").first { $0.contains("deadlines") } ?? ""
    for words in ["1 s", "2 s", "missed by 4 s", "missed by 3 s"] { #expect(row.contains(words), "\(words)") }
  }

  @Test func `a coroutine awaited inside wait_for is told with it`() {
    let script = EventScript(
      """
      0 create main by program
      0 resume main
      0 enter w wait_for by main until 1
      0 suspend main via main,slow on sleep 3
      0.5 ready main
      0.5 resume main
      0.5 exit w clean
      0.5 suspend main via main,slow on sleep 3
      """)
    var index = TimelineIndex()
    for event in script.events { index.append(event) }
    let words = LaneWords(index: index, events: { script.events[$0] }, glyphs: .unicode)
    #expect(words.waiting(3).first == "wait_for ▸ slow ▸ sleep 3 s")
    #expect(words.waiting(7).first == "slow ▸ sleep 2.5 s")
  }
}
