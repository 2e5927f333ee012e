package import Foundation

package struct SubprocessResult: Sendable {
  package var standardOutput: String
  package var standardError: String
  /// The exit status; 128 and the signal's number where a signal ended it, as a shell says it.
  package var status: Int
}

/// Runs a program to its end.
///
/// What it reads and writes goes through files, so that no pipe can fill up and no thread has to wait on one.
///
/// - Parameters:
///   - environment: what is added to this process's own environment; an empty value takes a variable away.
///   - deadline: after this many seconds it is killed, which shows in the status (137).
package func run(
  _ command: [String], standardInput: String = "", in folder: URL? = nil,
  environment: [String: String] = [:], deadline: TimeInterval = 120
) throws -> SubprocessResult {
  let files = try TemporaryFolder()
  let input = files.url.appending(path: "in")
  let output = files.url.appending(path: "out")
  let error = files.url.appending(path: "err")
  try Data(standardInput.utf8).write(to: input)
  for file in [output, error] { try Data().write(to: file) }

  let process = Process()
  process.executableURL = URL(filePath: command[0])
  process.arguments = Array(command.dropFirst())
  process.currentDirectoryURL = folder ?? files.url
  process.environment = ProcessInfo.processInfo.environment
    .merging(environment) { $1 }.filter { !$0.value.isEmpty }
  process.standardInput = try FileHandle(forReadingFrom: input)
  process.standardOutput = try FileHandle(forWritingTo: output)
  process.standardError = try FileHandle(forWritingTo: error)
  try process.run()
  let watchdog = DispatchWorkItem { kill(process.processIdentifier, SIGKILL) }
  DispatchQueue.global().asyncAfter(deadline: .now() + deadline, execute: watchdog)
  process.waitUntilExit()
  watchdog.cancel()
  let status = Int(process.terminationStatus)
  return SubprocessResult(
    standardOutput: String(decoding: try Data(contentsOf: output), as: UTF8.self),
    standardError: String(decoding: try Data(contentsOf: error), as: UTF8.self),
    status: process.terminationReason == .exit ? status : 128 + status)
}

/// A folder of its own, which goes away with this value.
package final class TemporaryFolder: Sendable {
  package let url: URL

  package init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "taskviz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes a file into the folder and returns its path.
  @discardableResult
  package func write(_ name: String, _ text: String) throws -> String {
    let file = url.appending(path: name)
    try Data(text.utf8).write(to: file)
    return file.path
  }
}
