import Foundation
import Subprocesses
import Testing

/// The tables of expressions with what CPython answers: the value's `repr`, or the exception's class and message.
struct ExpressionTablesTests {
  static let names = ["bytes", "struct"]

  /// A program that prints the answer to each expression of a table on a line of its own.
  private static func program(_ name: String, _ expressions: [String]) -> String {
    let blocks = expressions.map { expression in
      """
      try:
          show(\(expression))
      except Exception as error:
          print(type(error).__name__ + ": " + str(error))
      """
    }
    let show = """
      def show(value):
          print(repr(value))

      """
    // A table named for a module is about that module.
    return (name == "bytes" ? "" : "import \(name)\n") + show + blocks.joined(separator: "\n") + "\n"
  }

  @Test(arguments: names)
  func `an expression answers what CPython answered`(name: String) throws {
    let rows = Table(name).rows
    #expect(rows.count > 100)
    let result = try runProgram(Self.program(name, rows.map { $0[0] }), file: "\(name).py")
    #expect(result.exitCode == 0, "\(result.errors)")
    let answers = result.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(answers.count == rows.count + 1)
    let wrong = zip(rows, answers).filter { $0.count < 2 || $0[1] != $1 }
    let list = wrong.map { "\($0[0])\n  is      \($1)\n  but was \($0.last ?? "")" }
    #expect(wrong.isEmpty, "\(list.joined(separator: "\n"))")
  }

  /// Writes the answers anew where `TASKVIZ_RECORD` is set.
  @Test(.enabled(if: Python.found != nil, "\(Python.missing)"), arguments: names)
  func `CPython answers the same today`(name: String) throws {
    let python = try #require(Python.found)
    let rows = Table(name).rows
    let file = FileManager.default.temporaryDirectory.appending(path: "taskviz-\(UUID().uuidString).py")
    defer { try? FileManager.default.removeItem(at: file) }
    try Self.program(name, rows.map { $0[0] }).write(to: file, atomically: true, encoding: .utf8)
    let result = try run(
      [python.path, "-W", "ignore", file.path], environment: ["PYTHONHASHSEED": "0"], deadline: 60)
    let answers = result.standardOutput.split(separator: "\n")
    #expect(answers.count == rows.count, "\(result.standardError)")
    let table = zip(rows, answers).map { "\($0[0])\t\($1)\n" }.joined()
    if ProcessInfo.processInfo.environment["TASKVIZ_RECORD"] != nil {
      try table.write(to: Table.file(name), atomically: true, encoding: .utf8)
    }
    #expect(table == rows.map { $0.joined(separator: "\t") + "\n" }.joined())
  }
}
