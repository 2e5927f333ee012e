import Foundation
import Subprocesses
import Testing

/// The simulated network against the real one: the same programs under CPython, on the loopback device of this machine.
///
/// Both ends of every connection are in one program, so that what Linux does is as determined as what taskviz does.
@Suite(.enabled(if: Python.found != nil, "\(Python.missing)"))
struct NetworkProgramTests {
  @Test(arguments: ProgramFile.network)
  func `a network program prints and returns what it does on real sockets`(file: ProgramFile) throws {
    let python = try #require(Python.found)
    let theirs = try Subprocesses.run([python.path, file.path])
    let ours = try TaskvizBinary.run(["run", file.path, "--headless"])
    #expect(ours.standardOutput == theirs.standardOutput)
    #expect(ours.status == theirs.status, "\(ours.standardError)\n\(theirs.standardError)")
  }

  @Test func `there are network programs to compare`() {
    #expect(ProgramFile.network.count >= 14)
  }
}
