import PythonSubset
import Recording
import Trace

/// A program that runs ahead on a thread of its own, until it ends or is stopped.
final class BackgroundProgram {
  let run: ProgramRun
  private let stopFlag = StopFlag()

  /// Starts the program.
  init(_ program: PreparedProgram) {
    run = ProgramRun { [stopFlag] context in
      // What it prints is among its events.
      .exited(code: program.run(observer: context.observer, stop: stopFlag) { _, _ in })
    }
  }

  deinit { stop() }

  /// Ends it, whatever it does; no event comes any more.
  func stop() {
    stopFlag.request()
    run.stop()
  }
}

extension PreparedProgram {
  /// The whole run, as far as it goes at all.
  func wholeRun() -> TraceStore {
    var store = TraceStore(header: header)
    let program = BackgroundProgram(self)
    while program.run.end == nil {
      FileEvents.waitUntilReadable(program.run.descriptor)
      program.run.takeEvents(into: &store)
      guard store.count < Self.mostEvents else {
        Console.complain("\(name): only its first \(store.count) events are drawn: it may go on for ever")
        break
      }
    }
    return store
  }

  /// More than any picture needs, and less than any memory holds.
  private static let mostEvents = 2_000_000
}
