import AsyncioLoop

extension Machine {
  /// Eager tasks and the factories of tasks (CPython 3.13 `tasks.py`, `base_events.py`).
  func fillTaskFactories(_ names: PyDict) {
    let eager = eagerFactory { m, coroutine, loop, name, context in
      .object(
        m.wrap(
          try loop.makeTask(
            coroutine, name: m.taskName(name), context: m.contextArgument(context), isEager: true)))
    }
    names.set(intern("eager_task_factory"), eager)
    function(names, "create_eager_task_factory(custom_task_constructor)") { m, a in
      let constructor = a[0]
      return m.eagerFactory { m, coroutine, loop, name, context in
        let arguments: [(String, Value)] = [
          ("loop", .object(m.wrap(loop))), ("name", name), ("context", context),
          ("eager_start", .bool(true)),
        ]
        return try m.call(
          constructor, [m.object(of: coroutine)] + arguments.map(\.1), names: arguments.map { m.intern($0.0) }
        )
      }
    }
    method(loopType, "set_task_factory(self, factory)", owner: "BaseEventLoop") { (m, loop: EventLoop, a) in
      loop.taskFactory = try m.taskFactory(a[1])
      return .none
    }
    method(loopType, "get_task_factory(self)", owner: "BaseEventLoop") { (_, loop: EventLoop, _) in
      loop.taskFactory?.function as? Value ?? .none
    }
  }

  private func eagerFactory(
    _ make: @escaping (Machine, any Coroutine, EventLoop, Value, Value) throws -> Value
  ) -> Value {
    let header: Header = "create_eager_task_factory.<locals>.factory(loop, coro, *, name=None, context=None)"
    return .object(
      PyNative(header) { m, a in
        let loop: EventLoop = try m.wrapped(a[0], asking: a[0].isNone ? "is_running" : "get_debug")
        return try make(m, m.coroutineArgument(a[1], .typeError), loop, a[2].or(.none), a[3].or(.none))
      })
  }

  private func taskFactory(_ function: Value) throws -> TaskFactory? {
    if function.isNone { return nil }
    guard isCallable(function) else { throw typeError("task factory must be a callable or None") }
    return TaskFactory(function: function) { [unowned self] loop, coroutine, context in
      var arguments: [Value] = [.object(wrap(loop)), object(of: coroutine)]
      if let context { arguments.append(.object(wrap(context))) }
      let made = try call(function, arguments, names: context == nil ? [] : [intern("context")])
      if let task = (made.object as? PyFuture)?.future as? AsyncioLoop.Task { return task }
      // What is no task fails where it is to be given its name.
      guard try findAttribute(made, intern("set_name")) != nil else {
        throw error(.attributeError, "'\(typeName(of: made))' object has no attribute 'set_name'")
      }
      throw typeError("a task factory must return an asyncio.Task, got \(try representation(made))")
    }
  }

  /// What makes the loop of a runner; nil: the runner itself does.
  func loopMaker(_ factory: Value) -> (() throws -> EventLoop)? {
    if factory.isUndefined || factory.isNone { return nil }
    return { [unowned self] in
      let made = try call(factory, [])
      guard let loop = made.wrapped(as: EventLoop.self) else {
        throw typeError("a loop factory must return an event loop, got \(try representation(made))")
      }
      return loop
    }
  }
}
