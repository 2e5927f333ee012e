import TaskModel

/// The future of a gather: cancelling it cancels the children, and it ends when they have.
final class GatheringFuture: Future {
  /// Held to its own end, as in CPython: whoever holds a gather holds what its children raised, and what that leads to.
  fileprivate var children: [Future] = []

  /// Whether a child was cancelled through it: it then ends cancelled, whatever the children make of that.
  fileprivate var isCancelRequested = false

  /// Gathers within gathers recurse; so deep the stack of a small thread still holds them.
  private static let depthLimit = 1_000

  deinit {
    reportUnretrieved()
    session.release(&children)
  }

  override func requestCancel(message: Any?, reason: CancelReason) throws -> Bool {
    guard !isDone else { return false }
    session.cancelDepth += 1
    defer { session.cancelDepth -= 1 }
    guard session.cancelDepth < Self.depthLimit else {
      throw LoopError(.recursion, "maximum recursion depth exceeded while calling a Python object")
    }
    var accepted = false
    for child in children where try child.requestCancel(message: message, reason: .passedOn) {
      accepted = true
    }
    if accepted { isCancelRequested = true }
    return accepted
  }

  override func revived() -> Future { GatheringFuture(revived: self) }

  override var kindName: String { "_GatheringFuture" }
}

/// Waits for the children of a gather and settles its future.
private final class Gathering: DoneObserver {
  var callbackName: String { "gather.<locals>._done_callback" }

  private let outer: GatheringFuture
  private let returnsExceptions: Bool
  /// nil: nobody is to see it.
  private let scope: ScopeID?
  private var unfinished = 0

  init(_ outer: GatheringFuture, returnsExceptions: Bool, scope: ScopeID?) {
    self.outer = outer
    self.returnsExceptions = returnsExceptions
    self.scope = scope
    if let scope { outer.awaited = .scope(scope) }
  }

  /// Waits for `children`, of which `distinct` are different ones.
  func wait(for children: [Future], distinct: [Future]) throws {
    outer.children = children
    unfinished = distinct.count
    // Those that are done take part at once; they may end the gather before it was ever awaited.
    for child in distinct where !child.isDone { child.addDoneCallback(self) }
    for child in distinct where child.isDone { try futureIsDone(child) }
  }

  func futureIsDone(_ child: Future) throws {
    unfinished -= 1
    guard !outer.isDone else {
      child.markRetrieved()
      return
    }
    if !returnsExceptions {
      if child.isCancelled { return try end(with: child.makeCancelledError()) }
      if let error = try child.exception() { return try end(with: error) }
    }
    guard unfinished == 0 else { return }
    // Looked at in any case: what the children raised counts as retrieved.
    let results = outer.children.map(Self.outcome)
    if outer.isCancelRequested { return try end(with: (outer.children.last ?? child).makeCancelledError()) }
    if let scope { outer.session.emit(.exit(scope, .clean)) }
    try outer.setResult(results)
  }

  private func end(with error: any Error) throws {
    if let scope { outer.session.emit(.exit(scope, outer.session.scopeOutcome(of: error))) }
    try outer.setException(error)
  }

  /// A child's result, or its exception in place of one.
  private static func outcome(of child: Future) -> Any {
    if child.isCancelled { return LoopError(.cancelled, child.cancelMessage ?? "") as Any }
    child.markRetrieved()
    return child.peekedException.map { $0 as Any } ?? child.peekedResult ?? ()
  }
}

extension EventLoop {
  /// Runs awaitables at once; the future's result is the `[Any]` of their results in the order given
  /// (CPython `gather`). Exceptions among them are errors, where `returnExceptions` asks for them.
  package func gather(_ awaitables: [Awaitable], returnExceptions: Bool = false) throws -> Future {
    guard !awaitables.isEmpty else {
      let outer = createFuture()
      outer.setResultUnlessDone([Any]())
      return outer
    }
    let known = awaitables.compactMap { awaitable in
      if case .future(let future) = awaitable { future } else { nil }
    }
    let scope = session.enterScope(.gather, members: known.uniqued())
    var futures: [ObjectIdentifier: Future] = [:]
    var children: [Future] = []
    var distinct: [Future] = []
    let call = LibraryCall(awaitables.map(\.object))
    do {
      for awaitable in awaitables {
        if let future = futures[awaitable.identity] {
          children.append(future)
          continue
        }
        let future = try ensureFuture(awaitable, scope: scope, for: call)
        if case .coroutine = awaitable { (future as? Task)?.reportsDestruction = false }
        futures[awaitable.identity] = future
        children.append(future)
        distinct.append(future)
      }
    } catch {
      session.emit(.exit(scope, session.scopeOutcome(of: error)))
      throw error
    }
    let outer = GatheringFuture(loop: self)
    call.hold(outer)
    let gathering = Gathering(outer, returnsExceptions: returnExceptions, scope: scope)
    try gathering.wait(for: children, distinct: distinct)
    return outer
  }
}

extension EventLoop {
  /// A gather that fails behind these, which are tasks by then.
  package func beginGathering(_ awaitables: [Awaitable]) throws {
    for awaitable in awaitables {
      let future = try ensureFuture(awaitable)
      if case .coroutine = awaitable { (future as? Task)?.reportsDestruction = false }
    }
  }

  /// A gather of the library's own, which is no scope in the trace.
  func gatherUnseen(_ futures: [Future]) throws -> Future {
    let outer = GatheringFuture(loop: self)
    try Gathering(outer, returnsExceptions: false, scope: nil).wait(for: futures, distinct: futures)
    return outer
  }
}

extension [Future] {
  /// Without repetitions, in order.
  func uniqued() -> [Future] {
    var seen: Set<ObjectIdentifier> = []
    return filter { seen.insert(ObjectIdentifier($0)).inserted }
  }
}
