import AsyncioLoop

/// A program in Swift under observation: what it prints, what happens, and what goes to the standard error.
final class Program {
  let log = EventLog()
  private(set) var printed: [String] = []
  private(set) var errors = ""

  private(set) lazy var session: LoopSession = {
    var hooks = LoopSession.Hooks()
    hooks.standardError = { [unowned self] in self.errors += $0 }
    return LoopSession(observer: log, hooks: hooks)
  }()

  func print(_ text: String) { printed.append(text) }

  /// Runs `main` as `asyncio.run` does, and the end of the session after it.
  @discardableResult
  func run<T>(_ main: @escaping (EventLoop) async throws -> T) throws -> T {
    defer { session.finish() }
    return try session.run(main)
  }

  /// A coroutine that sleeps, prints its name and returns it.
  func count(_ name: String, _ delay: Double, on loop: EventLoop) -> any Coroutine {
    loop.coroutine(name) {
      try await loop.value(of: loop.sleep(delay))
      self.print(name)
      return name
    }
  }

  /// A coroutine that fails after a while.
  func fail(_ name: String, _ delay: Double, on loop: EventLoop) -> any Coroutine {
    loop.coroutine(name) { () -> String in
      try await loop.value(of: loop.sleep(delay))
      throw LoopError(.value, name)
    }
  }
}

/// What an error is called, as a test compares it.
func described(_ error: (any Error)?) -> String {
  guard let error else { return "nothing" }
  let message = error.loopMessage
  return message.isEmpty ? error.loopTypeName : "\(error.loopTypeName): \(message)"
}

/// The error that a body ends with.
func failure(of body: () async throws -> Void) async -> (any Error)? {
  do {
    try await body()
    return nil
  } catch {
    return error
  }
}
