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
    writer = try TraceFileWriter.open(trace, header: program.header, growing: speed != nil)
  }

  /// The program's exit code.
  func run() throws(Failure) -> Int32 {
    Interrupts.catchSignals()
    let code = try program.runHeadless(observer: writer, interrupts: Interrupts.flag, speed: speed) {
      Console.pass($1, on: $0)
    }
    try writer?.complete()
    return code
  }
}
