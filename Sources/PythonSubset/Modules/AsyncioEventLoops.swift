import AsyncioLoop

extension Machine {
  func wrap(_ loop: EventLoop) -> PyWrapper {
    if let known = loop.wrapper as? PyWrapper { return known }
    let made = PyWrapper(loop, loopType)
    loop.wrapper = made
    return made
  }

  /// The class of all event loops.
  var loopType: PyType {
    types.named(
      "_UnixSelectorEventLoop", module: "asyncio.unix_events",
      base: types.named("AbstractEventLoop", module: "asyncio.events"))
  }

  private func newEventLoop() -> PyWrapper { wrap(EventLoop(session: session)) }

  /// Which loop is meant where none is named (CPython 3.13 `events.py`).
  func fillEventLoops(_ names: PyDict) {
    function(names, "get_running_loop", .exactly(0)) { m, _ in .object(m.wrap(try m.runningLoop())) }
    function(names, "_get_running_loop", .exactly(0)) { m, _ in
      m.session.runningLoop.map { .object(m.wrap($0)) } ?? .none
    }
    function(names, "get_event_loop", .exactly(0)) { m, _ in .object(m.wrap(try m.eventLoop())) }
    function(names, "new_event_loop()") { m, _ in .object(m.newEventLoop()) }
    function(names, "set_event_loop(loop)") { m, a in
      let loop: EventLoop? = a[0].wrapped()
      if loop == nil, !a[0].isNone {
        throw m.typeError(
          "loop must be an instance of AbstractEventLoop or None, not '\(m.typeName(of: a[0]))'")
      }
      m.session.setEventLoop(loop)
      return .none
    }
    constructor(loopType) { m, _ in .object(m.newEventLoop()) }
    for name in ["EventLoop", "SelectorEventLoop"] { names.set(intern(name), .object(loopType)) }
    names.set(
      intern("AbstractEventLoop"), .object(types.named("AbstractEventLoop", module: "asyncio.events")))
    fillLoop(loopType)
    fillCalling(loopType)
    fillExecutorMethods(loopType)
    fillExceptionHandlers(loopType)
    fillAsyncGeneratorMethods(loopType)
    fillHandles(names)
  }

  // MARK: The loop that is meant

  /// The loop that runs, or else the one that was set.
  ///
  /// As long as nobody has set one, the main thread gets a new one, with a warning that this will end.
  func eventLoop() throws -> EventLoop {
    if let loop = session.runningLoop { return loop }
    if let thread = session.currentThread {
      throw error(.runtimeError, "There is no current event loop in thread '\(thread.name)'.")
    }
    if !session.isEventLoopSet {
      warn("There is no current event loop", .deprecationWarning)
      session.setEventLoop(EventLoop(session: session))
    }
    guard let loop = session.eventLoop else {
      throw error(.runtimeError, "There is no current event loop in thread 'MainThread'.")
    }
    return loop
  }

  /// The loop that an argument names, which is asked for an attribute, or else the one that is meant.
  func eventLoop(_ argument: Value, asking attribute: String = "get_debug") throws -> EventLoop {
    if argument.isUndefined || argument.isNone { return try eventLoop() }
    return try wrapped(argument, asking: attribute)
  }

  /// The loop of the first future among awaitables, or else the one that is meant.
  func eventLoop(of awaitables: [Awaitable]) throws -> EventLoop {
    for case .future(let future) in awaitables { return future.loop }
    return try eventLoop()
  }

  /// `asyncio.shield`.
  func shielded(_ awaitable: Awaitable) throws -> PyFuture {
    wrap(try eventLoop(of: [awaitable]).shield(awaitable))
  }

  /// Whether `debug` is asked for; nil: it is left open.
  func debugArgument(_ value: Value) throws -> Bool? {
    value.isUndefined || value.isNone ? nil : try isTrue(value)
  }

  private func taking(_ argument: Value, _ isTaken: inout Bool) throws -> Awaitable {
    isTaken = true
    return try requiredAwaitable(argument)
  }

  // MARK: The loop's methods

  /// What a loop is asked, what it makes, and how it is run (CPython 3.13 `base_events.py`).
  private func fillLoop(_ type: PyType) {
    let owner = "BaseEventLoop"
    method(type, "time(self)", owner: owner) { (_, loop: EventLoop, _) in .float(loop.time()) }
    method(type, "create_future(self)", owner: owner) { (m, loop: EventLoop, _) in
      .object(m.wrap(loop.createFuture()))
    }
    method(type, "create_task(self, coro, *, name=None, context=None)", owner: owner) {
      (m, loop: EventLoop, a) in
      let coroutine = try m.coroutineArgument(a[1], .typeError)
      let context = try m.contextArgument(a[3])
      return .object(m.wrap(try loop.createTask(coroutine, name: m.taskName(a[2]), context: context)))
    }
    method(type, "run_until_complete(self, future)", owner: owner) { (m, loop: EventLoop, a) in
      var isTaken = false
      do {
        let result = try m.deeper(by: 4) {
          try loop.runUntilComplete(m.taking(a[1], &isTaken))
        }
        return m.value(fromLoop: result)
      } catch {
        throw isTaken ? error : m.refusal(of: a[1], error)
      }
    }
    method(type, "run_forever(self)", owner: owner) { (m, loop: EventLoop, _) in
      // It, `_run_once` and the handle's `_run`.
      try m.deeper(by: 3) { try loop.runForever() }
      return .none
    }
    method(type, "stop(self)", owner: owner) { (_, loop: EventLoop, _) in
      loop.stop()
      return .none
    }
    method(type, "close(self)") { (_, loop: EventLoop, _) in
      try loop.close()
      return .none
    }
    method(type, "is_running(self)", owner: owner) { (_, loop: EventLoop, _) in .bool(loop.isRunning) }
    method(type, "is_closed(self)", owner: owner) { (_, loop: EventLoop, _) in .bool(loop.isClosed) }
    method(type, "get_debug(self)", owner: owner) { (_, loop: EventLoop, _) in .bool(loop.isDebug) }
    method(type, "set_debug(self, enabled)", owner: owner) { (m, loop: EventLoop, a) in
      loop.isDebug = try m.isTrue(a[1])
      return .none
    }
    attribute(
      type, "slow_callback_duration",
      get: { m, v in
        let loop: EventLoop = try m.wrapped(v)
        return .float(loop.slowCallbackDuration)
      },
      set: { m, v, new in
        let loop: EventLoop = try m.wrapped(v)
        loop.slowCallbackDuration = try m.addend(new)
      })
    method(type, "add_signal_handler(self, sig, callback, *args)") { m, a in
      if m.isCoroutine(a[2]) { throw m.typeError("coroutines cannot be used with add_signal_handler()") }
      m.handledSignals.insert(try m.signal(a[1]))
      return .none
    }
    method(type, "remove_signal_handler(self, sig)") { m, a in
      .bool(m.handledSignals.remove(try m.signal(a[1])) != nil)
    }
  }

  private func signal(_ value: Value) throws -> Int {
    guard let number = value.bigInteger.map({ Int(clamping: $0) }) else {
      throw typeError("sig must be an int, not \(try representation(value))")
    }
    guard (1...31).contains(number) || (34...64).contains(number) else {
      throw valueError("invalid signal number \(try string(value))")
    }
    return number
  }

  // MARK: Callbacks

  private func fillCalling(_ type: PyType) {
    let owner = "BaseEventLoop"
    for name in ["call_soon", "call_soon_threadsafe"] {
      method(type, "\(name)(self, callback, *args, context=None)", owner: owner) { (m, loop: EventLoop, a) in
        let (callback, rest) = (a[1], a.positional(from: 3))
        try m.check(callback, name, loop)
        return .object(
          m.wrap(
            try loop.callSoon(
              name: m.callbackName(callback), callback: m.described(callback, rest, on: loop),
              context: m.callbackContext(a[2])
            ) { [unowned m] in
              _ = try m.call(callback, rest)
            }))
      }
    }
    method(type, "call_later(self, delay, callback, *args, context=None)", owner: owner) {
      (m, loop: EventLoop, a) in
      if a[1].isNone { throw m.typeError("delay must not be None") }
      return try m.call(at: loop.time() + m.addend(a[1]), "call_at", on: loop, a)
    }
    method(type, "call_at(self, when, callback, *args, context=None)", owner: owner) {
      (m, loop: EventLoop, a) in
      if a[1].isNone { throw m.typeError("when cannot be None") }
      guard let when = try m.floatValue(a[1]) else {
        throw m.typeError("'<' not supported between instances of '\(m.typeName(of: a[1]))' and 'float'")
      }
      return try m.call(at: when, "call_at", on: loop, a)
    }
  }

  private func call(at when: Double, _ method: String, on loop: EventLoop, _ a: Arguments) throws -> Value {
    let (callback, rest) = (a[2], a.positional(from: 4))
    try check(callback, method, loop)
    return .object(
      wrap(
        try loop.callAt(
          when, name: callbackName(callback), callback: described(callback, rest, on: loop),
          context: callbackContext(a[3])
        ) { [unowned self] in
          _ = try call(callback, rest)
        }))
  }

  /// What reports show of a call: in debug mode with its arguments.
  private func described(_ callback: Value, _ arguments: [Value], on loop: EventLoop) -> PyObject? {
    loop.isDebug ? PyDebugCall(callback, arguments) : callback.object
  }

  /// A number of seconds that is added to the loop's time.
  func addend(_ value: Value) throws -> Double {
    if let seconds = try floatValue(value) { return seconds }
    throw typeError("unsupported operand type(s) for +: 'float' and '\(typeName(of: value))'")
  }

  /// Refuses in debug mode what cannot be called; otherwise the call will fail.
  func check(_ callback: Value, _ method: String, _ loop: EventLoop) throws {
    guard loop.isDebug else { return }
    if isCoroutine(callback) { throw typeError("coroutines cannot be used with \(method)()") }
    if !isCallable(callback) {
      throw typeError("a callable object was expected by \(method)(), got \(try representation(callback))")
    }
  }

  /// Whether it is a coroutine, or a function that makes one.
  private func isCoroutine(_ callback: Value) -> Bool {
    callback.object is PyCoroutine || callback.object is PyNativeCoroutine
      || flags(ofFunction: callback) == [.coroutine]
  }

  // MARK: Handles

  func wrap(_ handle: Handle) -> PyWrapper {
    PyWrapper(handle, handle is TimerHandle ? timerHandleType : handleType)
  }

  private var handleType: PyType { types.named("Handle", module: "asyncio.events") }

  private var timerHandleType: PyType {
    types.named("TimerHandle", module: "asyncio.events", base: handleType)
  }

  private func fillHandles(_ names: PyDict) {
    names.set(intern("Handle"), .object(handleType))
    names.set(intern("TimerHandle"), .object(timerHandleType))
    for type in [handleType, timerHandleType] {
      method(type, "cancel(self)") { (_, handle: Handle, _) in
        handle.cancel()
        return .none
      }
    }
    method(handleType, "cancelled(self)") { (_, handle: Handle, _) in .bool(handle.isCancelled) }
    method(handleType, "get_context(self)") { (m, handle: Handle, _) in
      .object(m.wrap(handle.currentContext()))
    }
    method(timerHandleType, "when(self)") { (_, timer: TimerHandle, _) in .float(timer.when) }
  }
}
