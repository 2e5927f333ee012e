#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A program to start, and what it gets from this process.
///
/// swift-subprocess 1.0.2 is no substitute: on Linux it gives a program no controlling terminal, it closes all descriptors
/// but the standard ones, and it takes back that signals are ignored, which programs behind `nohup` count on.
package struct Spawn {
  /// Where the standard streams lead.
  package enum Streams {
    /// Where this process's own lead.
    case inherited
    /// To a terminal, of which the program leads the session.
    case terminal(ProgramTerminal)
    /// From and to files.
    case files(input: String, output: String, error: String)
  }

  /// Which signals have their default action again, and none of them blocked; the others go on being ignored.
  package enum Signals {
    case these([Int32])
    case all
  }

  /// The command and its arguments; a command without a slash is looked for along the PATH.
  package var words: [String]
  package var environment: Variables
  package var streams = Streams.inherited
  package var signals = Signals.these([])
  /// Where it begins; this process's own folder where none is named.
  package var folder: String?

  package init(_ words: [String], environment: Variables = .current) {
    self.words = words
    self.environment = environment
  }

  /// Starts it.
  package func start() throws(SpawnError) -> ChildProcess {
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
    add(streams, to: &actions)
    set(signals, in: &attributes)

    let words = wordsWithFolder
    let arguments = words.map { strdup($0) } + [nil]
    let variables = environment.pointers()
    defer { for text in arguments + variables { free(text) } }
    var identifier: pid_t = 0
    let failure = posix_spawnp(&identifier, words.first ?? "", &actions, &attributes, arguments, variables)
    guard failure == 0 else { throw SpawnError(command: self.words.first ?? "", code: failure) }
    return ChildProcess(identifier)
  }

  /// glibc's call that changes the folder is not visible to Swift; a shell that becomes the program keeps its number.
  private var wordsWithFolder: [String] {
    folder.map { ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", $0] + words } ?? words
  }

  #if canImport(Darwin)
    private typealias Actions = posix_spawn_file_actions_t?
    private typealias Attributes = posix_spawnattr_t?
    private static let newSession: Int16 = 0x400
  #else
    private typealias Actions = posix_spawn_file_actions_t
    private typealias Attributes = posix_spawnattr_t
    // Declared by glibc for GNU's own programs alone, whence Swift does not see it.
    private static let newSession: Int16 = 0x80
  #endif

  private func add(_ streams: Streams, to actions: inout Actions) {
    switch streams {
    case .inherited: break
    case .terminal(let terminal):
      // The first terminal that the leader of a new session opens controls it.
      posix_spawn_file_actions_addopen(&actions, 0, terminal.path, O_RDWR, 0)
      posix_spawn_file_actions_adddup2(&actions, 0, 1)
      posix_spawn_file_actions_adddup2(&actions, 0, 2)
    case .files(let input, let output, let error):
      posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
      posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
      posix_spawn_file_actions_addopen(&actions, 2, error, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    }
  }

  private func set(_ signals: Signals, in attributes: inout Attributes) {
    var (defaults, blocked) = (sigset_t(), sigset_t())
    sigemptyset(&defaults)
    sigemptyset(&blocked)
    var flags = Int16(POSIX_SPAWN_SETSIGDEF)
    switch signals {
    case .these(let numbers): for number in numbers { sigaddset(&defaults, number) }
    case .all:
      sigfillset(&defaults)
      // Threads block some, and a child would inherit that.
      posix_spawnattr_setsigmask(&attributes, &blocked)
      flags |= Int16(POSIX_SPAWN_SETSIGMASK)
    }
    if case .terminal = streams { flags |= Self.newSession }
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setflags(&attributes, flags)
  }
}

/// Why a program could not be started.
package struct SpawnError: Error, Equatable, Sendable {
  package var command: String
  /// The system's number for it.
  package var code: Int32

  package var isMissingCommand: Bool { code == ENOENT }
  package var words: String { String(cString: strerror(code)) }
}
