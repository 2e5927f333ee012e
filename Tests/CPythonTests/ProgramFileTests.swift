import Foundation
import Subprocesses
import Testing

/// The claim on which everything rests: the same file, the same output, in CPython and in taskviz.
@Suite(.enabled(if: Python.found != nil, "\(Python.missing)"))
struct ProgramFileTests {
  @Test func `there are files to compare`() {
    #expect(ProgramFile.all.count >= 30)
  }

  @Test(arguments: ProgramFile.all)
  func `a program prints and returns what it does under CPython`(file: ProgramFile) throws {
    let python = try #require(Python.found)
    let theirs = try Twin(python: python).run(file: file.path)
    let ours = try TaskvizBinary.run(["run", file.path, "--headless"])
    #expect(file.comparable(ours.standardOutput) == file.comparable(theirs.standardOutput))
    #expect(ours.status == theirs.status)
    #expect(ours.standardError == withoutLibraryFrames(theirs.standardError))
  }

  /// The twin moves the clock instead of waiting; this once, everybody waits. All at the same time, so it takes as long
  /// as the longest program.
  @Test func `programs print what they do under CPython on the real clock`() throws {
    let python = try #require(Python.found)
    let running = try ProgramFile.all.map { try RunningSubprocess([python.path, $0.path]) }
    for (file, theirs) in zip(ProgramFile.all, running) {
      let theirs = try theirs.wait()
      let ours = try TaskvizBinary.run(["run", file.path, "--headless"])
      #expect(file.comparable(ours.standardOutput) == file.comparable(theirs.standardOutput), "\(file.name)")
      #expect(ours.status == theirs.status, "\(file.name)")
    }
  }

  @Test(arguments: ["async_counter.py", "sync_counter.py", "gather_results.py", "cleanup.py"])
  func `seconds of sleep take milliseconds`(name: String) throws {
    let file = try #require(ProgramFile.all.first { $0.name == name })
    let clock = ContinuousClock()
    // The fastest of a few, because the machine may be busy with something else.
    let fastest = try (0..<3).map { _ in
      try clock.measure { _ = try TaskvizBinary.run(["run", file.path, "--headless"]) }
    }.min()
    #expect(try #require(fastest) < .milliseconds(500))
  }
}

/// A traceback without the frames of CPython's own asyncio, which taskviz does not have.
private func withoutLibraryFrames(_ traceback: String) -> String {
  var kept: [Substring] = []
  var inLibrary = false
  for line in traceback.split(separator: "\n", omittingEmptySubsequences: false) {
    if line.hasPrefix("  File \"") {
      inLibrary = line.contains("/asyncio/") || line.contains("<frozen runpy>") || line.contains("/twin.py\"")
    } else if !line.hasPrefix("    ") {
      inLibrary = false
    }
    if !inLibrary { kept.append(line) }
  }
  return kept.joined(separator: "\n")
}
