/// One thing that happened to a task, a scope or a resource, or that the program printed.
///
/// The contract between every source of events (the instrumented loop, a recording, a file) and everything that shows
/// them. Sources emit events in the order in which they happened: times never go back, and the events of one moment
/// are told apart by their order alone.
package struct TaskEvent: Hashable, Sendable {
  package var time: TraceTime
  package var kind: Kind

  package init(_ kind: Kind, at time: TraceTime) {
    self.time = time
    self.kind = kind
  }

  /// What the lane of a thread beside the loop's has in the place of a coroutine's name: no coroutine can be called that.
  package static let threadCoroutine = "worker thread"

  package enum Kind: Hashable, Sendable {
    /// A task exists and has not run; it is ready from here on. `scope` is the TaskGroup, gather ... that created it.
    case create(
      TaskID, parent: TaskID, name: String, coroutine: String, site: SourceSite?, scope: ScopeID?)
    /// The task may run again and waits its turn.
    case ready(TaskID, by: Waker)
    /// The task runs; the first one starts it. `throwing` names the exception type thrown in at the await, such as
    /// `CancelledError`: that is the moment a cancellation is delivered.
    case resume(TaskID, throwing: String?)
    /// The task gave the loop back. `chain` holds its coroutine frames, outermost first; the last one is the await.
    case suspend(TaskID, on: Awaited, chain: [SourceSite])
    /// Someone asked the task to stop.
    case cancel(TaskID, by: TaskID?, reason: CancelReason, message: String?)
    /// The task ended; nothing about it may follow.
    case finish(TaskID, Outcome)
    /// A TaskGroup, timeout, gather ... began; `members` are the tasks that already belong to it.
    case enter(ScopeID, ScopeKind, owner: TaskID, deadline: TraceTime?, members: [TaskID], site: SourceSite?)
    /// A timeout's deadline moved; nil: there is none any more.
    case reschedule(ScopeID, deadline: TraceTime?)
    case exit(ScopeID, ScopeOutcome)
    /// A lock, event, queue ... changed, or a task began to wait for it. `size` is how much it holds: permits left (1 for
    /// a lock that is free), items, tasks that have arrived; 1 for an event that is set. Of a queue or a barrier that is
    /// made it is how many it takes; 0 for any number. `waiting` is how many wait. A
    /// task holds it from its `acquire` to its `release`; a release by one that does not hold it is for the one that has
    /// held it longest.
    case resource(
      ResourceID, ResourceKind, name: String, ResourceOperation, by: TaskID, size: Int, waiting: Int)
    /// The program printed `text` (any text, with its line ends) while `task` ran.
    case output(TaskID, OutputStream, text: String)
    /// A caption for a talk; `site` is the line of the program it belongs to.
    case note(text: String, site: SourceSite?)
    /// One step or callback held the loop for `duration`, up to this moment: nothing else could run. Of 0: it holds the loop
    /// still, and `what` says where it stands.
    case stall(TaskID, duration: Duration, what: String)
    /// Events were lost here: never in silence.
    case dropped(count: Int)
  }
}

/// What a suspended task waits for.
package enum Awaited: Hashable, Sendable {
  case sleep(until: TraceTime)
  case task(TaskID)
  /// A gather, a wait, a TaskGroup's exit: the members of the scope.
  case scope(ScopeID)
  /// A lock, event, queue or plain future, and what it waits to do with it: to acquire a lock, to get from a queue.
  case resource(ResourceID, to: ResourceOperation)
  /// A descriptor or connection, described.
  case io(String)
  /// A worker thread, described.
  case executor(String)
  /// Nothing: `sleep(0)`, it runs again on the loop's next turn.
  case turn
}

/// Who made a task ready.
package enum Waker: Hashable, Sendable {
  /// The step of a task: it finished, set a result, released a lock, cancelled ...
  case task(TaskID)
  case timer
  case io(String)
  /// A plain callback of the loop, described where it has a name.
  case callback(String)
}

/// Why a cancellation was asked for.
package enum CancelReason: String, Hashable, Sendable, CaseIterable {
  /// The program called `cancel()`.
  case explicit
  /// A sibling in the same TaskGroup failed.
  case siblingFailed = "sibling_failed"
  /// A deadline passed.
  case timeout
  /// The loop is closing and ends what still runs.
  case shutdown
  /// The task that awaited this one was cancelled and handed it on.
  case passedOn = "passed_on"
  /// The user interrupted the program.
  case interrupt
}

/// How a task ended.
package enum Outcome: Hashable, Sendable {
  /// `value` is what the result looks like in the program's language, cut to a reasonable length; nil for none.
  case returned(value: String?)
  case raised(type: String, message: String)
  case cancelled(message: String?)
}

package enum ScopeKind: String, Hashable, Sendable, CaseIterable {
  case taskGroup = "task_group"
  case timeout
  case waitFor = "wait_for"
  case gather
  case wait
  case asCompleted = "as_completed"
  case shield
}

/// How a scope ended.
package enum ScopeOutcome: Hashable, Sendable {
  case clean
  /// It passed an exception on; for a group, `members` lists what it holds, one `Type: message` each.
  case failed(type: String, message: String, members: [String])
  /// Its deadline fired.
  case timedOut
  case cancelled
}

package enum ResourceKind: String, Hashable, Sendable, CaseIterable {
  case future
  case lock
  case event
  case condition
  case semaphore
  case queue
  case barrier
}

package enum ResourceOperation: String, Hashable, Sendable, CaseIterable {
  case create
  case acquire
  case release
  case set
  case clear
  case put
  case get
  case wait
  case notify
  case taskDone = "task_done"
  /// Waits until a queue's items are done with: only ever what a task waits to do.
  case join
  case close
}

package enum OutputStream: String, Hashable, Sendable, CaseIterable {
  case standardOutput = "stdout"
  case standardError = "stderr"
}
