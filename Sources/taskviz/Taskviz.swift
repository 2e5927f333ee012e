import ArgumentParser

@main
struct Taskviz: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "taskviz", abstract: "See what asynchronous tasks really do.",
    discussion: """
      Without a command, choose one of the scenarios and watch it. Times are virtual: what sleeps for an hour is over \
      at once, and every run is the same.
      """,
    version: "0.1.0",
    subcommands: [ListCommand.self])
}
