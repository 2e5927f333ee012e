package import TaskModel

/// An observer that keeps what it sees as a trace in memory, on the one thread that runs the program.
package final class TraceRecorder: TaskEventObserver, @unchecked Sendable {
  package private(set) var trace: TraceStore

  package init(header: TraceHeader = TraceHeader(clock: .virtual)) { trace = TraceStore(header: header) }

  package func record(_ event: TaskEvent) { trace.append(event) }

  package func create(
    _ task: TaskID, parent: TaskID, name: String, coroutine: String, site: SourceSite?, scope: ScopeID?,
    at time: TraceTime
  ) {
    trace.append(at: time) {
      $0.createRow(task, parent: parent, name: name, coroutine: coroutine, site: site, scope: scope)
    }
  }

  package func finish(_ task: TaskID, _ outcome: Outcome, at time: TraceTime) {
    trace.append(at: time) { $0.finishRow(task, outcome) }
  }

  package func ready(_ task: TaskID, by waker: Waker, at time: TraceTime) {
    trace.append(at: time) { $0.readyRow(task, by: waker) }
  }

  package func resume(_ task: TaskID, throwing: String?, at time: TraceTime) {
    trace.append(at: time) { $0.resumeRow(task, throwing: throwing) }
  }

  package func suspend(_ task: TaskID, on awaited: Awaited, chain: [SourceSite], at time: TraceTime) {
    trace.append(at: time) { $0.suspendRow(task, on: awaited, chain: chain) }
  }

  package func resource(
    _ resource: ResourceID, _ kind: ResourceKind, name: String, _ operation: ResourceOperation,
    by task: TaskID,
    size: Int, waiting: Int, at time: TraceTime
  ) {
    trace.append(at: time) {
      $0.resourceRow(resource, kind, name: name, operation, by: task, size: size, waiting: waiting)
    }
  }
}
