package import Processes

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A program that is started with the recorder in its Python.
package final class RecordedCommand {
  package let folder: RecordingFolder
  private let child: ChildProcess
  /// Holds what it records with, until this process lets go of the command; nil where that is in its own folder.
  private let kept: KeptRecorder?
  /// The program's own, where it has one.
  private let terminal: ProgramTerminal?
  private let pump: TerminalPump?

  /// Starts a command; its standard streams are this process's own unless it gets a terminal.
  package convenience init(
    _ words: [String], in folder: RecordingFolder, _ options: RecordingOptions = RecordingOptions()
  ) throws(RecordingError) {
    var spawn = Spawn(words)
    if options.isVirtual { VirtualTime.ask(for: &spawn.environment) }
    spawn.environment.set("TASKVIZ_RING", to: options.limits.map { "\($0.segments)" })
    spawn.environment.set("TASKVIZ_STALL", to: "\(options.stall.nanoseconds)")
    try self.init(spawn, in: folder, hasTerminal: options.hasTerminal)
  }

  init(_ spawn: Spawn, in folder: RecordingFolder, hasTerminal: Bool) throws(RecordingError) {
    self.folder = folder
    try Self.refuseIsolation(spawn.words)
    kept = KeptRecorder()
    let recorder = if let kept { kept.folder } else { try RecorderFiles.write(to: "\(folder.path)/recorder") }
    var spawn = spawn
    spawn.environment.prepend(recorder, to: "PYTHONPATH")
    spawn.environment.set("TASKVIZ_RECORDING", to: folder.path)
    // What this process ignores, the program must not.
    spawn.signals = .these([SIGPIPE])
    do throws(SpawnError) {
      terminal = hasTerminal ? try ProgramTerminal(columns: 80, rows: 24) : nil
      if let terminal { Self.enter(terminal, &spawn) }
      child = try spawn.start()
    } catch {
      throw error.isMissingCommand
        ? .commandNotFound(error.command) : .cannotStart(error.command, error.words)
    }
    pump = terminal.map(TerminalPump.init)
  }

  private static func enter(_ terminal: ProgramTerminal, _ spawn: inout Spawn) {
    spawn.streams = .terminal(terminal)
    // Whatever moves the cursor or colours what it writes is told that this terminal can do neither.
    spawn.environment.set("TERM", to: "dumb")
  }

  /// Python's options that leave PYTHONPATH or sitecustomize out would record nothing.
  private static func refuseIsolation(_ words: [String]) throws(RecordingError) {
    guard let program = words.first?.split(separator: "/").last, program.hasPrefix("python") else { return }
    for word in words.dropFirst() {
      guard word.hasPrefix("-"), word != "-", !word.hasPrefix("--"), let first = word.dropFirst().first else {
        return
      }
      // What follows these is the program.
      let options = word.dropFirst()
      if let option = options.prefix(while: { !"cmWX".contains($0) }).first(where: { "IES".contains($0) }) {
        throw .isolated(option: "-\(option)")
      }
      if first == "c" || first == "m" { return }
    }
  }

  package var identifier: Int32 { child.identifier }

  /// How it ended; nil while it runs.
  package func poll() -> ProcessEnd? { child.poll() }

  package func send(_ signal: Int32) { child.send(signal) }

  // MARK: Its terminal

  /// Whether what is typed is meant to be seen: not while it asks for a password.
  package var echoes: Bool { terminal?.echoes ?? true }

  package func resize(columns: Int, rows: Int) { terminal?.resize(columns: columns, rows: rows) }

  /// Hands on what somebody types, as a keyboard sends it: lines end with a return.
  package func type(_ text: String) { pump?.type(Array(text.utf8)) }

  /// What it has written since the last time; after its end, all of it.
  func takeOutput() -> [UInt8] {
    if child.poll() != nil { pump?.end() }
    return pump?.take() ?? []
  }
}
