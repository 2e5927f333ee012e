import Foundation
import Subprocesses
import Trace

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A program in a process of its own, for its memory and for profilers:
///
///     taskviz-benchmark run sleepers values [recorded]
enum SingleRuns {
  static let word = "run"

  /// How often it runs after the first time, to see whether it grows.
  static let rounds = 5

  /// By how many bytes the process grows at most the first time, and after that.
  static func growth(_ program: LoopProgram, _ side: LoopSide) -> (first: Double, later: Double)? {
    let command = [CommandLine.arguments[0], word, program.word, side.rawValue, "again"]
    let numbers = (try? Subprocesses.run(command))?.standardOutput.split(separator: "\n").compactMap {
      Double($0)
    }
    guard let numbers, numbers.count == 2 else { return nil }
    return (numbers[0], numbers[1])
  }

  /// What the started process does: prints by how many bytes it grew.
  static func perform(_ words: some Collection<String>) throws {
    let program = LoopProgram.all.first { words.contains($0.word) } ?? .sleepers
    let side = LoopSide.allCases.first { words.contains($0.rawValue) } ?? .values
    let run = try side.prepare(program)
    func runOnce() throws { try run(words.contains("recorded") ? TraceRecorder() : nil) }
    let start = peak()
    try runOnce()
    let grown = peak()
    print(grown - start)
    guard words.contains("again") else { return }
    for _ in 0..<rounds { try runOnce() }
    print(peak() - grown)
  }

  /// The most memory that this process ever held, in bytes: it does not go back.
  private static func peak() -> Int {
    var usage = rusage()
    #if canImport(Glibc)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return usage.ru_maxrss * 1024
    #else
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss
    #endif
  }
}
