import Dispatch
import TaskModel

/// One of the program's threads beside the one that its loop runs on: a lane of its own.
///
/// It is a real thread, so that what it runs may sleep however deep in its calls; but it runs only while it has the baton,
/// which it gives back where it sleeps, waits or ends.
final class Worker: @unchecked Sendable {
  let id: TaskID
  let name: String

  /// When its sleep ends.
  var wake = 0.0
  /// Whether what it waits for has come; nil: it does not wait for anything that must be asked for.
  var condition: (() -> Bool)?
  /// When it stops to wait; nil: never.
  var deadline: Double?
  private(set) var hasEnded = false
  /// Called by the loop's thread once it has ended.
  var whenEnded: (() -> Void)?
  private var isAbandoned = false

  private let baton = DispatchSemaphore(value: 0)
  private let returned = DispatchSemaphore(value: 0)

  init(id: TaskID, name: String) {
    self.id = id
    self.name = name
  }

  /// Starts its thread, which waits for the baton before it runs `body`.
  ///
  /// - Throws: RuntimeError where the system has no thread left.
  func start(_ body: @escaping () -> Void) throws {
    let body = Unchecked(body)
    let isStarted = ProgramThread.start {
      self.baton.wait()
      body.value()
      self.hasEnded = true
      self.returned.signal()
    }
    if !isStarted { throw LoopError(.runtime, "can't start new thread") }
  }

  /// Gives it the baton, and waits until it gives it back. Called by the loop's thread.
  func run() {
    baton.signal()
    returned.wait()
  }

  /// Gives the baton back, and waits until it comes again. Called by the worker's own thread.
  func giveWay() throws {
    returned.signal()
    baton.wait()
    if isAbandoned { throw Stopped() }
  }

  /// Has it end where it stands: the program is over.
  func abandon() {
    isAbandoned = true
    while !hasEnded { run() }
  }
}
