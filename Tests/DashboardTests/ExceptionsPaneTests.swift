import Screen
import TaskModel
import Testing

@testable import Dashboard

@Suite struct ExceptionsPaneTests {
  private func lines(_ run: RunState, width: Int = 200) -> [String] {
    ExceptionsView(run, Theme(.dark)).lines(width: width).map { line in
      line.pieces.map(\.text).joined()
    }
  }

  private func atEnd(_ run: RunState) -> RunState {
    var run = run
    run.seekToEnd()
    return run
  }

  @Test func `nested groups are a tree of what went into which at which step`() throws {
    let run = atEnd(try Recorded.scenario("nested_groups"))
    #expect(
      lines(run) == [
        "✗ ExceptionGroup of 2  step 18, 1 s: main's TaskGroup raises it, main handles it",
        "├─ ✗ ExceptionGroup of 1  step 16, 1 s: prices's TaskGroup raises it, prices fails with it",
        "│  ├─ ✗ ValueError: no price  step 10, 1 s: work #2 fails with it",
        "│  ╰─ ⊘ work #3 cancelled  not in the group",
        "╰─ ✗ ExceptionGroup of 1  step 17, 1 s: stock's TaskGroup raises it, stock fails with it",
        "   ├─ ✗ OSError: depot offline  step 11, 1 s: work #4 fails with it",
        "   ╰─ ⊘ work #5 cancelled  not in the group",
      ])
  }

  @Test func `a group that still waits for others is shown with what it has collected`() throws {
    var run = try Recorded.scenario("nested_groups")
    run.go(to: .step(11))
    #expect(
      lines(run) == [
        "✗ TaskGroup of stock collects an ExceptionGroup  once work #5 ended",
        "╰─ ✗ OSError: depot offline  step 11, 1 s: work #4 fails with it",
        "✗ TaskGroup of prices collects an ExceptionGroup  once work #3 ended",
        "╰─ ✗ ValueError: no price  step 10, 1 s: work #2 fails with it",
      ])
  }

  @Test func `a story that does not fit stands below its exception`() throws {
    let told = lines(atEnd(try Recorded.scenario("taskgroup_failure")), width: 50)
    #expect(told.first == "✗ ExceptionGroup of 1")
    #expect(told.dropFirst().first?.hasPrefix("│  step 7, 0.5 s: main's TaskGroup raises it") == true)
    #expect(told.allSatisfy { DisplayText.width($0) <= 50 })
  }

  @Test func `what an awaited task fails with is followed to whoever gets it`() throws {
    let run = try Recorded.program(
      """
      import asyncio

      async def fetch():
          await asyncio.sleep(1)
          raise OSError("offline")

      async def middle():
          await asyncio.create_task(fetch())

      async def main():
          task = asyncio.create_task(middle())
          try:
              await task
          except OSError:
              await asyncio.sleep(1)
          lost = asyncio.create_task(fetch())
          await asyncio.sleep(2)

      asyncio.run(main())
      """)
    var now = run
    now.seek(to: TraceTime(nanoseconds: 1_500_000_000))
    #expect(
      lines(now) == [
        "✗ OSError: offline  step 4, 1 s: fetch #1 fails with it, step 5, 1 s: middle fails with it, main handles it"
      ])
    #expect(
      lines(atEnd(run)).first?.hasSuffix("fetch #2 fails with it, nobody has got it yet") == true)
  }

  @Test func `a deadline that fires, a gather that passes on, and what ends the program are told`() throws {
    #expect(
      lines(atEnd(try Recorded.scenario("wait_for_timeout"))).first?
        .hasSuffix("main's deadline 1 s raises it, main handles it") == true)
    let fatal = try Recorded.program(
      """
      import asyncio

      async def fail():
          raise ValueError("no")

      async def main():
          await asyncio.gather(fail(), asyncio.sleep(1))

      asyncio.run(main())
      """)
    #expect(
      lines(atEnd(fatal)) == [
        "✗ ValueError: no  step 2, 0 s: fail fails with it, 0 s: main's gather raises it,"
          + " step 4, 0 s: main fails with it, 0 s: program.py fails with it"
      ])
  }

  @Test func `without a failure the pane says so, and the detail of a failed task has its part of the tree`()
  {
    var state = SampleTraces.dashboard(size: Size(80, 24))
    state.type("X")
    #expect(view(state).text.contains("No task has failed yet"))
    var failed = SampleTraces.dashboard(SampleTraces.run(SampleTraces.failure), size: Size(120, 30))
    failed.type("Gj")
    failed.type(Key(.enter))
    let text = view(failed).part(Layout(failed)[.detail]).text
    #expect(text.contains("✗ ValueError: no") && text.contains("step 1, 0 s: main fails with it"))
  }
}
