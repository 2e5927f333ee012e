/// A primitive that tasks acquire one after the other, in the order in which they ask.
protocol AcquiredInTurn: Acquirable {
  /// Takes it, unless somebody holds it or comes first.
  func takeIfFree() -> Bool

  /// Who asks now comes behind all who wait.
  func enqueue() throws -> Future

  /// Takes it where the wait was not in vain.
  ///
  /// - Throws: what the wait raised.
  func endWait(of waiter: Future, _ error: (any Error)?) throws
}

/// What `acquire()` runs: takes the primitive at once, or when its turn has come.
final class Acquisition: NativeCoroutine {
  private let primitive: any AcquiredInTurn
  private var waiter: Future?

  init(of primitive: any AcquiredInTurn, _ name: String) throws {
    self.primitive = primitive
    super.init(name: name, loop: try primitive.session.currentLoop())
  }

  override func start() throws -> Progress {
    if primitive.takeIfFree() { return .returned(true) }
    let waiter = try primitive.enqueue()
    self.waiter = waiter
    return .awaiting(.future(waiter))
  }

  override func proceed(_ result: Result<Any, any Error>) throws -> Progress {
    if let waiter { try primitive.endWait(of: waiter, result.failure) }
    return .returned(true)
  }
}

extension LoopSession {
  /// The loop that runs now.
  func currentLoop() throws -> EventLoop {
    guard let runningLoop else { throw LoopError(.runtime, "no running event loop") }
    return runningLoop
  }
}

extension Result {
  /// The error, where it is one.
  var failure: Failure? {
    if case .failure(let error) = self { error } else { nil }
  }
}
