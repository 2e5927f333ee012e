import ArgumentParser
import Recording
import Scenarios
import TaskModel

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Compare taskviz's loop with CPython's on a program, event by event.",
    discussion: """
      The program runs on taskviz's loop and under CPython with the recorder, on virtual clocks. Either all events are \
      equal, or the first one that is not is shown from both sides. The exit code is 0 where all programs are equal.
      """)

  @Argument(
    help: "Scenarios' names or paths of Python files.", completion: .custom { _, _, _ in ScenarioNames.all })
  var programs: [String] = []

  @Flag(help: "Compare every scenario.")
  var all = false

  @Option(help: "The command for CPython 3.13; else python3.13 or python3.")
  var python: String?

  func validate() throws {
    if programs.isEmpty != all {
      throw ValidationError("Name the programs to compare, or give --all for every scenario.")
    }
  }

  func run() throws {
    let names = all ? ScenarioNames.all : programs
    var isEqual = true
    for name in names {
      let report = try VerifiedProgram(ProgramInput(name), python: python).report()
      try Console.print((names.count > 1 ? "\(name): " : "") + report.text + "\n")
      isEqual = isEqual && (report.isEqual || report.isRefused && all)
    }
    if !isEqual { throw ExitCode(1) }
  }
}
