import DequeModule
import TaskModel

/// Threads that make calls for others: `concurrent.futures.ThreadPoolExecutor` (CPython 3.13 `thread.py`).
package final class ThreadPool {
  /// How many threads a pool may have that is not told: CPython's count on a machine of four processors.
  package static let standardSize = 8

  package let maxWorkers: Int
  private let prefix: String
  private let session: LoopSession
  private var calls = Deque<(future: ThreadFuture, body: () throws -> Any)>()
  private var threads: [Worker] = []
  private var idle = Deque<Worker>()
  private var isShutDown = false
  /// What each thread does first; what it returns is why the pool can make no calls.
  private let prepare: (() -> (any Error)?)?
  private var failure: (any Error)?
  /// Called once, by the loop's thread, when its threads have ended after `shutDown`.
  var whenEnded: (() -> Void)?

  /// - Throws: ValueError where there could be no thread.
  package init(
    maxWorkers: Int? = nil, prefix: String? = nil, session: LoopSession,
    prepare: (() -> (any Error)?)? = nil
  ) throws {
    self.prepare = prepare
    self.maxWorkers = maxWorkers ?? Self.standardSize
    guard self.maxWorkers > 0 else { throw LoopError(.value, "max_workers must be greater than 0") }
    self.session = session
    self.prefix = prefix ?? "ThreadPoolExecutor-\(session.nextPoolNumber())"
    session.pools.append(self)
  }

  /// Has a thread make a call: one that has nothing to do, or a new one, or the next that is done.
  ///
  /// - Throws: RuntimeError after `shutDown`, and why a thread failed to prepare itself.
  package func submit(_ callName: String, _ body: @escaping () throws -> Any) throws -> ThreadFuture {
    if let failure { throw failure }
    guard !isShutDown else { throw LoopError(.runtime, "cannot schedule new futures after shutdown") }
    let future = ThreadFuture(callName: callName, session: session)
    calls.append((future, body))
    let workers = session.workersMade()
    if let worker = idle.popFirst() {
      workers.wake(worker)
    } else if threads.count < maxWorkers {
      let worker = try workers.start(name: "\(prefix)_\(threads.count)") { [self] in try? serve($0) }
      worker.whenEnded = { [unowned self] in if hasEnded { whenEnded?() } }
      threads.append(worker)
    }
    return future
  }

  /// What each thread does.
  private func serve(_ worker: Worker) throws {
    let workers = session.workersMade()
    if let failure = prepare?() { return fail(failure) }
    while true {
      guard let call = calls.popFirst() else {
        if isShutDown { return }
        idle.append(worker)
        try workers.idle()
        continue
      }
      guard call.future.begin() else { continue }
      let result = Result { try call.body() }
      if case .failure(let error) = result, error is Stopped { throw error }
      call.future.finish(result)
    }
  }

  private func fail(_ error: any Error) {
    failure = error
    while let call = calls.popFirst() { call.future.finish(.failure(error)) }
  }

  /// Lets its threads end when they have made the calls that are left.
  package func shutDown(waits: Bool = true, cancelsCalls: Bool = false) throws {
    isShutDown = true
    if cancelsCalls {
      while let call = calls.popFirst() { call.future.cancel() }
    }
    let workers = session.workersMade()
    while let worker = idle.popFirst() { workers.wake(worker) }
    guard waits, !hasEnded else { return }
    try session.wait(for: .executor(prefix), timeout: nil) { [unowned self] in hasEnded }
  }

  /// Whether all its threads have ended.
  var hasEnded: Bool { threads.allSatisfy(\.hasEnded) }
}
