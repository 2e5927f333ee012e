import Foundation

struct SubprocessResult: Sendable {
  var standardOutput: String
  var standardError: String
  /// The exit status; 128 and the signal's number where a signal ended it, as a shell says it.
  var status: Int
}

/// Runs a program to its end.
///
/// What it reads and writes goes through files, so that no pipe can fill up and no thread has to wait on one.
func run(_ command: [String], standardInput: String = "") throws -> SubprocessResult {
  let folder = FileManager.default.temporaryDirectory.appending(path: "taskviz-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let input = folder.appending(path: "in")
  let output = folder.appending(path: "out")
  let error = folder.appending(path: "err")
  try Data(standardInput.utf8).write(to: input)
  for file in [output, error] { try Data().write(to: file) }

  let process = Process()
  process.executableURL = URL(filePath: command[0])
  process.arguments = Array(command.dropFirst())
  process.standardInput = try FileHandle(forReadingFrom: input)
  process.standardOutput = try FileHandle(forWritingTo: output)
  process.standardError = try FileHandle(forWritingTo: error)
  try process.run()
  process.waitUntilExit()
  let status = Int(process.terminationStatus)
  return SubprocessResult(
    standardOutput: String(decoding: try Data(contentsOf: output), as: UTF8.self),
    standardError: String(decoding: try Data(contentsOf: error), as: UTF8.self),
    status: process.terminationReason == .exit ? status : 128 + status)
}
