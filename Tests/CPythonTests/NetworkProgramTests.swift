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
    let ours = try TaskvizBinary.run(["run", file.path, "--headless"])
    var theirs = try Subprocesses.run([python.path, file.path])
    // On a busy machine what one end does may come later than the other end waits: then real sockets get another run.
    for _ in 0..<2 where theirs.standardOutput != ours.standardOutput {
      theirs = try Subprocesses.run([python.path, file.path])
    }
    #expect(ours.standardOutput == theirs.standardOutput)
    #expect(ours.status == theirs.status, "\(ours.standardError)\n\(theirs.standardError)")
  }

  /// CPython's own streams and transports, on sockets that follow the rules of ours.
  @Test(arguments: ["", "# network: latency=3ms\n", "# network: latency=40ms bandwidth=2MB/s window=16KiB\n"])
  func `network programs take CPython's steps on any network`(network: String) throws {
    let sources = try ProgramFile.network.map {
      network + (try String(contentsOfFile: $0.path, encoding: .utf8))
    }
    let theirs = try Twin(python: try #require(Python.found)).run(sources)
    for (file, (ours, theirs)) in zip(ProgramFile.network, zip(Taskviz.run(sources), theirs)) {
      let difference = LogDifference(ours: ours.log, cpython: theirs.log)
      #expect(difference == nil, "\(file.name)\n\(difference?.description ?? "")\n\(ours.stderr)")
      #expect(ours.status == theirs.status, "\(file.name)")
    }
  }

  @Test func `there are network programs to compare`() {
    #expect(ProgramFile.network.count >= 19)
  }
}
