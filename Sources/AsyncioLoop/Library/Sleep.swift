import TaskModel

/// `asyncio.sleep`: waits for a timer, or for one turn of the loop where there is nothing to wait for.
final class Sleep: NativeCoroutine {
  private let delay: Double
  private let value: Any
  private var timer: TimerHandle?

  init(_ delay: Double, value: Any, loop: EventLoop) {
    self.delay = delay
    self.value = value
    super.init(name: "sleep", loop: loop)
  }

  override func start() throws -> Progress {
    if delay <= 0 { return .turn }
    guard !delay.isNaN else { throw LoopError(.value, "Invalid delay: NaN (not a number)") }
    let future = loop.createFuture()
    let due = session.now + delay
    future.awaited = .sleep(until: TraceTime(seconds: due))
    timer = try loop.schedule(.settle(future, value), at: due)
    return .awaiting(.future(future))
  }

  override func proceed(_ result: Result<Any, any Error>) throws -> Progress {
    timer?.cancel()
    _ = try result.get()
    return .returned(value)
  }
}

extension EventLoop {
  /// Waits `delay` seconds; one turn of the loop for zero and less.
  package func sleep(_ delay: Double, returning value: Any = ()) -> any Coroutine {
    Sleep(delay, value: value, loop: self)
  }
}
