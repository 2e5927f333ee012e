import PythonSubset
import TaskModel
import Testing

struct DeclaredCostTests {
  /// Every stall: when it ended and how long it was, in milliseconds, and of which task.
  private static func stalls(_ text: String) throws -> [[Int64]] {
    try runProgram(text).events.compactMap { event in
      guard case .stall(let task, let duration, "CPU work") = event.kind else { return nil }
      return [
        event.time.nanoseconds / 1_000_000, duration.components.attoseconds / 1_000_000_000_000_000,
        Int64(task.number),
      ]
    }
  }

  private static func refusals(_ text: String) throws -> [String] {
    do {
      _ = try Program(text, file: "x.py")
      return []
    } catch Program.Problem.unsupported(let refusals) {
      return refusals.map(\.description)
    }
  }

  @Test func `a line holds the loop up for what it costs, each time it runs`() throws {
    let text = """
      import asyncio, time

      async def work():
          for _ in range(2):
              sum(range(10))  # cost: 30ms
              await asyncio.sleep(0.01)
          return 1  # cost: 0.5 s

      async def tick():
          await asyncio.sleep(0.005)
          print(round(time.perf_counter(), 3))

      async def main():
          await asyncio.gather(work(), tick())
          print(round(time.perf_counter(), 3))

      asyncio.run(main())
      """
    #expect(try Self.stalls(text) == [[30, 30, 2], [70, 30, 2], [580, 500, 2]])
    #expect(try runProgram(text).output == "0.035\n0.58\n")
  }

  @Test func `a statement pays before it does anything, and pays for all its lines`() throws {
    let text = """
      import time
      print(round(time.perf_counter(), 3))  # cost: 2ms
      print(  # cost: 1ms
          round(time.perf_counter(), 3)  # cost: 500us
      )
      try:
          pass
      finally:
          x = 1; y = 2  # cost: 1000 ns
      if x: y = 3  # cost: 1min
      """
    #expect(try runProgram(text).output == "0.002\n0.004\n")
    #expect(try runProgram(text).events.last?.time == TraceTime(nanoseconds: 60_003_501_000))
  }

  @Test(arguments: [
    "30", "ms", "fast", "-1ms", "0s", "1.5.2s", "1e3s", "30ms or so", "1 year", "99999999min", "",
  ])
  func `what is no duration is refused where it stands`(cost: String) throws {
    #expect(
      try Self.refusals("x = 'é'\ny = 'é'  # cost: \(cost)\n") == [
        "x.py:2:10: cost '\(cost)' is no duration: write a number and its unit, such as 30ms or 0.5s"
      ])
  }

  @Test func `a cost that no statement would pay is refused`() throws {
    let fault = "cost '1ms' has no statement on its line: put it behind the one that takes the time"
    #expect(try Self.refusals("# cost: 1ms\nx = 1\n") == ["x.py:1:1: \(fault)"])
    #expect(try Self.refusals("while False:  # cost: 1ms\n    pass\n") == ["x.py:1:15: \(fault)"])
    #expect(try Self.refusals("x = 1  # The cost: 1ms\n") == [])
  }
}
