import Foundation
import PythonSubset
import PythonSyntax
import Subprocesses
import Testing

/// What is Python and what is not, and where it goes wrong, is CPython's word to say.
@Suite(.enabled(if: Python.found != nil, "\(Python.missing)"))
struct SyntaxTests {
  struct Verdict: Codable, Hashable {
    var kind: String?
    var message: String?
    var line: Int?
    var column: Int?
  }

  private static let count = UInt64(ProcessInfo.processInfo.environment["TASKVIZ_PROGRAMS"] ?? "") ?? 600

  private func theirs(_ sources: [String]) throws -> [Verdict] {
    let python = try #require(Python.found)
    let lines = try sources.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) + "\n" }
    let result = try run(
      [python.path, Twin.folder + "/syntax.py"], standardInput: lines.joined(),
      environment: ["PYTHONIOENCODING": "utf-8"])
    let verdicts = try result.standardOutput.split(separator: "\n").map {
      try JSONDecoder().decode(Verdict.self, from: Data($0.utf8))
    }
    try #require(verdicts.count == sources.count, "\(result.standardError)")
    return verdicts
  }

  private func ours(_ text: String) -> Verdict {
    do throws(PythonSyntaxError) {
      let source = try SourceText(text, file: "program.py")
      do throws(PythonSyntaxError) {
        let result = try Parser.parse(source)
        let symbols = try SymbolTable(result.module)
        try ContextCheck.check(result.module, symbols)
        return Verdict()
      } catch {
        return Verdict(
          kind: error.kind.rawValue, message: error.message, line: Int(error.range.start.line),
          column: source.characterColumn(of: error.range.start) + 1)
      }
    } catch {
      return Verdict(
        kind: error.kind.rawValue, message: error.message, line: Int(error.range.start.line), column: 1)
    }
  }

  @Test func `whole programs are read as CPython reads them`() throws {
    let sources = try ProgramFile.all.map { try String(contentsOfFile: $0.path, encoding: .utf8) }
    for (file, source) in zip(ProgramFile.all, sources) { #expect(ours(source) == Verdict(), "\(file.path)") }
  }

  @Test func `broken programs are refused where CPython refuses them`() throws {
    let whole = try ProgramFile.all.map { try String(contentsOfFile: $0.path, encoding: .utf8) }
    let sources = (0..<Self.count).map { seed in
      var mutation = Mutation(seed: seed)
      return mutation.mutate(whole[Int(seed) % whole.count])
    }
    let verdicts = try theirs(sources)
    var sameWords = 0
    for (seed, (source, theirs)) in zip(sources, verdicts).enumerated() {
      let ours = ours(source)
      #expect(
        (ours.kind == nil) == (theirs.kind == nil), "seed \(seed): \(ours), CPython: \(theirs)\n\(source)")
      if ours.line == theirs.line, ours.message == theirs.message { sameWords += 1 }
    }
    // CPython reports whatever its tokenizer or its second pass meets first; where two things are wrong, either is right.
    #expect(
      sameWords * 100 >= sources.count * 94,
      "only \(sameWords) of \(sources.count) say the same at the same line")
  }
}
