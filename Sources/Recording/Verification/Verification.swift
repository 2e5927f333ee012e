import Processes
package import PythonSubset
import TaskModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs one program on taskviz's loop and under CPython, both on virtual clocks, and compares what its tasks do.
package struct Verification {
  private let program: Program
  private let options: Program.Options
  private let file: String
  private let python: String

  /// What a program is compared by that goes on for ever.
  private static let mostEvents = 50_000
  /// How long CPython may take on the clock of the wall, in microseconds, and how often it is looked at.
  private static let longest: UInt32 = 120_000_000
  private static let pause: UInt32 = 5_000

  /// `file` is where CPython finds the program, and `python` the command for CPython.
  package init(_ program: Program, options: Program.Options, file: String, python: String) {
    self.program = program
    self.options = options
    self.file = file
    self.python = python
  }

  package enum Answer: Equatable, Sendable {
    /// `isWhole` is false where only the beginning was compared, as the program goes on.
    case compared(TraceComparison, version: String, isWhole: Bool)
    /// It cannot be compared: why, as a sentence.
    case refused(String)
  }

  package func run(in folder: RecordingFolder) throws(RecordingError) -> Answer {
    let (ours, isOursWhole) = runHere()
    if ours.contains(where: Self.isOfNetwork) {
      return .refused(
        "its connections are simulated here, and real under CPython, where no clock says what comes when.")
    }
    if ours.contains(where: Self.isDeclaredCost) {
      return .refused("its lines declare what they cost (# cost: ...), which CPython takes for comments.")
    }
    let theirs = try record(in: folder, atMost: isOursWhole ? ours.count + Self.mostEvents : ours.count)
    if let refusal = theirs.refusal { return .refused(refusal) }
    guard let version = theirs.version else {
      return .refused("\(python): nothing was recorded: it is no CPython of 3.8 or later.")
    }
    guard version.hasPrefix("3.13.") else {
      return .refused(
        "\(python) is CPython \(version), and taskviz's loop is that of 3.13: name one with --python.")
    }
    let count = isOursWhole && theirs.isWhole ? Int.max : min(ours.count, theirs.events.count)
    let comparison = TraceComparison(
      ours: Array(ours.prefix(count)), theirs: Array(theirs.events.prefix(count)))
    return .compared(comparison, version: version, isWhole: count == .max)
  }

  private func runHere() -> (events: [TaskEvent], isWhole: Bool) {
    let run = ProgramRun(program, options: options)
    var events: [TaskEvent] = []
    while run.end == nil {
      usleep(1_000)
      events += run.takeEvents()
      if events.count >= Self.mostEvents {
        run.stop()
        return (events, false)
      }
    }
    return (events + run.takeEvents(), true)
  }

  private static func isOfNetwork(_ event: TaskEvent) -> Bool {
    if case .ready(_, .io) = event.kind { true } else { false }
  }

  private static func isDeclaredCost(_ event: TaskEvent) -> Bool {
    if case .stall(_, _, "CPU work") = event.kind { true } else { false }
  }

  private struct Recorded {
    var events: [TaskEvent] = []
    var isWhole = true
    var version: String?
    /// Why it was ended before its time.
    var refusal: String?
  }

  private func record(in folder: RecordingFolder, atMost limit: Int) throws(RecordingError) -> Recorded {
    var spawn = Spawn([python, file])
    VirtualTime.makeComparable(&spawn.environment, epoch: options.epoch, seed: options.seed)
    spawn.streams = .files(input: "/dev/null", output: "/dev/null", error: "/dev/null")
    let command = try RecordedCommand(spawn, in: folder, hasTerminal: false)
    let reader = RecordingReader(folder, isVirtual: true)
    var recorded = Recorded()
    var time: UInt32 = 0
    while command.poll() == nil {
      usleep(Self.pause)
      time += Self.pause
      recorded.events += reader.poll()
      guard recorded.events.count >= limit || time >= Self.longest else { continue }
      recorded.isWhole = false
      command.send(SIGKILL)
    }
    recorded.events += reader.pollToEnd()
    recorded.events += reader.finish(command.poll(), process: Int(command.identifier))
    recorded.version = reader.version
    recorded.refusal = Self.refusal(recorded.events)
    return recorded
  }

  /// Why the recorder ended a program on the virtual clock.
  private static func refusal(_ events: [TaskEvent]) -> String? {
    events.lazy.compactMap { event in
      guard case .finish(.program, .raised("VirtualTimeRefused", let what)) = event.kind else { return nil }
      return "not its timers alone say what comes next under CPython: \(what)."
    }.first
  }
}
