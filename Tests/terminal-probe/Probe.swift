import Screen
import Terminal

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Takes the terminal, shows what it reports, and ends in the way that a key asks for; for the tests of Terminal.
///
/// `q` closes, `e` exits without closing, `t` traps, `a` aborts, `v` reads from nowhere, `b` is busy for ever.
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
        case .key(.init(.character("b"))):
          lines.append("busy")
          terminal.draw(picture(lines, terminal))
          while true { sleep(1) }
        default: lines.append("\(lines.count):\(words(event))")
        }
      }
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
