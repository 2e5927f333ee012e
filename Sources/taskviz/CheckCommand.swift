import ArgumentParser
import TaskModel
import Trace

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check that a trace tells only of what asyncio can do.",
    discussion: """
      Every event is held against those before it: no task runs that nothing made ready, none waits for what has ended, no \
      lock is held twice, no scope is left open. The exit code is 1 where something contradicts.
      """)

  @Argument(
    help: "The path of a trace, or - to read it from standard input.", completion: .file(extensions: ["json"])
  )
  var trace: String

  func run() throws {
    let trace = try TraceInput(trace).wholeTrace()
    var check = TraceCheck()
    for event in 0..<trace.count { check.take(trace[event]) }
    try Console.print(CheckReport(check, of: trace.count).text)
    if check.count > 0 { throw ExitCode(1) }
  }
}

/// What a check has found, in sentences.
struct CheckReport {
  private let check: TraceCheck
  private let total: Int

  init(_ check: TraceCheck, of total: Int) {
    (self.check, self.total) = (check, total)
  }

  var text: String {
    var lines = check.violations.map { violation in
      let seconds = Double(violation.time.nanoseconds) / 1e9
      return "event \(violation.event + 1), at \(seconds) s: \(violation.rule)"
    }
    if check.count > check.violations.count {
      lines.append("and \(check.count - check.violations.count) more")
    }
    if let end = check.end {
      lines.append("Events are missing at event \(end + 1): those behind it are not checked.")
    }
    let loops = check.loops == 0 ? "no loop" : check.loops == 1 ? "1 loop" : "\(check.loops) loops at once"
    let violations = check.count == 1 ? "1 violation" : "\(check.count) violations"
    lines.append("\(check.events) of \(total) events, \(loops): \(violations)")
    return lines.joined(separator: "\n") + "\n"
  }
}
