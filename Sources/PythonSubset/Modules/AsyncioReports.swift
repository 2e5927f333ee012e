import AsyncioLoop

extension Machine {
  /// The loop's methods that have to do with its exception handler (CPython 3.13 `base_events.py`).
  func fillExceptionHandlers(_ type: PyType) {
    func loop(_ value: Value) throws -> EventLoop {
      guard let loop = (value.object as? PyEventLoop)?.loop else {
        throw self.typeError("an event loop was expected")
      }
      return loop
    }
    method(type, "set_exception_handler", .exactly(2)) { m, a in
      try loop(a[0]).exceptionHandler = m.exceptionHandler(a[1])
      return .none
    }
    method(type, "get_exception_handler", .exactly(1)) { _, a in
      try loop(a[0]).exceptionHandler?.function as? Value ?? .none
    }
    method(type, "call_exception_handler", .exactly(2)) { m, a in
      try loop(a[0]).callExceptionHandler(m.report(a[1]))
      return .none
    }
    method(type, "default_exception_handler", .exactly(2)) { m, a in
      try loop(a[0]).defaultExceptionHandler(m.report(a[1]))
      return .none
    }
  }

  private func exceptionHandler(_ function: Value) throws -> ExceptionHandler? {
    if function.isNone { return nil }
    guard isCallable(function) else {
      throw typeError("A callable object or None is expected, got \(try representation(function))")
    }
    return ExceptionHandler(function: function) { [unowned self] loop, report in
      _ = try call(function, [.object(PyEventLoop(loop)), .object(context(of: report))])
    }
  }

  // MARK: Callbacks

  /// How reports and `repr` show a callback: `f() at program.py:3` (CPython 3.13 `format_helpers.py`).
  func callbackText(_ object: AnyObject) -> String? {
    guard let object = object as? PyObject else { return nil }
    let (function, calls) = unwrapped(.object(object))
    let name = callbackName(function) + String(repeating: "()", count: calls)
    guard let code = source(of: function)?.code else { return name }
    return "\(name) at \(code.file):\(code.firstLine)"
  }

  /// What a `partial` calls in the end, and how many calls that makes.
  private func unwrapped(_ value: Value) -> (function: Value, calls: Int) {
    var (function, calls) = (value, 1)
    while let partial = function.object as? PyPartial {
      function = partial.function
      calls += 1
    }
    return (function, calls)
  }

  /// The function of the program's behind what wraps it.
  private func source(of value: Value) -> PyFunction? {
    var function = value.function
    var left = recursionLimit
    while let inner = function?.attributes?.get(intern("__wrapped__"))?.function, left > 0 {
      function = inner
      left -= 1
    }
    return function
  }
}
