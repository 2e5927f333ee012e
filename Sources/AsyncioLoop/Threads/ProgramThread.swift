#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Starts a thread with a stack of its own size, which Swift's and Dispatch's threads do not offer.
package enum ProgramThread {
  /// Address space only: pages are taken as the program recurses.
  static let stackSize = 256 << 20

  private final class Start {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Runs `body` on a new thread that nobody waits for; false where the system has none left.
  package static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackSize)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))

    // Signals belong to the thread that owns the terminal: this one is born with all of them blocked. What it does itself
    // and no process survives is not: whoever holds the terminal gives it back then.
    var (others, old) = (sigset_t(), sigset_t())
    sigfillset(&others)
    for fault in faults { sigdelset(&others, fault) }
    pthread_sigmask(SIG_SETMASK, &others, &old)
    defer { pthread_sigmask(SIG_SETMASK, &old, nil) }

    let start = Unmanaged.passRetained(Start(body))
    #if canImport(Glibc)
      var thread = pthread_t()
      let failure = pthread_create(&thread, &attributes, { Self.run($0) }, start.toOpaque())
    #else
      var thread: pthread_t?
      let failure = pthread_create(&thread, &attributes, { Self.run($0) }, start.toOpaque())
    #endif
    if failure != 0 { start.release() }
    return failure == 0
  }

  private static let faults = [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT]

  private static func run(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    withSignalStack { Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().body() }
    return nil
  }

  /// Runs `body` with another stack for the handlers of signals: one that overflowed can run none.
  private static func withSignalStack(_ body: () -> Void) {
    let size = 64 << 10
    let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    defer { memory.deallocate() }
    var (stack, old) = (stack_t(), stack_t())
    stack.ss_sp = memory
    stack.ss_size = size
    sigaltstack(&stack, &old)
    defer { sigaltstack(&old, nil) }
    body()
  }
}
