import TaskModel

extension EventLoop {
  /// `asyncio.sleep`: waits `delay` seconds; one turn of the loop for zero and less.
  package func sleep(_ delay: Double, returning value: Any = ()) -> any Coroutine {
    delay <= 0 ? Turn(value: value) : Sleep(delay, value: value, loop: self)
  }
}

/// A sleep that has something to wait for: a coroutine that is the future it awaits, and that future's timer.
///
/// Programs have more of these than of anything else, so they are one object, and no `NativeCoroutine`.
final class Sleep: Future, Coroutine {
  private enum Phase { case created, waiting, ended }

  /// Whether it lies in the loop's heap.
  var isScheduled = false

  private var phase = Phase.created
  private var delay = 0.0
  /// What it gives in the end; let go of with the rest of the frame that it would be a variable of.
  private var slept: Any = ()

  fileprivate convenience init(_ delay: Double, value: Any, loop: EventLoop) {
    self.init(loop: loop)
    self.delay = delay
    slept = value
  }

  var name: String { "sleep" }

  /// The library has no lines of its own.
  var frames: [SourceSite] { [] }

  /// Whether nobody sleeps by it any more.
  var isOver: Bool { phase == .ended }

  func resume(_ resumption: Resumption) -> CoroutineStep {
    do {
      switch phase {
      case .created:
        if case .throw(let error) = resumption { throw error }
        return try start()
      case .waiting:
        if case .throw(let error) = resumption { throw error }
        guard isDone else { throw LoopError(.runtime, "await wasn't used with future") }
        _ = try result()
        let value = slept
        close()
        return .returned(value)
      case .ended: throw LoopError(.runtime, "cannot reuse already awaited coroutine")
      }
    } catch {
      close()
      return .raised(error)
    }
  }

  private func start() throws -> CoroutineStep {
    guard !delay.isNaN else { throw LoopError(.value, "Invalid delay: NaN (not a number)") }
    let due = session.now + delay
    awaited = .sleep(until: TraceTime(seconds: due))
    try loop.schedule(.sleep(self), at: due)
    phase = .waiting
    return .awaiting(self)
  }

  /// Its time has come.
  func wake() {
    if !isOver { setResultUnlessDone(()) }
  }

  func close() {
    if !isOver, isScheduled { loop.timers.noteCancelled() }
    phase = .ended
    slept = ()
  }
}

/// `asyncio.sleep(0)`.
private final class Turn: Coroutine {
  private enum Phase { case created, turning, ended }

  private var phase = Phase.created
  private let value: Any

  init(value: Any) { self.value = value }

  var name: String { "sleep" }

  var frames: [SourceSite] { [] }

  func resume(_ resumption: Resumption) -> CoroutineStep {
    let before = phase
    phase = .ended
    if before == .ended { return .raised(LoopError(.runtime, "cannot reuse already awaited coroutine")) }
    if case .throw(let error) = resumption { return .raised(error) }
    if before == .turning { return .returned(value) }
    phase = .turning
    return .turn
  }

  func close() { phase = .ended }
}
