import DequeModule
import TaskModel

/// Gives futures in the order in which they end: `asyncio.as_completed` (CPython 3.13 `tasks.py`).
///
/// CPython goes through a set, whose order depends on addresses; here tasks are made in the order given.
package final class AsCompleted: DoneObserver {
  /// A future that has ended, or the passing of the deadline in its place.
  fileprivate enum Arrival {
    case ended(Future)
    case timedOut
  }

  fileprivate let loop: EventLoop
  fileprivate let scope: ScopeID
  private var todo: [Future] = []
  private var arrivals = Deque<Arrival>()
  private var getters = Deque<Future>()
  private var timer: TimerHandle?
  private var notYetGiven = 0

  fileprivate init(_ awaitables: [Awaitable], timeout: Double?, loop: EventLoop) throws {
    self.loop = loop
    let known = awaitables.compactMap { if case .future(let future) = $0 { future } else { nil } }
    let session = loop.session
    let deadline = timeout.flatMap { $0.isFinite ? session.now + $0 : nil }
    scope = session.enterScope(.asCompleted, deadline: deadline, members: known.uniqued())
    var seen: Set<ObjectIdentifier> = []
    let call = LibraryCall(awaitables.map(\.object))
    for awaitable in awaitables where seen.insert(awaitable.identity).inserted {
      todo.append(try loop.ensureFuture(awaitable, scope: scope, for: call))
    }
    for future in todo { future.addDoneCallback(self) }
    if todo.isEmpty {
      session.emit(.exit(scope, .clean))
    } else if let timeout {
      timer = try loop.callLater(timeout, name: "_AsCompletedIterator._handle_timeout") { [weak self] in
        self?.timeOut()
      }
      // In CPython it and its timer hold each other from then on.
      session.hold(self)
    }
    notYetGiven = todo.count
  }

  /// Plain iteration: a coroutine that gives the result of the next one to end; nil: there is none left.
  package func next() -> (any Coroutine)? { nextArrival(resolves: true) }

  /// Asynchronous iteration: a coroutine that gives the next future to end; nil: there is none left.
  package func nextFuture() -> (any Coroutine)? { nextArrival(resolves: false) }

  private func nextArrival(resolves: Bool) -> (any Coroutine)? {
    guard notYetGiven > 0 else { return nil }
    notYetGiven -= 1
    return Arriving(self, resolves: resolves)
  }

  package var callbackName: String { "_AsCompletedIterator._handle_completion" }

  package func futureIsDone(_ future: Future) {
    guard let index = todo.firstIndex(where: { $0 === future }) else { return }
    todo.remove(at: index)
    if todo.isEmpty {
      if let timer {
        timer.cancel()
        loop.session.letGo(of: self)
      }
      loop.session.emit(.exit(scope, .clean))
    }
    put(.ended(future))
  }

  private func timeOut() {
    let late = todo
    todo = []
    // Before whoever waits for it is woken, as where all have ended.
    loop.session.emit(.exit(scope, .timedOut))
    for future in late {
      future.removeDoneCallback(self)
      put(.timedOut)
    }
  }

  private func put(_ arrival: Arrival) {
    arrivals.append(arrival)
    wakeNext()
  }

  fileprivate func take() -> Arrival? { arrivals.popFirst() }

  /// A future that is done when there is something to take.
  fileprivate func makeGetter() -> Future {
    let getter = loop.createFuture()
    getter.awaited = .scope(scope)
    getters.append(getter)
    return getter
  }

  /// A getter that was cancelled passes on what woke it.
  fileprivate func give(up getter: Future) throws {
    try getter.cancel()
    getters.removeAll { $0 === getter }
    if !arrivals.isEmpty, !getter.isCancelled { wakeNext() }
  }

  private func wakeNext() {
    while let getter = getters.popFirst() {
      if getter.isDone { continue }
      getter.setResultUnlessDone(())
      return
    }
  }
}

/// Waits for the next future to end.
private final class Arriving: NativeCoroutine {
  /// nil: it has ended.
  private var iterator: AsCompleted?
  private let resolves: Bool
  private var getter: Future?

  init(_ iterator: AsCompleted, resolves: Bool) {
    self.iterator = iterator
    self.resolves = resolves
    super.init(name: "_AsCompletedIterator._wait_for_one", loop: iterator.loop)
  }

  /// Its function is a method: a traceback that leads through it holds those that have ended and were not taken.
  override var variables: [AnyObject] { iterator.map { [$0] } ?? [] }

  override func letGo() { iterator = nil }

  override func start() throws -> Progress {
    guard let iterator else { throw LoopError(.runtime, "cannot reuse already awaited coroutine") }
    guard let arrival = iterator.take() else {
      let getter = iterator.makeGetter()
      self.getter = getter
      return .awaiting(.future(getter))
    }
    switch arrival {
    case .timedOut: throw LoopError(.timeout)
    case .ended(let future):
      guard resolves else { return .returned(future) }
      do {
        return .returned(try outcome(of: future).get())
      } catch {
        session.leaving([future], with: error)
        throw error
      }
    }
  }

  override func proceed(_ result: Result<Any, any Error>) throws -> Progress {
    if case .failure(let error) = result {
      if let getter { try iterator?.give(up: getter) }
      throw error
    }
    return try start()
  }
}

extension EventLoop {
  /// Runs awaitables at once and gives them as they end; after `timeout` seconds, TimeoutError for each that is left.
  package func asCompleted(_ awaitables: [Awaitable], timeout: Double? = nil) throws -> AsCompleted {
    try AsCompleted(awaitables, timeout: timeout, loop: self)
  }
}
