import Foundation
import Subprocesses

/// CPython's own asyncio on a virtual clock: Twin/twin.py under a real CPython.
struct Twin {
  var python: Python

  /// Where the Python files are that run on the CPython side.
  static let folder = TaskvizBinary.packageFolder.appending(path: "Tests/CPythonTests/Twin").path

  static let script = folder + "/twin.py"

  struct Answer: Decodable, Hashable, Sendable {
    var log: [String]
    var status: Int
    var stderr: String
  }

  /// Runs programs one after the other, and logs what their tasks did.
  func run(_ sources: [String]) throws -> [Answer] {
    let lines = try sources.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) + "\n" }
    let result = try Subprocesses.run(
      [python.path, Self.script, "programs"], standardInput: lines.joined(),
      environment: ["PYTHONHASHSEED": "0"])
    let answers = try result.standardOutput.split(separator: "\n").map {
      try JSONDecoder().decode(Answer.self, from: Data($0.utf8))
    }
    guard result.status == 0, answers.count == sources.count else {
      throw Failed(answers: answers.count, programs: sources.count, standardError: result.standardError)
    }
    return answers
  }

  /// Runs a file as `python3 FILE` would, without the waiting.
  func run(file: String) throws -> SubprocessResult {
    try Subprocesses.run([python.path, Self.script, "file", file])
  }

  struct Failed: Error {
    var answers: Int
    var programs: Int
    var standardError: String
  }
}
