import Foundation
import Subprocesses
import Testing

/// The programs of the folder `Programs`: one corpus for our machine and for CPython.
struct ProgramsTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Programs")

  private static let names: [String] = {
    let files = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".py") }.map { String($0.dropLast(3)) }.sorted()
  }()

  private static func read(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  /// What the committed answer of CPython looks like: the standard output, then the exit code.
  private static func answer(_ output: String, _ code: Int) -> String { "\(output)[exit code \(code)]\n" }

  @Test func `there are programs`() { #expect(Self.names.count >= 9) }

  @Test(arguments: names)
  func `a program prints what CPython printed`(name: String) throws {
    let file = URL(filePath: name).lastPathComponent + ".py"
    let result = try runProgram(Self.read("\(name).py"), file: file)
    #expect(try Self.answer(result.output, Int(result.exitCode)) == Self.read("\(name).txt"))
  }

  /// Writes the answers anew where `TASKVIZ_RECORD` is set.
  @Test(.enabled(if: Python.found != nil, "\(Python.missing)"), arguments: names)
  func `CPython prints the same today`(name: String) throws {
    let python = try #require(Python.found)
    let path = Self.folder.appending(path: "\(name).py").path
    let result = try run(
      [python.path, "-W", "ignore", path], environment: ["PYTHONHASHSEED": "0"], deadline: 60)
    let answer = Self.answer(result.standardOutput, result.status)
    let file = Self.folder.appending(path: "\(name).txt")
    if ProcessInfo.processInfo.environment["TASKVIZ_RECORD"] != nil {
      try answer.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try answer == Self.read("\(name).txt"))
  }
}
