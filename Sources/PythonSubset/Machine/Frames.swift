import AsyncioLoop

extension Machine {
  // MARK: Entering and leaving frames

  @inline(__always)
  func enter(_ next: Frame, from frame: Frame) throws {
    depth += 1
    if depth > recursionLimit {
      depth -= 1
      throw error(.recursionError, "maximum recursion depth exceeded")
    }
    next.back = frame
    currentFrame = next
  }

  @inline(__always)
  func enter(_ generator: PyGenerator, sending value: Value, from frame: Frame) throws {
    do {
      try enter(generator.frame, from: frame)
    } catch {
      // As it would have run, it has run.
      finish(generator)
      throw error
    }
    generator.frame.push(value)
    begin(generator)
  }

  /// Makes the generator's handled exception the current one.
  @inline(__always)
  func begin(_ generator: PyGenerator) {
    generator.state = .running
    generator.handled.previous = handled
    handled = generator.handled
  }

  func finish(_ generator: PyGenerator?) {
    guard let generator else { return }
    generator.state = .finished
    unlink(generator)
    generator.handled.exception = nil
    generator.dropVariables()
    session.flushReports()
  }

  @inline(__always)
  private func unlink(_ generator: PyGenerator) {
    if let previous = generator.handled.previous {
      handled = previous
      generator.handled.previous = nil
    }
  }

  func suspend(_ frame: Frame) {
    guard let generator = frame.generator else { return }
    generator.state = .suspended
    unlink(generator)
  }

  /// Suspends the generators from `frame` out to the one that consumes values, and returns its consumer; nil where the
  /// value leaves `entry`.
  func suspend(_ frame: Frame, until entry: Frame) -> Frame? {
    var frame = frame
    while true {
      suspend(frame)
      if frame === entry { return nil }
      guard let back = frame.back else { return nil }
      frame.back = nil
      depth -= 1
      frame = back
      currentFrame = back
      let caller = frame.registers.pointee.next - 1
      if Opcode(word: frame.code.instructionWords[caller]) != .send { return frame }
      // It awaits: it does so again when it is resumed.
      frame.registers.pointee.next = caller
    }
  }

  func checkResumable(_ generator: PyGenerator) throws {
    guard generator.state == .running else { return }
    throw valueError(generator is PyCoroutine ? "coroutine already executing" : "generator already executing")
  }

  /// The frame that a call pushes; nil where the call needs none or Swift has to make it.
  func frameForCall(_ callee: PyObject, _ arguments: Arguments) throws -> Frame? {
    switch callee.kind {
    case .function:
      let function = unsafeDowncast(callee, to: PyFunction.self)
      return function.code.makesGenerator ? nil : try bind(function, arguments)
    case .boundMethod:
      let method = unsafeDowncast(callee, to: PyBoundMethod.self)
      guard let function = method.function.function, !function.code.makesGenerator else { return nil }
      return try bind(function, prepending: method.receiver, arguments)
    case .type:
      let cls = unsafeDowncast(callee, to: PyType.self)
      guard cls.layout == .instance, !cls.isBuiltin, cls.metaclass == nil,
        cls.abstract?.missing.isEmpty ?? true,
        let initializer = cls.lookup(names.initialize, in: self)?.function,
        !initializer.code.makesGenerator, cls.lookup(names.new, in: self) == nil
      else { return nil }
      let instance = Value.object(PyInstance(cls))
      let frame = try bind(initializer, prepending: instance, arguments)
      frame.constructed = instance
      return frame
    default: return nil
    }
  }

  // MARK: Resuming from Swift

  /// Goes on with a generator that is not running, sending a value.
  func resume(_ generator: PyGenerator, sending value: Value) throws -> Exit {
    defer { session.flushReports() }
    generator.frame.push(value)
    begin(generator)
    return try run(generator.frame, entry: generator.frame)
  }

  /// Throws into a generator that is not running: into the innermost one of those it awaits, and what that comes to into
  /// the one that awaits it, and so on outwards.
  ///
  /// As in CPython (`genobject.c`, `_gen_throw`), each runs on its own: while an inner one runs, the exceptions that the
  /// outer ones handle are out of sight, and what it raises is linked to them only when it arrives there.
  func resume(_ generator: PyGenerator, throwing error: any Error) throws -> Exit {
    defer { session.flushReports() }
    if generator.state == .created {
      endUnstarted(generator, with: error)
      throw error
    }
    if generator.state == .finished { throw error }
    var chain = [generator]
    while let inner = chain[chain.count - 1].delegate?.object as? PyGenerator, inner.state == .suspended,
      !(inner is PyAsyncGenerator)
    {
      chain.append(inner)
    }
    let delegate = chain[chain.count - 1].delegate
    let outerFrame = currentFrame
    defer { currentFrame = outerFrame }
    for generator in chain {
      generator.state = .running
      generator.frame.caller = currentFrame
      currentFrame = generator.frame
    }
    // As in CPython, what is awaited and is no coroutine is called by whoever called the one that awaits it.
    if delegate != nil, !(delegate?.object is PyNativeCoroutine) {
      currentFrame = chain[chain.count - 1].frame.caller
    }
    var step = delegate.map { throwNative($0, error) } ?? .raised(error)
    if case .raised(let raised) = step { linkIfNew(raised, thrown: error) }
    while let generator = chain.popLast() {
      // What runs now is called by the one that awaits it.
      currentFrame = chain.last?.frame ?? outerFrame
      switch step {
      case .yielded:
        generator.state = .suspended
      case .finished(let result):
        let frame = generator.frame
        begin(generator)
        frame.registers.pointee.next += 1
        frame.registers.pointee.top[-1] = result
        if chain.isEmpty { return try run(frame, entry: frame) }
        step = self.step { try run(frame, entry: frame) }
      case .raised(let error):
        if chain.isEmpty { return try raise(error, in: generator) }
        step = self.step { try raise(error, in: generator) }
      }
    }
    guard case .yielded(let value) = step else { return .returned(.none) }
    return .yielded(value)
  }

  /// Ends a generator into which an error is thrown before it ran: the traceback leads to its first line, and holds its
  /// arguments.
  private func endUnstarted(_ generator: PyGenerator, with error: any Error) {
    generator.state = .finished
    if let exception = pythonException(error) {
      let frame = generator.frame
      exception.tracebackEntries = PyTraceback(
        frame, instruction: PyTraceback.atStart, next: exception.tracebackEntries)
      frame.caller = currentFrame
      frame.end(isEntry: true)
    }
    generator.dropVariables()
  }

  /// Links what the library raised, also when another error was thrown into it, to what is handled outside of everything.
  func linkIfNew(_ raised: any Error, thrown: (any Error)?) {
    guard currentHandled != nil, !hasOwnContext(raised), let exception = pythonException(raised) else {
      return
    }
    if exception !== propagating, exception !== thrown.flatMap(pythonException) { setContext(of: exception) }
  }

  /// Raises an error where a generator is suspended.
  private func raise(_ error: any Error, in generator: PyGenerator) throws -> Exit {
    if let exception = pythonException(error) {
      if let handled = generator.handled.exception { link(exception, to: handled) }
      propagating = exception
    }
    begin(generator)
    if generator.isDelegating { generator.frame.registers.pointee.next += 1 }
    return try run(generator.frame, entry: generator.frame, raising: error)
  }

  /// What a generator that another one awaits came to.
  private func step(_ run: () throws -> Exit) -> NativeStep {
    do {
      switch try run() {
      case .returned(let value): return .finished(value)
      case .yielded(let value), .produced(let value): return .yielded(value)
      }
    } catch {
      return .raised(error)
    }
  }

  // MARK: Unwinding

  /// Finds who handles an exception, from `frame` outwards to `entry`; throws it on where nobody does.
  func unwind(_ raised: any Error, from start: Frame, entry: Frame) throws -> Frame {
    var frame = start
    var recordsFrame = true
    let exception: PyException
    if let reraised = raised as? Reraised, let inner = reraised.exception {
      exception = inner
      recordsFrame = false
    } else if let converted = pythonException(raised) {
      exception = converted
      if propagating !== exception, !hasOwnContext(raised) { setContext(of: exception) }
    } else {
      return try leave(from: frame, entry: entry, with: raised)
    }
    propagating = nil
    while true {
      let registers = frame.registers
      let instruction = max(0, registers.pointee.next - 1)
      if recordsFrame {
        exception.tracebackEntries = PyTraceback(
          frame, instruction: instruction, next: exception.tracebackEntries)
      }
      recordsFrame = true
      if let handler = frame.code.handler(at: instruction) {
        frame.dropStack(to: frame.stack + handler.depth)
        frame.push(.object(exception))
        registers.pointee.next = handler.target
        return frame
      }
      frame.dropStack()
      // A comprehension has no frame in CPython that a traceback could hold.
      if frame.code.flags.contains(.inlined) { frame.clear() }
      var result = exception
      if frame.code.makesGenerator {
        finish(frame.generator)
        result = wrappedStop(exception, leaving: frame.code)
      }
      guard frame !== entry, let back = frame.back else {
        frame.end(isEntry: frame === entry)
        propagating = result
        throw result
      }
      if result !== exception { return try unwindOuter(result, frame, entry) }
      frame.end(isEntry: false)
      depth -= 1
      frame = back
      currentFrame = back
    }
  }

  private func unwindOuter(_ exception: PyException, _ frame: Frame, _ entry: Frame) throws -> Frame {
    guard let back = frame.back else { throw exception }
    frame.end(isEntry: false)
    depth -= 1
    currentFrame = back
    propagating = exception
    return try unwind(exception, from: back, entry: entry)
  }

  /// Takes frames down for an error that no program can catch.
  private func leave(from start: Frame, entry: Frame, with error: any Error) throws -> Frame {
    var frame = start
    while true {
      if frame.code.makesGenerator { finish(frame.generator) }
      guard frame !== entry, let back = frame.back else { throw error }
      frame.back = nil
      frame = back
    }
  }

  /// A StopIteration that leaves a generator becomes a RuntimeError (PEP 479).
  private func wrappedStop(_ exception: PyException, leaving code: Code) -> PyException {
    let isStop = exception.cls.isSubtype(of: types[.stopIteration])
    let isAsync = code.flags.contains(.coroutine) && code.flags.contains(.generator)
    let isAsyncStop = isAsync && exception.cls.isSubtype(of: types[.stopAsyncIteration])
    guard isStop || isAsyncStop else { return exception }
    let kind = isAsync ? "async generator" : code.flags.contains(.coroutine) ? "coroutine" : "generator"
    let wrapped = error(
      .runtimeError, "\(kind) raised \(isAsyncStop ? "StopAsyncIteration" : "StopIteration")")
    wrapped.causeException = exception
    wrapped.contextException = exception
    wrapped.hidesContext = true
    wrapped.tracebackEntries = exception.tracebackEntries.map {
      PyTraceback($0.frame, instruction: $0.instruction, next: nil)
    }
    return wrapped
  }

  /// Whether the loop's library raised an error while it handled another one, which is its context.
  private func hasOwnContext(_ error: any Error) -> Bool {
    guard let error = error as? LoopError else { return false }
    return error.context != nil && !error.cameFromFuture
  }

  /// Links a new exception to the one that is being handled, if any.
  func setContext(of exception: PyException) {
    if let current = currentHandled { link(exception, to: current) }
  }

  /// Runs code while an exception is handled, as the code of an `except` does.
  func handle(_ exception: PyException?, _ body: () throws -> Void) throws {
    let state = HandledException()
    state.exception = exception
    state.previous = handled
    handled = state
    defer { handled = state.previous ?? state }
    try body()
  }

  /// Makes `current` the context of an exception, without closing a ring.
  private func link(_ exception: PyException, to current: PyException) {
    guard current !== exception else { return }
    var link: PyException? = current
    while let here = link, let next = here.contextException {
      if next === exception {
        here.contextException = nil
        break
      }
      link = next
      if next === current { break }
    }
    exception.contextException = current
  }

  /// The exception that a bare `raise` raises again.
  var currentHandled: PyException? {
    var state: HandledException? = handled
    while let here = state {
      if let exception = here.exception { return exception }
      state = here.previous
    }
    return nil
  }
}
