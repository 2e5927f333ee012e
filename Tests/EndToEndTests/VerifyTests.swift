import Foundation
import Subprocesses
import Testing

/// `taskviz verify`, and what it stands on: CPython on a virtual clock, under the recorder.
@Suite(.enabled(if: Python.found != nil, "\(Python.missing)"))
struct VerifyTests {
  private func verify(_ arguments: String..., in folder: TemporaryFolder? = nil) throws -> SubprocessResult {
    let python = try #require(Python.found).path
    return try TaskvizBinary.run(["verify", "--python", python] + arguments, in: folder?.url)
  }

  /// What takes its answers from a network that is simulated here.
  private static let networked: Set<Substring> = ["aiohttp_fetch", "echo_server", "slow_consumer"]

  @Test func `every scenario is equal under CPython, event by event`() throws {
    let result = try verify("--all")
    let lines = result.standardOutput.split(separator: "\n")
    #expect(lines.count == 42)
    for line in lines {
      let isNetworked = Self.networked.contains(line.prefix { $0 != ":" })
      #expect(line.contains(isNetworked ? ": not compared: " : ": equal: "), "\(line)")
    }
    #expect(result.status == 0)
  }

  @Test func `what is not equal is shown from both sides with its place`() throws {
    let folder = try TemporaryFolder()
    // The one thing that a program sees of who runs it.
    try folder.write(
      "app.py",
      """
      import asyncio, sys

      async def main():
          await asyncio.sleep(3600)
          print(len(sys.version))

      asyncio.run(main())
      """)
    let result = try verify("app.py", in: folder)
    #expect(result.status == 1)
    let lines = result.standardOutput.split(separator: "\n")
    #expect(lines.first == "different at event 7:")
    #expect(lines.contains { $0.hasPrefix("  before") && $0.contains("3600.0 s  Task-1 (1) runs") })
    #expect(lines.suffix(2).allSatisfy { $0.contains("3600.0 s  Task-1 (1) prints to stdout: ") })
    #expect(lines.suffix(2).map { $0.contains("taskviz") } == [true, false])
  }

  @Test func `a program that goes on for ever is compared as far as it goes`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "app.py",
      """
      import asyncio

      async def main():
          while True:
              await asyncio.sleep(1)

      asyncio.run(main())
      """)
    let result = try verify("app.py", in: folder)
    #expect(result.standardOutput.hasPrefix("equal: "))
    #expect(result.standardOutput.contains("the first ones of a program that goes on"))
    #expect(result.status == 0)
  }
}

/// `taskviz record --virtual-time`.
@Suite(.enabled(if: !Interpreters.all.isEmpty, "no CPython from 3.8 to 3.13"))
struct VirtualTimeTests {
  private func record(_ python: String, _ source: String, in folder: TemporaryFolder) throws
    -> SubprocessResult
  {
    try folder.write("app.py", source)
    return try TaskvizBinary.run(
      ["record", "--virtual-time", "--headless", "-o", "app.json", "--", python, "app.py"], in: folder.url)
  }

  private func trace(_ name: String, in folder: TemporaryFolder) throws -> [String] {
    try String(contentsOf: folder.url.appending(path: name), encoding: .utf8).split(separator: "\n").map(
      String.init)
  }

  private static let hours = """
    import asyncio, time
    from time import perf_counter

    async def work(hours):
        await asyncio.sleep(3600 * hours)
        time.sleep(1)
        return perf_counter()

    async def main():
        print(await asyncio.gather(*map(work, (3, 1, 2))))
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, time.sleep, 3600)
        print(perf_counter())

    asyncio.run(main())
    """

  @Test(arguments: Interpreters.all)
  func `hours pass at once, and the trace tells of them`(python: String) throws {
    let folder = try TemporaryFolder()
    let result = try record(python, Self.hours, in: folder)
    #expect(result.standardOutput == "[10801.0, 3601.0, 7201.0]\n14401.0\n")
    #expect(result.standardError == "" && result.status == 0)
    let lines = try trace("app.json", in: folder)
    #expect(lines.contains("\"clock\":\"virtual\","))
    #expect(
      lines.contains { $0.hasPrefix("{\"time\":10800000000000,\"event\":\"ready\"") && $0.contains("timer") })
    #expect(lines.contains { $0.contains("\"stall\"") && $0.contains("\"duration\":1000000000") })
    #expect(lines.contains { $0.contains("\"worker thread\"") })
  }

  @Test(arguments: [
    (
      """
      import asyncio, os

      async def main():
          reading, writing = os.pipe()
          waiter = asyncio.get_running_loop().create_future()
          asyncio.get_running_loop().add_reader(reading, waiter.set_result, None)
          await waiter

      asyncio.run(main())
      """, "the loop waits for what comes in by descriptor", "app.py:7"
    ),
    (
      """
      import asyncio, threading, time

      async def main():
          event = threading.Event()
          threading.Thread(target=event.wait, name="helper", daemon=True).start()
          await asyncio.sleep(1)

      asyncio.run(main())
      """, "the thread helper, which runs by the clock on the wall", "app.py:6"
    ),
  ])
  func `what no clock can bring is refused, with the place that waits for it`(
    source: String, what: String, place: String
  ) throws {
    let folder = try TemporaryFolder()
    let result = try record(try #require(Interpreters.all.last), source, in: folder)
    #expect(result.status == 69)
    #expect(result.standardError.contains(what))
    #expect(result.standardError.contains("Task-1 at \(place)"))
    #expect(result.standardError.contains("Record it without --virtual-time."))
  }
}
