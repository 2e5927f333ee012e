import TaskModel
import Testing

struct ProgramEventsTests {
  private static let text = """
    import asyncio
    import time

    async def inner():
        await asyncio.sleep(1)  # note: it sleeps

    async def work():
        await inner()
        return 42

    async def main():
        # note: a task is made
        task = asyncio.create_task(work(), name="worker")
        print("made")
        await task
        time.sleep(0.5)

    asyncio.run(main())
    """

  private static func kinds() throws -> [TaskEvent.Kind] { try runProgram(text).events.map(\.kind) }

  @Test func `the program itself is task 0`() throws {
    let kinds = try Self.kinds()
    #expect(
      kinds.first
        == .create(.program, parent: .program, name: "x.py", coroutine: "<module>", site: nil, scope: nil))
    #expect(kinds.last == .finish(.program, .returned(value: nil)))
  }

  @Test func `a task knows where it was created`() throws {
    let site = SourceSite(file: "x.py", line: 13, function: "main")
    #expect(
      try Self.kinds().contains(
        .create(TaskID(2), parent: TaskID(1), name: "worker", coroutine: "work", site: site, scope: nil)))
  }

  @Test func `a suspended task shows its chain of awaits`() throws {
    let chain = [
      SourceSite(file: "x.py", line: 8, function: "work"),
      SourceSite(file: "x.py", line: 5, function: "inner"),
    ]
    let until = TraceTime(nanoseconds: 1_000_000_000)
    #expect(try Self.kinds().contains(.suspend(TaskID(2), on: .sleep(until: until), chain: chain)))
  }

  @Test func `captions, output, results and stalls are told in order`() throws {
    let told = try Self.kinds().compactMap { kind -> String? in
      switch kind {
      case .note(let text, let site): "note \(text) at \(site?.line ?? 0)"
      case .output(let task, _, let text): "task \(task.number) printed \(text)"
      case .finish(let task, .returned(let value)): "task \(task.number) returned \(value ?? "None")"
      case .stall(let task, let duration, let what): "task \(task.number) held \(duration) \(what)"
      default: nil
      }
    }
    #expect(
      told == [
        "note a task is made at 13", "task 1 printed made\n", "note it sleeps at 5", "task 2 returned 42",
        "task 1 held 0.5 seconds time.sleep(0.5)", "task 1 returned None", "task 0 returned None",
      ])
  }

  @Test func `the same program and seed give the same events`() throws {
    let text = "import asyncio, random\n" + Self.text + "\nprint(random.random())\n"
    #expect(try runProgram(text, seed: 3) == runProgram(text, seed: 3))
    #expect(try runProgram(text, seed: 3).output != runProgram(text, seed: 4).output)
  }
}
