/// A call that the loop was asked to make, and that can be taken back (CPython's `events.Handle`).
package class Handle {
  enum Action {
    case call(() throws -> Void)
    /// Gives a future a result unless it is done, which is all that a sleep needs.
    case settle(Future)
  }

  /// Nil once cancelled: nothing the call holds outlives it.
  private(set) final var action: Action?

  /// What the callback is called, where it has a name.
  package final let name: String

  package final var isCancelled: Bool { action == nil }

  init(_ action: Action, name: String) {
    self.action = action
    self.name = name
  }

  /// Takes the call back; a call already made is not undone.
  package func cancel() {
    action = nil
  }

  /// Makes the call, unless it was taken back.
  final func run() throws {
    switch action {
    case nil: return
    case .call(let body): try body()
    case .settle(let future): future.setResultUnlessDone(())
    }
  }
}

/// A call at a time (CPython's `events.TimerHandle`).
package final class TimerHandle: Handle {
  /// The loop's time, in seconds.
  package let when: Double

  /// Whether it lies in the loop's heap.
  var isScheduled = false

  /// A weak reference would slow down every other one to the loop; the loop outlives the time in its heap.
  private unowned let loop: EventLoop

  init(_ action: Action, name: String, when: Double, loop: EventLoop) {
    self.when = when
    self.loop = loop
    super.init(action, name: name)
  }

  package override func cancel() {
    if !isCancelled, isScheduled { loop.timers.noteCancelled() }
    super.cancel()
  }
}
