import AsyncioLoop

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Turns Ctrl-C into an interrupt of the program that runs, as CPython does; the third one ends the process.
enum Interrupts {
  static let flag = InterruptFlag()

  /// How many have come; only the signal's handler writes it.
  nonisolated(unsafe) private static var count = 0

  /// Catches SIGINT from here on.
  static func catchSignals() {
    // The first use of a global makes it, which a handler must not do.
    _ = flag.isRequested
    count = 0
    var action = sigaction()
    #if canImport(Glibc)
      action.__sigaction_handler.sa_handler = { _ in Interrupts.handle() }
    #else
      action.__sigaction_u.__sa_handler = { _ in Interrupts.handle() }
    #endif
    sigaction(SIGINT, &action, nil)
  }

  private static func handle() {
    count += 1
    flag.request()
    // A program that neither stops nor reacts cannot hold on to the terminal.
    if count == 2 { signal(SIGINT, SIG_DFL) }
  }
}
