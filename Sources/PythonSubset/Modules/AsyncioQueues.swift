import AsyncioLoop

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
    primitiveClass(names, name, module: "asyncio.queues", base: base, ["maxsize"], required: 0) { m, a in
      Queue(
        capacity: try m.countArgument(a[1], or: 0), order: order(m), name: m.boundName, session: m.session)
    }
  }

  private func fillQueueMethods(_ type: PyType) {
    primitiveMethod(type, "qsize") { (_, queue: Queue, _) in .int(queue.count) }
    primitiveMethod(type, "empty") { (_, queue: Queue, _) in .bool(queue.isEmpty) }
    primitiveMethod(type, "full") { (_, queue: Queue, _) in .bool(queue.isFull) }
    attribute(
      type, "maxsize",
      get: { _, v in .int(((v.object as? PyPrimitive)?.primitive as? Queue)?.capacity ?? 0) })
    primitiveMethod(type, "put", ["item"]) { (m, queue: Queue, a) in
      let item = a[1]
      return m.deferred("Queue.put") { _ in try queue.put(item) }
    }
    primitiveMethod(type, "get") { (m, queue: Queue, _) in
      m.deferred("Queue.get") { _ in try queue.get() }
    }
    primitiveMethod(type, "put_nowait", ["item"]) { (_, queue: Queue, a) in
      try queue.putNow(a[1])
      return .none
    }
    primitiveMethod(type, "get_nowait") { (m, queue: Queue, _) in m.value(fromLoop: try queue.getNow()) }
    primitiveMethod(type, "task_done") { (_, queue: Queue, _) in
      try queue.taskDone()
      return .none
    }
    primitiveMethod(type, "join") { (m, queue: Queue, _) in
      m.deferred("Queue.join") { _ in try queue.join() }
    }
    primitiveMethod(type, "shutdown", ["immediate"], required: 0) { (m, queue: Queue, a) in
      try queue.shutDown(immediately: m.isTrue(a[1].or(.bool(false))))
      return .none
    }
  }
}
