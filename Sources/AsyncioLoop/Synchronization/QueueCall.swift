import TaskModel

/// `Queue.get` and `Queue.put`: a coroutine that is itself the first future that it awaits.
///
/// Programs wait for queues more than for all else but time: a wait is one object, as a `Sleep` is. Whoever is woken and
/// finds that somebody else was quicker waits once more, for a future of its own.
final class QueueCall: ResourceWaiter, Coroutine {
  private enum Phase { case created, running, waiting, ended }

  /// Whether it puts an item in; else it takes one out.
  let isPut: Bool

  private var phase = Phase.created
  /// Whether it has awaited itself.
  private var hasWaited = false
  /// What it awaits now, where that is not itself.
  private var later: Future?
  /// Both are let go of at the end, as the variables of its frame.
  private var queue: Queue?
  private var item: Any

  init(putting item: Any, into queue: Queue, loop: EventLoop) {
    isPut = true
    self.queue = queue
    self.item = item
    super.init(queue.resource, to: .put, loop: loop)
  }

  init(gettingFrom queue: Queue, loop: EventLoop) {
    isPut = false
    self.queue = queue
    item = ()
    super.init(queue.resource, to: .get, loop: loop)
  }

  var name: String { isPut ? "Queue.put" : "Queue.get" }

  /// The library has no lines of its own.
  var frames: [SourceSite] { [] }

  func resume(_ resumption: Resumption) -> CoroutineStep {
    do {
      switch phase {
      case .created: if case .throw(let error) = resumption { throw error }
      case .waiting: try endWait(resumption)
      case .running: return .raised(LoopError(.value, "coroutine already executing"))
      case .ended: throw LoopError(.runtime, "cannot reuse already awaited coroutine")
      }
      return try proceed()
    } catch {
      end()
      return .raised(error)
    }
  }

  /// Waits, or does what it is for.
  private func proceed() throws -> CoroutineStep {
    phase = .running
    guard let queue else { return .returned(()) }
    if let waiter = try queue.waiter(for: self) {
      if waiter === self { hasWaited = true } else { later = waiter }
      phase = .waiting
      return .awaiting(waiter)
    }
    var result: Any = ()
    if isPut { try queue.putNow(item) } else { result = try queue.getNow() }
    end()
    return .returned(result)
  }

  /// Goes on after a wait, or passes on what may have woken it.
  private func endWait(_ resumption: Resumption) throws {
    phase = .running
    guard let queue else { return }
    queue.endWait()
    let waiter = later ?? self
    later = nil
    do {
      if case .throw(let error) = resumption { throw error }
      guard waiter.isDone else { throw LoopError(.runtime, "await wasn't used with future") }
      do {
        _ = try waiter.result()
      } catch {
        session.hooks.raising(error)
        throw error
      }
    } catch {
      try queue.giveUp(waiter, of: self)
      throw error
    }
  }

  /// The future to await first: itself, where that belongs to the loop that runs.
  func unusedWaiter(on running: EventLoop) -> Future? { hasWaited || loop !== running ? nil : self }

  func close() {
    switch phase {
    // As in CPython, it keeps what it was called with.
    case .created: phase = .ended
    case .waiting: _ = resume(.throw(LoopError(.generatorExit)))
    case .running, .ended: break
    }
  }

  private func end() {
    phase = .ended
    queue = nil
    item = ()
  }
}
