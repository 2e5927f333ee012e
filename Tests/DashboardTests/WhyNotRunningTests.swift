import TaskModel
import Testing
import Timeline

@testable import Dashboard

/// "Why is it not running?": the sentence for each kind of wait, of runs of real programs.
@Suite struct WhyNotRunningTests {
  /// A task of a scenario, the moment (and where it matters, the step that has just ended), and what is said of it.
  struct Case: Sendable, CustomTestStringConvertible {
    var scenario: String
    var task: String
    var seconds: Double
    var step: Int?
    var sentence: String

    init(_ scenario: String, _ task: String, at seconds: Double, step: Int? = nil, _ sentence: String) {
      self.scenario = scenario
      self.task = task
      self.seconds = seconds
      self.step = step
      self.sentence = sentence
    }

    var testDescription: String { "\(scenario): \(task) at \(seconds)" }
  }

  static let cases = [
    Case(
      "gather", "count #3", at: 0, step: 1,
      "was created at 0 s, and waits for its first turn behind count #1 and count #2."),
    Case(
      "gather", "count #1", at: 0, step: 1,
      "was created at 0 s, and waits for its first turn: it is the next one."),
    Case("gather", "count #3", at: 1, step: 5, "is ready, its time has come, behind count #2."),
    Case("gather", "count #2", at: 0.4, "sleeps 1 s, until 1 s: 0.6 s more (line 15)."),
    Case(
      "gather", "main", at: 0.4,
      "has waited 0.4 s for its gather of 3: count #1, count #2 and count #3 are not done (line 22)."),
    Case(
      "lock", "print_page #3", at: 0.4,
      "has waited 0.4 s for Lock printer, held by print_page #1 since 0 s, which sleeps until 1 s; 1 is ahead of it"
        + " (line 13)."),
    Case(
      "deadlock", "A to B", at: 0.1, step: 5,
      "waits for Lock account_b (line 16); deadlock: A to B waits for B to A, B to A for A to B, and nothing can end"
        + " that."),
    Case(
      "deadlock", "main", at: 0.1, step: 5,
      "has waited 0.1 s for the tasks of its TaskGroup: A to B and B to A are not done (line 23); deadlock:"
        + " A to B waits for B to A, B to A for A to B, and nothing can end that."),
    Case(
      "dining_philosophers", "Kant", at: 0.5,
      "has waited 0.4 s for Lock forks[2] (line 17); deadlock: Kant waits for Hypatia, Hypatia for Plato, Plato for"
        + " Kant; main's deadline 3 s ends that at 3 s, in 2.5 s."),
    Case(
      "producer_consumer", "consumer #2", at: 0.05,
      "has waited 50 ms for an item of queue: it is empty, and nobody has put anything in yet; 1 is ahead of it"
        + " (line 22)."),
    Case(
      "producer_consumer", "main", at: 0.55,
      "has waited 50 ms for room in queue: it is full, 2 of 2 items, and nobody has taken an item since 0.2 s"
        + " (line 15)."),
    Case("event", "waiter #1", at: 0.4, "has waited 0.4 s for event, which nobody has set (line 13)."),
    Case(
      "wait_for_timeout", "main", at: 0.6,
      "awaits slow_operation, which sleeps 3 s, until 3 s: 2.4 s more (line 13); its deadline 1 s ends that at 1 s,"
        + " in 0.4 s."),
    Case(
      "echo_server", "quick", at: 0.05,
      "has waited 10 ms for 127.0.0.1:8888 to send something (line 34)."),
    Case(
      "to_thread", "to_thread #1", at: 1.5,
      "has waited 0.1 s for read_file in thread asyncio_0, which sleeps until 2.4 s."),
    Case(
      "nested_groups", "prices", at: 0.5,
      "has waited 0.5 s for the tasks of its TaskGroup: work #2 and work #3 are not done (line 24)."),
  ]

  @Test(arguments: Self.cases) func `each state of a task is explained in one sentence`(told: Case) throws {
    var run = try Recorded.scenario(told.scenario)
    #expect(run.sentence(told.task, at: told.seconds, step: told.step) == told.sentence)
  }

  private func expect(
    _ source: String, _ task: String, at seconds: Double, _ sentence: String,
    location: SourceLocation = #_sourceLocation
  ) throws {
    var run = try Recorded.program(source)
    #expect(run.sentence(task, at: seconds) == sentence, sourceLocation: location)
  }

  @Test func `who is ready behind a step that holds the loop is told how long, and who holds it`() throws {
    let source = """
      import asyncio, time

      async def parse():
          time.sleep(0.5)

      async def main():
          async with asyncio.TaskGroup() as tg:
              tg.create_task(parse())
              for i in range(5):
                  tg.create_task(asyncio.sleep(0), name=f"other {i}")

      asyncio.run(main())
      """
    try expect(
      source, "other 0", at: 0.3,
      "has waited 0.3 s for its first turn behind parse: parse has held the loop for 0.3 s.")
    try expect(
      source, "other 4", at: 0.3,
      "has waited 0.3 s for its first turn behind 5 tasks: parse has held the loop for 0.3 s.")
  }

  @Test func `tasks that run, are told to stop or have ended say how and since when`() throws {
    var failure = try Recorded.scenario("taskgroup_failure")
    #expect(failure.sentence("regular_task", at: 0, step: 0) == "does not exist yet.")
    #expect(failure.sentence("main", at: 2) == "returned at 0.5 s.")
    #expect(failure.sentence("failing_task", at: 2) == "raised ValueError: This task failed! at 0.5 s.")
    #expect(failure.sentence("regular_task", at: 2) == "was cancelled at 0.5 s: a sibling failed.")
    let words = TaskWords(failure, ascii: true)
    let lane = failure.trace.index.lanes.indices.first { words.name($0) == "regular_task" } ?? 0
    failure.seek(toPosition: Int(failure.trace.index.lanes[lane].cancels.first ?? 0) + 1)
    #expect(
      TaskWords(failure, ascii: true).sentence(lane)
        == "was asked to stop at 0.5 s: a sibling failed; it learns of it at its next turn: it is the next one."
    )
    var blocked = try Recorded.scenario("to_thread")
    #expect(
      blocked.sentence("main", at: 0.9) == "is running and blocks the loop: nothing else can run meanwhile.")
    #expect(
      blocked.sentence("heartbeat", at: 0.9)
        == "is ready since 0.5 s: its sleep is over, but main holds the loop.")
  }

  @Test func `an awaited task is named with what it does`() throws {
    try expect(
      """
      import asyncio

      async def fetch():
          await asyncio.sleep(2)

      async def main():
          task = asyncio.create_task(fetch())
          await task

      asyncio.run(main())
      """, "main", at: 0.5, "awaits fetch, which sleeps until 2 s (line 8).")
  }

  @Test func `permits, barriers, conditions and futures say what is missing`() throws {
    let source = """
      import asyncio

      async def worker(pool):
          async with pool:
              await asyncio.sleep(1)

      async def arrive(barrier):
          await barrier.wait()

      async def hear(condition):
          async with condition:
              await condition.wait()

      async def main():
          pool = asyncio.Semaphore(2)
          barrier = asyncio.Barrier(3)
          condition = asyncio.Condition()
          future = asyncio.get_running_loop().create_future()
          tasks = [asyncio.create_task(worker(pool)) for _ in range(4)]
          tasks += [asyncio.create_task(arrive(barrier)) for _ in range(2)]
          tasks += [asyncio.create_task(hear(condition))]
          async with asyncio.timeout(3):
              await future

      try:
          asyncio.run(main())
      except TimeoutError:
          pass
      """
    try expect(
      source, "worker #4", at: 0.5,
      "has waited 0.5 s for Semaphore pool, 0 of 2 free, held by worker #1 and worker #2; 1 is ahead of it (line 4)."
    )
    try expect(source, "arrive #1", at: 0.5, "has waited 0.5 s for barrier: 2 of 3 arrived (line 8).")
    try expect(
      source, "hear", at: 0.5,
      "has waited 0.5 s for condition, which nobody has notified (line 12).")
    try expect(
      source, "main", at: 0.5,
      "has waited 0.5 s for a future that nobody has set (line 23); its deadline 3 s ends that at 3 s, in 2.5 s."
    )
  }

  @Test func `a queue whose items are not done with says how many`() throws {
    try expect(
      """
      import asyncio

      async def worker(jobs):
          while True:
              await jobs.get()
              await asyncio.sleep(1)
              jobs.task_done()

      async def main():
          jobs = asyncio.Queue()
          for i in range(3):
              jobs.put_nowait(i)
          task = asyncio.create_task(worker(jobs))
          await jobs.join()
          task.cancel()

      asyncio.run(main())
      """, "main", at: 1.5,
      "has waited 1.5 s for Queue jobs to be worked off: 2 items are not done with (line 14).")
  }

  @Test func `a call for which no thread is free says so`() throws {
    let source = """
      import asyncio, time
      from concurrent.futures import ThreadPoolExecutor

      def work(name):
          time.sleep(1)

      async def call(name):
          loop = asyncio.get_running_loop()
          await loop.run_in_executor(pool, work, name)

      async def main():
          await asyncio.gather(call("a"), call("b"), call("c"))

      pool = ThreadPoolExecutor(2)
      asyncio.run(main())
      """
    try expect(
      source, "call #3", at: 0.5,
      "has waited 0.5 s for work, which has not begun: all 2 worker threads are busy (line 9).")
    try expect(
      source, "call #3", at: 1.5,
      "has waited 1.5 s for work in thread ThreadPoolExecutor-0_0, which sleeps until 2 s (line 9).")
  }

  @Test func `a wait that nothing can end is said to be one`() throws {
    var run = try Recorded.program(
      """
      import asyncio

      async def main():
          started = asyncio.Event()
          await asyncio.sleep(1)
          await started.wait()

      asyncio.run(main())
      """)
    #expect(
      run.sentence("main", at: 1, step: 2)
        == "waits for Event started, which nobody has set (line 6); nothing is left that could wake it.")
  }

  @Test func `a lock that its holder took with it, or wants again, is told apart`() throws {
    let source = """
      import asyncio

      async def taker(lock):
          await lock.acquire()

      async def again(lock):
          await lock.acquire()
          await lock.acquire()

      async def main():
          kept, own = asyncio.Lock(), asyncio.Lock()
          await asyncio.create_task(taker(kept))
          asyncio.create_task(again(own))
          async with asyncio.timeout(1):
              await kept.acquire()

      try:
          asyncio.run(main())
      except TimeoutError:
          pass
      """
    try expect(
      source, "main", at: 0.5,
      "has waited 0.5 s for Lock kept, held by taker since 0 s, which has ended (line 15); its deadline 1 s ends that"
        + " at 1 s, in 0.5 s.")
    try expect(
      source, "again", at: 0.5,
      "has waited 0.5 s for Lock own (line 8); deadlock: it waits for itself, and nothing can end that.")
  }
}
