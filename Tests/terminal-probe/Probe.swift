import Recording
import Screen
import Terminal

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Takes the terminal, shows what it reports, and ends in the way that a key asks for; for the tests of Terminal.
///
/// `q` closes, `e` exits without closing, `t` traps, `a` aborts, `v` reads from nowhere, `b` is busy for ever, `o` overflows the stack of
/// a program's thread, `x` traps there; `y` copies a few letters, `Y` more lines than fit.
@main
enum Probe {
  static func main() {
    var options = Terminal.Options()
    if CommandLine.arguments.contains("--no-color") { options.deepestColor = .none }
    do throws(TerminalError) {
      if CommandLine.arguments.contains("--tty") { options.input = try Terminal.openControllingTerminal() }
      let terminal = try Terminal(options)
      run(terminal)
    } catch {
      print("refused: \(error)")
      exit(75)
    }
  }

  private static func run(_ terminal: Terminal) {
    var lines = [
      "ready:\(terminal.size.width)x\(terminal.size.height):\(terminal.colorDepth):\(terminal.isUTF8)"
    ]
    while true {
      terminal.draw(picture(lines, terminal))
      for event in terminal.wait(for: nil).events {
        switch event {
        case .endRequested(let signal): terminal.endProcess(by: signal)
        case .lost: exit(70)
        case .key(.init(.character("q"))):
          terminal.close()
          print("closed")
          exit(0)
        case .key(.init(.character("e"))): exit(3)
        case .key(.init(.character("t"))): _ = lines[lines.count + 1]
        case .key(.init(.character("a"))): abort()
        case .key(.init(.character("v"))): raise(SIGSEGV)
        case .key(.init(.character("o"))): endProgram { _ = depth(of: 1) }
        case .key(.init(.character("x"))): endProgram { _ = [0][CommandLine.arguments.count] }
        case .key(.init(.character("b"))):
          lines.append("busy")
          terminal.draw(picture(lines, terminal))
          while true { sleep(1) }
        case .key(.init(.character("y"))): terminal.copy("gr\u{FC}\u{DF}e\n")
        case .key(.init(.character("Y"))):
          let line = String(repeating: "x", count: 997) + "\n"
          lines.append("copied \(terminal.copy(String(repeating: line, count: 100) ))")
        default: lines.append("\(lines.count):\(words(event))")
        }
      }
    }
  }

  /// Runs something on a thread for programs that ends the process.
  private static func endProgram(_ body: @escaping @Sendable () -> Void) {
    let run = ProgramRun { _ in
      body()
      return .stopped
    }
    run.wait()
  }

  /// Recurses without end.
  private static func depth(of number: Int) -> Int {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 1000) { numbers in
      numbers[0] = number
      return number < 0 ? 0 : depth(of: number + 1) + numbers[0]
    }
  }

  private static func picture(_ lines: [String], _ terminal: Terminal) -> Grid {
    var grid = Grid(width: terminal.size.width, height: terminal.size.height)
    for (row, line) in lines.suffix(grid.height - 1).enumerated() { grid.put(line, column: 0, row: row) }
    grid.put(
      "日本█é", column: 0, row: grid.height - 1, style: Style(Color(hex: 0xFF0000), on: Color(hex: 0x00008F)))
    return grid
  }

  /// Without blanks, which a terminal may be sent as a movement.
  private static func words(_ event: InputEvent) -> String {
    switch event {
    case .key(let key): "key-\(key.base)-\(key.modifiers.rawValue)"
    case .mouse(let mouse): "mouse-\(mouse.action)-\(mouse.column)-\(mouse.row)"
    case .paste(let text): "paste-\(text.split(whereSeparator: \.isWhitespace).joined(separator: "-"))"
    case .resize(let width, let height): "resize-\(width)x\(height)"
    case .endRequested(let signal): "signal-\(signal)"
    case .lost: "lost"
    }
  }
}
