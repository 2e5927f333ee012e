import Foundation

/// What a sleeping task takes, by how much the process grows at most while a program of many sleepers runs; and whether it
/// grows any more when that program runs again.
struct MemoryBenchmark {
  func run(_ table: inout ResultTable) {
    let program = LoopProgram.sleepers
    let theirs = PythonPeer.asyncio.growth(program)
    for side in LoopSide.allCases {
      guard let growth = SingleRuns.growth(program, side) else { continue }
      func each(_ bytes: Double) -> String { "\(Int(bytes / Double(program.count))) bytes" }
      table.add(
        "a sleeping task, \(side.title)", each(growth.first),
        peer: theirs.map { "asyncio \(each($0))" } ?? "", ratio: theirs.map { $0 / growth.first })
      table.add("  growth in \(SingleRuns.rounds) more runs", String(format: "%.1f MB", growth.later / 1e6))
    }
  }
}
