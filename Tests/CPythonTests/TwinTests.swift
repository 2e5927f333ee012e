import Subprocesses
import Testing

@Suite(.enabled(if: Python.found != nil, "\(Python.missing)"))
struct TwinTests {
  /// A twin that depended on addresses, on the order of the programs or on the real clock would be no measure.
  @Test func `the twin logs the same program alike at any place in any run`() throws {
    let twin = Twin(python: try #require(Python.found))
    let sources = (0..<120).map { ProgramGenerator.program(seed: $0).source }
    let forwards = try twin.run(sources)
    let backwards = try twin.run(sources.reversed())
    for (seed, (one, other)) in zip(forwards, backwards.reversed()).enumerated() {
      #expect(one.log == other.log, "seed \(seed)")
      #expect(one.status == other.status, "seed \(seed)")
    }
  }

  @Test func `generated programs are programs, end, and reach every construct`() throws {
    let twin = Twin(python: try #require(Python.found))
    let answers = try twin.run((0..<200).map { ProgramGenerator.program(seed: $0).source })
    for (seed, answer) in answers.enumerated() {
      #expect(!answer.stderr.contains("SyntaxError"), "seed \(seed): \(answer.stderr)")
      #expect(!answer.stderr.contains("Runaway"), "seed \(seed)")
    }
    let log = answers.flatMap(\.log).joined(separator: "\n")
    let facts = [
      "sibling_failed", "timeout", "shutdown", "passed_on", "explicit", "throwing CancelledError", "on sleep",
      "on task",
      "on gather", "on group", "on turn", "on future", "by callback", "by timer", "by task",
      "finish 1 cancelled", "raised",
      "ExceptionGroup", "stall",
    ]
    for fact in facts { #expect(log.contains(fact), "no program reached: \(fact)") }
  }

  @Test func `generated servers and clients end, and reach the corners of the network`() throws {
    let twin = Twin(python: try #require(Python.found))
    let answers = try twin.run((0..<120).map { NetworkGenerator.program(seed: $0).source })
    for (seed, answer) in answers.enumerated() {
      #expect(!answer.stderr.contains("SyntaxError"), "seed \(seed): \(answer.stderr)")
      #expect(!answer.stderr.contains("Runaway"), "seed \(seed)")
    }
    let log = answers.flatMap(\.log).joined(separator: "\n")
    let facts = [
      "by io", "Connection reset by peer", "Broken pipe", "Connect call failed", "Connection lost",
      "IncompleteReadError", "Separator is", "already waiting", "after write_eof", "timed out", " report ",
      " rescue ", " eof ", "'NoneType'",
    ]
    for fact in facts { #expect(log.contains(fact), "no program reached: \(fact)") }
  }

  @Test func `generated expressions are values as well as errors`() throws {
    let twin = Twin(python: try #require(Python.found))
    let answers = try twin.run((0..<60).map { ExpressionGenerator.program(seed: $0).source })
    let printed = answers.flatMap { $0.log.filter { $0.contains(" print 1 ") } }
    let errors = printed.filter { $0.contains("Error ") }
    for (seed, answer) in answers.enumerated() where answer.status != 0 {
      Issue.record("seed \(seed): \(answer.stderr)")
    }
    #expect(errors.count * 100 > printed.count * 15 && errors.count * 100 < printed.count * 65)
  }

  @Test func `a program shrinks to what keeps its property`() throws {
    let twin = Twin(python: try #require(Python.found))
    let program = try #require(
      (0..<50).map { ProgramGenerator.program(seed: $0) }.first {
        $0.statementCount > 15 && $0.source.contains("asyncio.gather(")
      })
    let small = try shrink(program) { candidates in
      try twin.run(candidates.map(\.source)).map { $0.log.contains { $0.contains(" on gather") } }
    }
    #expect(small.statementCount <= 4, "\(small.ownSource)")
  }
}
