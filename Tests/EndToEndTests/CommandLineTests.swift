import Foundation
import Scenarios
import Subprocesses
import Testing

struct CommandLineTests {
  @Test func `the version is one line`() throws {
    let result = try TaskvizBinary.run(["--version"])
    #expect(result.status == 0)
    #expect(
      result.standardOutput.wholeMatch(of: #/(taskviz )?\d+\.\d+\.\d+\n/#) != nil, "\(result.standardOutput)")
  }

  @Test(arguments: [[], ["run"], ["list"], ["replay"], ["screenshot"]])
  func `every command explains itself`(command: [String]) throws {
    let result = try TaskvizBinary.run(command + ["--help"])
    #expect(result.status == 0)
    #expect(result.standardOutput.contains("USAGE: taskviz"))
    #expect(result.standardOutput.contains("OVERVIEW: "))
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `there are completions for every shell`(shell: String) throws {
    let result = try TaskvizBinary.run(["--generate-completion-script", shell])
    #expect(result.status == 0)
    for word in ["screenshot", "replay", "headless"] { #expect(result.standardOutput.contains(word)) }
  }

  @Test func `bash reads the completions`() throws {
    let script = try TaskvizBinary.run(["--generate-completion-script", "bash"]).standardOutput
    let result = try run(["/bin/bash", "-n"], standardInput: script)
    #expect(result.status == 0, "\(result.standardError)")
  }

  @Test func `a run is told in sentences, a line for each step, and ends with the program's exit code`()
    throws
  {
    let result = try TaskvizBinary.run(["run", "taskgroup_failure", "--plain"])
    #expect(result.status == 0)
    #expect(result.standardError == "")
    #expect(
      result.standardOutput == """
        taskgroup_failure: One child fails, its sibling is cancelled
        Step 1, 0 s, main: starts; opens a TaskGroup; creates failing_task, regular_task; prints "Tasks started"; waits \
        for the tasks of its TaskGroup
        Step 2, 0 s, failing_task: starts; sleeps 0.5 s, until 0.5 s
        Step 3, 0 s, regular_task: starts, behind failing_task; sleeps 2 s, until 2 s
            Note: It would sleep until 2 s, and is cancelled here at 0.5 s.
        Step 4, 0.5 s, failing_task: its sleep ends; fails with ValueError: This task failed!
        0.5 s, TaskGroup: asks regular_task and main to stop: failing_task failed
            Note: This makes the group cancel every other task in it.
        Step 5, 0.5 s, regular_task: gets CancelledError; ends cancelled
        Step 6, 0.5 s, main: gets CancelledError, behind regular_task; waits for the tasks of its TaskGroup
        Step 7, 0.5 s, main: woken by the end of regular_task; TaskGroup raises ExceptionGroup; prints "Caught an \
        exception group with 1 exception(s):" and 2 more lines; returns
            Note: The cancelled sibling is not in the group: only what failed is.
            | Caught an exception group with 1 exception(s):
            |   Exception 0: This task failed!
            | Outside the task group
        0.5 s in all: the two sleeps overlap, and one was cut short; in full, one after the other, they would take 2.5 s.
        failing_task failed at 0.5 s, and regular_task was cancelled, 1.5 s before its sleep was over.

        """)
    let deadlock = try TaskvizBinary.run(["run", "deadlock", "--plain"])
    #expect(deadlock.status == 1)
    #expect(deadlock.standardOutput.hasSuffix("\nExit code 1.\n"))
  }

  @Test func `what a program prints outside of tasks is told, too, and made harmless`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("x.py", "print('before')\nprint('a\\x1b[31mb')\n")
    let result = try TaskvizBinary.run(["run", file, "--plain"])
    #expect(result.standardOutput.contains("| before\n"))
    #expect(!result.standardOutput.contains("\u{1B}"))
  }

  @Test func `a trace is told as its run is`() throws {
    let folder = try TemporaryFolder()
    let trace = folder.url.appending(path: "gather.json").path
    _ = try TaskvizBinary.run(["run", "gather", "--headless", "-o", trace])
    let told = try TaskvizBinary.run(["replay", trace, "--plain"])
    let direct = try TaskvizBinary.run(["run", "gather", "--plain"])
    #expect(told.status == 0)
    #expect(
      told.standardOutput.split(separator: "\n").dropFirst()
        == direct.standardOutput.split(separator: "\n").dropFirst())
  }

  @Test(arguments: [
    ["--plain", "--headless"], ["--plain", "-o", "x.json"], ["--watch", "--plain"],
    ["--watch", "--headless"],
    ["--watch"],
  ])
  func `options that exclude each other are refused`(options: [String]) throws {
    let result = try TaskvizBinary.run(["run", "gather"] + options)
    #expect(result.status == 64)
    #expect(result.standardError.contains(options[0]))
  }

  @Test func `the list names every scenario with its title`() throws {
    let result = try TaskvizBinary.run(["list"])
    #expect(result.status == 0)
    for scenario in ScenarioCatalog.all {
      #expect(result.standardOutput.contains(scenario.name))
      #expect(result.standardOutput.contains(scenario.title))
    }
  }

  @Test func `the list as JSON is JSON`() throws {
    let result = try TaskvizBinary.run(["list", "--json"])
    let entries = try #require(
      JSONSerialization.jsonObject(with: Data(result.standardOutput.utf8)) as? [[String: Any]])
    #expect(entries.compactMap { $0["name"] as? String } == ScenarioCatalog.all.map(\.name))
    #expect(entries.compactMap { $0["title"] as? String } == ScenarioCatalog.all.map(\.title))
  }

  @Test func `a scenario runs from any folder`() throws {
    let folder = try TemporaryFolder()
    let result = try TaskvizBinary.run(["run", "gather", "--headless"], in: folder.url)
    #expect(result.standardOutput == "One\nOne\nOne\nTwo\nTwo\nTwo\nExecuted in 1.00 seconds.\n")
    #expect(result.standardError.isEmpty)
    #expect(result.status == 0)
  }

  @Test func `a file with a scenario's name needs its path`() throws {
    let folder = try TemporaryFolder()
    try folder.write("gather", "print(\"mine\")\n")
    let builtIn = try TaskvizBinary.run(["run", "gather", "--headless"], in: folder.url)
    #expect(builtIn.standardOutput.hasPrefix("One\n"))
    let mine = try TaskvizBinary.run(["run", "./gather", "--headless"], in: folder.url)
    #expect(mine.standardOutput == "mine\n")
  }

  @Test(arguments: [
    ("raise ValueError(\"no\")\n", 1), ("import sys\nsys.exit(7)\n", 7), ("raise SystemExit\n", 0),
    ("raise SystemExit(\"why\")\n", 1), ("raise KeyboardInterrupt\n", 130),
  ])
  func `the program's exit code is taskviz's`(program: String, status: Int) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("program.py", program)
    #expect(try TaskvizBinary.run(["run", path, "--headless"]).status == status)
  }

  @Test func `what a program writes to standard error stays there`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "program.py", "import sys\nprint(1)\nprint(2, file=sys.stderr)\nprint(3, end=\"\")\n")
    let result = try TaskvizBinary.run(["run", path, "--headless"])
    #expect(result.standardOutput == "1\n3")
    #expect(result.standardError == "2\n")
  }

  @Test func `the same seed draws the same numbers, another seed others`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "program.py", "import random\nprint(random.random(), random.randint(1, 10**6))\n")
    let runs = try ["1", "1", "2"].map {
      try TaskvizBinary.run(["run", path, "--headless", "--seed", $0]).standardOutput
    }
    #expect(runs[0] == runs[1])
    #expect(runs[0] != runs[2])
  }

  @Test func `a trace is JSON, the same twice, and draws the picture of its program`() throws {
    let folder = try TemporaryFolder()
    let paths = ["one.json", "two.json"].map { folder.url.appending(path: $0).path }
    for path in paths {
      let result = try TaskvizBinary.run(["run", "taskgroup_failure", "--headless", "-o", path])
      #expect(result.status == 0)
      #expect(result.standardOutput.hasPrefix("Tasks started\n"))
    }
    let traces = try paths.map { try Data(contentsOf: URL(filePath: $0)) }
    #expect(try JSONSerialization.jsonObject(with: traces[0]) is [String: Any])
    #expect(withoutStart(traces[0]) == withoutStart(traces[1]))
    let direct = try TaskvizBinary.run(["screenshot", "taskgroup_failure", "-o", "-"]).standardOutput
    let replayed = try TaskvizBinary.run(["screenshot", paths[0], "-o", "-"]).standardOutput
    // The headers name their sources; the lanes are the same.
    #expect(lanes(direct) == lanes(replayed))
    #expect(lanes(direct).count >= 3)
  }

  private func withoutStart(_ trace: Data) -> String {
    String(decoding: trace, as: UTF8.self)
      .replacing(#/"started_?[aA]t": *"[^"]*"/#, with: "").replacing(#/(one|two)\.json/#, with: "")
  }

  private func lanes(_ picture: String) -> [Substring] {
    picture.split(separator: "\n").filter { $0.contains("_task") || $0.contains("main ") }
  }

  @Test(arguments: ["txt", "ansi", "svg"])
  func `a picture has the same bytes twice`(ending: String) throws {
    let folder = try TemporaryFolder()
    let pictures = try ["one", "two"].map { name in
      let path = folder.url.appending(path: "\(name).\(ending)")
      let result = try TaskvizBinary.run(["screenshot", "gather", "-o", path.path])
      #expect(result.status == 0, "\(result.standardError)")
      return try Data(contentsOf: path)
    }
    #expect(pictures[0] == pictures[1])
    #expect(pictures[0].count > 500)
  }

  @Test(arguments: [("60x16", 60, 16), ("120x30", 120, 30), ("400x120", 400, 120)])
  func `a picture has the size that was asked for`(size: String, columns: Int, rows: Int) throws {
    let result = try TaskvizBinary.run(["screenshot", "gather", "--size", size, "-o", "-"])
    let lines = result.standardOutput.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(result.status == 0, "\(result.standardError)")
    #expect(lines.count <= rows + 1)
    #expect(lines.allSatisfy { $0.count <= columns })
    #expect(lines.contains { $0.count > columns / 2 })
  }

  @Test func `a moment of a run is a picture of its own`() throws {
    let pictures = try ["0", "0.5", "end"].map {
      try TaskvizBinary.run(["screenshot", "gather", "--at", $0, "-o", "-"]).standardOutput
    }
    #expect(Set(pictures).count == 3)
  }

  @Test func `the trace comes in on standard input, too`() throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "trace.json").path
    _ = try TaskvizBinary.run(["run", "gather", "--headless", "-o", path])
    let trace = try String(contentsOfFile: path, encoding: .utf8)
    let result = try TaskvizBinary.run(["screenshot", "-", "-o", "-"], standardInput: trace)
    #expect(result.status == 0, "\(result.standardError)")
    #expect(result.standardOutput.contains("count"))
  }

  @Test func `a reader that goes away is no failure`() throws {
    let command = "\"$1\" list | head -1; echo ${PIPESTATUS[0]}"
    let result = try run(["/bin/bash", "-c", command, "-", TaskvizBinary.path])
    #expect(result.standardError.isEmpty)
    let status = result.standardOutput.split(separator: "\n").last
    #expect(status == "0" || status == "141")
  }

  @Test func `a paced run takes its time`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("program.py", "import asyncio\nasyncio.run(asyncio.sleep(0.4))\nprint(1)\n")
    let time = try ContinuousClock().measure {
      let result = try TaskvizBinary.run(["run", path, "--headless", "--speed", "1"])
      #expect(result.standardOutput == "1\n")
    }
    #expect(time >= .milliseconds(400))
  }
}
