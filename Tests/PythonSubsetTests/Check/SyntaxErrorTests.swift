import PythonSyntax
import Testing

@testable import PythonSubset

struct SyntaxErrorTests {
  static func check(_ text: String, file: String = "x.py") throws(PythonSyntaxError) {
    let source = try SourceText(text, file: file)
    let result = try Parser.parse(source)
    try ContextCheck.check(result.module, SymbolTable(result.module))
  }

  @Test func `errors say what CPython says, where CPython says it`() throws {
    let rows = Table("errors").rows
    #expect(rows.count > 100)
    var wrong: [String] = []
    for row in rows where row.count == 5 {
      let text = Self.unescaped(row[0]) + "\n"
      let source = try SourceText(text, file: "x.py")
      var answer = ["OK", "", "", ""]
      do throws(PythonSyntaxError) {
        try Self.check(text)
      } catch {
        let column = source.characterColumn(of: error.range.start) + 1
        answer = [error.kind.rawValue, error.message, "\(error.range.start.line)", "\(column)"]
      }
      if answer != Array(row[1...]) {
        wrong.append(
          "\(row[0]): \(answer.joined(separator: " ")) instead of \(row[1...].joined(separator: " "))")
      }
    }
    #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
  }

  @Test func `what lacks a block at the end of the text is shown at its last line, without a mark`() throws {
    let source = try SourceText("if x:\n    def f():\n", file: "x.py")
    let error = #expect(throws: PythonSyntaxError.self) { try Parser.parse(source) }
    #expect(
      error?.report(in: source) == """
          File "x.py", line 2
            def f():
        IndentationError: expected an indented block after function definition on line 2

        """)
  }

  private static func unescaped(_ text: String) -> String {
    var result = ""
    var isEscaped = false
    for character in text {
      if isEscaped {
        result += character == "n" ? "\n" : character == "t" ? "\t" : String(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        result.append(character)
      }
    }
    return result
  }
}
