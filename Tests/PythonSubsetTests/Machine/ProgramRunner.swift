import AsyncioLoop
import Foundation
import PythonSubset
import Synchronization
import TaskModel

/// What a program did.
struct ProgramResult: Equatable, Sendable {
  var output = ""
  var errors = ""
  var exitCode: Int32 = 0
  var events: [TaskEvent] = []
  /// Whether something of the run holds its session still, in a cycle of references.
  var isSessionKept = false
}

/// Runs a program's text on a thread with the stack that programs need.
func runProgram(
  _ text: String, file: String = "x.py", seed: Int = 0, interrupts: InterruptFlag = InterruptFlag(),
  stop: StopFlag = StopFlag(), onOutput: @escaping @Sendable (String) -> Void = { _ in }
) throws -> ProgramResult {
  let program = try Program(text, file: file)
  let result = Mutex(ProgramResult())
  let done = DispatchSemaphore(value: 0)
  let thread = Thread {
    let recorder = Recorder()
    weak var kept: LoopSession?
    do {
      let session = LoopSession(observer: recorder, interrupts: interrupts)
      kept = session
      var options = Program.Options()
      options.seed = seed
      let code = program.run(session: session, options: options, stop: stop) { stream, text in
        result.withLock { if stream == .standardOutput { $0.output += text } else { $0.errors += text } }
        onOutput(text)
      }
      result.withLock { $0.exitCode = code }
    }
    result.withLock {
      $0.events = recorder.events
      $0.isSessionKept = kept != nil
    }
    done.signal()
  }
  thread.stackSize = Program.stackSize
  thread.start()
  done.wait()
  return result.withLock { $0 }
}

private final class Recorder: TaskEventObserver {
  var events: [TaskEvent] = []
  func record(_ event: TaskEvent) { events.append(event) }
}
