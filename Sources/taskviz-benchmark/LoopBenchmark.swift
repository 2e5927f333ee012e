import Trace

/// The loop beside CPython's and uvloop on the same programs, in processor time: what else the machine does counts less.
struct LoopBenchmark {
  func run(_ table: inout ResultTable) throws {
    for program in LoopProgram.all {
      table.add(program.name, "")
      try run(program, &table)
    }
  }

  private func run(_ program: LoopProgram, _ table: inout ResultTable) throws {
    var names: [String] = []
    var works: [() throws -> Double?] = PythonPeer.allCases.map { peer in { peer.seconds(program) } }
    for side in LoopSide.allCases {
      let run = try side.prepare(program)
      names += ["  \(side.title)", "  \(side.title), recorded"]
      works.append { try Measurement.processorSeconds { try run(nil) } }
      works.append { try Measurement.processorSeconds { try run(TraceRecorder()) } }
    }
    let times = try Measurement.medians(works, rounds: program.rounds)
    let peers = zip(PythonPeer.allCases, times)
    for (name, time) in zip(names, times.dropFirst(PythonPeer.allCases.count)) {
      guard let time else { continue }
      var (what, value) = (name, program.each(ResultTable.text(seconds: time / Double(program.count))))
      for (peer, theirs) in peers {
        table.add(what, value, ours: time, peer: peer.rawValue, theirs: theirs, absence: peer.absence)
        (what, value) = ("", "")
      }
    }
  }
}
