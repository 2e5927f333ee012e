import AsyncioLoop

extension Machine {
  /// The functions of asyncio that have to do with threads.
  func fillThreads(_ names: PyDict) {
    function(names, "async to_thread(func, /, *args, **kwargs)") { m, a in
      let (name, call) = (m.callbackName(a[0]), m.call(a[0], with: a.dropFirst()))
      return m.deferred("to_thread") { m in try m.runningLoop().toThread(name, call) }
    }
    function(names, "run_coroutine_threadsafe(coro, loop)") { m, a in
      guard m.isCoroutineObject(a[0]) else { throw m.typeError("A coroutine object is required") }
      let loop: EventLoop = try m.wrapped(a[1], asking: "call_soon_threadsafe")
      let coroutine = try m.coroutineArgument(a[0], .typeError)
      return .object(m.wrap(try loop.submit(.coroutine(coroutine), named: coroutine.name)))
    }
    function(names, "wrap_future(future, *, loop=None)") { m, a in
      if a[0].object is PyFuture { return a[0] }
      guard let source = a[0].wrapped(as: ThreadFuture.self) else {
        throw m.error(
          .assertionError, "concurrent.futures.Future is expected, got \(try m.representation(a[0]))")
      }
      return .object(m.wrap(try m.eventLoop(a[1], asking: "create_future").wrap(source)))
    }
  }

  /// A call to be made later, with the arguments of this one.
  func call(_ function: Value, with arguments: Arguments) -> () throws -> Any {
    let (values, names) = ((0..<arguments.total).map { arguments[$0] }, arguments.names)
    return { [unowned self] in try call(function, values, names: names) }
  }

  /// The loop's methods that have to do with threads.
  func fillExecutorMethods(_ type: PyType) {
    let owner = "BaseEventLoop"
    method(type, "run_in_executor(self, executor, func, *args)", owner: owner) { (m, loop: EventLoop, a) in
      try m.check(a[2], "run_in_executor", loop)
      let call = m.call(a[2], with: a.dropFirst(3))
      if a[1].isNone { return .object(m.wrap(try loop.runInExecutor(nil, m.callbackName(a[2]), call))) }
      let submitted = try m.callMethod(a[1], m.intern("submit"), a.positional(from: 2))
      guard let future = submitted.wrapped(as: ThreadFuture.self) else {
        throw m.error(
          .assertionError, "concurrent.futures.Future is expected, got \(try m.representation(submitted))")
      }
      return .object(m.wrap(loop.wrap(future)))
    }
    method(type, "set_default_executor(self, executor)", owner: owner) { (m, loop: EventLoop, a) in
      guard let pool = m.threadPool(a[1]) else {
        throw m.typeError("executor must be ThreadPoolExecutor instance")
      }
      loop.defaultPool = pool
      return .none
    }
    method(type, "async shutdown_default_executor(self, timeout=None)", owner: owner) {
      (m, loop: EventLoop, _) in
      m.deferred("BaseEventLoop.shutdown_default_executor") { _ in loop.shutDownDefaultExecutor() }
    }
  }
}
