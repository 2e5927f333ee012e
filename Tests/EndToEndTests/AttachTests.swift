import Foundation
import Subprocesses
import Testing

/// Watching a recording that another process makes.
@Suite(.enabled(if: !Interpreters.all.isEmpty, "no CPython from 3.8 to 3.13"))
struct AttachTests {
  /// Runs until there is a file `go`.
  private static let program = """
    import asyncio, os

    async def waiter():
        while not os.path.exists("go"):
            await asyncio.sleep(0.02)

    async def main():
        print("it", "waits", flush=True)
        await asyncio.create_task(waiter(), name="the-waiter")
        print("it", "goes on")

    asyncio.run(main())
    raise SystemExit(7)
    """

  private func start(in folder: TemporaryFolder, environment: [String: String] = [:]) throws
    -> RunningSubprocess
  {
    try folder.write("app.py", Self.program)
    let program = try RunningSubprocess(
      [
        TaskvizBinary.path, "record", "--headless", "--into", "rec", "-o", "app.json", "--",
        try #require(Interpreters.all.last), "app.py",
      ], in: folder.url, environment: environment)
    while try !program.outputSoFar().contains("it waits") { usleep(5_000) }
    return program
  }

  private func text(_ name: String, in folder: TemporaryFolder) throws -> String {
    try String(contentsOf: folder.url.appending(path: name), encoding: .utf8)
  }

  @Test func `several watch, and get the same events as whoever records`() throws {
    let folder = try TemporaryFolder()
    let program = try start(in: folder)
    let watchers = try (1...3).map {
      try RunningSubprocess(
        [TaskvizBinary.path, "attach", "--headless", "-o", "watched\($0).json", "rec"], in: folder.url)
    }
    try folder.write("go", "")
    #expect(try program.wait().status == 7)
    let recorded = try text("app.json", in: folder).split(separator: "\n").filter { $0.contains("\"event\"") }
    for (number, watcher) in watchers.enumerated() {
      let result = try watcher.wait()
      #expect(result.status == 0 && result.standardError == "")
      let watched = try text("watched\(number + 1).json", in: folder).split(separator: "\n")
      #expect(watched.filter { $0.contains("\"event\"") } == recorded)
    }
    let rights = try FileManager.default.attributesOfItem(atPath: folder.url.appending(path: "rec").path)
    #expect(rights[.posixPermissions] as? Int == 0o700)
  }

  @Test func `a folder is not recorded into twice, and one without a recording is not watched`() throws {
    let folder = try TemporaryFolder()
    try folder.write("go", "")
    _ = try start(in: folder).wait()
    let again = try TaskvizBinary.run(
      ["record", "--headless", "--into", "rec", "--", "true"], in: folder.url)
    #expect(again.status == 73 && again.standardError.contains("holds a recording already"))
    let other = try TaskvizBinary.run(["attach", "--headless", "."], in: folder.url)
    #expect(other.status == 66 && other.standardError.contains("holds no recording"))
  }

  @Test func `all that was recorded is there when the recorder and the program are killed`() throws {
    let folder = try TemporaryFolder()
    let program = try start(in: folder)
    program.signal(SIGKILL)
    _ = try program.wait()
    let note = try text("rec/recording", in: folder)
    let line = try #require(note.split(separator: "\n").first { $0.hasPrefix("program ") })
    kill(try #require(pid_t(line.dropFirst("program ".count))), SIGKILL)
    let watched = try TaskvizBinary.run(
      ["attach", "--headless", "-o", "watched.json", "rec"], in: folder.url)
    #expect(watched.status == 0 && watched.standardError.contains("the recorder has gone"))
    let trace = try text("watched.json", in: folder)
    #expect(trace.contains("the-waiter") && trace.contains("it waits"))
    #expect(!trace.contains("\"event\":\"finish\",\"task\":0"))
    #expect(try TaskvizBinary.run(["replay", "watched.json", "--plain"], in: folder.url).status == 0)
  }

  @Test(.enabled(if: !Tmux.isMissing, "\(Tmux.missing)"))
  func `the dashboard watches from another terminal`() throws {
    let folder = try TemporaryFolder()
    let program = try start(in: folder)
    let terminal = try Tmux()
    try terminal.type("taskviz attach \(folder.url.path)/rec; echo exited with $?")
    try terminal.waitForAlternateScreen()
    try terminal.wait { $0.contains("the-waiter") && $0.contains("it waits") && !$0.contains("it goes on") }
    try folder.write("go", "")
    try terminal.wait { $0.contains("it goes on") && $0.contains("exit code 7") }
    try terminal.press("q")
    try terminal.wait(for: "exited with 0")
    #expect(try program.wait().status == 7)
  }
}
