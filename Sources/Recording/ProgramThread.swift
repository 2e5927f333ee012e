#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Starts a thread with a stack of its own size, which Swift's and Dispatch's threads do not offer.
enum ProgramThread {
  /// Address space only: pages are taken as the program recurses.
  static let stackSize = 256 << 20

  private final class Start {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Runs `body` on a new thread that nobody waits for; false where the system has none left.
  static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackSize)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))

    // Signals belong to the thread that owns the terminal: this one is born with all of them blocked.
    var (all, old) = (sigset_t(), sigset_t())
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &old)
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

  private static func run(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let argument { Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().body() }
    return nil
  }
}
