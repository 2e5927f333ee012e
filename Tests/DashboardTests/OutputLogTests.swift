import TaskModel
import Testing

@testable import Dashboard

@Suite struct OutputLogTests {
  private func log(_ texts: [String]) -> OutputLog {
    var log = OutputLog()
    for (index, text) in texts.enumerated() {
      log.append(TaskEvent(.output(TaskID(1), .standardOutput, text: text), at: .zero), at: index)
    }
    return log
  }

  private func lines(_ log: OutputLog, at position: Int) -> [String] {
    let count = log.lineCount(at: position)
    return (0..<count).map { line in
      log.pieces(ofLines: line..<line + 1, at: position).map(\.text).joined()
    }
  }

  @Test func `lines appear when the playhead passes their print`() {
    let log = log(["One\n", "Two\n"])
    #expect(lines(log, at: 0) == [])
    #expect(lines(log, at: 1) == ["One"])
    #expect(lines(log, at: 2) == ["One", "Two"])
  }

  @Test func `a print without a line end leaves its line open`() {
    let log = log(["a", "b\nc", "\n", "\n"])
    #expect(lines(log, at: 1) == ["a"])
    #expect(lines(log, at: 2) == ["ab", "c"])
    #expect(lines(log, at: 4) == ["ab", "c", ""])
  }

  @Test func `a text of several lines is several lines`() {
    #expect(lines(log(["x\ny\n\nz"]), at: 1) == ["x", "y", "", "z"])
  }

  @Test func `behind a carriage return, a line is written anew`() {
    let log = log(["10%", "\r50%", "\r100%\n", "done\r", "gone\n", "a\rb\rc\r\n"])
    #expect(lines(log, at: 1) == ["10%"])
    #expect(lines(log, at: 2) == ["50%"])
    #expect(lines(log, at: 6) == ["100%", "gone", "c"])
    #expect(log.text(at: 6) == "100%\ngone\nc\n")
  }

  @Test func `what colours text and moves cursors is left out`() {
    let log = log(["\u{1B}[1;31mred\u{1B}[0m\u{1B}]0;title\u{07}\u{1B}(B!\u{1B}[2K\n", "cut \u{1B}[3", "\n"])
    #expect(lines(log, at: 3) == ["red!", "cut "])
  }

  @Test func `what is no output is not in the log`() {
    var log = OutputLog()
    log.append(TaskEvent(.note(text: "no", site: nil), at: .zero), at: 0)
    #expect(log.isEmpty)
    #expect(log.lineCount(at: 5) == 0)
    #expect(log.pieces(ofLines: 0..<9, at: 5).isEmpty)
  }
}
