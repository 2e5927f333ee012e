import Foundation

/// A real CPython 3.13 of this machine.
struct Python: Sendable {
  let path: String
  /// As `python --version` says it, such as "3.13.0".
  let version: String

  /// From `TASKVIZ_PYTHON`, else `python3.13` of the PATH, else pyenv's; nil where none of them is a CPython 3.13.
  static let found: Python? = {
    let environment = ProcessInfo.processInfo.environment
    var candidates: [String] = []
    if let chosen = environment["TASKVIZ_PYTHON"] { candidates.append(chosen) }
    for folder in (environment["PATH"] ?? "").split(separator: ":") {
      candidates.append("\(folder)/python3.13")
    }
    let versions = FileManager.default.homeDirectoryForCurrentUser.path + "/.pyenv/versions"
    let installed = (try? FileManager.default.contentsOfDirectory(atPath: versions)) ?? []
    candidates += installed.filter { $0.hasPrefix("3.13") }.sorted().map { "\(versions)/\($0)/bin/python3" }
    return candidates.lazy.compactMap(Python.init(path:)).first
  }()

  /// Why tests that need it are skipped, for the reader of the test run.
  static let missing = """
    no CPython 3.13: set TASKVIZ_PYTHON, put python3.13 on the PATH, or install it with pyenv
    """

  private init?(path: String) {
    // A shim of pyenv's is executable and still no Python: only an answer counts.
    guard FileManager.default.isExecutableFile(atPath: path),
      let answer = try? run([path, "-c", "import platform; print(platform.python_version())"]),
      answer.status == 0
    else { return nil }
    let version = answer.standardOutput.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    guard version.hasPrefix("3.13.") else { return nil }
    self.path = path
    self.version = version
  }

  static let twinScript = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../Twin/twin.py").standardizedFileURL.path

  struct Answer: Decodable, Hashable, Sendable {
    var log: [String]
    var status: Int
    var stderr: String
  }

  /// Runs programs on CPython's asyncio with a virtual clock, and logs what their tasks did.
  func twin(_ sources: [String]) throws -> [Answer] {
    let lines = try sources.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) + "\n" }
    let answer = try run([path, Self.twinScript, "programs"], standardInput: lines.joined())
    let answers = try answer.standardOutput.split(separator: "\n").map {
      try JSONDecoder().decode(Answer.self, from: Data($0.utf8))
    }
    guard answer.status == 0, answers.count == sources.count else {
      throw TwinFailed(answers: answers.count, programs: sources.count, standardError: answer.standardError)
    }
    return answers
  }
}

struct TwinFailed: Error {
  var answers: Int
  var programs: Int
  var standardError: String
}
