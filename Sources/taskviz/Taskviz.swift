import ArgumentParser
import Dashboard
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
    subcommands: [RunCommand.self, ListCommand.self, ReplayCommand.self, ScreenshotCommand.self])

  @Option(help: "How fast: 1 is real time, 2 twice as fast, 0.5 half as fast.")
  var speed: SpeedArgument?

  @OptionGroup var look: LookOptions

  func run() throws {
    let entries = ScenarioCatalog.all.map { scenario in
      let docstring = scenario.docstring
      return ScenarioEntry(
        name: scenario.name, title: docstring.title, story: docstring.paragraphs.joined(separator: "\n\n"),
        source: String(decoding: scenario.source, as: UTF8.self))
    }
    try Show(look: look, speed: Speed(clamping: speed?.factor ?? 1)).show(choosingFrom: entries)
  }

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
