import ArgumentParser
import Configuration
import Dashboard
import Screen
import Terminal
import Trace

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Opens the dashboard in the terminal, and leaves everything in order when it ends.
struct Show {
  var look: LookOptions
  /// What somebody has set.
  var settings: Settings
  var speed = Speed.normal
  var seed: Int?
  var record: TraceFileWriter?
  var watch: FileWatch?
  var notes = NoteKeeper.nowhere
  /// Keys come from the process's own terminal: standard input carries a trace.
  var inputIsTaken = false
  /// A signal that ends the dashboard ended the program that it shows, and this process ends as that did.
  var endsAsProgram = false

  /// Shows one thing.
  func show(_ run: RunState, from feed: any EventFeed) throws {
    do {
      try show(feed) { DashboardState(showing: run, theme: $0, size: $1) }
    } catch {
      feed.stop()
      throw error
    }
  }

  /// Shows the scenarios to choose from.
  func show(choosingFrom entries: [ScenarioEntry]) throws {
    try show(nil) { DashboardState(choosingFrom: entries, theme: $0, size: $1) }
  }

  private func show(_ feed: (any EventFeed)?, _ state: (Theme, Size) -> DashboardState) throws {
    let terminal = try open()
    let theme = look.theme(settings, in: Environment(), isUTF8: terminal.isUTF8)
    var state = state(theme, Size(terminal.size.width, terminal.size.height))
    state.preferences = settings.preferences
    let driver = DashboardDriver(
      terminal, state, feed: feed, speed: speed, seed: seed, watch: watch, notes: notes)
    let end = driver.run()
    terminal.close()
    try record?.complete()
    guard case .signal(let signal) = end, !endsAsProgram else { return }
    // Ctrl-C is a way to quit like others: a shell goes on with its list of commands, and sees that it was that.
    if signal == SIGINT { throw ExitCode(128 + signal) }
    terminal.endProcess(by: signal)
  }

  /// Throws where there is no terminal to show anything in, before anything else is done.
  static func checkTerminal() throws(Failure) {
    if isatty(STDIN_FILENO) != 1 { throw Failure(.unavailable, TerminalError.inputIsNoTerminal.description) }
    if isatty(STDOUT_FILENO) != 1 {
      throw Failure(.unavailable, TerminalError.outputIsNoTerminal.description)
    }
  }

  private func open() throws(Failure) -> Terminal {
    var options = Terminal.Options()
    // A theme that was asked for by name is wanted in its colours.
    if look.theme == nil, settings.theme == nil, Environment().noColor { options.deepestColor = .none }
    do {
      if inputIsTaken { options.input = try Terminal.openControllingTerminal() }
      return try Terminal(options)
    } catch {
      throw Failure(.unavailable, error.description)
    }
  }
}

extension TraceFileWriter {
  /// Begins the trace file that was asked for, nil where none was; one that is `growing` can be followed meanwhile.
  static func open(_ path: String?, header: TraceHeader, growing: Bool = false) throws(Failure)
    -> TraceFileWriter?
  {
    guard let path else { return nil }
    do {
      return try growing
        ? TraceFileWriter(growing: path, header: header) : TraceFileWriter(path: path, header: header)
    } catch {
      throw Failure(error)
    }
  }

  /// Ends the file.
  func complete() throws(Failure) {
    do {
      try finish()
    } catch {
      throw Failure(error)
    }
  }
}
