import AsyncioLoop

extension Machine {
  /// Which loop is meant where none is named (CPython 3.13 `events.py`).
  func fillEventLoops(_ names: PyDict) {
    function(names, "get_running_loop", .exactly(0)) { m, _ in .object(PyEventLoop(try m.runningLoop())) }
    function(names, "_get_running_loop", .exactly(0)) { m, _ in
      m.session.runningLoop.map { .object(PyEventLoop($0)) } ?? .none
    }
    function(names, "get_event_loop", .exactly(0)) { m, _ in .object(PyEventLoop(try m.eventLoop())) }
    function(names, "new_event_loop", .exactly(0)) { m, _ in .object(m.newEventLoop()) }
    function(names, "set_event_loop", .exactly(1)) { m, a in
      let loop = (a[0].object as? PyEventLoop)?.loop
      if loop == nil, !a[0].isNone {
        throw m.typeError(
          "loop must be an instance of AbstractEventLoop or None, not '\(m.typeName(of: a[0]))'")
      }
      m.session.setEventLoop(loop)
      return .none
    }
    let type = types.named("_UnixSelectorEventLoop", module: "asyncio.unix_events")
    constructor(type) { m, _ in .object(m.newEventLoop()) }
    for name in ["EventLoop", "SelectorEventLoop"] { names.set(intern(name), .object(type)) }
    names.set(
      intern("AbstractEventLoop"), .object(types.named("AbstractEventLoop", module: "asyncio.events")))
    let handle = types.named("Handle", module: "asyncio.events")
    names.set(intern("Handle"), .object(handle))
    names.set(
      intern("TimerHandle"), .object(types.named("TimerHandle", module: "asyncio.events", base: handle)))
  }

  private func newEventLoop() -> PyEventLoop { PyEventLoop(EventLoop(session: session)) }

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

  /// The loop that an argument names, or else the one that is meant.
  func eventLoop(_ argument: Value) throws -> EventLoop {
    try (argument.object as? PyEventLoop)?.loop ?? eventLoop()
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
}
