/// Prints what taskviz does in a second, measured here and now, beside its peers on this machine.
@main
enum Benchmarks {
  static func main() throws {
    #if DEBUG
      print("A debug build says nothing about speed: swift run -c release taskviz-benchmark\n")
    #endif
    var table = ResultTable()
    let tasks = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 100_000
    try StartBenchmark().run(&table)
    try LoopBenchmark().run(&table)
    try TraceBenchmark(tasks: tasks).run(&table)
    print(table.printed())
  }
}
