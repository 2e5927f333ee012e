import AsyncioLoop
import Foundation
import PythonSubset
import Recording
import TaskModel
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
    let source = try Program(Self.source(program), file: "program.py")
    let times = try Measurement.medians([
      { PythonPeer.asyncio.seconds(program) },
      { PythonPeer.uvloop.seconds(program) },
      { try Measurement.processorSeconds { try Self.swift(program, observer: nil) } },
      { try Measurement.processorSeconds { try Self.swift(program, observer: TraceRecorder()) } },
      { Measurement.processorSeconds { Self.interpreted(source, observer: nil) } },
      { Measurement.processorSeconds { Self.interpreted(source, observer: TraceRecorder()) } },
    ])
    let names = ["  in Swift", "  in Swift, recorded", "  interpreted", "  interpreted, recorded"]
    for (name, time) in zip(names, times[2...]) {
      guard let time else { continue }
      let each = "\(ResultTable.text(seconds: time / Double(program.count))) a \(program.unit)"
      for (index, peer) in PythonPeer.allCases.enumerated() {
        table.add(
          index == 0 ? name : "", index == 0 ? each : "", ours: time, peer: peer.rawValue,
          theirs: times[index],
          absence: peer.absence)
      }
    }
  }

  static func swift(_ program: LoopProgram, observer: (any TaskEventObserver)?) throws {
    let session = LoopSession(observer: observer)
    try session.run(program.swift)
    session.finish()
  }

  static func interpreted(_ program: Program, observer: (any TaskEventObserver & Sendable)?) {
    _ = ProgramRun.headless(program, observer: observer) { _, _ in }
  }

  static func source(_ program: LoopProgram) -> String {
    "import asyncio\n\n\(program.python)\n\nasyncio.run(main())\n"
  }
}
