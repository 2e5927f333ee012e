import Foundation
import Subprocesses
import Testing

/// Recordings of services that run for long: what is old goes.
@Suite(.enabled(if: !Interpreters.all.isEmpty, "no CPython from 3.8 to 3.13"))
struct RingTests {
  private static let program = """
    import asyncio, sys

    async def elder(event):
        async with asyncio.timeout(1000):
            await event.wait()

    async def main():
        event = asyncio.Event()
        old = asyncio.create_task(elder(event), name="from-the-start")
        for number in range(int(sys.argv[1])):
            await asyncio.sleep(0)
        # By then there is room again, which is looked for now and then.
        await asyncio.sleep(0.5)
        for number in range(100):
            await asyncio.sleep(0)
        event.set()
        await old
        print("the end")

    asyncio.run(main())
    """

  /// Whether a trace is one that can have happened, task by task and scope by scope.
  private static let checker = """
    import json, sys

    tasks, scopes, now = {}, set(), 0
    for line in open(sys.argv[1]):
        if not line.startswith('{"time"'):
            continue
        event = json.loads(line.strip().rstrip(","))
        kind, task = event["event"], event.get("task")
        assert event["time"] >= now, event
        now = event["time"]
        if kind == "create":
            assert task not in tasks and (task == 0 or event["parent"] in tasks), event
            tasks[task] = "waiting"
        elif kind in ("ready", "resume", "suspend", "cancel", "finish", "output"):
            assert tasks[task] != "finished", event
            if kind in ("resume", "suspend"):
                assert tasks[task] == ("waiting" if kind == "resume" else "running"), event
                tasks[task] = "running" if kind == "resume" else "waiting"
            elif kind == "finish":
                tasks[task] = "finished"
        elif kind == "enter":
            assert event["scope"] not in scopes, event
            scopes.add(event["scope"])
        elif kind == "exit":
            scopes.remove(event["scope"])
    """

  private static func record(_ options: [String], turns: Int = 1000, in folder: TemporaryFolder) throws
    -> SubprocessResult
  {
    try folder.write("app.py", program)
    let python = try #require(Interpreters.all.last)
    return try TaskvizBinary.run(
      ["record", "--headless", "--into", "rec", "-o", "app.json"] + options + [
        "--", python, "app.py", "\(turns)",
      ],
      in: folder.url, deadline: 240)
  }

  @Test(.enabled(if: Interpreters.all.contains { $0.contains("3.13") }, "no CPython 3.13"))
  func `a recording keeps to its limit, and what is left is consistent and says what is missing`() throws {
    let folder = try TemporaryFolder()
    let result = try Self.record(["--limit", "17MB"], turns: 420_000, in: folder)
    #expect(result.standardOutput == "the end\n" && result.status == 0)
    #expect(result.standardError.contains("events are older than what was to be kept"))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path + "/rec")
    let segments = names.filter { $0.hasSuffix(".events") }
    #expect((1...4).contains(segments.count) && names.contains { $0.hasSuffix(".base") })
    let trace = try String(contentsOf: folder.url.appending(path: "app.json"), encoding: .utf8)
    #expect(trace.contains("from-the-start") && trace.contains("\"event\":\"dropped\""))
    #expect(trace.contains("\"event\":\"finish\",\"task\":2"))
    let python = try #require(Interpreters.all.last)
    let checked = try run([python, "-c", Self.checker, "app.json"], in: folder.url)
    #expect(checked.status == 0, "\(checked.standardError)")
    let watched = try TaskvizBinary.run(
      ["attach", "--headless", "-o", "watched.json", "rec"], in: folder.url, deadline: 240)
    #expect(watched.status == 0)
    let again = try String(contentsOf: folder.url.appending(path: "watched.json"), encoding: .utf8)
    #expect(
      again.split(separator: "\n").filter { $0.contains("\"event\"") }
        == trace.split(separator: "\n").filter { $0.contains("\"event\"") })
  }

  @Test func `what is as young as was asked for is kept`() throws {
    let folder = try TemporaryFolder()
    let result = try Self.record(["--last", "1h"], in: folder)
    #expect(result.status == 0 && result.standardError == "")
    let trace = try String(contentsOf: folder.url.appending(path: "app.json"), encoding: .utf8)
    #expect(!trace.contains("\"event\":\"dropped\"") && trace.contains("from-the-start"))
  }

  @Test(arguments: [["--last", "never"], ["--limit", "-3GB"], ["--limit", "12"]])
  func `a limit that is none is a wrong command line`(options: [String]) throws {
    let folder = try TemporaryFolder()
    #expect(try Self.record(options, in: folder).status == 64)
  }
}
