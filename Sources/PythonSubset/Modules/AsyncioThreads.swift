import AsyncioLoop

extension Machine {
  /// The functions of asyncio that have to do with threads.
  func fillThreads(_ names: PyDict) {
    function(names, "to_thread", .any) { m, a in
      guard a.count > 0 else {
        throw m.typeError("to_thread() missing 1 required positional argument: 'func'")
      }
      let (function, rest) = (a[0], a.positional(from: 1))
      let keywords = a.names.indices.map { a[a.count + $0] }
      let keywordNames = a.names
      return m.deferred("to_thread") { m in
        try m.runningLoop().toThread(m.callbackName(function)) { [unowned m] in
          try m.call(function, rest + keywords, names: keywordNames)
        }
      }
    }
    function(names, "run_coroutine_threadsafe", .named(["coro", "loop"], required: 2)) { m, a in
      guard a[0].object is PyCoroutine || a[0].object is PyNativeCoroutine else {
        throw m.typeError("A coroutine object is required")
      }
      guard let loop = (a[1].object as? PyEventLoop)?.loop else {
        throw m.typeError("an event loop was expected")
      }
      let coroutine = try m.coroutineArgument(a[0], .typeError)
      return .object(PyThreadFuture(try loop.submit(.coroutine(coroutine), named: coroutine.name)))
    }
    function(names, "wrap_future", .named(["future", "loop"], required: 1, positional: 1)) { m, a in
      if a[0].object is PyFuture { return a[0] }
      guard let source = (a[0].object as? PyThreadFuture)?.future else {
        throw m.error(
          .assertionError, "concurrent.futures.Future is expected, got \(try m.representation(a[0]))")
      }
      let loop = try (a[1].object as? PyEventLoop)?.loop ?? m.runningLoop()
      return .object(m.wrap(loop.wrap(source)))
    }
  }

  /// The loop's methods that have to do with threads.
  func fillExecutorMethods(_ type: PyType) {
    method(type, "run_in_executor", .atLeast(3)) { m, a in
      guard let loop = (a[0].object as? PyEventLoop)?.loop else { return .none }
      let (function, rest) = (a[2], a.positional(from: 3))
      if !a[1].isNone, !(a[1].object is PyThreadPool) {
        throw m.error(.attributeError, "'\(m.typeName(of: a[1]))' object has no attribute 'submit'")
      }
      let pool = (a[1].object as? PyThreadPool)?.pool
      let future = try loop.runInExecutor(pool, m.callbackName(function)) { [unowned m] in
        try m.call(function, rest)
      }
      return .object(m.wrap(future))
    }
    method(type, "set_default_executor", .exactly(2)) { m, a in
      guard let pool = (a[1].object as? PyThreadPool)?.pool else {
        throw m.typeError("executor must be ThreadPoolExecutor instance")
      }
      (a[0].object as? PyEventLoop)?.loop.defaultPool = pool
      return .none
    }
    method(type, "shutdown_default_executor", .named(["self", "timeout"], required: 1)) { m, a in
      guard let loop = (a[0].object as? PyEventLoop)?.loop else { return .none }
      return m.deferred("BaseEventLoop.shutdown_default_executor") { _ in loop.shutDownDefaultExecutor() }
    }
  }
}
