#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A program that is started with the recorder in its Python.
package final class RecordedCommand {
  /// How it ended.
  package enum End: Equatable, Sendable {
    case exited(code: Int32)
    case killed(signal: Int32)

    /// As a shell says it.
    package var code: Int32 {
      switch self {
      case .exited(let code): code
      case .killed(let signal): 128 + signal
      }
    }

    /// The name of the signal that ended it.
    package var signalName: String? {
      guard case .killed(let signal) = self else { return nil }
      let names: [Int32: String] = [
        SIGHUP: "SIGHUP", SIGINT: "SIGINT", SIGQUIT: "SIGQUIT", SIGILL: "SIGILL", SIGABRT: "SIGABRT",
        SIGFPE: "SIGFPE", SIGKILL: "SIGKILL", SIGSEGV: "SIGSEGV", SIGBUS: "SIGBUS", SIGPIPE: "SIGPIPE",
        SIGTERM: "SIGTERM",
      ]
      return names[signal] ?? "signal \(signal)"
    }
  }

  package let folder: RecordingFolder
  private let identifier: pid_t
  private var end: End?

  /// Starts a command, whose standard streams are this process's own unless it is to be `quiet`.
  package init(_ words: [String], in folder: RecordingFolder, isQuiet: Bool = false) throws(RecordingError) {
    self.folder = folder
    try Self.refuseIsolation(words)
    let recorder = "\(folder.path)/recorder"
    try RecorderFiles.write(to: recorder)
    identifier = try Self.spawn(words, Self.environment(recorder: recorder, folder: folder.path), isQuiet)
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

  private static func environment(recorder: String, folder: String) -> [String] {
    var variables: [String] = []
    var path = recorder
    var next = environ
    while let variable = next.pointee {
      let text = String(cString: variable)
      if text.hasPrefix("PYTHONPATH=") {
        let rest = text.dropFirst("PYTHONPATH=".count)
        if !rest.isEmpty { path += ":" + rest }
      } else if !text.hasPrefix("TASKVIZ_RECORDING=") {
        variables.append(text)
      }
      next += 1
    }
    return variables + ["PYTHONPATH=\(path)", "TASKVIZ_RECORDING=\(folder)"]
  }

  private static func spawn(
    _ words: [String], _ variables: [String], _ isQuiet: Bool
  ) throws(RecordingError) -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    // What this process ignores, the program must not.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    sigaddset(&signals, SIGINT)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    if isQuiet {
      for stream: Int32 in 0...2 {
        posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", stream == 0 ? O_RDONLY : O_WRONLY, 0)
      }
    }
    let arguments = words.map { strdup($0) } + [nil]
    let environment = variables.map { strdup($0) } + [nil]
    defer { for text in arguments + environment { free(text) } }
    var identifier: pid_t = 0
    let name = words.first ?? ""
    let failure = posix_spawnp(&identifier, name, &actions, &attributes, arguments, environment)
    guard failure == 0 else {
      throw failure == ENOENT ? .commandNotFound(name) : .cannotStart(name, SystemCall.words(failure))
    }
    return identifier
  }

  /// How it ended; nil while it runs.
  package func poll() -> End? {
    if end == nil { wait(WNOHANG) }
    return end
  }

  /// Waits until it has ended.
  package func wait() -> End {
    while end == nil { wait(0) }
    return end ?? .exited(code: 0)
  }

  package func send(_ signal: Int32) { if end == nil { kill(identifier, signal) } }

  private func wait(_ options: Int32) {
    var status: Int32 = 0
    guard waitpid(identifier, &status, options) == identifier else {
      // Nobody else waits for it: a failure that is no interruption means that there is nothing to wait for.
      if errno == ECHILD { end = .exited(code: 0) }
      return
    }
    let signal = status & 0x7F
    end = signal == 0 ? .exited(code: status >> 8 & 0xFF) : .killed(signal: signal)
  }
}
