import AsyncioLoop
import Foundation
import PythonSubset
import TaskModel

/// Our side of a comparison: a program on taskviz's own interpreter and loop, in this process.
enum Taskviz {
  /// Keeps what happens until the program has ended: the rest is the garbage collector's affair in CPython, and its twin
  /// does not see it.
  private final class Recorder: TaskEventObserver {
    weak var session: LoopSession?
    var events: [TaskEvent] = []
    private var hasEnded = false

    func record(_ event: TaskEvent) {
      if session?.isFinishing == true || event.kind.endsProgram { hasEnded = true }
      if !hasEnded { events.append(event) }
    }
  }

  /// Runs programs one after the other, on a thread with the stack that they need.
  static func run(_ sources: [String]) -> [Twin.Answer] {
    let answers = Answers()
    let thread = Thread { answers.fill(sources.map(runHere)) }
    thread.stackSize = Program.stackSize
    thread.start()
    return answers.wait()
  }

  private static func runHere(_ source: String) -> Twin.Answer {
    let recorder = Recorder()
    var standardError = ""
    do {
      let session = LoopSession(observer: recorder)
      recorder.session = session
      let status = try Program(source, file: programName).run(session: session) { stream, text in
        if stream == .standardError { standardError += text }
      }
      session.finish()
      // A cycle of references in the program may keep the session, and what observes it, but no events.
      defer { recorder.events = [] }
      return Twin.Answer(log: EventLog.lines(of: recorder.events), status: Int(status), stderr: standardError)
    } catch Program.Problem.unsupported(let places) {
      return Twin.Answer(log: ["refused: \(places)"], status: 65, stderr: "")
    } catch {
      return Twin.Answer(log: ["refused: \(error)"], status: 1, stderr: "")
    }
  }

  private final class Answers: @unchecked Sendable {
    private let done = DispatchSemaphore(value: 0)
    private var answers: [Twin.Answer] = []

    func fill(_ answers: [Twin.Answer]) {
      self.answers = answers
      done.signal()
    }

    func wait() -> [Twin.Answer] {
      done.wait()
      return answers
    }
  }
}

extension TaskEvent.Kind {
  fileprivate var endsProgram: Bool { if case .finish(.program, _) = self { true } else { false } }
}
