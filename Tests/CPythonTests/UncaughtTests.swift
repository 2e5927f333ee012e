import Foundation
import Subprocesses
import Testing

/// Programs that end with an exception that nobody catches: `Uncaught/programs.txt` has them, each after a line of `=`.
@Suite(.enabled(if: Python.found != nil, "\(Python.missing)"))
struct UncaughtTests {
  @Test func `a program that fails is reported as CPython reports it, with its advice`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let text = try String(contentsOf: folder.appending(path: "Uncaught/programs.txt"), encoding: .utf8)
    let programs = text.components(separatedBy: "=====\n")
    let python = try #require(Python.found)
    let input = try programs.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) + "\n" }
    let result = try run(
      [python.path, "-W", "ignore", folder.appending(path: "Twin/tracebacks.py").path],
      standardInput: input.joined())
    // What the programs print is not JSON and not the report.
    let answers = result.standardOutput.split(separator: "\n").compactMap {
      try? JSONDecoder().decode(Answer.self, from: Data($0.utf8))
    }
    try #require(answers.count == programs.count, "\(result.standardError)")
    for (program, (ours, theirs)) in zip(programs, zip(Taskviz.run(programs), answers)) {
      #expect(ours.stderr == theirs.text, "\(program)")
    }
  }

  private struct Answer: Decodable {
    var text: String
  }
}
