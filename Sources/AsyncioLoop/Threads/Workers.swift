import DequeModule
import HeapModule
import TaskModel

/// The threads of a session beside the one that its loop runs on, of which only one runs at any time.
///
/// A worker begins, or goes on, when what runs gives way: when a step or callback of the loop ends, when the code outside
/// the loop waits. CPython's threads run at the same time and in any order; this order is one of theirs, the same in each run.
final class Workers {
  private unowned let session: LoopSession
  private var ready = Deque<Worker>()
  private var sleeping = Heap<Sleeper>()
  private var waiting: [Worker] = []
  private var all: [Worker] = []
  private var sleepCount = 0

  /// The worker that has the baton; nil: the loop's thread has it.
  private(set) var current: Worker?

  private struct Sleeper: Comparable {
    let serial: Int
    let worker: Worker

    static func < (a: Sleeper, b: Sleeper) -> Bool {
      (a.worker.wake, a.serial) < (b.worker.wake, b.serial)
    }

    static func == (a: Sleeper, b: Sleeper) -> Bool { a.serial == b.serial }
  }

  init(session: LoopSession) {
    self.session = session
  }

  var count: Int { all.count }

  /// When the next one wakes from its sleep, or has waited long enough.
  var nextWake: Double? { ([sleeping.min?.worker.wake] + waiting.map(\.deadline)).compactMap { $0 }.min() }

  /// Makes a thread, which is nobody's child: it serves all. It is ready to run `body`, which gets its worker.
  func start(name: String, _ body: @escaping (Worker) -> Void) throws -> Worker {
    let worker = Worker(id: session.nextTaskID(), name: name)
    try worker.start { [unowned worker] in body(worker) }
    all.append(worker)
    session.emit(
      .create(
        worker.id, parent: .program, name: name, coroutine: TaskEvent.threadCoroutine,
        site: session.hooks.currentSite(), scope: nil))
    ready.append(worker)
    return worker
  }

  /// A worker that had nothing to do has.
  func wake(_ worker: Worker) {
    session.emit(.ready(worker.id, by: session.waker(session.currentCause)))
    ready.append(worker)
  }

  // MARK: On the loop's thread

  /// Lets all that can run do so, until each sleeps, waits or has ended.
  func runReady() {
    guard current == nil else { return }
    repeat {
      while let worker = ready.popFirst() { run(worker) }
      let satisfied = waiting.filter { $0.condition?() ?? true }
      waiting.removeAll { worker in satisfied.contains { $0 === worker } }
      for worker in satisfied {
        session.emit(.ready(worker.id, by: .callback("")))
        ready.append(worker)
      }
    } while !ready.isEmpty
  }

  /// Wakes those whose sleep is over.
  func wakeSleepers() {
    while let first = sleeping.min, first.worker.wake <= session.now {
      sleeping.removeMin()
      session.emit(.ready(first.worker.id, by: .timer))
      ready.append(first.worker)
    }
  }

  private func run(_ worker: Worker) {
    let restore = session.leaveContext()
    session.cause = .task(worker.id)
    current = worker
    session.emit(.resume(worker.id, throwing: nil))
    worker.run()
    current = nil
    if worker.hasEnded {
      session.emit(.finish(worker.id, .returned(value: nil)))
      all.removeAll { $0 === worker }
      worker.whenEnded?()
    }
    restore()
  }

  /// Ends those that are left when the program is over.
  func abandonAll() {
    for worker in all {
      let restore = session.leaveContext()
      current = worker
      worker.abandon()
      current = nil
      restore()
    }
    all = []
    (ready, waiting, sleeping) = ([], [], Heap())
  }

  // MARK: On the thread of the current worker

  func sleep(until time: Double) throws {
    guard let worker = current else { return }
    worker.wake = time
    sleepCount += 1
    sleeping.insert(Sleeper(serial: sleepCount, worker: worker))
    try giveWay(worker, on: .sleep(until: TraceTime(seconds: time)))
  }

  /// Waits until `condition` holds, or the session's clock has come to the deadline.
  func wait(for what: Awaited, deadline: Double, until condition: @escaping () -> Bool) throws {
    guard let worker = current else { return }
    worker.condition = { [session] in condition() || session.now >= deadline }
    worker.deadline = deadline < .infinity ? deadline : nil
    waiting.append(worker)
    try giveWay(worker, on: what)
    worker.condition = nil
  }

  /// Waits until somebody calls `wake`.
  func idle() throws {
    guard let worker = current else { return }
    try giveWay(worker, on: .io("another call"))
  }

  private func giveWay(_ worker: Worker, on awaited: Awaited) throws {
    session.emit(.suspend(worker.id, on: awaited, chain: session.hooks.currentChain()))
    let restore = session.leaveContext()
    defer { restore() }
    try worker.giveWay()
  }
}
