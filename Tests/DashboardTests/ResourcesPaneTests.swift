import Screen
import TaskModel
import Testing

@testable import Dashboard

@Suite struct ResourcesPaneTests {
  private func lines(_ run: RunState, width: Int = 60) -> [String] {
    ResourcesView(run, Theme(.dark, glyphs: .ascii)).lines(width: width).map { line in
      line.pieces.map(\.text).joined()
    }
  }

  private func lines(_ scenario: String, at seconds: Double) throws -> [String] {
    var run = try Recorded.scenario(scenario)
    run.seek(to: TraceTime(nanoseconds: Int64((seconds * 1e9).rounded())))
    return lines(run)
  }

  @Test func `a lock has its holder, and those who wait in the order in which they came`() throws {
    #expect(
      try lines("lock", at: 0.4) == [
        "Lock printer  held by print_page #1 since 0 s", "  1. print_page #2 has waited 0.4 s",
        "  2. print_page #3 has waited 0.4 s",
      ])
    #expect(
      try lines("lock", at: 1.2) == [
        "Lock printer  held by print_page #2 since 1 s", "  1. print_page #3 has waited 1.2 s",
      ])
    #expect(try lines("lock", at: 5) == ["Lock printer  free"])
  }

  @Test func `a deadlock is told once, with its ring`() throws {
    let told = try lines("dining_philosophers", at: 0.5)
    #expect(told.filter { $0.hasPrefix("deadlock: ") }.count == 1)
    #expect(
      told.prefix(2).joined(separator: " ")
        == "deadlock: Hypatia waits for Plato, Plato for Kant, Kant for Hypatia")
    #expect(told.dropFirst(2).first == "Lock forks[0]  held by Plato since 0 s")
    #expect(try lines("dining_philosophers", at: 4).allSatisfy { !$0.contains("deadlock") })
  }

  @Test func `queues, events, semaphores and barriers say what they hold`() throws {
    #expect(
      try lines("producer_consumer", at: 0.55) == [
        "queue  full, 2 of 2 items", "  1. main has waited 50 ms for room",
      ])
    #expect(try lines("producer_consumer", at: 0.05).first == "queue  empty, 0 of 2 items")
    #expect(try lines("event", at: 0.4).first == "event  not set")
    #expect(try lines("event", at: 1).first == "event  set by main at 1 s")
    var run = try Recorded.program(
      """
      import asyncio

      async def worker(pool, barrier):
          async with pool:
              await barrier.wait()

      async def main():
          pool, barrier = asyncio.Semaphore(3), asyncio.Barrier(3)
          tasks = [asyncio.create_task(worker(pool, barrier)) for _ in range(2)]
          await asyncio.sleep(1)

      asyncio.run(main())
      """)
    run.seek(to: TraceTime(nanoseconds: 500_000_000))
    #expect(
      lines(run) == [
        "Semaphore pool  1 of 3 free, held by worker #1 and worker #2", "barrier  2 of 3 arrived",
        "  1. worker #1 has waited 0.5 s", "  2. worker #2 has waited 0.5 s",
      ])
  }

  @Test func `of many that wait the first are named, and the others counted`() throws {
    var run = try Recorded.program(
      """
      import asyncio

      async def wait(lock):
          async with lock:
              await asyncio.sleep(1)

      async def main():
          lock = asyncio.Lock()
          await asyncio.gather(*[wait(lock) for _ in range(20)])

      asyncio.run(main())
      """)
    run.seek(to: TraceTime(nanoseconds: 500_000_000))
    #expect(lines(run).count == 10)
    #expect(lines(run).last == "   and 11 more wait")
  }

  @Test func `without anything to wait for the pane says so`() {
    var state = SampleTraces.dashboard(size: Size(80, 24))
    state.type("V")
    #expect(view(state).text.contains("No lock, queue, event or semaphore yet."))
    #expect(view(state).text.contains(" resources "))
    state.type("V")
    #expect(!view(state).text.contains(" resources "))
  }
}
