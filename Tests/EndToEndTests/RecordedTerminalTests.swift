import Foundation
import Subprocesses
import Testing

/// Real programs that are recorded beside the dashboard, in a terminal of their own.
@Suite(.enabled(if: !Tmux.isMissing, "\(Tmux.missing)"))
struct RecordedTerminalTests {
  /// Starts a recording, and gives its terminal.
  private func record(_ source: String, _ options: String = "") throws -> Tmux {
    let terminal = try Tmux()
    try terminal.write("app.py", source)
    let python = try #require(Interpreters.all.last)
    try terminal.type("taskviz record \(options) -- \(python) app.py; echo exited with $?")
    try terminal.waitForAlternateScreen()
    return terminal
  }

  @Test func `all that a program writes is shown once, in the order in which it was written`() throws {
    let terminal = try record(
      """
      import asyncio, os, subprocess, sys

      async def main():
          print("first, by Python")
          os.write(1, b"second, by the system\\n")
          subprocess.run(["echo", "third, by a subprocess"])
          print("fourth, to stderr", file=sys.stderr)
          os.write(2, b"\\x1b]0;a title\\x07\\x1b[31mfifth\\x1b[0m, in red\\n")
          await asyncio.sleep(0)
          print("that is", "all")

      asyncio.run(main())
      """)
    let screen = try terminal.wait(for: "that is all")
    let lines = screen.split(separator: "\n").map(String.init)
    let wanted = [
      "first, by Python", "second, by the system", "third, by a subprocess", "fourth, to stderr",
      "fifth, in red", "that is all",
    ]
    // The first column of a pane is blank; elsewhere the texts stand below the steps that printed them.
    #expect(lines.compactMap { line in wanted.first { line.hasPrefix(" \($0) ") } } == wanted)
    #expect(try terminal.title() != "a title")
    try terminal.press("q")
    try terminal.waitUntilRestored()
  }

  @Test func `a program that reads its input is typed to`() throws {
    let terminal = try record(
      """
      import asyncio, getpass

      async def main():
          loop = asyncio.get_running_loop()
          name = await loop.run_in_executor(None, input, "who? ")
          print("hello", name)
          secret = await loop.run_in_executor(None, getpass.getpass)
          print("a secret of", len(secret))
          try:
              await loop.run_in_executor(None, input)
          except EOFError:
              print("no more")

      asyncio.run(main())
      raise SystemExit(9)
      """)
    try terminal.wait(for: "who?")
    try terminal.press("I")
    try terminal.wait(for: "input>")
    try terminal.send("bob")
    try terminal.press("Enter")
    try terminal.wait(for: "hello bob")
    try terminal.wait(for: "Password:")
    try terminal.send("hidden")
    try terminal.wait(for: "input> ******")
    try terminal.press("Enter")
    #expect(try !terminal.wait(for: "a secret of 6").contains("hidden"))
    try terminal.press("C-d")
    try terminal.wait(for: "exit code 9")
    try terminal.press("q")
    try terminal.wait(for: "exited with 9")
  }

  @Test func `Ctrl-C goes to the program, which may go on`() throws {
    let terminal = try record(
      """
      import asyncio, signal

      async def main():
          stop = asyncio.Event()
          asyncio.get_running_loop().add_signal_handler(signal.SIGINT, stop.set)
          print("it", "listens")
          await stop.wait()
          print("stopping")
          await asyncio.sleep(0.1)
          print("it has", "stopped")

      asyncio.run(main())
      raise SystemExit(5)
      """, "-o app.json")
    try terminal.wait(for: "it listens")
    try terminal.press("C-c")
    try terminal.wait(for: "exit code 5")
    try terminal.press("q")
    try terminal.wait(for: "exited with 5")
    #expect(try terminal.read("app.json").contains("it has stopped"))
  }

  @Test func `SIGTERM is passed on, and the program's end is taskviz's`() throws {
    let terminal = try record(
      """
      import asyncio, signal

      async def main():
          stop = asyncio.Event()
          asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
          print("it", "listens")
          await stop.wait()
          print("stopped in order")

      asyncio.run(main())
      raise SystemExit(3)
      """, "-o app.json")
    try terminal.wait(for: "it listens")
    kill(try #require(try terminal.child(named: "taskviz")), SIGTERM)
    try terminal.waitUntilRestored()
    try terminal.wait(for: "exited with 3")
    #expect(try terminal.read("app.json").contains("stopped in order"))
  }

  @Test func `a command that is no Python shows what it writes`() throws {
    let terminal = try Tmux()
    try terminal.type(
      "taskviz record -- sh -c 'echo from a shell; read line; echo got $line; exit 4'; echo exited with $?")
    try terminal.waitForAlternateScreen()
    try terminal.wait(for: "from a shell")
    try terminal.press("I")
    try terminal.send("words")
    try terminal.press("Enter")
    try terminal.wait(for: "got words")
    try terminal.wait(for: "nothing was recorded")
    try terminal.press("q")
    try terminal.wait(for: "exited with 4")
  }
}
