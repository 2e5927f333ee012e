import Foundation
import Subprocesses
import Testing

/// Loops that are blocked, told of while they are.
@Suite(.enabled(if: !Interpreters.all.isEmpty, "no CPython from 3.8 to 3.13"))
struct RecordedStallsTests {
  /// A program that goes on when it is allowed to.
  private static let blocked = """
    import asyncio, os, sys, threading, time

    def crunch():
        while not os.path.exists("go"):
            time.sleep(0.01)

    async def main():
        await asyncio.sleep(0)
        crunch()
        print(threading.active_count(), len(threading.enumerate()))

    asyncio.run(main())
    """

  private func record(
    _ python: String, _ source: String, _ options: [String] = [], stall: String? = nil
  ) throws -> (result: SubprocessResult, events: [Substring]) {
    let folder = try TemporaryFolder()
    try folder.write("app.py", source)
    let result = try TaskvizBinary.run(
      ["record", "--headless", "-o", "app.json"] + (stall.map { ["--stall", $0] } ?? []) + ["--", python]
        + options + ["app.py"], in: folder.url)
    let trace = try String(contentsOf: folder.url.appending(path: "app.json"), encoding: .utf8)
    return (result, trace.split(separator: "\n").filter { $0.contains("\"event\":\"stall\"") })
  }

  private func isUnderWay(_ event: Substring) -> Bool { event.contains("\"duration\":0,") }

  @Test(arguments: Interpreters.all)
  func `a step that holds the loop is told of before it is over, with its place, and then with its length`(
    python: String
  ) throws {
    // It is allowed to go on by who sees that it has been told of.
    let source = """
      import glob, threading, time

      def look():
          folder = os.environ["TASKVIZ_RECORDING"]
          while not any(b"crunch app.py:" in open(name, "rb").read() for name in glob.glob(folder + "/*.events")):
              time.sleep(0.01)
          open("go", "w").close()

      """
    let looking = Self.blocked.replacingOccurrences(
      of: "asyncio.run(main())",
      with: source + "import os\n_ = __import__('_thread').start_new_thread(look, ())\n"
        + "asyncio.run(main())")
    let (result, events) = try record(python, looking)
    #expect(result.standardOutput == "1 1\n")
    #expect(result.standardError == "" && result.status == 0)
    let last = try #require(events.last)
    #expect(events.first.map(isUnderWay) == true && !isUnderWay(last))
    #expect(events.allSatisfy { $0.contains("\"task\":1,") && $0.contains("crunch app.py:") })
  }

  @Test(arguments: [("50ms", 50), ("0.05", 50), (nil, 100), ("1h", 3_600_000)])
  func `a step is told to hold the loop from the length on that was asked for`(stall: String?, least: Int64)
    throws
  {
    let source = "import asyncio, time\n\nasync def main():\n    time.sleep(0.06)\n\nasyncio.run(main())\n"
    let (result, events) = try record(try #require(Interpreters.all.last), source, stall: stall)
    #expect(result.status == 0 && result.standardError == "")
    let lengths = try events.map { event in
      let found = try #require(event.firstMatch(of: /"duration":(\d+),"what":"[a-z]/))
      return try #require(Int64(found.1))
    }
    // A machine that is busy may let it sleep for longer.
    let isTold = lengths.last.map { $0 >= least * 1_000_000 } ?? false
    #expect(least == 50 ? isTold : least == 100 ? isTold || lengths.isEmpty : lengths.isEmpty)
  }

  @Test(arguments: ["soon", "0", "-5s", "0.1ms", "5 parsecs", "nan", "1e400"])
  func `a length that is none is a wrong command line, and it says what one is`(stall: String) throws {
    for option in ["--stall", "--last"] {
      let result = try TaskvizBinary.run([
        "record", "\(option)=\(stall)", "--headless", "--", "python3", "app.py",
      ])
      #expect(result.status == 64)
      #expect(
        result.standardError.hasPrefix(
          "Error: The value '\(stall)' is invalid for '\(option) <\(option.dropFirst(2))>': Give a number of at least a "
            + "millisecond and its unit, such as 250ms, 60s, 5min or 2h."))
    }
  }

  @Test func `a clock that jumps measures no stalls`() throws {
    let result = try TaskvizBinary.run([
      "record", "--stall", "1s", "--virtual-time", "--headless", "--", "python3", "app.py",
    ])
    #expect(result.status == 64 && result.standardError.contains("--virtual-time"))
  }

  @Test func `a callback that holds the loop is told of as a step is`() throws {
    let python = try #require(Interpreters.all.last)
    let (_, events) = try record(
      python,
      """
      import asyncio, time

      def crunch():
          time.sleep(0.5)

      async def main():
          asyncio.get_running_loop().call_soon(crunch)
          await asyncio.sleep(0.01)

      asyncio.run(main())
      """)
    let last = try #require(events.last)
    #expect(events.first.map(isUnderWay) == true && !isUnderWay(last))
    #expect(last.contains("\"task\":0,") && last.contains("\"what\":\"crunch app.py:4\""))
  }

  @Test(arguments: Interpreters.all)
  func `a program that forks is one thread when it does, and so is its child until a loop of its own runs`(
    python: String
  ) throws {
    let (result, _) = try record(
      python,
      """
      import asyncio, os

      def threads():
          return len(os.listdir("/proc/self/task")) if os.path.exists("/proc/self/task") else 1

      async def main():
          for _ in range(10):
              await asyncio.sleep(0.001)
              child = os.fork()
              if child == 0:
                  os._exit(threads())
              print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) if hasattr(os, "waitstatus_to_exitcode")
                    else os.WEXITSTATUS(os.waitpid(child, 0)[1]), end=" ")

      asyncio.run(main())
      """, ["-W", "error"])
    #expect(result.standardOutput == String(repeating: "1 ", count: 10))
    #expect(result.standardError == "" && result.status == 0)
  }

  @Test func `a loop that is idle wakes nobody`() throws {
    guard FileManager.default.fileExists(atPath: "/proc/self/task") else { return }
    let python = try #require(Interpreters.all.last)
    let (result, _) = try record(
      python,
      """
      import asyncio, os

      def switches():
          lines = [line for task in os.listdir("/proc/self/task") for line in open("/proc/self/task/%s/status" % task)]
          return sum(int(line.split()[1]) for line in lines if line.startswith("voluntary"))

      async def main():
          await asyncio.sleep(1)
          before = switches()
          await asyncio.sleep(3)
          print(switches() - before < 12)

      asyncio.run(main())
      """)
    #expect(result.standardOutput == "True\n")
  }

  @Test(.enabled(if: !Tmux.isMissing, "\(Tmux.missing)"))
  func `the dashboard shows that the loop is blocked, and where, while it is`() throws {
    let terminal = try Tmux()
    try terminal.write("app.py", Self.blocked)
    let python = try #require(Interpreters.all.last)
    try terminal.type("taskviz record -- \(python) app.py; echo exited with $?")
    try terminal.waitForAlternateScreen()
    try terminal.wait(for: "main is running and blocks the loop, in ")
    try terminal.write("go", "")
    try terminal.wait(for: "main returned")
    try terminal.press("q")
    try terminal.waitUntilRestored()
  }
}
