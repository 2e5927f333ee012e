import PseudoTerminal
import Subprocesses
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A small program that holds a terminal, in a real one, ended in every way there is.
@Suite(.serialized)
struct ProbeTests {
  /// What a terminal must have been sent at the end: mouse and paste off, the cursor shown, the main screen.
  private static let restoring = ["\u{1B}[?1002l\u{1B}[?1006l", "\u{1B}[?2004l", "\u{1B}[?1049l"]

  private func probe(
    _ arguments: [String] = [], type: String = "xterm-256color", locale: String = "C.UTF-8",
    size: (columns: Int, rows: Int) = (60, 10), variables: [String: String] = [:]
  ) throws -> PseudoTerminal {
    let path = String(TaskvizBinary.path.dropLast("taskviz".count)) + "terminal-probe"
    return try PseudoTerminal(
      [path] + arguments,
      environment: ["TERM": type, "LC_ALL": locale, "SWIFT_BACKTRACE": "enable=no"].merging(variables) { $1 },
      columns: size.columns, rows: size.rows)
  }

  private enum End: CaseIterable, CustomTestStringConvertible {
    case quit, exit, trap, abort, badAccess, interruptKey, terminate, hangUp, quitSignal
    case overflowInProgram, trapInProgram

    var testDescription: String { "\(self)" }

    var status: Int {
      switch self {
      case .quit: 0
      case .exit: 3
      case .trap, .trapInProgram: 128 + Int(trapSignal)
      case .abort: 128 + Int(SIGABRT)
      case .badAccess, .overflowInProgram: 128 + Int(SIGSEGV)
      case .interruptKey: 128 + Int(SIGINT)
      case .terminate: 128 + Int(SIGTERM)
      case .hangUp: 128 + Int(SIGHUP)
      case .quitSignal: 128 + Int(SIGQUIT)
      }
    }

    private var trapSignal: Int32 {
      #if arch(x86_64)
        SIGILL
      #else
        SIGTRAP
      #endif
    }

    func happen(to terminal: PseudoTerminal) throws {
      switch self {
      case .quit: try terminal.send("q")
      case .exit: try terminal.send("e")
      case .trap: try terminal.send("t")
      case .abort: try terminal.send("a")
      case .badAccess: try terminal.send("v")
      case .interruptKey: try terminal.send("\u{3}")
      case .terminate: try terminal.signal(SIGTERM)
      case .hangUp: try terminal.signal(SIGHUP)
      case .quitSignal: try terminal.signal(SIGQUIT)
      case .overflowInProgram: try terminal.send("o")
      case .trapInProgram: try terminal.send("x")
      }
    }
  }

  @Test(arguments: End.allCases)
  private func `however the program ends, the terminal is as it was, and the status tells how`(_ end: End)
    throws
  {
    let terminal = try probe()
    let before = try terminal.modes()
    try terminal.wait(for: "ready:60x10:palette:true")
    #expect(try terminal.modes() != before)
    try end.happen(to: terminal)
    #expect(try terminal.waitForEnd() == end.status)
    #expect(try terminal.modes() == before)
    for text in Self.restoring { #expect(terminal.text.contains(text), "\(text.debugDescription)") }
    #expect(terminal.shows(cursor: true))
  }

  @Test func `a program that hangs is ended by the second interrupt`() throws {
    let terminal = try probe()
    let before = try terminal.modes()
    try terminal.wait(for: "ready:")
    try terminal.send("b")
    try terminal.wait(for: "busy")
    // Two signals that come before the program runs at all are one; whoever waits in vain presses again.
    var status: Int?
    for _ in 0..<100 where status == nil {
      try terminal.send("\u{3}")
      status = try? terminal.waitForEnd(within: .milliseconds(100))
    }
    #expect(status == 128 + Int(SIGINT))
    #expect(try terminal.modes() == before)
  }

  @Test func `a terminal that goes away ends the program`() throws {
    let terminal = try probe()
    try terminal.wait(for: "ready:")
    terminal.hangUp()
    #expect([70, 128 + Int(SIGHUP)].contains(try terminal.waitForEnd()))
  }

  @Test func `a terminal that does not say how large it is has the size that the environment says`() throws {
    let named = try probe(size: (0, 0), variables: ["COLUMNS": "70", "LINES": "18"])
    try named.wait(for: "ready:70x18")
    // The description of an xterm says 80 by 24.
    let unnamed = try probe(size: (0, 0))
    try unnamed.wait(for: "ready:80x24")
    // What the terminal says itself counts more: a shell's variables grow old.
    let known = try probe(variables: ["COLUMNS": "70", "LINES": "18"])
    try known.wait(for: "ready:60x10")
  }

  @Test
  func `what is copied goes to the terminal's clipboard as OSC 52, and only whole lines of what is too long`()
    throws
  {
    let terminal = try probe()
    try terminal.send("y")
    try terminal.wait(for: "\u{1B}]52;c;Z3LDvMOfZQo=\u{07}")
    try terminal.send("Y")
    try terminal.wait(for: "copied 73852")
  }

  @Test func `keys, mouse, paste and a new size are reported`() throws {
    let terminal = try probe()
    try terminal.wait(for: "ready:")
    try terminal.send("\u{1B}[1;2C")
    try terminal.wait(for: "1:key-right-1")
    try terminal.send("ä")
    try terminal.wait(for: "2:key-character(\"ä\")-0")
    try terminal.send("\u{1B}[<0;300;2M")
    try terminal.wait(for: "3:mouse-press")
    try terminal.wait(for: "-299-1")
    try terminal.send("\u{1B}[200~one\rtwo\u{1B}[201~")
    try terminal.wait(for: "4:paste-one-two")
    try terminal.resize(columns: 100, rows: 12)
    try terminal.wait(for: "5:resize-100x12")
    // An escape alone means the key once nothing has followed it for a while.
    try terminal.send("\u{1B}")
    try terminal.wait(for: "6:key-escape-0")
    try terminal.send("q")
    #expect(try terminal.waitForEnd() == 0)
  }

  @Test func `keys come from the controlling terminal when asked for`() throws {
    let terminal = try probe(["--tty"])
    try terminal.wait(for: "ready:")
    try terminal.send("q")
    #expect(try terminal.waitForEnd() == 0)
  }

  @Test(arguments: [
    ("xterm-256color", "palette", "48;5;18"), ("linux", "eight", "44"), ("vt100", "none", "ready"),
  ])
  func `a terminal is sent the colours it has`(_ type: String, _ depth: String, _ sequence: String) throws {
    let terminal = try probe(type: type)
    try terminal.wait(for: ":\(depth):")
    try terminal.send("q")
    #expect(try terminal.waitForEnd() == 0)
    #expect(terminal.text.contains(sequence))
  }

  @Test func `without colours none are sent`() throws {
    let terminal = try probe(["--no-color"])
    try terminal.wait(for: ":none:")
    try terminal.send("q")
    #expect(try terminal.waitForEnd() == 0)
    #expect(!terminal.text.contains("48;5;") && !terminal.text.contains("38;5;"))
  }

  @Test func `a locale without UTF-8 gets signs it can show`() throws {
    let terminal = try probe(locale: "C")
    try terminal.wait(for: ":palette:false")
    try terminal.send("q")
    #expect(try terminal.waitForEnd() == 0)
    #expect(terminal.text.contains("??"))
    #expect(terminal.output.allSatisfy { $0 < 0x80 })
  }

  @Test(arguments: [
    ("no-such-terminal", "is unknown here"), ("dumb", "cannot move the cursor"), ("", "TERM is not set"),
  ])
  func `a terminal that will not do is refused with the reason, untouched`(_ type: String, _ reason: String)
    throws
  {
    let terminal = try probe(type: type)
    let before = try terminal.modes()
    #expect(try terminal.waitForEnd() == 75)
    #expect(terminal.text.contains(reason))
    #expect(!terminal.text.contains("\u{1B}"))
    #expect(try terminal.modes() == before)
  }

  @Test func `files and pipes are no terminals`() throws {
    let path = String(TaskvizBinary.path.dropLast("taskviz".count)) + "terminal-probe"
    let result = try run([path], environment: ["TERM": "xterm-256color"])
    #expect(result.status == 75)
    #expect(result.standardOutput.contains("standard input is not a terminal"))
    #expect(!result.standardOutput.contains("\u{1B}"))
  }
}

extension PseudoTerminal {
  var text: String { String(decoding: output, as: UTF8.self) }

  /// Whether the cursor was last shown or hidden.
  func shows(cursor: Bool) -> Bool {
    let text = text
    let shown = text.ranges(of: "\u{1B}[?25h").last?.lowerBound ?? text.startIndex
    let hidden = text.ranges(of: "\u{1B}[?25l").last?.lowerBound ?? text.startIndex
    return (shown > hidden) == cursor
  }
}
