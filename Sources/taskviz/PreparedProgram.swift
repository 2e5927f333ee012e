import AsyncioLoop
import Dashboard
import PythonSubset
import Recording
import Screen
import TaskModel
import Trace

/// A program that has been read and checked, and can be run.
struct PreparedProgram: Sendable {
  private let input: ProgramInput
  private let program: Program
  private let seed: Int?

  /// Reads the program; throws where it is not one that can be run.
  init(_ input: ProgramInput, seed: Int?) throws(Failure) {
    self.input = input
    self.seed = seed
    do {
      program = try Program(input.source, file: input.file)
    } catch let problem as Program.Problem {
      throw Failure(problem, file: input.file)
    } catch {
      throw Failure(.data, "\(input.file): cannot be read as a program: \(error)")
    }
  }

  /// How the trace of its runs introduces itself.
  var header: TraceHeader {
    TraceHeader(
      clock: .virtual, source: input.file, program: text, language: "Python 3.13 subset", seed: seed)
  }

  var name: String { input.name }

  private var text: String { String(decoding: input.source, as: UTF8.self) }

  var subject: RunSubject {
    RunSubject(
      name: input.name, title: input.title, file: input.file, kind: .program, clock: .virtual,
      source: SourceText.lines(text))
  }

  /// Runs it on this thread, which needs a large stack; gives its exit code.
  func run(
    observer: (any TaskEventObserver)?, interrupts: InterruptFlag = InterruptFlag(),
    stop: StopFlag = StopFlag(),
    speed: Double? = nil, output: @escaping (OutputStream, String) -> Void
  ) -> Int32 {
    let session = LoopSession(observer: observer, interrupts: interrupts)
    session.pacer = speed.flatMap { Pacer(speed: $0) }
    var options = Program.Options()
    if let seed { options.seed = seed }
    return program.run(session: session, options: options, stop: stop, output: output)
  }
}

extension Failure {
  /// What is wrong with a program, as CPython says it where CPython would say it, too.
  fileprivate init(_ problem: Program.Problem, file: String) {
    switch problem {
    case .syntax(let report, let error):
      let start = error.range.start
      let place = "\(file):\(start.line):\(start.column + 1)"
      self.init(.data, "\(place): \(error.kind.rawValue): \(error.message)\n\(report)")
    case .unsupported(let diagnostics):
      self.init(.data, diagnostics.map(\.description).joined(separator: "\n"))
    }
  }
}
