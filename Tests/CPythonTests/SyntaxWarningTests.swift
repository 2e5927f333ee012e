import AsyncioLoop
import Foundation
import PythonSubset
import Subprocesses
import Testing

/// What CPython's compiler warns of before the program runs: in its words, its order, and as often.
@Suite(.enabled(if: Python.found != nil, "\(Python.missing)"))
struct SyntaxWarningTests {
  private let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "Doubtful/doubtful.py")

  @Test func `a doubtful program is warned of as CPython warns of it`() throws {
    let theirs = try run([try #require(Python.found).path, file.path])
    let ours = try TaskvizBinary.run(["run", file.path, "--headless"])
    #expect(theirs.standardError.split(separator: "\n").count > 150)
    #expect(ours.standardError == theirs.standardError)
    #expect(ours.status == 0)
  }

  @Test func `the warnings of a program come before what it prints`() throws {
    let source = "print('first')\nif 1 is 1: print('second')\n"
    var written = ""
    let program = try Program(source, file: "program.py")
    _ = program.run(session: LoopSession(observer: nil)) { written += $1 }
    #expect(
      written == """
        program.py:2: SyntaxWarning: "is" with 'int' literal. Did you mean "=="?
          if 1 is 1: print('second')
        first
        second

        """)
  }
}
