import AsyncioLoop
import Foundation
import PythonSubset
import Recording
import Subprocesses
import TaskModel
import Trace

/// The loop: how many steps of tasks it runs in a second, beside CPython on the same program.
struct LoopBenchmark {
  static let tasks = 100
  static let turns = 1_000
  /// Each task starts once and goes on once a turn; main starts, and goes on when all have ended.
  static let steps = Double(tasks * (turns + 1) + 2)

  func run(_ table: inout ResultTable) throws {
    let program = try Program(Self.source(prints: ""), file: "turns.py")
    let times = try Measurement.medians([
      { try Measurement.seconds { try Self.swift(observer: nil) } },
      { try Measurement.seconds { try Self.swift(observer: Recorder()) } },
      { Measurement.seconds { Self.interpreted(program, observer: nil) } },
      { Measurement.seconds { Self.interpreted(program, observer: Recorder()) } },
      { Self.python() },
    ])
    table.add("loop", "\(Self.tasks) tasks, \(Self.turns) turns each, \(Int(Self.steps)) steps")
    let names = [
      "loop, program in Swift", "  and recorded", "loop, program in Python, interpreted", "  and recorded",
    ]
    for (name, time) in zip(names, times) {
      guard let time else { continue }
      let rate = String(format: "%.2f M steps/s", Self.steps / time / 1e6)
      table.add(
        name, "\(ResultTable.text(seconds: time)), \(rate)", ours: time, peer: "python3 asyncio",
        theirs: times[4])
    }
  }

  private static func swift(observer: Recorder?) throws {
    let session = LoopSession(observer: observer)
    try session.run { loop in
      let all = try (0..<tasks).map { _ in
        try loop.task("worker") {
          for _ in 0..<turns { try await loop.turn() }
        }
      }
      for task in all { try await loop.value(of: task) }
    }
    session.finish()
  }

  private static func interpreted(_ program: Program, observer: Recorder?) {
    _ = ProgramRun.headless(program, observer: observer) { _, _ in }
  }

  /// CPython times the run itself, so that its start-up does not count.
  private static func python() -> Double? {
    guard let python = Python.found,
      let result = try? Subprocesses.run(
        [python.path, "-c", source(prints: "print(time.perf_counter() - start)")]), result.status == 0
    else { return nil }
    return Double(result.standardOutput.trimmingCharacters(in: .whitespacesAndNewlines))
  }

  private static func source(prints last: String) -> String {
    """
    import asyncio
    import time

    async def worker():
        for _ in range(\(turns)):
            await asyncio.sleep(0)

    async def main():
        tasks = [asyncio.create_task(worker()) for _ in range(\(tasks))]
        for task in tasks:
            await task

    start = time.perf_counter()
    asyncio.run(main())
    \(last)

    """
  }

  /// Keeps what it sees, as a recorded run does. Each one belongs to one run and its thread.
  private final class Recorder: TaskEventObserver, @unchecked Sendable {
    private var store = TraceStore()

    func record(_ event: TaskEvent) { store.append(event) }
  }
}
