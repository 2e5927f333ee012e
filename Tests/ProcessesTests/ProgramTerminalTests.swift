import Foundation
import Processes
import Testing

@Suite(.timeLimit(.minutes(2)))
struct ProgramTerminalTests {
  /// What a shell command writes to a terminal of its own until it ends, without the returns before line ends.
  private func run(_ command: String, on terminal: ProgramTerminal) throws -> String {
    var spawn = Spawn(["sh", "-c", command])
    spawn.streams = .terminal(terminal)
    let child = try spawn.start()
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    var isOver = false
    while true {
      let count = read(terminal.descriptor, &buffer, buffer.count)
      if count > 0 {
        bytes += buffer[..<count]
      } else if isOver {
        break
      } else {
        isOver = child.poll() != nil
      }
    }
    return String(decoding: bytes.filter { $0 != 0x0D }, as: UTF8.self)
  }

  @Test func `a program has a terminal of the size given, which controls it`() throws {
    let terminal = try ProgramTerminal(columns: 61, rows: 17)
    #expect(try run("test -t 0 && test -t 1 && test -t 2 && stty size </dev/tty", on: terminal) == "17 61\n")
  }

  @Test func `a new size reaches the program`() throws {
    let terminal = try ProgramTerminal(columns: 80, rows: 24)
    terminal.resize(columns: 100, rows: 30)
    #expect(try run("stty size", on: terminal) == "30 100\n")
  }

  @Test func `a program that asks for a password does not show what is typed`() throws {
    let terminal = try ProgramTerminal(columns: 80, rows: 24)
    #expect(terminal.echoes)
    _ = try run("stty -echo", on: terminal)
    #expect(!terminal.echoes)
  }
}
