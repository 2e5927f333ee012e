package import Foundation

package struct SubprocessResult: Sendable {
  package var standardOutput: String
  package var standardError: String
  /// The exit status; 128 and the signal's number where a signal ended it, as a shell says it.
  package var status: Int
}

/// A program that has been started.
///
/// What it reads and writes goes through files, so that no pipe can fill up and no thread has to wait on one.
package final class RunningSubprocess {
  private let process = Process()
  private let files: TemporaryFolder
  private let output: URL
  private let error: URL
  private let watchdog: DispatchWorkItem

  /// - Parameters:
  ///   - environment: what is added to this process's own environment; an empty value takes a variable away.
  ///   - deadline: after this many seconds it is killed, which shows in the status (137).
  package init(
    _ command: [String], standardInput: String = "", in folder: URL? = nil,
    environment: [String: String] = [:], deadline: TimeInterval = 120
  ) throws {
    files = try TemporaryFolder()
    output = files.url.appending(path: "out")
    error = files.url.appending(path: "err")
    let input = files.url.appending(path: "in")
    try Data(standardInput.utf8).write(to: input)
    for file in [output, error] { try Data().write(to: file) }

    process.executableURL = URL(filePath: command[0])
    process.arguments = Array(command.dropFirst())
    process.currentDirectoryURL = folder ?? files.url
    process.environment = ProcessInfo.processInfo.environment
      .merging(environment) { $1 }.filter { !$0.value.isEmpty }
    process.standardInput = try FileHandle(forReadingFrom: input)
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: error)
    try process.run()
    let identifier = process.processIdentifier
    watchdog = DispatchWorkItem { kill(identifier, SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + deadline, execute: watchdog)
  }

  package func signal(_ number: Int32) { kill(process.processIdentifier, number) }

  /// What it has written to its standard output so far.
  package func outputSoFar() throws -> String {
    String(decoding: try Data(contentsOf: output), as: UTF8.self)
  }

  package func wait() throws -> SubprocessResult {
    process.waitUntilExit()
    watchdog.cancel()
    let status = Int(process.terminationStatus)
    return SubprocessResult(
      standardOutput: try outputSoFar(),
      standardError: String(decoding: try Data(contentsOf: error), as: UTF8.self),
      status: process.terminationReason == .exit ? status : 128 + status)
  }
}

/// Runs a program to its end.
package func run(
  _ command: [String], standardInput: String = "", in folder: URL? = nil,
  environment: [String: String] = [:], deadline: TimeInterval = 120
) throws -> SubprocessResult {
  try RunningSubprocess(
    command, standardInput: standardInput, in: folder, environment: environment, deadline: deadline
  ).wait()
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
