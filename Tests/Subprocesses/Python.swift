import Foundation

/// A real CPython 3.13 of this machine.
package struct Python: Sendable {
  package let path: String
  /// As `python --version` says it, such as "3.13.0".
  package let version: String

  /// From `TASKVIZ_PYTHON`, else `python3.13` of the PATH, else pyenv's; nil where none of them is a CPython 3.13.
  package static let found: Python? = {
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
  package static let missing =
    "no CPython 3.13: set TASKVIZ_PYTHON, put python3.13 on the PATH, or install it with pyenv"

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
}
