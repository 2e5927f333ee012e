import TaskModel

/// `asyncio.sleep`: waits for a timer, or for one turn of the loop where there is nothing to wait for.
///
/// Programs do little else, so it is a state machine of its own and no `NativeCoroutine`.
final class Sleep: Coroutine {
  private enum Phase { case created, waiting, turning, ended }

  private let delay: Double
  private let value: Any
  private let loop: EventLoop
  private var phase = Phase.created
  private var future: SleepFuture?

  init(_ delay: Double, value: Any, loop: EventLoop) {
    self.delay = delay
    self.value = value
    self.loop = loop
  }

  var name: String { "sleep" }

  /// The library has no lines of its own.
  var frames: [SourceSite] { [] }

  func resume(_ resumption: Resumption) -> CoroutineStep {
    do {
      switch phase {
      case .created:
        if case .throw(let error) = resumption { throw error }
        return try start()
      case .waiting, .turning:
        if case .throw(let error) = resumption { throw error }
        try checkDone()
        end()
        return .returned(value)
      case .ended: throw LoopError(.runtime, "cannot reuse already awaited coroutine")
      }
    } catch {
      end()
      return .raised(error)
    }
  }

  func close() { end() }

  private func start() throws -> CoroutineStep {
    if delay <= 0 {
      phase = .turning
      return .turn
    }
    guard !delay.isNaN else { throw LoopError(.value, "Invalid delay: NaN (not a number)") }
    let due = loop.session.now + delay
    let future = SleepFuture(loop: loop)
    future.awaited = .sleep(until: TraceTime(seconds: due))
    try loop.schedule(.sleep(future), at: due)
    self.future = future
    phase = .waiting
    return .awaiting(future)
  }

  private func checkDone() throws {
    guard let future else { return }
    guard future.isDone else { throw LoopError(.runtime, "await wasn't used with future") }
    _ = try future.result()
  }

  private func end() {
    phase = .ended
    future?.end()
    future = nil
  }
}

/// What a sleep awaits: a future that is its own timer, for programs have more of these than of anything else.
final class SleepFuture: Future {
  /// Whether it lies in the loop's heap.
  var isScheduled = false

  /// Whether nobody sleeps by it any more.
  private(set) var isOver = false

  /// Its time has come.
  func wake() {
    if !isOver { setResultUnlessDone(()) }
  }

  fileprivate func end() {
    if !isOver, isScheduled { loop.timers.noteCancelled() }
    isOver = true
  }
}

extension EventLoop {
  /// Waits `delay` seconds; one turn of the loop for zero and less.
  package func sleep(_ delay: Double, returning value: Any = ()) -> any Coroutine {
    Sleep(delay, value: value, loop: self)
  }
}
