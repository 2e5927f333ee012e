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
  ///
  /// A busy machine may fire two close timers of a real clock in one go: what differs is run again, up to two times. A
  /// true difference shows every time.
  @Test func `programs print what they do under CPython on the real clock`() throws {
    let python = try #require(Python.found)
    // Whose network or sites are declared has another network in the real world, or the same port as another run.
    var left = ProgramFile.all.filter { !$0.declaresNetwork }
    for _ in 0..<3 {
      let running = try left.map { try RunningSubprocess([python.path, $0.path]) }
      left = try zip(left, running).filter { file, theirs in
        let theirs = try theirs.wait()
        let ours = try TaskvizBinary.run(["run", file.path, "--headless"])
        return file.comparable(ours.standardOutput) != file.comparable(theirs.standardOutput)
          || ours.status != theirs.status
      }.map(\.0)
    }
    #expect(left.isEmpty, "\(left.map(\.testDescription))")
  }

  @Test func `where CPython hangs, taskviz prints what it does and then says why nothing goes on`() throws {
    let file = try #require(ProgramFile.scenarios.first { $0.name == "deadlock.py" })
    let theirs = try Twin(python: try #require(Python.found)).run(file: file.path)
    let ours = try TaskvizBinary.run(["run", file.path, "--headless"])
    #expect(ours.standardOutput == theirs.standardOutput)
    #expect(ours.status == 1)
    #expect(ours.standardError.contains("A to B -> B to A -> A to B"))
  }

  @Test(.timeLimit(.minutes(5)), arguments: ["await asyncio.sleep(YEAR)", "time.sleep(YEAR)"])
  func `a program that sleeps for a year is not waited for`(sleep: String) throws {
    let source = """
      import asyncio
      import time
      YEAR = 365 * 24 * 3600
      async def main():
          \(sleep)
          print(f"{time.monotonic() / YEAR:.1f}")
      asyncio.run(main())

      """
    let file = FileManager.default.temporaryDirectory.appending(path: "year-\(UUID().uuidString).py")
    try source.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    #expect(try TaskvizBinary.run(["run", file.path, "--headless"]).standardOutput == "1.0\n")
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
