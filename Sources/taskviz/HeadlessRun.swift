import Recording
import TaskModel
import Trace

/// Runs a program without a dashboard: what it prints goes out at once, and its exit code is handed on.
struct HeadlessRun {
  private let program: PreparedProgram
  private let writer: TraceFileWriter?
  private let speed: Double?

  /// Opens the trace file, if one was asked for, before anything runs.
  init(_ program: PreparedProgram, trace: String?, speed: Double?) throws(Failure) {
    self.program = program
    self.speed = speed
    writer = try TraceFileWriter.open(trace, header: program.header)
  }

  /// The program's exit code.
  func run() throws(Failure) -> Int32 {
    Interrupts.catchSignals()
    // The program's thread has it to itself until the program has ended.
    nonisolated(unsafe) let observer = writer
    let run = ProgramRun { [program, speed] _ in
      let code = program.run(observer: observer, interrupts: Interrupts.flag, speed: speed) { stream, text in
        Console.pass(text, on: stream)
      }
      return .exited(code: code)
    }
    run.wait()
    try writer?.complete()
    switch run.end {
    case .exited(let code): return code
    case .failed(let message, _): throw Failure(.unavailable, message)
    case .stopped, nil: return 1
    }
  }
}
