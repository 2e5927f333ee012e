import EventScript
import Screen
import TaskModel
import Testing
import Timeline

@testable import Dashboard

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
    for words in ["1 s", "2 s", "4 s later", "main's sleep would end here, 3 s later"] {
      #expect(row.contains(words), "\(words)")
    }
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

  @Test func `two steps without anything between them are seen to be two`() {
    let script = EventScript(
      """
      0 create main by program
      0 resume main
      0 suspend main on turn
      0 ready main by main
      0 resume main
      0 stall main 0 nothing
      0 suspend main on turn
      0 ready main by main
      0 resume main
      0 finish main returned
      """)
    func bar(_ glyphs: GlyphSet) -> String {
      let grid = picture(of: script, width: 60, height: 4, theme: Theme(.dark, glyphs: glyphs)).grid
      return grid.text.split(separator: "\n").first { $0.contains("main") }.map(String.init) ?? ""
    }
    #expect(bar(.unicode).contains("█████▊█████▊██████ ✓"))
    #expect(bar(.ascii).contains("#####|#####|###### +"))
  }

  @Test func `a TaskGroup is told to be what cancels its owner, and the failed child not`() {
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
        0 exit tg failed ExceptionGroup ValueError: no
        0 finish main returned
        """), width: 100, height: 12
    ).grid.text
    let rows = text.split(separator: "\n")
    let group = rows.firstIndex { $0.contains("─ TaskGroup") } ?? 0
    #expect(rows[group - 1].contains("▲ TaskGroup cancels main's wait, as a child failed"))
    #expect(!rows[group + 1].contains("cancels"))
  }

  @Test func `what a run took is compared with one after the other, waiting one's turn not counted`() {
    func summary(_ text: String) -> [String] {
      let script = EventScript(text)
      var index = TimelineIndex()
      for event in script.events { index.append(event) }
      let words = LaneWords(index: index, events: { script.events[$0] }, glyphs: .unicode)
      return RunSummary.sentences(index, words)
    }
    // The second one sleeps to 1 s and gets its turn at 3 s; the third one's sleep is cut short.
    #expect(
      summary(
        """
        0 create a by program
        0 create b by program
        0 create c by program
        0 resume a
        0 suspend a on io disk
        0 resume b
        0 suspend b on sleep 1
        0 resume c
        0 suspend c on sleep 9
        2 cancel c explicit
        2 resume c throwing CancelledError
        2 finish c cancelled
        3 ready a
        3 resume a
        3 finish a returned
        3 resume b
        3 finish b returned
        """
      ).first == "3 s in all: its waits overlap, and one was cut short.")
    #expect(
      summary("0 create a by program\n0 resume a\n0 suspend a on sleep 2\n2 resume a\n2 finish a returned")
        == ["2 s in all, and as long one after the other: nothing overlaps."])
    #expect(summary("0 create a by program\n0 resume a\n5 finish a returned") == [])
  }

  @Test func `what tasks wait for has a row below them: who holds it, what is in it, who waits`() {
    let script = EventScript(
      """
      0 create main by program
      0 resume main
      0 lock free create by main size 1
      0 lock db create by main size 1
      0 queue jobs create by main
      0 create a by main
      0 create b by main
      0 queue jobs wait by main waiting 1
      0 suspend main on resource jobs get
      0 resume a
      0 lock free acquire by a
      0 lock db acquire by a
      0 suspend a on sleep 1
      0 resume b
      0 lock db wait by b waiting 1
      0 suspend b on resource db acquire
      1 ready a
      1 resume a
      1 queue jobs put by a size 2
      1 ready main by a
      1 lock db release by a size 1 waiting 1
      1 ready b by a
      1 finish a returned
      1 resume main
      1 queue jobs get by main size 1
      1 finish main returned
      1 resume b
      1 lock db acquire by b
      1 suspend b on sleep 2
      2 ready b
      2 resume b
      2 lock db release by b size 1
      2 finish b returned
      """)
    let picture = picture(of: script, width: 110, height: 12) { $0.arrows = .none }
    #expect(
      picture.grid.text == """
                    0 s                                         1 s                                         2 s
         TASK  STEP 1   2   3    ────────── 1 s idle ────────── 4   5   6    ────────── 1 s idle ────────── 7
         main       ████░░░░░░░░░░░ Queue jobs (empty) ░░░░░░░░░░░▒▒████ ✓
         ├─ a          ◆████░░░░░░░░░░░░ sleep 1 s ░░░░░░░░░░░░◷████ ✓
         ╰─ b          ◆▒▒▒▒████░░░░░░░░ Lock db, held by a ░░░░░░░░▒▒▒▒████░░░░░░░░░░ sleep 1 s ░░░░░░░░░░◷████ ✓
         Queue jobs   ·············· empty, 1 waits ·············╞ 2 ═╞════════════════ 1 item ════════════════╡
         Lock db      ·····╞══════════════ a, 1 waits ════════════╡·······╞═══════════════ b ════════════════╡··

         2 s in all, and as long one after the other: nothing overlaps.



        """)
    #expect(picture.rows.filter { if case .resource = $0 { true } else { false } }.count == 2)
  }

  @Test func `who is cancelled while it waits for a lock is counted there no more`() {
    let script = EventScript(
      """
      0 create main by program
      0 resume main
      0 lock db create by main size 1
      0 lock db acquire by main
      0 create a by main
      0 suspend main on sleep 1
      0 resume a
      0 lock db wait by a waiting 1
      0 suspend a on resource db acquire
      1 ready main
      1 resume main
      1 cancel a by main explicit
      1 suspend main on sleep 3
      1 ready a by main
      1 resume a throwing CancelledError
      1 finish a cancelled
      3 ready main
      3 resume main
      3 lock db release by main size 1
      3 finish main returned
      """)
    let picture = picture(of: script, width: 110, height: 12) { $0.arrows = .none }
    let row = picture.grid.text.split(separator: "\n").first { $0.hasPrefix(" Lock db") }
    #expect(
      row
        == " Lock db    ·╞═════════════════ main, 1 waits ════════════════════════════════ main ══════════════════╡··"
    )
  }

  /// A task that prints a line at 1 s and fails, of which the standard error tells.
  private static func failing(_ error: String, after line: String, telling lines: [String]) -> [TaskEvent] {
    var events = EventScript(
      """
      0 create main by program
      0 resume main
      0 suspend main on sleep 1
      1 ready main
      1 resume main
      1 print main \(line)
      1 finish main raised \(error)
      """
    ).events
    for line in lines {
      let time = TraceTime(nanoseconds: 1_000_000_000 + Int64(events.count))
      events.append(TaskEvent(.output(.program, .standardError, text: line + "\n"), at: time))
    }
    return events
  }

  @Test func `a traceback that has too few rows ends with the line that says what was raised`() {
    let places = (1...9).map { "  File \"app.py\", line \($0), in f" }
    let events = Self.failing(
      "ValueError no", after: "going",
      telling: ["Traceback (most recent call last):"] + places + ["ValueError: no"])
    let picture = picture(of: EventScript(events: events), width: 100, height: 14) { $0.arrows = .none }
    let text = picture.grid.text
    #expect(text.contains("Traceback (most recent call last):") && text.contains("… ValueError: no"))
    #expect(picture.cutsOutput)
  }

  @Test func `moments too near to differ in their digits have one time, and what lies between them is told`()
  {
    let script = EventScript(
      """
      0 create main by program
      0 resume main
      0 suspend main on sleep 0.3
      0.3 ready main
      0.3 resume main
      0.3000462 print main near
      0.3000462 suspend main on sleep 0.1
      0.4 ready main
      0.4 resume main
      0.4 finish main returned
      """)
    let picture = picture(of: script, width: 100, height: 12) { $0.arrows = .none }
    let ruler = picture.grid.text.split(separator: "\n").prefix(2).map(String.init)
    #expect(ruler[0].ranges(of: "0.3 s").count == 1 && !ruler[0].contains("+"), "\(ruler)")
    #expect(ruler[1].contains("0.05 ms") && !ruler[1].contains("µs"), "\(ruler)")
  }

  @Test func `a traceback of which one line is left has that line below its step`() {
    let lines = [
      "Task exception was never retrieved", "future: <Task finished name='Task-4' coro=<save() done, defined",
      "Traceback (most recent call last):", "  File \"app.py\", line 24, in save", "OSError: full",
    ]
    let events = Self.failing(
      "OSError full", after: "a line that fills what is left of its row", telling: lines)
    var seen = 0
    for height in 8...16 {
      let picture = picture(of: EventScript(events: events), width: 70, height: height) { $0.arrows = .none }
      let rows = picture.grid.text.split(separator: "\n").map(String.init)
      guard let row = rows.first(where: { $0.contains("OSError: full") && !$0.hasPrefix(" main") }) else {
        continue
      }
      let start = row.prefix { $0 == " " }.count
      #expect(start >= 20, "\(height): \(row)")
      seen += 1
    }
    #expect(seen > 0)
  }

  @Test func `whose sleep is over while the loop is held up waits its turn`() {
    let script = EventScript(
      """
      0 create main by program
      0 resume main
      0 create clock by main
      0 suspend main on task clock
      0 resume clock
      0 suspend clock on sleep 0.2
      0 create report by main
      0 resume report
      0.5 stall report 0.5 time.sleep(0.5)
      0.5 finish report returned
      0.5 ready clock
      0.5 resume clock
      0.5 finish clock returned
      """)
    let picture = picture(of: script, width: 80, height: 12) { $0.arrows = .none }
    let clock = picture.grid.text.split(separator: "\n").first { $0.contains(" ├─ clock ") }
    #expect(
      clock.map(String.init)
        == " ├─ clock     ◆▒▒██████░░░░ sleep 0.2 s ░░░░◷▒▒▒▒ waits its turn ▒▒▒▒██████ ✓")
  }

  @Test func `a deadlock is what the run is summed up by`() {
    let script = EventScript(
      """
      0 create program by program
      0 resume program
      0 create main by program
      0 resume main
      0 suspend main on future f
      1 finish program raised Deadlock deadlock: nothing is left that could wake a task
      """)
    let picture = picture(of: script, width: 80, height: 12)
    #expect(picture.grid.text.contains("Deadlock: nothing is left that could wake a task."))
  }
}
