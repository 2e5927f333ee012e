import AsyncioLoop
package import PythonSubset
package import TaskModel

extension ProgramRun {
  /// Starts a Python program; its output arrives as events.
  package convenience init(
    _ program: Program, options: Program.Options = Program.Options(), limit: Int = defaultLimit
  ) {
    self.init(limit: limit) { context in
      let session = LoopSession(observer: context.observer, interrupts: context.control.interrupts)
      let code = program.run(session: session, options: options, stop: context.control.stopFlag) { _, _ in }
      return .exited(code: code)
    }
  }

  /// Runs a Python program to its end and gives its exit code; `output` gets each text as it is printed.
  ///
  /// Nothing is held back and nothing crosses threads on its way: the observer and `output` are called where the program
  /// runs, on a thread with the stack that it needs, while the caller waits.
  package static func headless(
    _ program: Program, options: Program.Options = Program.Options(),
    observer: (any TaskEventObserver & Sendable)? = nil,
    control: RunControl = RunControl(), output: @escaping @Sendable (OutputStream, String) -> Void
  ) -> End {
    let ending = Monitor<End?>(nil)
    let isStarted = ProgramThread.start {
      let session = LoopSession(observer: observer, interrupts: control.interrupts)
      let code = program.run(session: session, options: options, stop: control.stopFlag, output: output)
      ending.withLock { $0 = control.stopFlag.isRequested ? .stopped : .exited(code: code) }
      ending.wakeAll()
    }
    guard isStarted else { return noThread }
    return ending.withLock(when: { $0 != nil }) { $0 ?? .stopped }
  }
}
