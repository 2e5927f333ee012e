import Foundation
import Subprocesses
import Testing

/// Real programs under real interpreters, recorded by the built `taskviz`.
@Suite(.enabled(if: !Interpreters.all.isEmpty, "no CPython from 3.8 to 3.13"))
struct RecordTests {
  private static let program = """
    import asyncio

    async def fetch(n):
        print(f"fetch {n}")
        await asyncio.sleep(0.01 * n)
        return n

    async def main():
        await asyncio.gather(*(fetch(n) for n in range(3)))
        await asyncio.wait([asyncio.create_task(fetch(0))], timeout=5)
        late = asyncio.create_task(fetch(100))
        await asyncio.sleep(0)
        late.cancel()
        try:
            await late
        except asyncio.CancelledError:
            print("cancelled")

    asyncio.run(main())
    raise SystemExit(3)
    """

  /// Records a program, and gives what came of it and the lines of its trace.
  private func record(
    _ python: String, _ source: String, in folder: TemporaryFolder
  ) throws -> (result: SubprocessResult, trace: [String]) {
    try folder.write("app.py", source)
    let result = try TaskvizBinary.run(
      ["record", "--headless", "-o", "app.json", "--", python, "app.py"], in: folder.url)
    let text = try? String(contentsOf: folder.url.appending(path: "app.json"), encoding: .utf8)
    return (result, (text ?? "").split(separator: "\n").map(String.init))
  }

  @Test(arguments: Interpreters.all)
  func `a recorded program does what it does, and its trace replays`(python: String) throws {
    let folder = try TemporaryFolder()
    let (result, trace) = try record(python, Self.program, in: folder)
    #expect(result.standardOutput == "fetch 0\nfetch 1\nfetch 2\nfetch 0\nfetch 100\ncancelled\n")
    #expect(result.standardError == "")
    #expect(result.status == 3)
    func count(_ words: String...) -> Int {
      trace.count { line in words.allSatisfy { line.contains($0) } }
    }
    // The program's own lane, main, three of the gather's, the one that is waited for and the late one.
    #expect(count("\"event\":\"create\"") == 7)
    #expect(count("\"event\":\"create\"", "\"scope\":1", "[\"app.py\",9,\"main\"]") == 3)
    #expect(count("\"event\":\"finish\"", "\"outcome\":\"returned\"", "\"value\":\"1\"") == 1)
    #expect(count("\"event\":\"cancel\"", "\"by\":1", "\"explicit\"") == 1)
    #expect(count("\"event\":\"exit\"", "clean") == 2)
    #expect(count("\"event\":\"output\"", "fetch 2\\n") == 1)
    #expect(count("\"event\":\"dropped\"") == 0)
    let replay = try TaskvizBinary.run(["replay", "app.json", "--plain"], in: folder.url)
    #expect(replay.status == 0)
    #expect(replay.standardOutput.contains("fetch"))
  }

  @Test(arguments: [["--help"], ["--headless", "-h"]])
  func `help is for who asks taskviz for it, and not the program`(words: [String]) throws {
    let result = try TaskvizBinary.run(["record"] + words)
    #expect(result.status == 0 && result.standardOutput.contains("--stall <stall>"))
    let folder = try TemporaryFolder()
    try folder.write("app.py", "import sys\nprint(sys.argv[1:])\n")
    let python = try #require(Interpreters.all.last)
    let ran = try TaskvizBinary.run(["record", "--headless", "--", python, "app.py"] + words, in: folder.url)
    #expect(ran.standardOutput == "[\(words.map { "'\($0)'" }.joined(separator: ", "))]\n")
  }

  @Test func `what a program has done is kept when it is killed`() throws {
    let folder = try TemporaryFolder()
    let source = """
      import asyncio, os, signal

      async def main():
          for number in range(1000):
              await asyncio.sleep(0)
          print("still here", flush=True)
          os.kill(os.getpid(), signal.SIGKILL)

      asyncio.run(main())
      """
    let (result, trace) = try record(try #require(Interpreters.all.last), source, in: folder)
    #expect(result.status == 137)
    #expect(trace.count { $0.contains("\"event\":\"resume\",\"task\":1") } == 1001)
    #expect(trace.contains { $0.contains("still here") })
    #expect(trace.contains { $0.contains("\"task\":0,\"outcome\":\"raised\",\"type\":\"SIGKILL\"") })
  }

  @Test(arguments: [
    ("os.kill(os.getpid(), signal.SIGTERM)", 143, "SIGTERM"),
    ("os.kill(os.getpid(), signal.SIGSEGV)", 139, "SIGSEGV"),
    ("os._exit(6)", 6, "with code 6"),
    ("raise MemoryError", 1, "MemoryError"),
  ])
  func `however a program ends, its trace says so`(deed: String, status: Int, words: String) throws {
    let folder = try TemporaryFolder()
    let source = """
      import asyncio, os, signal

      async def main():
          print("before", flush=True)
          \(deed)

      asyncio.run(main())
      """
    let (result, trace) = try record(try #require(Interpreters.all.last), source, in: folder)
    #expect(result.status == status)
    #expect(trace.contains { $0.contains("\"task\":0,\"outcome\":\"raised\"") && $0.contains(words) })
    let replay = try TaskvizBinary.run(["replay", "app.json", "--plain"], in: folder.url)
    #expect(replay.status == 0 && replay.standardOutput.contains("before"))
  }

  @Test func `a program that has no memory left ends as it would, and its trace opens`() throws {
    let folder = try TemporaryFolder()
    let source = """
      import asyncio, resource

      async def main():
          resource.setrlimit(resource.RLIMIT_AS, (400 << 20, 400 << 20))
          held = []
          while True:
              held.append(bytes(16 << 20))
              await asyncio.sleep(0)

      asyncio.run(main())
      """
    let (result, trace) = try record(try #require(Interpreters.all.last), source, in: folder)
    #expect(result.status == 1)
    #expect(result.standardError.contains("MemoryError"))
    #expect(trace.contains { $0.contains("\"task\":0,\"outcome\":\"raised\",\"type\":\"MemoryError\"") })
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGUSR1])
  func `a signal that taskviz gets is the program's`(signal: Int32) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "app.py",
      """
      import asyncio, signal

      async def main():
          stop = asyncio.Event()
          for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGUSR1):
              asyncio.get_running_loop().add_signal_handler(number, lambda n=number: (print(n.name), stop.set()))
          print("ready", flush=True)
          await stop.wait()
          print("in order")

      asyncio.run(main())
      raise SystemExit(8)
      """)
    let program = try RunningSubprocess(
      [
        TaskvizBinary.path, "record", "--headless", "-o", "app.json", "--",
        try #require(Interpreters.all.last), "app.py",
      ], in: folder.url)
    while try !program.outputSoFar().contains("ready") { usleep(5_000) }
    program.signal(signal)
    let result = try program.wait()
    #expect(result.standardOutput.hasSuffix("in order\n"))
    #expect(result.status == 8)
    let trace = try String(contentsOf: folder.url.appending(path: "app.json"), encoding: .utf8)
    #expect(trace.contains("in order"))
  }

  @Test func `a recording is for its owner alone, and nothing else is left behind`() throws {
    let folder = try TemporaryFolder()
    try folder.write("app.py", Self.program)
    let temporary = try TemporaryFolder()
    _ = try TaskvizBinary.run(
      ["record", "--headless", "-o", "app.json", "--", try #require(Interpreters.all.last), "app.py"],
      in: folder.url, environment: ["TMPDIR": temporary.url.path])
    let file = try FileManager.default.attributesOfItem(atPath: folder.url.appending(path: "app.json").path)
    #expect(file[.posixPermissions] as? Int == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.url.path) == [])
  }

  @Test func `a sitecustomize that is hidden runs, and the path is as it was`() throws {
    let folder = try TemporaryFolder()
    let own = try TemporaryFolder()
    try own.write("sitecustomize.py", "print('own sitecustomize')\n")
    try folder.write("app.py", "import asyncio, sys\nprint([p for p in sys.path if 'recorder' in p])\n")
    let result = try TaskvizBinary.run(
      ["record", "--headless", "-o", "app.json", "--", try #require(Interpreters.all.last), "app.py"],
      in: folder.url, environment: ["PYTHONPATH": own.url.path])
    #expect(result.standardOutput == "own sitecustomize\n[]\n")
  }

  @Test(arguments: Interpreters.all)
  func `what the compiler warns of is said as often as without the recorder`(python: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "app.py",
      """
      import asyncio
      async def main():
          queue = asyncio.Queue()
          # note: An item that is true.
          await queue.put(1 is 1)
      asyncio.run(main())
      """)
    let plain = try run([python, "app.py"], in: folder.url)
    let recorded = try TaskvizBinary.run(
      ["record", "--headless", "-o", "app.json", "--", python, "app.py"], in: folder.url)
    #expect(plain.standardError.contains("SyntaxWarning") && recorded.standardError == plain.standardError)
  }

  @Test(arguments: [
    (["python3", "-I", "app.py"], "Python's option -I keeps the recorder out", 64),
    (["no-such-command-at-all"], "there is no such command", 66),
    (["sh", "-c", "exit 5"], "nothing was recorded", 5),
  ])
  func `what cannot be recorded is said in a sentence`(command: [String], sentence: String, status: Int)
    throws
  {
    let folder = try TemporaryFolder()
    let result = try TaskvizBinary.run(["record", "--headless", "--"] + command, in: folder.url)
    #expect(result.standardError.contains(sentence))
    #expect(result.status == status)
    #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "trace.json").path))
  }

  /// What goes wrong around a program, in which it does what it would do without a recorder.
  @Test(arguments: [
    ("ulimit -f 1024", "File too large"),
    ("export TMPDIR=/nonexistent", "TMPDIR names the folder"),
  ])
  func `a program that cannot be recorded runs, or is not begun, and the reason is said`(
    setting: String, sentence: String
  ) throws {
    let folder = try TemporaryFolder()
    try folder.write("app.py", Self.program)
    let python = try #require(Interpreters.all.last)
    let result = try run(
      ["/bin/sh", "-c", "\(setting); exec \(TaskvizBinary.path) record --headless -- \(python) app.py"],
      in: folder.url)
    #expect(result.standardError.contains(sentence))
    #expect(result.status == (result.standardOutput.hasSuffix("cancelled\n") ? 3 : 73))
  }

  @Test(arguments: [
    "os.closerange(3, 1000)", "os.chdir('/')", "os.umask(0o777)", "sys.path.clear()",
    "os.environ['PYTHONPATH'] = '/nonexistent'", "os.close(0)",
  ])
  func `what a program does to itself it may do`(deed: String) throws {
    let folder = try TemporaryFolder()
    let source = """
      import os, sys
      \(deed)
      import asyncio

      async def main():
          for number in range(60_000):
              await asyncio.sleep(0)
          print("done")

      asyncio.run(main())
      """
    let python = try #require(Interpreters.all.last)
    // Beside the script, so that the folder that is recorded into has a relative name.
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "here"), withIntermediateDirectories: false)
    try folder.write(
      "app.py",
      deed == "sys.path.clear()"
        ? source.replacing("\nimport asyncio\n", with: "\n")
          .replacing("import os,", with: "import asyncio, os,") : source)
    let result = try TaskvizBinary.run(
      ["record", "--headless", "-o", "app.json", "--", python, "app.py"], in: folder.url,
      environment: ["TMPDIR": "here"])
    #expect(result.standardOutput == "done\n" && result.standardError == "" && result.status == 0)
    let trace = try String(contentsOf: folder.url.appending(path: "app.json"), encoding: .utf8)
    #expect(trace.split(separator: "\n").count { $0.contains("\"event\":\"resume\",\"task\":1") } == 60_001)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path + "/here") == [])
  }

  @Test func `a daemon that outlives its program goes on undisturbed`() throws {
    let folder = try TemporaryFolder()
    let source = """
      import asyncio, os

      async def daemon():
          for number in range(20):
              await asyncio.sleep(0.02)

      if os.fork() == 0:
          os.setsid()
          if os.fork():
              os._exit(0)
          asyncio.run(daemon())
          open("ended", "w").close()
          os._exit(0)
      print("begun")
      """
    let (result, _) = try record(try #require(Interpreters.all.last), source, in: folder)
    #expect(result.standardOutput == "begun\n" && result.status == 0)
    var patience = 1000
    while !FileManager.default.fileExists(atPath: folder.url.appending(path: "ended").path), patience > 0 {
      usleep(10_000)
      patience -= 1
    }
    #expect(patience > 0)
  }

  @Test func `a shell script that starts a Python is recorded`() throws {
    let folder = try TemporaryFolder()
    try folder.write("app.py", Self.program)
    let python = try #require(Interpreters.all.last)
    try folder.write("start.sh", "cd . && \(python) app.py")
    let result = try TaskvizBinary.run(
      ["record", "--headless", "-o", "app.json", "--", "sh", "start.sh"], in: folder.url)
    #expect(
      result.standardOutput.hasSuffix("cancelled\n") && result.standardError == "" && result.status == 3)
    #expect(
      try String(contentsOf: folder.url.appending(path: "app.json"), encoding: .utf8).contains("fetch 2"))
  }

  @Test(.enabled(if: !Interpreters.all.isEmpty, "there is no Python to record"))
  func `a recording without a task says so, and keeps what there is`() throws {
    let folder = try TemporaryFolder()
    try folder.write("app.py", "import asyncio\nprint('alone')\nraise SystemExit(4)\n")
    let result = try TaskvizBinary.run(
      ["record", "--headless", "-o", "app.json", "--", try #require(Interpreters.all.last), "app.py"],
      in: folder.url)
    #expect(result.standardOutput == "alone\n")
    #expect(result.standardError.contains("no task was seen") && result.status == 4)
    #expect(try String(contentsOf: folder.url.appending(path: "app.json"), encoding: .utf8).contains("alone"))
  }

  @Test(.enabled(if: !Tmux.isMissing, "\(Tmux.missing)"))
  func `the dashboard shows a program while it runs, and hands its exit code on`() throws {
    let terminal = try Tmux()
    try terminal.write(
      "app.py",
      """
      import asyncio, os

      async def waiter():
          while not os.path.exists("go"):
              await asyncio.sleep(0.02)

      async def main():
          print("before the end")
          await asyncio.create_task(waiter(), name="the-waiter")
          print("after", 2 - 1)

      asyncio.run(main())
      raise SystemExit(7)
      """)
    let python = try #require(Interpreters.all.last)
    try terminal.type("taskviz record -- \(python) app.py; echo exited with $?")
    try terminal.waitForAlternateScreen()
    try terminal.wait {
      $0.contains("the-waiter") && $0.contains("before the end") && !$0.contains("after 1")
    }
    try terminal.write("go", "")
    // Quit before it has ended, and it is interrupted.
    try terminal.wait { $0.contains("after 1") && $0.contains("exit code 7") }
    try terminal.press("q")
    try terminal.waitUntilRestored()
    try terminal.wait(for: "exited with 7")
  }
}
