import Dashboard
import EventScript
import Screen
import TaskModel
import Testing
import Timeline

/// What the lanes of small programs look like: the grammar of the pictures.
@Suite struct LanesPictureTests {
  @Test func `gather shows who runs, who waits its turn and who wakes whom`() {
    let picture = picture(of: .gather, width: 100, height: 13)
    #expect(
      picture.grid.text == """
                     0 s                                                           1 s
         TASK   STEP 1    2    3    4     ─────────────── 1 s idle ─────────────── 5    6    7    8
         main        █████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░ gather of 3 ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░█████ ✓
         ├─ count #1  ◆▒▒▒█████░░░░░░░░░░░░░░░░░░░░ sleep 1 s ░░░░░░░░░░░░░░░░░░░░◷█████ ✓
         ├─ count #2   ◆▒▒▒▒▒▒▒█████░░░░░░░░░░░░░░░░░░ sleep 1 s ░░░░░░░░░░░░░░░░░◷▒▒▒▒▒█████ ✓
         ╰─ count #3    ◆▒▒▒▒▒▒▒▒▒▒▒█████░░░░░░░░░░░░░░░ sleep 1 s ░░░░░░░░░░░░░░░◷▒▒▒▒▒▒▒▒▒▒█████ ✓

         printed          One  One  One                                            Two  Two  Two

         1 s instead of 3 s one after the other: the three sleeps overlap.



        """)
  }

  @Test func `a failing TaskGroup shows who failed, who was cancelled for it and what was left to do`() {
    let picture = picture(of: .taskGroupFailure, width: 120, height: 16)
    #expect(
      picture.grid.text == """
                         0 s                                   0.5 s                                     ┊ 2 s
         TASK       STEP 1   2   3    ────── 0.5 s idle ────── 4       5   6
         main            ████░░░░░░░░░░░ tasks of the TaskGroup ░░░░░░░░░░░████ ✓ handled ExceptionGroup
         │                                                                 ▲
         ├─ TaskGroup     ╞════════════════════════════════════════╪═══════│╡ ✗ 1 exception: ValueError: This task failed!
         │                                                                 │
         ├─ failing_task   ◆▒████░░░░░░░░ sleep 0.5 s ░░░░░░░░◷████ ✗ ValueError: This task failed!
         │                           TaskGroup cancels its sibling ▼       │ wakes
         ╰─ regular_task    ◆▒▒▒▒████░░░░░░░░░ sleep 2 s ░░░░░░░░░░▓▓▓▓████ ⊘ a sibling failed ┄┄┄┄┄┄┄┄┄┄┊ would end here

         printed         Tasks started                                     Caught an exception group with 1 exception(s):
                                                                           Exception 0: This task failed!
                                                                           Outside the task group

         0.5 s in all: the two sleeps overlap, and one was cut short; in full, one after the other, they would take 2.5 s.
         failing_task failed at 0.5 s, and regular_task was cancelled, 1.5 s before its sleep was over.
        """)
  }

  @Test func `a deadline shows when it fired and by how much it was missed`() {
    let picture = picture(of: .waitForTimeout, width: 110, height: 9)
    #expect(
      picture.grid.text == """
                           0 s                                                    1 s                    ┊ 3 s
         TASK         STEP 1      ────────────────── 1 s idle ───────────────────       2
         main              ██████░░░░░ wait_for ▸ slow_operation ▸ sleep 3 s ░░░░░▲▓▓▓▓▓██████ ✓ handled TimeoutError
         ╰─ ◷ deadline 1 s    ╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶╶◷ fired ┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┊ 2 s later
         printed                                                                        The operation took too long!

         1 s in all, and as long one after the other: nothing overlaps; the one sleep, cut short, was to take 3 s.
         main's deadline of 1 s fired and stopped slow_operation; without it, slow_operation would have slept to 3 s,
         2 s longer, and gone on.
        """)
  }

  @Test func `without asyncio the loop is blocked`() {
    let picture = picture(of: .sequential, width: 100, height: 8)
    #expect(
      picture.grid.text == """
                    0 s                       1 s                       2 s                       3 s
         TASK  STEP      ─── 1 s blocked ────      ─── 1 s blocked ────      ─── 1 s blocked ────
         program.py ████■■■ time.sleep 1 s ■■■████■■■ time.sleep 1 s ■■■████■■■ time.sleep 1 s ■■■████ ✓
         printed    One                       Two                       Two                       Two
                                              One                       One        Executed in 3.00 seconds.

         3 s, for 3 s of it the loop was blocked (three times): nothing else could run.

        """)
  }

  @Test func `a cancellation shows who asked, the clean-up and the end that did not come`() {
    let picture = picture(of: .cancelCleanup, width: 110, height: 11)
    #expect(
      picture.grid.text == """
                      0 s                     2 s                     2.5 s                          ┊ 10 s
         TASK    STEP 1   2    ── 2 s idle ── 3   4    ─ 0.5 s idle ─ 5   6
         main         ████░░░░ sleep 2 s ░░░░◷████░░░ await operation ░░░░████ ✓ handled CancelledError
         │                                      ▼ cancels                 ▲ wakes
         ╰─ operation   ◆▒████░░░ sleep 10 s ░░░▓▓████░ sleep 0.5 s ░◷████ ⊘ cancelled by main ┄┄┄┄┄┄┊ would end here

         printed                                  Operation was cancelled during use!
                                                                      Resource released
                                                                          Main: operation was cancelled

         operation was asked to stop by main at 2 s and ended 0.5 s later.
        """)
  }

  @Test func `the playhead stands between what has happened and what has not`() {
    let picture = picture(of: .gather, width: 80, height: 9) {
      $0.playhead = Playhead(position: 12, time: .zero)
    }
    #expect(
      picture.grid.text == """
                     0 s     ▼                                     1 s
         TASK   STEP 1   2   3   4    ───────── 1 s idle ───────── 5   6   7   8
         main        ████░░░░┃░░░░░░░░░░░░░░░ gather of 3 ░░░░░░░░░░░░░░░░░░░░░████ ✓
         ├─ count #1  ◆▒▒████┃░░░░░░░░░░░░ sleep 1 s ░░░░░░░░░░░░░◷████ ✓
         ├─ count #2   ◆▒▒▒▒▒┃███░░░░░░░░░░░ sleep 1 s ░░░░░░░░░░░◷▒▒▒▒████ ✓
         ╰─ count #3    ◆▒▒▒▒┃▒▒▒████░░░░░░░░░ sleep 1 s ░░░░░░░░░◷▒▒▒▒▒▒▒▒████ ✓
         printed         One One One                               Two Two Two


        """)
  }

  @Test func `with the future hidden, nothing is given away`() {
    let picture = picture(of: .taskGroupFailure, width: 80, height: 9) {
      $0.playhead = Playhead(position: 13, time: .zero); $0.hidesFuture = true
    }
    #expect(
      picture.grid.text == """
                         0 s      ▼
         TASK       STEP 1  2  3  ┃
         main            ███░░░░░░┃
         ├─ TaskGroup     ╞═══════┃
         ├─ failing_task   ◆███░░░┃
         ╰─ regular_task   ◆▒▒▒███┃
         printed         Tasks started


        """)
  }

  @Test func `the time axis is in proportion`() {
    let picture = picture(of: .taskGroupFailure, width: 100, height: 11) { $0.axis = .time }
    #expect(
      picture.grid.text == """
                         0 s             0.5 s           1 s             1.5 s            ┊ 2 s
         TASK       STEP 1               4
         main            ▌░░ TaskGroup ░░  ✓ handled ExceptionGroup
         ├─ TaskGroup    ╞═══════════════╡ ✗ 1 exception: ValueError: This task failed!
         ├─ failing_task ▎░ sleep 0.5 s ░  ✗ ValueError: This task failed!
         ╰─ regular_task ▎░░ sleep 2 s ░░▼ ⊘ cancelled: a sibling failed (failing_task) ┄┄┊ would end here
         printed         Tasks started   Caught an exception group with 1 exception(s):
                                         Exception 0: This task failed!
                                         Outside the task group

         failing_task failed at 0.5 s, and regular_task was cancelled, 1.5 s before its sleep was over.
        """)
  }

  @Test func `the steps axis has no idle stretches`() {
    let picture = picture(of: .taskGroupFailure, width: 100, height: 11) { $0.axis = .steps }
    #expect(
      picture.grid.text == """
                         0 s               0.5 s
         TASK       STEP 1     2     3     4           5     6
         main            ██████░░░ tasks of the TaskGroup ░░░██████ ✓ handled ExceptionGroup
         ├─ TaskGroup      ╞═════════════════════╪═════════════╡ ✗ 1 exception: ValueError
         ├─ failing_task    ◆▒▒██████░░░░░◷██████ ✗ ValueError: This task failed!
         ╰─ regular_task     ◆▒▒▒▒▒▒▒██████░░░░░░▼▓▓▓▓▓██████ ⊘ cancelled: a sibling failed (failing_task)
         printed         Tasks started                       Caught an exception group with 1 exception(s):
                                                             Exception 0: This task failed!
                                                             Outside the task group

         failing_task failed at 0.5 s, and regular_task was cancelled, 1.5 s before its sleep was over.
        """)
  }

  @Test func `in a small window words give way to what happened`() {
    let picture = picture(of: .taskGroupFailure, width: 60, height: 12)
    #expect(
      picture.grid.text == """
                         0 s             0.5 s             ┊ 2 s
         TASK       STEP 1  2  3   0.5 s 4     5  6
         main            ███░░░░░ TaskGroup ░░░░░░███ ✓ handled Exc…
         ├─ TaskGroup     ╞═════════════════╪══════╡ ✗ 1 exception
         ├─ failing_task   ◆███░ 0.5 s ░◷███ ✗ ValueError
         ╰─ regular_task   ◆▒▒▒███░░ 2 s ░░░▼▓▓███ ⊘ cancelled

         printed         Tasks started
                         Caught an exception group with 1 exception…
                         Exception 0: This task failed! …

         failing_task failed at 0.5 s, and regular_task was …
        """)
  }

  @Test func `ASCII tells states apart without colour`() {
    let picture = picture(of: .cancelCleanup, width: 80, height: 9, theme: Theme(.monochrome, glyphs: .ascii))
    #expect(
      picture.grid.text == """
                      0 s         2 s         2.5 s                        : 10 s
         TASK    STEP 1  2   2 s  3  4   ---- 5  6
         main         ###.. 2 s .T###............### + handled CancelledError
         `- operation   o###. 10 s .v###.....T### x cancelled by main -----: would end
         printed                     Operation was cancelled during use!
                                              Resource released
                                                 Main: operation was cancelled

         operation was asked to stop by main at 2 s and ended 0.5 s later.
        """)
  }

  @Test func `the selected task shows whom it created and who woke it`() {
    let picture = picture(of: .gather, width: 80, height: 11) { $0.selection = TaskID(1) }
    #expect(
      picture.grid.text == """
                     0 s                                           1 s
         TASK   STEP 1   2   3   4    ───────── 1 s idle ───────── 5   6   7   8
        ▸main        ████░░░░░░░░░░░░░░░░░░░░ gather of 3 ░░░░░░░░░░░░░░░░░░░░░▲███ ✓
         ├─ count #1  ▼││████░░░░░░░░░░░░░ sleep 1 s ░░░░░░░░░░░░░◷████ ✓      │
         ├─ count #2   ▼│▒▒▒▒████░░░░░░░░░░░ sleep 1 s ░░░░░░░░░░░◷▒▒▒▒████ ✓  │
         ╰─ count #3    ▼▒▒▒▒▒▒▒▒████░░░░░░░░░ sleep 1 s ░░░░░░░░░◷▒▒▒▒▒▒▒▒████ ✓
         printed         One One One                               Two Two Two

         1 s instead of 3 s one after the other: the three sleeps overlap.


        """)
  }

  @Test func `each state has a look of its own, and what has not happened a fainter one`() {
    let theme = Theme(.dark)
    let picture = picture(of: .gather, width: 60, height: 6, theme: theme) {
      $0.playhead = Playhead(position: 18, time: TraceTime(nanoseconds: 500_000_000))
    }
    var legend: [Style: Character] = [theme[.text]: " "]
    for (role, letter) in [
      (Role.running, "R"), (.ready, "Y"), (.waiting, "W"), (.waitingLabel, "L"), (.returned, "E"),
    ] as [(Role, Character)] {
      legend[theme[role]] = letter
      legend[theme.future(theme[role])] = Character(letter.lowercased())
    }
    legend[theme[.createArrow].on(theme[.ready].background)] = "C"
    legend[theme.future(theme[.deadline]).on(theme.future(theme[.waiting]).background)] = "t"
    let rows = picture.grid.stylePlane(legend: legend).split(separator: "\n").dropFirst(2).prefix(4)
    let bars = rows.map { String($0.dropFirst(picture.axisColumn)) }
    #expect(
      bars == [
        "RRRWWWWWWWWWWWLLLLLLLllllllwwwwwwwwwwwwrrr e   ",
        " CYRRRWWWWWWLLLLLLLLLllwwwwwwtrrr e            ",
        "  CYYYRRRWWWWWLLLLLLLllllwwwwtyyyrrr e         ",
        "  CYYYYYYRRRWWWLLLLLLlllllwwwtyyyyyyrrr e      ",
      ]
    )
  }
}
