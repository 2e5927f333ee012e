import AsyncioLoop
import PythonSubset
import Recording
import TaskModel

/// How a program is written that our loop runs.
enum LoopSide: String, CaseIterable {
  case values, closures, interpreted

  var title: String {
    switch self {
    case .values: "Swift coroutine values"
    case .closures: "Swift async closures"
    case .interpreted: "interpreted"
    }
  }

  /// What runs the program, as often as it is called; all that CPython does before its clock starts is done by then.
  func prepare(_ program: LoopProgram) throws -> ((any TaskEventObserver & Sendable)?) throws -> Void {
    switch self {
    case .values: { try Self.run(program.values, $0) }
    case .closures: { try Self.run(program.closures, $0) }
    case .interpreted: try Self.prepare(program.python)
    }
  }

  private static func run(
    _ main: @escaping (EventLoop) async throws -> Void, _ observer: (any TaskEventObserver)?
  ) throws {
    let session = LoopSession(observer: observer)
    try session.run(main)
    session.finish()
  }

  private static func prepare(
    _ python: String
  ) throws -> ((any TaskEventObserver & Sendable)?) throws -> Void {
    let text = "import asyncio\n\n\(python)\n\nasyncio.run(main())\n"
    let program = try Program(text, file: "program.py")
    return { _ = ProgramRun.headless(program, observer: $0) { _, _ in } }
  }
}
