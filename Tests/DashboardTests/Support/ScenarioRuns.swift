import PythonSubset
import Recording
import Scenarios
import Trace

@testable import Dashboard

/// What the scenarios do, as the dashboard gets to see it.
enum ScenarioRuns {
  static let names = ScenarioCatalog.all.map(\.name)

  struct Unknown: Error {
    var name: String
  }

  /// The whole run of a scenario, the playhead at its start.
  static func run(_ name: String) throws -> RunState {
    guard let scenario = ScenarioCatalog.all.first(where: { $0.name == name }) else {
      throw Unknown(name: name)
    }
    let run = ProgramRun(try Program(scenario.source, file: "\(name).py"))
    run.wait()
    let lines = SourceText.lines(String(decoding: scenario.source, as: UTF8.self))
    var state = RunState(
      RunSubject(
        name: name, title: scenario.docstring.title, file: "\(name).py", kind: .program, clock: .virtual,
        source: lines))
    state.arrive(run.takeEvents())
    state.end()
    return state
  }
}
