#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A program that this process has started.
package final class ChildProcess {
  package let identifier: Int32
  /// How it ended, once somebody has looked.
  private var end: ProcessEnd?

  init(_ identifier: Int32) { self.identifier = identifier }

  /// How it ended; nil while it runs.
  package func poll() -> ProcessEnd? {
    if end == nil { look(WNOHANG) }
    return end
  }

  /// Waits until it has ended.
  package func wait() -> ProcessEnd {
    while true {
      if let end { return end }
      look(0)
    }
  }

  package func send(_ signal: Int32) { if poll() == nil { kill(identifier, signal) } }

  private func look(_ options: Int32) {
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

/// How a process ended.
package enum ProcessEnd: Equatable, Sendable {
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
    return Self.names[signal] ?? "signal \(signal)"
  }

  private static let names: [Int32: String] = [
    SIGHUP: "SIGHUP", SIGINT: "SIGINT", SIGQUIT: "SIGQUIT", SIGILL: "SIGILL", SIGTRAP: "SIGTRAP",
    SIGABRT: "SIGABRT", SIGBUS: "SIGBUS", SIGFPE: "SIGFPE", SIGKILL: "SIGKILL", SIGUSR1: "SIGUSR1",
    SIGSEGV: "SIGSEGV", SIGUSR2: "SIGUSR2", SIGPIPE: "SIGPIPE", SIGALRM: "SIGALRM", SIGTERM: "SIGTERM",
    SIGXCPU: "SIGXCPU", SIGXFSZ: "SIGXFSZ",
  ]
}
