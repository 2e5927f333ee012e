import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Signals that are meant for the program that is recorded: they reach it, and taskviz ends when it has.
enum PassedSignals {
  /// What has come and has not been handed on, a bit each.
  private static let pending = Atomic<UInt32>(0)

  private static let numbers = [SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGUSR1, SIGUSR2]

  /// Catches them from here on; those that are ignored go on being ignored, by the program as well.
  static func catchSignals() {
    // The first use of a global makes it, which a handler must not do.
    pending.store(0, ordering: .relaxed)
    for number in numbers {
      var (old, action) = (sigaction(), sigaction())
      sigaction(number, nil, &old)
      #if canImport(Glibc)
        guard !isIgnored(old.__sigaction_handler.sa_handler) else { continue }
        action.__sigaction_handler.sa_sigaction = { number, info, _ in PassedSignals.note(number, info) }
      #else
        guard !isIgnored(old.__sigaction_u.__sa_handler) else { continue }
        action.__sigaction_u.__sa_sigaction = { number, info, _ in PassedSignals.note(number, info) }
      #endif
      action.sa_flags = SA_SIGINFO
      sigaction(number, &action, nil)
    }
  }

  /// Those that have come since the last time.
  static func take() -> [Int32] {
    let came = pending.exchange(0, ordering: .relaxed)
    return numbers.filter { came & 1 << UInt32($0) != 0 }
  }

  private static func isIgnored(_ handler: (@convention(c) (Int32) -> Void)?) -> Bool {
    unsafeBitCast(handler, to: Int.self) == 1
  }

  /// What the terminal sends, as for Ctrl-C, it sends the program as well.
  private static func note(_ number: Int32, _ info: UnsafeMutablePointer<siginfo_t>?) {
    #if canImport(Glibc)
      let isFromProcess = info?.pointee.si_code ?? 0 <= 0
    #else
      let isFromProcess = info?.pointee.si_pid ?? 1 != 0
    #endif
    if isFromProcess { pending.bitwiseOr(1 << UInt32(number), ordering: .relaxed) }
  }
}
