import Foundation

/// Starts a program whose standard streams are files, with no signal blocked or ignored: the threads of a test run block
/// some, and a child would inherit that.
func spawn(
  _ command: [String], environment: [String], folder: String, input: String, output: String, error: String
) throws -> pid_t {
  #if canImport(Darwin)
    var actions: posix_spawn_file_actions_t?
    var attributes: posix_spawnattr_t?
  #else
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
  #endif
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
  posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
  posix_spawn_file_actions_addopen(&actions, 2, error, O_WRONLY | O_CREAT | O_TRUNC, 0o600)

  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  var signals = sigset_t()
  sigemptyset(&signals)
  posix_spawnattr_setsigmask(&attributes, &signals)
  sigfillset(&signals)
  posix_spawnattr_setsigdefault(&attributes, &signals)
  posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

  // glibc's call that changes the folder is not visible to Swift; a shell that becomes the program keeps its pid.
  let words = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder] + command
  let arguments = words.map { strdup($0) } + [nil]
  let variables = environment.map { strdup($0) } + [nil]
  defer { for string in arguments + variables { free(string) } }
  var identifier: pid_t = 0
  let failure = posix_spawn(&identifier, words[0], &actions, &attributes, arguments, variables)
  guard failure == 0 else {
    throw SpawnFailed(program: command[0], reason: String(cString: strerror(failure)))
  }
  return identifier
}

struct SpawnFailed: Error {
  var program: String
  var reason: String
}
