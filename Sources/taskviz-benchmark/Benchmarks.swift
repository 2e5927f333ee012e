/// Prints what taskviz does in a second, measured here and now, beside its peers on this machine.
///
/// `taskviz-benchmark [start] [loop] [memory] [trace] [TASKS]`: all parts unless some are named; how many tasks the trace has.
@main
enum Benchmarks {
  static func main() throws {
    #if DEBUG
      print("A debug build says nothing about speed: swift run -c release taskviz-benchmark\n")
    #endif
    let words = CommandLine.arguments.dropFirst()
    if words.first == SingleRuns.word { return try SingleRuns.perform(words.dropFirst()) }
    let tasks = words.lazy.compactMap { Int($0) }.first ?? 100_000
    let parts: [(name: String, run: (inout ResultTable) throws -> Void)] = [
      ("start", { try StartBenchmark().run(&$0) }),
      ("loop", { try LoopBenchmark().run(&$0) }),
      ("memory", { MemoryBenchmark().run(&$0) }),
      ("trace", { try TraceBenchmark(tasks: tasks).run(&$0) }),
    ]
    let named = parts.filter { words.contains($0.name) }
    var table = ResultTable()
    for part in named.isEmpty ? parts : named { try part.run(&table) }
    print(table.printed())
  }
}
