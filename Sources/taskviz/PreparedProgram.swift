import Dashboard
import Recording
import TaskModel
import Trace

/// A program that has been read and checked, and can be run.
struct PreparedProgram: Sendable {
  private let input: ProgramInput
  private let seed: Int?

  /// Reads the program; throws where it is not one that can be run.
  init(_ input: ProgramInput, seed: Int?) throws(Failure) {
    self.input = input
    self.seed = seed
  }

  /// How the trace of its runs introduces itself.
  var header: TraceHeader {
    TraceHeader(
      clock: .virtual, source: input.file, program: String(decoding: input.source, as: UTF8.self),
      command: [],
      language: "Python 3.13 (subset)", startedAt: nil, seed: seed)
  }

  /// A run of which nothing has happened yet.
  func runState(play: Play) -> RunState {
    RunState(subject, play: play)
  }

  private var subject: RunSubject {
    RunSubject(
      name: input.name, title: input.title, file: input.file, kind: .program, clock: .virtual,
      source: SourceText.lines(String(decoding: input.source, as: UTF8.self)))
  }

  /// Runs it and tells the run's observer what happens.
  func run(in context: ProgramRun.Context) -> ProgramRun.End {
    .failed(message: "Programs cannot be run yet.", code: 70)
  }
}

extension PreparedProgram {
  /// Runs it here, with its output on the standard streams; gives its exit code.
  func run(observer: (any TaskEventObserver)?, speed: Double?) throws(Failure) -> Int32 {
    throw Failure(.unavailable, "programs cannot be run yet")
  }

  /// The whole run, as far as it goes at all.
  func wholeRun() throws(Failure) -> RunState {
    var store = TraceStore(header: header)
    let run = ProgramRun { context in self.run(in: context) }
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
    return RunState(subject, trace: store, isWhole: true)
  }

  /// More than any picture needs, and less than any memory holds.
  private static let mostEvents = 2_000_000
}
