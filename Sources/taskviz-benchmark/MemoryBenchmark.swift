import Foundation
import PythonSubset
import Subprocesses

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a sleeping task takes, by how much the process grows at most while a program of many sleepers runs.
///
/// Each side runs in a process of its own, for a peak does not go back: this program starts itself again.
struct MemoryBenchmark {
  static let word = "sleepers"

  private enum Side: String, CaseIterable { case swift, interpreted }

  func run(_ table: inout ResultTable) {
    let program = LoopProgram.sleepers
    let theirs = PythonPeer.asyncio.growth(program)
    for side in Side.allCases {
      let command = [CommandLine.arguments[0], Self.word, side.rawValue]
      guard let result = try? Subprocesses.run(command),
        let ours = Double(result.standardOutput.trimmingCharacters(in: .whitespacesAndNewlines))
      else { continue }
      let name = side == .swift ? "in Swift" : "interpreted"
      func each(_ growth: Double) -> String { "\(Int(growth / Double(program.count))) bytes" }
      table.add(
        "a sleeping task, \(name)", each(ours), peer: theirs.map { "asyncio \(each($0))" } ?? "",
        ratio: theirs.map { $0 / ours })
    }
  }

  /// What the started process does: prints by how many bytes it grew.
  static func measure(_ side: String) throws {
    let program = LoopProgram.sleepers
    let source = try Program(LoopBenchmark.source(program), file: "program.py")
    let start = peak()
    switch Side(rawValue: side) {
    case .interpreted: LoopBenchmark.interpreted(source, observer: nil)
    case .swift, nil: try LoopBenchmark.swift(program, observer: nil)
    }
    print(peak() - start)
  }

  /// The most memory that this process ever held, in bytes.
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
