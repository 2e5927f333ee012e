import AsyncioLoop
import Dashboard
import Processes
import PythonSubset
import PythonSyntax
import Recording
import Screen
import TaskModel
import Trace

/// A program that has been read and checked, and can be run.
struct PreparedProgram: Sendable {
  private let input: ProgramInput
  let program: Program
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

  private var text: String { String(decoding: input.source, as: UTF8.self) }

  var subject: RunSubject {
    RunSubject(
      name: input.name, title: input.title, file: input.file, kind: .program, clock: .virtual,
      source: SourceText.lines(text))
  }

  /// What its runs are told.
  var options: Program.Options {
    var options = Program.Options()
    options.environment = Variables.current.texts
    options.directory = Environment.directory
    if let seed { options.seed = seed }
    return options
  }

  /// Starts it on a thread of its own.
  func runAhead() -> ProgramRun { ProgramRun(program, options: options) }

  /// Runs it to its end and gives its exit code; `output` gets what it prints, at once.
  ///
  /// The observer is used only while it runs. `speed` paces it to the wall clock.
  func runHeadless(
    observer: (any TaskEventObserver)?, interrupts: InterruptFlag, speed: Double?,
    output: @escaping @Sendable (OutputStream, String) -> Void
  ) throws(Failure) -> Int32 {
    // The program's thread has the observer to itself until the program has ended.
    nonisolated(unsafe) let observer = observer
    let run = ProgramRun { [program, options] _ in
      let session = LoopSession(observer: observer, interrupts: interrupts)
      session.pacer = speed.flatMap { Pacer(speed: $0) }
      return .exited(code: program.run(session: session, options: options, output: output))
    }
    run.wait()
    switch run.end {
    case .exited(let code): return code
    case .failed(let message, _): throw Failure(.unavailable, message)
    case .stopped, nil: throw Failure(.unavailable, "the program was stopped")
    }
  }

  /// The whole run, as far as it goes at all.
  func wholeRun() -> RunState {
    var store = TraceStore(header: header)
    let run = runAhead()
    while run.end == nil {
      FileEvents.waitUntilReadable(run.descriptor)
      run.takeEvents(into: &store)
      guard store.count < Self.mostEvents else {
        run.stop()
        Console.complain(
          "\(input.file): only its first \(store.count) events are drawn: it may go on for ever")
        break
      }
    }
    var whole = RunState(subject, trace: store, isWhole: true)
    if case .exited(let code)? = run.end { whole.exitCode = Int(code) }
    return whole
  }

  /// More than any picture needs, and less than any memory holds.
  private static let mostEvents = 2_000_000
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
