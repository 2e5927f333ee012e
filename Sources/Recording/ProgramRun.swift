import AsyncioLoop
import PythonSubset
package import TaskModel
package import Trace

/// A program that runs ahead on a thread of its own while the timeline of its events is drawn.
///
/// All methods are called on the thread that draws. Letting go of a run stops it.
package final class ProgramRun {
  /// How a program came to its end.
  package enum End: Equatable, Sendable {
    case exited(code: Int32)
    /// It did not run: why not.
    case failed(message: String, code: Int32)
    case stopped
  }

  /// What a program sees of its run.
  package struct Context: Sendable {
    package let observer: EventInbox
    package let control: RunControl
  }

  private let inbox: EventInbox
  private let control = RunControl()
  private let pipe = WakePipe()
  private let ending = Monitor<End?>(nil)
  private var isStopped = false

  /// How many events a program may be ahead of the timeline.
  package static let defaultLimit = 100_000

  /// Starts a program; `body` runs it on a thread with a large stack and says how it ended.
  package init(limit: Int = defaultLimit, _ body: @escaping @Sendable (Context) -> End) {
    inbox = EventInbox(limit: limit, pipe: pipe)
    let context = Context(observer: inbox, control: control)
    let (ending, pipe) = (ending, pipe)
    let isStarted = ProgramThread.start {
      let end = body(context)
      ending.withLock { $0 = context.control.stopFlag.isRequested ? .stopped : end }
      ending.wakeAll()
      pipe.wake()
    }
    if !isStarted {
      ending.withLock { $0 = Self.noThread }
      pipe.wake()
    }
  }

  static let noThread = End.failed(message: "The system has no thread left for the program.", code: 70)

  deinit { stop() }

  /// Becomes readable when events have come or the program has ended.
  package var descriptor: Int32 { pipe.readEnd }

  /// Takes the events that have come since the last time.
  package func takeEvents() -> [TaskEvent] { inbox.take() }

  /// Moves the events that have come into a trace; returns how many.
  @discardableResult
  package func takeEvents(into trace: inout TraceStore) -> Int {
    let events = inbox.take()
    for event in events { trace.append(event) }
    return events.count
  }

  /// How it ended, once it has and all its events have been taken.
  package var end: End? {
    if isStopped { return .stopped }
    // In this order: a program that has ended records nothing more.
    guard let end = ending.withLock({ $0 }) else { return nil }
    return inbox.isEmpty ? end : nil
  }

  /// Asks the program to stop as Ctrl-C does; it may handle that, or not.
  package func interrupt() { control.interrupts.request() }

  /// Ends the program, whatever it does; returns at once, and no event comes any more.
  package func stop() {
    isStopped = true
    control.stopFlag.request()
    inbox.close()
  }

  /// Waits until the program's thread has ended.
  package func wait() { ending.withLock(when: { $0 != nil }) { _ in } }
}
