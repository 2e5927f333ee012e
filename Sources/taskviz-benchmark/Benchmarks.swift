/// Prints what taskviz does in a second, measured here and now, beside its peers on this machine.
@main
enum Benchmarks {
  static func main() throws {
    #if DEBUG
      print("A debug build says nothing about speed: swift run -c release taskviz-benchmark\n")
    #endif
    let words = CommandLine.arguments.dropFirst()
    if words.first == SingleRuns.word { return try SingleRuns.perform(words.dropFirst()) }
    var table = ResultTable()
    let tasks = words.first.flatMap { Int($0) } ?? 100_000
    try StartBenchmark().run(&table)
    try LoopBenchmark().run(&table)
    MemoryBenchmark().run(&table)
    try TraceBenchmark(tasks: tasks).run(&table)
    print(table.printed())
  }
}
