import PythonSubset
import Recording
import Scenarios
import TaskModel
import Testing
import Timeline

@testable import Dashboard

/// Runs of real programs, whole, to be looked at.
enum Recorded {
  static func scenario(_ name: String) throws -> RunState {
    let scenario = try #require(ScenarioCatalog.scenario(named: name))
    return try program(String(decoding: scenario.source, as: UTF8.self), file: "\(name).py")
  }

  static func program(_ source: String, file: String = "program.py") throws -> RunState {
    let run = ProgramRun(try Program(source, file: file))
    var events: [TaskEvent] = []
    while run.end == nil { events += run.takeEvents() }
    events += run.takeEvents()
    return SampleTraces.run(events, source: source)
  }
}

extension RunState {
  /// The sentence about a task at a moment: where the instant is over, or where its `step` has ended.
  mutating func sentence(_ name: String, at seconds: Double, step: Int? = nil) -> String {
    seek(to: TraceTime(nanoseconds: Int64((seconds * 1e9).rounded())))
    if let step { go(to: .step(step)) }
    let words = TaskWords(self, ascii: true)
    let lane = trace.index.lanes.indices.first { words.name($0) == name }
    return lane.map(words.sentence) ?? "there is no \(name)"
  }
}
