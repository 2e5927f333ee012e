import Subprocesses
import Testing

/// The program as a job of a shell, in a terminal emulator.
@Suite(.serialized, .enabled(if: !Tmux.isMissing, "\(Tmux.missing)"))
struct JobControlTests {
  @Test func `Ctrl-Z gives the terminal back, and fg takes it again at its new size`() throws {
    let terminal = try Tmux(columns: 80, rows: 20)
    try terminal.type(
      "stty -g > before; terminal-probe; stty -g > after; cmp before after && echo same modes")
    try terminal.wait(for: "ready:80x20")
    try terminal.press("C-z")
    try terminal.waitUntilRestored()
    try terminal.wait(for: "Stopped")
    try terminal.resize(columns: 90, rows: 22)
    try terminal.type("fg")
    try terminal.wait { $0.contains("resize-90x22") && $0.contains("日本█é") }
    #expect(try terminal.modes().hasPrefix("1"))
    try terminal.press("q")
    try terminal.wait(for: "closed")
    try terminal.waitUntilRestored()
  }

  @Test func `after the end the shell has its modes`() throws {
    let terminal = try Tmux(columns: 80, rows: 20)
    try terminal.type(
      "stty -g > before; terminal-probe; stty -g > after; cmp before after && echo same modes")
    try terminal.wait(for: "ready:80x20")
    try terminal.press("q")
    try terminal.wait { $0.contains("closed") && $0.contains("\nsame modes") }
    try terminal.waitUntilRestored()
  }

  @Test func `a window shows what was drawn, wide characters in their columns`() throws {
    let terminal = try Tmux(columns: 40, rows: 6)
    try terminal.type("terminal-probe")
    let screen = try terminal.wait { $0.contains("ready:40x6") && $0.contains("日本█é") }
    #expect(screen.split(separator: "\n", omittingEmptySubsequences: false)[5] == "日本█é")
    try terminal.press("C-c")
    try terminal.waitUntilRestored()
  }
}
