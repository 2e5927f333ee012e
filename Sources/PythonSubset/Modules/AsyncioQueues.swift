import AsyncioLoop
import PythonSyntax

extension Machine {
  /// The classes of `asyncio.queues`.
  func fillQueues(_ names: PyDict) {
    let type = queueClass(names, "Queue") { _ in .firstIn }
    fillQueueMethods(type)
    _ = queueClass(names, "LifoQueue", base: type) { _ in .lastIn }
    _ = queueClass(names, "PriorityQueue", base: type) { m in
      .leastFirst { [unowned m] a, b in
        try m.isTrue(m.compare(.less, m.value(fromLoop: a), m.value(fromLoop: b)))
      }
    }
  }

  private func queueClass(
    _ names: PyDict, _ name: String, base: PyType? = nil, order: @escaping (Machine) -> Queue.Order
  ) -> PyType {
    primitiveClass(
      names, name, module: "asyncio.queues", base: base, layout: .instance, "__init__(self, maxsize=0)",
      owner: "Queue"
    ) { m, a in
      Queue(
        capacity: try m.countArgument(a[1], or: 0), order: order(m), name: m.boundName, session: m.session)
    }
  }

  private func fillQueueMethods(_ type: PyType) {
    method(type, "__init__", .any) { m, a in
      // What is of asyncio's own class is made ready as it is made.
      guard a[0].object?.kind == .instance, let derived = try m.derivedQueueClass("Queue"),
        let initializer = derived.lookup(m.names.initialize, in: m)
      else { return .none }
      return try m.call(initializer, a)
    }
    method(type, "qsize(self)") { (_, queue: Queue, _) in .int(queue.count) }
    method(type, "empty(self)") { (_, queue: Queue, _) in .bool(queue.isEmpty) }
    method(type, "full(self)") { (_, queue: Queue, _) in .bool(queue.isFull) }
    for name in ["maxsize", "_maxsize"] { fact(type, name) { (queue: Queue) in .int(queue.capacity) } }
    fact(type, "_unfinished_tasks") { (queue: Queue) in .int(queue.unfinished) }
    fact(type, "_is_shutdown") { (queue: Queue) in .bool(queue.isShutDown) }
    method(type, "async put(self, item)") { (m, queue: Queue, a) in
      let item = a[1]
      return m.deferred("Queue.put") { _ in try queue.put(item) }
    }
    method(type, "async get(self)") { (m, queue: Queue, _) in
      m.deferred("Queue.get") { _ in try queue.get() }
    }
    method(type, "put_nowait(self, item)") { (_, queue: Queue, a) in
      try queue.putNow(a[1])
      return .none
    }
    method(type, "get_nowait(self)") { (m, queue: Queue, _) in m.value(fromLoop: try queue.getNow()) }
    method(type, "task_done(self)") { (_, queue: Queue, _) in
      try queue.taskDone()
      return .none
    }
    method(type, "async join(self)") { (m, queue: Queue, _) in
      m.deferred("Queue.join") { _ in try queue.join() }
    }
    method(type, "shutdown(self, immediate=False)") { (m, queue: Queue, a) in
      try queue.shutDown(immediately: m.isTrue(a[1].or(.bool(false))))
      return .none
    }
  }
}
