import AsyncioLoop

/// A callback with its arguments, as debug mode shows it.
final class PyDebugCall: PyObject {
  let function: Value
  let arguments: [Value]

  init(_ function: Value, _ arguments: [Value]) {
    self.function = function
    self.arguments = arguments
    super.init(.other)
  }
}

extension Machine {
  /// The loop's methods that have to do with its exception handler (CPython 3.13 `base_events.py`).
  func fillExceptionHandlers(_ type: PyType) {
    let owner = "BaseEventLoop"
    method(type, "set_exception_handler(self, handler)", owner: owner) { (m, loop: EventLoop, a) in
      loop.exceptionHandler = try m.exceptionHandler(a[1])
      return .none
    }
    method(type, "get_exception_handler(self)", owner: owner) { (_, loop: EventLoop, _) in
      loop.exceptionHandler?.function as? Value ?? .none
    }
    method(type, "call_exception_handler(self, context)", owner: owner) { (m, loop: EventLoop, a) in
      // A handler gets whatever it is called with.
      if a[1].dict == nil, let function = loop.exceptionHandler?.function as? Value {
        _ = try m.call(function, [a[0], a[1]])
      } else {
        try loop.callExceptionHandler(m.report(a[1]))
      }
      return .none
    }
    method(type, "default_exception_handler(self, context)", owner: owner) { (m, loop: EventLoop, a) in
      try loop.defaultExceptionHandler(m.report(a[1]))
      return .none
    }
  }

  private func exceptionHandler(_ function: Value) throws -> ExceptionHandler? {
    if function.isNone { return nil }
    guard isCallable(function) else {
      throw typeError("A callable object or None is expected, got \(try representation(function))")
    }
    return ExceptionHandler(function: function) { [unowned self] loop, report in
      _ = try call(function, [.object(wrap(loop)), .object(context(of: report))])
    }
  }

  // MARK: Callbacks

  /// How reports and `repr` show a callback: `f() at program.py:3` (CPython 3.13 `format_helpers.py`).
  func callbackText(_ object: AnyObject) -> String? {
    guard let object = object as? PyObject else { return nil }
    let called = object as? PyDebugCall
    let (function, calls) = unwrapped(called?.function ?? .object(object))
    let isNamed =
      function.object is PyBoundMethod || function.object is PyNative || function.typeObject != nil
    let text = function.function == nil && !isNamed ? try? representation(function) : nil
    let name =
      (text ?? callbackName(function)) + (called.map(argumentTexts) ?? String(repeating: "()", count: calls))
    guard let code = source(of: function)?.code else { return name }
    return "\(name) at \(code.file):\(code.firstLine)"
  }

  /// The arguments of a call and of the `partial`s that it goes through, the innermost first.
  private func argumentTexts(_ call: PyDebugCall) -> String {
    func text(_ arguments: [Value], _ keywords: [(Value, Value)] = []) -> String {
      let named = keywords.map { "\(($0.0.string?.value) ?? "")=\(shortRepresentation($0.1))" }
      return "(" + (arguments.map(shortRepresentation) + named).joined(separator: ", ") + ")"
    }
    var (function, all) = (call.function, text(call.arguments))
    while let partial = function.object as? PyPartial {
      all = text(partial.arguments, partial.keywords.pairs) + all
      function = partial.function
    }
    return all
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
