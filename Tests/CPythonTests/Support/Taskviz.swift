import AsyncioLoop
import Foundation
import PythonSubset
import TaskModel

/// Our side of a comparison: a program on taskviz's own interpreter and loop, in this process.
enum Taskviz {
  private final class Recorder: TaskEventObserver {
    var events: [TaskEvent] = []

    func record(_ event: TaskEvent) { events.append(event) }
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
      let status = try Program(source, file: programName).run(session: session) { stream, text in
        if stream == .standardError { standardError += text }
      }
      session.finish()
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
