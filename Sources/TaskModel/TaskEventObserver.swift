/// Takes the events of a source as they happen.
///
/// Six events make up nearly all of a trace. A loop tells of them by functions of their own: to build the event costs more
/// than to write down its numbers. Whoever wants events gets them all through `record`.
package protocol TaskEventObserver: AnyObject {
  func record(_ event: TaskEvent)

  func create(
    _ task: TaskID, parent: TaskID, name: String, coroutine: String, site: SourceSite?, scope: ScopeID?,
    at time: TraceTime)
  func finish(_ task: TaskID, _ outcome: Outcome, at time: TraceTime)
  func ready(_ task: TaskID, by waker: Waker, at time: TraceTime)
  func resume(_ task: TaskID, throwing: String?, at time: TraceTime)
  func suspend(_ task: TaskID, on awaited: Awaited, chain: [SourceSite], at time: TraceTime)
  func resource(
    _ resource: ResourceID, _ kind: ResourceKind, name: String, _ operation: ResourceOperation,
    by task: TaskID,
    size: Int, waiting: Int, at time: TraceTime)
}

extension TaskEventObserver {
  package func create(
    _ task: TaskID, parent: TaskID, name: String, coroutine: String, site: SourceSite?, scope: ScopeID?,
    at time: TraceTime
  ) {
    record(
      TaskEvent(
        .create(task, parent: parent, name: name, coroutine: coroutine, site: site, scope: scope), at: time))
  }

  package func finish(_ task: TaskID, _ outcome: Outcome, at time: TraceTime) {
    record(TaskEvent(.finish(task, outcome), at: time))
  }

  package func ready(_ task: TaskID, by waker: Waker, at time: TraceTime) {
    record(TaskEvent(.ready(task, by: waker), at: time))
  }

  package func resume(_ task: TaskID, throwing: String?, at time: TraceTime) {
    record(TaskEvent(.resume(task, throwing: throwing), at: time))
  }

  package func suspend(_ task: TaskID, on awaited: Awaited, chain: [SourceSite], at time: TraceTime) {
    record(TaskEvent(.suspend(task, on: awaited, chain: chain), at: time))
  }

  package func resource(
    _ resource: ResourceID, _ kind: ResourceKind, name: String, _ operation: ResourceOperation,
    by task: TaskID,
    size: Int, waiting: Int, at time: TraceTime
  ) {
    record(
      TaskEvent(
        .resource(resource, kind, name: name, operation, by: task, size: size, waiting: waiting), at: time))
  }
}
