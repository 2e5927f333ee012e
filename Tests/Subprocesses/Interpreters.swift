import Foundation

/// The CPythons of this machine that can be recorded: one of each version from 3.8 to 3.13 that pyenv has.
package enum Interpreters {
  package static let all: [String] = {
    let versions = FileManager.default.homeDirectoryForCurrentUser.path + "/.pyenv/versions"
    let installed = (try? FileManager.default.contentsOfDirectory(atPath: versions)) ?? []
    var found: [String] = []
    for minor in 8...13 {
      let version = installed.sorted().first { $0.hasPrefix("3.\(minor).") }
      if let version { found.append("\(versions)/\(version)/bin/python3") }
    }
    if found.isEmpty, let python = Python.found { found = [python.path] }
    return found
  }()
}
