import AsyncioLoop
import Foundation
import PythonSubset
import Subprocesses
import Testing

/// Programs that wait for no clock, so that CPython itself runs them, as it is: `Plain` has them, a topic each.
@Suite(.enabled(if: Python.found != nil, "\(Python.missing)"))
struct PlainProgramTests {
  @Test func `there are plain programs to compare`() {
    #expect(!ProgramFile.plain.isEmpty)
  }

  @Test(arguments: ProgramFile.plain)
  func `a plain program prints, warns of and returns what it does under CPython`(file: ProgramFile) throws {
    let folder = TaskvizBinary.packageFolder
    let theirs = try run([try #require(Python.found).path, file.path], in: folder)
    let ours = try TaskvizBinary.run(["run", file.path, "--headless"], in: folder)
    #expect(ours.standardOutput == theirs.standardOutput)
    #expect(ours.standardError == theirs.standardError)
    #expect(ours.status == theirs.status)
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
