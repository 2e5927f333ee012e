import Foundation
import Subprocesses
import Testing

/// The built program in a real terminal.
@Suite(.serialized, .enabled(if: !Tmux.isMissing, "\(Tmux.missing)"))
struct DashboardTerminalTests {
  @Test func `the picker opens, runs the chosen scenario and quits`() throws {
    let terminal = try Tmux()
    try terminal.type("taskviz; echo exited with $?")
    try terminal.wait(for: "Three coroutines at once")
    try terminal.press("Down", "Up", "Enter")
    try terminal.wait { $0.contains("Executed in 1.00 seconds.") && $0.contains("count") }
    try terminal.press("q")
    try terminal.wait(for: "One after the other, without async")
    try terminal.press("q")
    try terminal.wait(for: "exited with 0")
    try terminal.waitUntilRestored()
  }

  @Test func `typing in the picker searches`() throws {
    let terminal = try Tmux()
    try terminal.type("taskviz")
    try terminal.wait(for: "Three coroutines at once")
    try terminal.press("/", "d", "e", "a", "d", "l", "i", "n", "e")
    try terminal.wait { $0.contains("A deadline of 1 s") && !$0.contains("Three coroutines at once") }
    try terminal.press("C-c")
    try terminal.waitUntilRestored()
  }

  @Test func `a step forward and a step back show the same picture`() throws {
    let terminal = try Tmux()
    try terminal.type("taskviz run gather")
    try terminal.wait(for: "Executed in 1.00 seconds.")
    try terminal.press("g")
    let start = try settled(terminal) { $0.contains("step 0 of 8") }
    try terminal.press("Right")
    try terminal.press("Right")
    let second = try settled(terminal) { $0.contains("step 2 of 8") }
    try terminal.press("Right")
    _ = try settled(terminal) { $0.contains("step 3 of 8") }
    try terminal.press("Left")
    try terminal.wait { $0 == second }
    try terminal.press("Left", "Left")
    try terminal.wait { $0 == start }
    try terminal.press("C-c")
    try terminal.waitUntilRestored()
  }

  /// The screen once it holds what is asked for and no longer changes.
  private func settled(_ terminal: Tmux, until holds: (String) -> Bool) throws -> String {
    var last = ""
    return try terminal.wait { screen in
      defer { last = screen }
      return screen == last && holds(screen)
    }
  }

  @Test func `a file that is saved runs anew, and one that is broken is complained of`() throws {
    let folder = try TemporaryFolder()
    let program =
      "import asyncio\nasync def main():\n    await asyncio.sleep(1)\n    print('first')\nasyncio.run(main())\n"
    let path = try folder.write("live.py", program)
    let terminal = try Tmux()
    try terminal.type("taskviz run \(path) --watch --speed 64; echo exited with $?")
    try terminal.wait { $0.contains("at the end") && $0.contains("first") }
    try folder.write("live.py", program.replacingOccurrences(of: "print('first')", with: "print('second'"))
    try terminal.wait { $0.contains("SyntaxError") && $0.contains("first") }
    // Replaced by another file, as many editors save.
    let other = try folder.write("other.py", program.replacingOccurrences(of: "first", with: "third"))
    #expect(rename(other, path) == 0)
    try terminal.wait { $0.contains("at the end") && $0.contains("third") && !$0.contains("SyntaxError") }
    try terminal.press("q")
    try terminal.wait(for: "exited with 0")
    try terminal.waitUntilRestored()
  }

  @Test func `a command is chosen from the palette, and what it copies is in the terminal's clipboard`()
    throws
  {
    let terminal = try Tmux()
    try terminal.allowClipboard()
    try terminal.type("taskviz run gather --speed 64")
    try terminal.wait { $0.contains("at the end") }
    try terminal.press("K")
    try terminal.wait(for: "commands")
    try terminal.press("e", "n", "d", "Enter", "j", "y")
    try terminal.wait(for: "Copy the states of the selected task")
    try terminal.press("h", "i", "s", "Enter")
    try terminal.wait(for: "Copied to the terminal's clipboard: history")
    let copied = try terminal.clipboard() ?? "nothing"
    #expect(copied.hasPrefix("from_s,to_s,state,what\n0,0,created,"), "\(copied)")
    #expect(copied.hasSuffix("1,1,ended,returned\n"), "\(copied)")
    try terminal.press("C-c")
    try terminal.waitUntilRestored()
  }

  @Test
  func
    `settings are read from the place that XDG says, and a wrong one is told before the screen is touched`()
    throws
  {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "taskviz"), withIntermediateDirectories: true)
    let settings = "ascii: true\nspeed: 64\npanes: []\nkeys:\n  to-start: [A]\n"
    _ = try folder.write("taskviz/config.yaml", settings)
    let terminal = try Tmux(environment: ["XDG_CONFIG_HOME": folder.url.path])
    try terminal.type("taskviz run gather")
    // No panes, no characters beyond ASCII, and it is over at once.
    let screen = try terminal.wait { $0.contains("at the end") && $0.contains("instead of 3 s") }
    let beyond = screen.unicodeScalars.filter { !$0.isASCII }
    #expect(beyond.isEmpty, "\(screen)")
    #expect(!screen.contains(" output "))
    try terminal.press("A")
    try terminal.wait(for: "step 0 of 8")
    try terminal.press("?")
    try terminal.wait { $0.contains(" A ") && $0.contains("To the start, before anything happened.") }
    try terminal.press("C-c")
    try terminal.waitUntilRestored()
    _ = try folder.write("taskviz/config.yaml", "theme: [\n")
    try terminal.type("clear; taskviz run gather; echo exited with $?")
    let complaint = try terminal.wait(for: "exited with 65")
    #expect(complaint.contains("config.yaml:2:1: is no YAML"), "\(complaint)")
  }

  @Test func `help lists the keys and goes away again`() throws {
    let terminal = try Tmux()
    try terminal.type("taskviz run gather")
    try terminal.wait(for: "count")
    try terminal.press("?")
    try terminal.wait(for: "One step on")
    try terminal.press("?")
    try terminal.wait { !$0.contains("One step on") && $0.contains("count") }
    try terminal.press("C-c")
    try terminal.waitUntilRestored()
  }

  @Test func `the picture follows the size, and says so where there is no room`() throws {
    let terminal = try Tmux()
    try terminal.type("taskviz run gather")
    try terminal.wait(for: "Executed in 1.00 seconds.")
    try terminal.resize(columns: 60, rows: 16)
    try terminal.wait { $0.contains("count") && widest($0) <= 60 && widest($0) > 50 }
    try terminal.resize(columns: 40, rows: 10)
    try terminal.wait(for: "60")
    try terminal.resize(columns: 200, rows: 60)
    try terminal.wait { $0.contains("count") && widest($0) > 150 }
    try terminal.press("C-c")
    try terminal.waitUntilRestored()
  }

  private func widest(_ screen: String) -> Int {
    screen.split(separator: "\n").map(\.count).max() ?? 0
  }

  // MARK: The terminal is given back

  /// Runs the dashboard between two looks at the terminal's settings, and ends it in some way.
  private func expectRestored(
    status: Int, command: String = "taskviz run gather", _ end: (Tmux) throws -> Void
  ) throws {
    let terminal = try Tmux()
    try terminal.type(
      "stty -g > before; \(command); echo exited with $?; stty -g > after; cmp before after && echo same")
    try terminal.wait(for: "count")
    try terminal.waitForAlternateScreen()
    try end(terminal)
    try terminal.wait(for: "exited with \(status)")
    try terminal.wait(for: "\nsame")
    try terminal.waitUntilRestored()
  }

  @Test func `q gives the terminal back`() throws {
    try expectRestored(status: 0) { try $0.press("q") }
  }

  @Test func `Ctrl-C gives the terminal back`() throws {
    try expectRestored(status: 130) { try $0.press("C-c") }
  }

  @Test(arguments: [(SIGTERM, 143), (SIGHUP, 129), (SIGINT, 130)])
  func `a signal gives the terminal back`(signal: Int32, status: Int) throws {
    try expectRestored(status: status) { terminal in
      let process = try #require(try terminal.child(named: "taskviz"))
      kill(process, signal)
    }
  }

  @Test(arguments: [SIGSEGV, SIGABRT, SIGILL, SIGFPE, SIGBUS])
  func `a crash gives the terminal back and is still a crash`(signal: Int32) throws {
    try expectRestored(status: 128 + Int(signal)) { terminal in
      let process = try #require(try terminal.child(named: "taskviz"))
      kill(process, signal)
    }
  }

  @Test func `Ctrl-Z stops it and fg goes on`() throws {
    let terminal = try Tmux()
    try terminal.type("taskviz run gather; echo exited with $?")
    try terminal.wait(for: "count")
    try terminal.press("C-z")
    try terminal.wait(for: "Stopped")
    try terminal.waitUntilRestored()
    try terminal.type("clear; stty -a | grep -c -- -icanon; fg")
    try terminal.waitForAlternateScreen()
    try terminal.wait(for: "count")
    try terminal.press("q")
    try terminal.waitUntilRestored()
    let screen = try terminal.screen()
    #expect(screen.contains("\n0\n") || screen.hasPrefix("0\n"), "the shell's line mode was gone: \(screen)")
  }

  @Test func `a program that never ends can be left`() throws {
    let terminal = try Tmux()
    try terminal.type(
      "printf 'print(1)\\nwhile True: pass\\n' > endless.py; taskviz run endless.py; echo exited with $?")
    try terminal.waitForAlternateScreen()
    try terminal.press("q")
    try terminal.wait { $0.contains(#/exited with \d/#) }
    try terminal.waitUntilRestored()
  }

  // MARK: Terminals of all kinds

  @Test func `a dumb terminal gets a message`() throws {
    let terminal = try Tmux(environment: ["TERM": "dumb"])
    try terminal.type("taskviz run gather; echo exited with $?")
    let screen = try terminal.wait { $0.contains(#/exited with \d/#) }
    #expect(screen.contains("dumb"))
    #expect(!screen.contains("exited with 0"))
  }

  @Test func `an unknown terminal gets a message`() throws {
    let terminal = try Tmux(environment: ["TERM": "no-such-terminal"])
    try terminal.type("taskviz run gather; echo exited with $?")
    let screen = try terminal.wait { $0.contains(#/exited with \d/#) }
    #expect(screen.contains("no-such-terminal"))
    #expect(!screen.contains("exited with 0"))
  }

  @Test func `without UTF-8 the picture is ASCII`() throws {
    let terminal = try Tmux(environment: ["LANG": "C", "LC_ALL": "C"])
    try terminal.type("taskviz run gather")
    let screen = try terminal.wait(for: "Executed in 1.00 seconds.")
    let isASCII = screen.unicodeScalars.allSatisfy { $0.isASCII }
    #expect(isASCII, "\(screen)")
    try terminal.press("C-c")
    try terminal.waitUntilRestored()
  }

  @Test func `NO_COLOR leaves colour out`() throws {
    for (environment, coloured) in [(["NO_COLOR": "1"], false), ([:], true)] {
      let terminal = try Tmux(environment: environment)
      try terminal.type("taskviz run gather")
      try terminal.wait(for: "Executed in 1.00 seconds.")
      let colours = try terminal.styledScreen().contains(#/\u{1B}\[[\d;]*[34]8[;:]/#)
      #expect(colours == coloured)
      try terminal.press("C-c")
      try terminal.waitUntilRestored()
    }
  }

  @Test func `names of a program cannot write to the terminal`() throws {
    let terminal = try Tmux()
    let program = """
      import asyncio
      async def main():
          asyncio.current_task().set_name("\\033]0;owned\\007\\033[31mname")
          print("\\033[2Jtext")
          await asyncio.sleep(1)
      asyncio.run(main())
      """
    try terminal.write("program.py", program)
    try terminal.type("taskviz run program.py")
    let screen = try terminal.wait { $0.contains("text") && $0.contains("main") }
    #expect(screen.split(separator: "\n").count > 5)
    #expect(try terminal.title() != "owned")
    try terminal.press("C-c")
    try terminal.waitUntilRestored()
  }

  @Test func `a trace can come from a pipe while the keys come from the terminal`() throws {
    let terminal = try Tmux()
    try terminal.type(
      "taskviz run gather --headless -o trace.json; clear; cat trace.json | taskviz replay -; echo exited with $?"
    )
    try terminal.wait { $0.contains("count") && $0.contains("Two") }
    try terminal.press("q")
    try terminal.wait(for: "exited with 0")
    try terminal.waitUntilRestored()
  }

  @Test func `a trace that still grows is followed to its end`() throws {
    let terminal = try Tmux()
    try terminal.type("taskviz run gather --headless -o whole.json; head -n 20 whole.json > growing.json")
    try terminal.type(
      "(until [ -e go ]; do sleep 0.1; done; tail -n +21 whole.json >> growing.json) & clear;"
        + " taskviz replay growing.json; echo exited with $?")
    try terminal.wait { $0.contains("it is followed as it grows") && $0.contains("so far") }
    try terminal.write("go", "")
    try terminal.wait { $0.contains("Executed in 1.00 seconds.") && !$0.contains("so far") }
    try terminal.press("q")
    try terminal.wait(for: "exited with 0")
    try terminal.waitUntilRestored()
  }

  @Test func `a dashboard left early says that its trace is not the whole run`() throws {
    let terminal = try Tmux()
    let program = """
      import asyncio
      async def main():
          while True:
              await asyncio.sleep(1)
      asyncio.run(main())
      """
    try terminal.write("endless.py", program)
    try terminal.type("taskviz run endless.py -o endless.json")
    try terminal.wait(for: "main")
    try terminal.press("q")
    try terminal.wait(for: "holds what happened until the dashboard was left")
    try terminal.type("clear; taskviz run gather -o gather.json")
    try terminal.wait(for: "Executed in 1.00 seconds.")
    try terminal.press("q")
    try terminal.waitUntilRestored()
    #expect(try !terminal.screen().contains("holds what happened"))
  }

  @Test func `the mouse selects and the wheel is understood`() throws {
    let terminal = try Tmux()
    try terminal.type("taskviz run gather")
    try terminal.wait(for: "Executed in 1.00 seconds.")
    let rows = try terminal.screen().split(separator: "\n", omittingEmptySubsequences: false)
    let row = try #require(rows.lastIndex { $0.contains("count") }) + 1
    let before = try terminal.styledScreen()
    try terminal.send("\u{1B}[<0;4;\(row)M\u{1B}[<0;4;\(row)m")
    try terminal.wait { _ in (try? terminal.styledScreen()) != before }
    try terminal.send("\u{1B}[<64;40;8M\u{1B}[<65;40;8M")
    try terminal.press("C-c")
    try terminal.waitUntilRestored()
  }
}
