import ArgumentParser
import Scenarios

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@main
struct Taskviz: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "taskviz", abstract: "See what asynchronous tasks really do.",
    discussion: """
      Without a command, choose one of the scenarios and watch it. Times are virtual: what sleeps for an hour is over \
      at once, and every run is the same.
      """,
    version: "taskviz 0.1.0",
    subcommands: [
      PickCommand.self, RunCommand.self, ListCommand.self, ReplayCommand.self, ScreenshotCommand.self,
      RecordCommand.self, AttachCommand.self, VerifyCommand.self, CheckCommand.self, ConfigCommand.self,
    ],
    defaultSubcommand: PickCommand.self)

  static func main() {
    // A reader that goes away is told by an error of write, and not by the end of the process.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let failure as Failure {
      Console.complain(failure.description)
      Console.end(failure.code.rawValue)
    } catch {
      exit(withError: error)
    }
  }
}

/// The names of the scenarios, for shells that complete them.
enum ScenarioNames {
  static var all: [String] { ScenarioCatalog.all.map(\.name) }
}
