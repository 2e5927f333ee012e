import TaskModel

/// What makes the tasks of a loop in place of the loop itself: `loop.set_task_factory` (CPython 3.13 `base_events.py`).
package struct TaskFactory {
  /// The program's own function object.
  package let function: Any

  /// Makes the task, by `EventLoop.makeTask`; a context only where one was asked for.
  package let make: (EventLoop, any Coroutine, Context?) throws -> Task

  package init(
    function: Any = (), make: @escaping (EventLoop, any Coroutine, Context?) throws -> Task
  ) {
    self.function = function
    self.make = make
  }

  /// `asyncio.eager_task_factory`: a task takes its first step when it is made.
  package static var eager: TaskFactory {
    TaskFactory { loop, coroutine, context in
      try loop.makeTask(coroutine, context: context, isEager: true)
    }
  }
}

extension EventLoop {
  /// What a task is that a factory is asked for, beside what the factory is told.
  struct Order {
    var scope: ScopeID?
    var isInternal = false
  }

  /// Makes a task, whatever factory the loop has: asyncio's `Task(...)`.
  ///
  /// An eager one runs to its first await at once, if the loop runs.
  ///
  /// - Throws: what ends the program, from an eager step; RuntimeError where an eager one cannot enter its context.
  package func makeTask(
    _ coroutine: any Coroutine, name: String? = nil, context: Context? = nil, isEager: Bool = false
  ) throws -> Task {
    // What the eager step makes is no part of what was ordered.
    let order = self.order
    self.order = nil
    do {
      return try Task(
        coroutine, name: name, context: context, scope: order?.scope, loop: self,
        isInternal: order?.isInternal ?? false, isEager: isEager)
    } catch {
      // Whoever makes it never gets it: it has gone by now, unless what it raised leads to it.
      session.flushReports()
      throw error
    }
  }

  func createTask(_ coroutine: any Coroutine, name: String?, context: Context?, order: Order) throws -> Task {
    try checkOpen()
    guard let taskFactory else {
      return try Task(
        coroutine, name: name, context: context, scope: order.scope, loop: self, isInternal: order.isInternal)
    }
    let outer = self.order
    self.order = order
    defer { self.order = outer }
    let call = LibraryCall()
    let task = try session.calling(call) { try taskFactory.make(self, coroutine, context) }
    call.hold(task)
    // CPython 3.13.0 names it once more; what has no name is called None.
    task.name = name ?? "None"
    return task
  }
}
