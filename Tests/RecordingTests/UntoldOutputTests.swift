import Testing

@testable import Recording

struct UntoldOutputTests {
  /// What is left of what is written when some of it has been told.
  private func left(_ told: [String], _ written: String) -> [String] {
    var output = UntoldOutput()
    for text in told { output.tell(text) }
    return output.take(Array(written.utf8)).map(\.text)
  }

  @Test func `what has been told is not told again`() {
    #expect(left(["a\n", "b\n"], "a\r\nb\r\n") == [])
    #expect(left(["two\nlines\n"], "two\r\nlines\r\n") == [])
  }

  @Test func `what nobody told of is left, wherever it stands`() {
    #expect(left(["a\n", "b\n"], "raw\r\na\r\nmore\r\nb\r\nlast") == ["raw\n", "more\n", "last"])
    #expect(left([], "all of it\r\n") == ["all of it\n"])
  }

  @Test func `a line that somebody else began is told apart`() {
    #expect(left(["tick\n"], "name? tick\r\n") == ["name? "])
  }

  @Test func `threads may write in another order than that in which they told`() {
    #expect(left(["a\n", "b\n", "c\n"], "c\r\na\r\nb\r\n") == [])
  }

  @Test func `a piece says which text follows it`() {
    var output = UntoldOutput()
    for text in ["a\n", "b\n"] { output.tell(text) }
    let pieces = output.take(Array("x\r\nb\r\na\r\ny\r\n".utf8))
    #expect(pieces == [.init(text: "x\n", next: 1), .init(text: "y\n", next: nil)])
  }

  @Test func `the beginning of what was told waits for its end`() {
    var output = UntoldOutput()
    output.tell("a long line\n")
    #expect(output.take(Array("a long".utf8)) == [])
    #expect(output.take(Array(" line\r\nand more\r\n".utf8)).map(\.text) == ["and more\n"])
  }

  @Test func `what was told and never comes does not hold up what does`() {
    var output = UntoldOutput()
    output.tell("into a file\n")
    for _ in 0..<200 { #expect(output.take([]) == []) }
    #expect(output.take(Array("into a file\r\n".utf8)).map(\.text) == ["into a file\n"])
  }

  @Test func `where those who tell are late, what has just come waits`() {
    var output = UntoldOutput()
    #expect(output.take(Array("a\r\n".utf8), areLate: true) == [])
    output.tell("a\n")
    #expect(output.take([]) == [])
    #expect(output.take(Array("b\r\n".utf8), areLate: true) == [])
    #expect(output.take([], isLast: true).map(\.text) == ["b\n"])
  }

  @Test func `what came after the last text was told may still be told, unless a text follows it that was`() {
    var output = UntoldOutput()
    output.tell("a\n")
    #expect(output.take([], fresh: Array("x\r\na\r\nb\r\n".utf8)).map(\.text) == ["x\n"])
    output.tell("b\n")
    #expect(output.take([]) == [])
  }
}
