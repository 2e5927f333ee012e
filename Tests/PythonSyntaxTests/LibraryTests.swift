import Subprocesses
import Testing

@testable import PythonSyntax

@Suite(.enabled(if: CPythonLibrary.found != nil, "CPython 3.13's library is not on this machine"))
struct LibraryTests {
  @Test(arguments: ["", "asyncio/", "json/", "email/"])
  func `what CPython accepts is never a syntax error`(folder: String) throws {
    let library = try #require(CPythonLibrary.found)
    var failures: [String] = []
    for path in library.files(in: folder) {
      do throws(PythonSyntaxError) {
        let source = try SourceText(CPythonLibrary.contents(path), file: path)
        let result = try Parser.parse(source)
        try ContextCheck.check(result.module, SymbolTable(result.module))
      } catch {
        failures.append("\(path):\(error.range.start.line):\(error.range.start.column): \(error.message)")
      }
    }
    #expect(failures == [])
  }
}
