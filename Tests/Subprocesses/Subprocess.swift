package import Foundation
import Processes

package struct SubprocessResult: Sendable {
  package var standardOutput: String
  package var standardError: String
  /// The exit status; 128 and the signal's number where a signal ended it, as a shell says it.
  package var status: Int
}

/// A program that has been started.
///
/// What it reads and writes goes through files, so that no pipe can fill up and no thread has to wait on one. Foundation's
/// Process would wait for a daemon that the program leaves behind, as tmux does; this waits for the program alone.
package final class RunningSubprocess {
  private let child: ChildProcess
  private let files: TemporaryFolder
  private let output: URL
  private let error: URL
  private let watchdog: DispatchWorkItem

  /// - Parameters:
  ///   - command: the path of the program and its arguments.
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
    var variables = Variables.current
    for (name, value) in environment { variables.set(name, to: value.isEmpty ? nil : value) }
    var spawn = Spawn(command, environment: variables)
    spawn.streams = .files(input: input.path, output: output.path, error: error.path)
    spawn.signals = .all
    spawn.folder = (folder ?? files.url).path
    child = try spawn.start()
    watchdog = DispatchWorkItem { [identifier = child.identifier] in kill(identifier, SIGKILL) }
    DispatchQueue.global().asyncAfter(deadline: .now() + deadline, execute: watchdog)
  }

  package func signal(_ number: Int32) { child.send(number) }

  /// What it has written to its standard output so far.
  package func outputSoFar() throws -> String {
    String(decoding: try Data(contentsOf: output), as: UTF8.self)
  }

  package func wait() throws -> SubprocessResult {
    let end = child.wait()
    watchdog.cancel()
    return SubprocessResult(
      standardOutput: try outputSoFar(),
      standardError: String(decoding: try Data(contentsOf: error), as: UTF8.self), status: Int(end.code))
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
