import AsyncioLoop

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Machine {
  // MARK: Between the loop's errors and the program's

  /// The program's object for an error; nil for an error that no program may see.
  func pythonException(_ error: any Error) -> PyException? {
    if let exception = error as? PyException { return exception }
    if let reraised = error as? Reraised { return reraised.exception }
    if let text = error as? TextError {
      let name = ExceptionName(rawValue: text.kind.rawValue) ?? .valueError
      return makeException(types[name], text.message.isEmpty ? [] : [.text(text.message)])
    }
    guard let loopError = error as? LoopError else { return nil }
    if let known = loopError.object as? PyException { return known }
    let made: PyException
    switch loopError.kind {
    case .exceptionGroup, .baseExceptionGroup:
      let members = loopError.members.compactMap(pythonException)
      made = makeGroup(
        .text(loopError.argument.map { "\($0)" } ?? ""), members,
        cls: types[loopError.kind == .exceptionGroup ? .exceptionGroup : .baseExceptionGroup])
    default:
      let name = ExceptionName(rawValue: loopError.kind.rawValue) ?? .runtimeError
      made = makeException(types[name], arguments(of: loopError))
      if let early = loopError.argument as? IncompleteRead { describe(made, early) }
      if let overrun = loopError.argument as? LimitOverrun { describe(made, overrun) }
    }
    loopError.object = made
    made.causeException = loopError.cause.flatMap(pythonException)
    made.contextException = loopError.context.flatMap(pythonException)
    made.hidesContext = loopError.suppressesContext || made.causeException != nil
    return made
  }

  private func arguments(of error: LoopError) -> [Value] {
    if let system = error.argument as? SystemError { return [.int(system.number), .text(system.text)] }
    return error.argument.map { [value(fromLoop: $0)] } ?? []
  }

  /// A value that went through the loop.
  func value(fromLoop any: Any) -> Value {
    if let value = any as? Value { return value }
    if any is Void { return .none }
    if let text = any as? String { return .text(text) }
    if let received = any as? ReceivedBytes { return .bytes(received.bytes) }
    if let streams = any as? StreamPair {
      return .object(
        PyTuple([.object(wrap(streams.reader)), .object(wrap(streams.writer))]))
    }
    if let server = any as? Server { return .object(wrap(server)) }
    if let error = any as? any Error, let exception = pythonException(error) { return .object(exception) }
    if let values = any as? [Any] { return .object(PyList(values.map(value(fromLoop:)))) }
    if let future = any as? Future { return .object(wrap(future)) }
    if let flag = any as? Bool { return .bool(flag) }
    if let number = any as? Int { return .int(number) }
    if let number = any as? Double { return .float(number) }
    if let result = any as? WaitResult {
      return .object(PyTuple([futureSet(result.done), futureSet(result.pending)]))
    }
    return .none
  }

  private func futureSet(_ futures: [Future]) -> Value {
    let set = PySet()
    for future in futures { try? set.insert(.object(wrap(future)), in: self) }
    return .object(set)
  }

  // MARK: raise

  func raised(_ value: Value, cause: Value?) throws -> PyException {
    let exception: PyException
    if let given = value.exception {
      exception = given
    } else if let cls = value.typeObject, cls.layout == .exception {
      guard let made = try call(value, []).exception else {
        throw typeError("calling \(cls.name) should have returned an instance of BaseException")
      }
      exception = made
    } else {
      throw typeError("exceptions must derive from BaseException")
    }
    if let cause {
      if cause.isNone {
        exception.causeException = nil
      } else if let given = cause.exception {
        exception.causeException = given
      } else if cause.typeObject?.layout == .exception, let made = try call(cause, []).exception {
        exception.causeException = made
      } else {
        throw typeError("exception causes must derive from BaseException")
      }
      exception.hidesContext = true
    }
    return exception
  }

  func bareRaise() throws -> any Error {
    guard let current = currentHandled else {
      return error(.runtimeError, "No active exception to reraise")
    }
    return Reraised(exception: current)
  }

  // MARK: except

  func matches(_ exception: Value, _ type: Value) throws -> Bool {
    guard let exception = exception.exception else { return false }
    let wanted = type.tuple?.items ?? [type]
    for item in wanted where item.typeObject?.layout != .exception {
      throw typeError("catching classes that do not inherit from BaseException is not allowed")
    }
    return wanted.contains { item in item.typeObject.map { exception.cls.isSubtype(of: $0) } ?? false }
  }

  /// The part of an exception that `except*` handles, and the rest; None where there is none.
  func splitGroup(_ exception: Value, by type: Value) throws -> (rest: Value, match: Value) {
    guard let exception = exception.exception else { return (exception, .none) }
    for item in type.tuple?.items ?? [type] {
      guard let cls = item.typeObject, cls.layout == .exception else {
        throw typeError("catching classes that do not inherit from BaseException is not allowed")
      }
      if cls.isSubtype(of: types[.baseExceptionGroup]) {
        throw typeError("catching ExceptionGroup with except* is not allowed. Use except instead.")
      }
    }
    if exception.group == nil {
      guard try matches(.object(exception), type) else { return (.object(exception), .none) }
      let wrapped = makeGroup(.text(""), [exception])
      wrapped.args = [.text(""), .object(PyTuple([.object(exception)]))]
      return (.none, .object(wrapped))
    }
    let (match, rest) = try split(exception) { try self.matches(.object($0), type) }
    return (rest.map { .object($0) } ?? .none, match.map { .object($0) } ?? .none)
  }

  /// Splits a group into what fulfils a condition and the rest, keeping its shape.
  func split(
    _ exception: PyException, _ condition: (PyException) throws -> Bool
  ) throws -> (match: PyException?, rest: PyException?) {
    if try condition(exception) { return (exception, nil) }
    guard let members = exception.group else { return (nil, exception) }
    return try guarded("") {
      var matching: [PyException] = []
      var others: [PyException] = []
      for member in members {
        let (match, rest) = try split(member, condition)
        if let match { matching.append(match) }
        if let rest { others.append(rest) }
      }
      return (
        matching.isEmpty ? nil : try derive(exception, matching),
        others.isEmpty ? nil : try derive(exception, others)
      )
    }
  }

  /// A group like `group` that holds others, with its notes, traceback, cause and context.
  func derive(_ group: PyException, _ members: [PyException]) throws -> PyException {
    let made: PyException
    if let method = group.cls.lookup(intern("derive"), in: self), method.function != nil,
      let derived = try call(method, [.object(group), .object(PyList(members.map { .object($0) }))]).exception
    {
      made = derived
    } else {
      made = makeGroup(group.args.first ?? .text(""), members)
    }
    made.tracebackEntries = group.tracebackEntries
    made.causeException = group.causeException
    made.contextException = group.contextException
    // Giving it a cause, be it none, hides its context.
    made.hidesContext = true
    if let notes = group.attributes?.get(names.notes), let list = notes.list {
      made.attributesForWriting()?.set(names.notes, .object(PyList(list.items)))
    }
    return made
  }

  func makeGroup(_ message: Value, _ members: [PyException], cls: PyType? = nil) -> PyException {
    let onlyExceptions = members.allSatisfy { $0.cls.isSubtype(of: types[.exception]) }
    let made = makeException(
      cls ?? types[onlyExceptions ? .exceptionGroup : .baseExceptionGroup],
      [message, .object(PyList(members.map { .object($0) }))])
    made.group = members
    return made
  }

  /// What an `except*` statement raises in the end: what its handlers raised, and what none of them handled.
  func mergeGroups(_ original: Value, _ raised: Value) throws -> Value {
    guard let original = original.exception, let raised = raised.list else { return .none }
    let exceptions = raised.items.compactMap(\.exception)
    if exceptions.isEmpty { return .none }
    if original.group == nil {
      // A plain exception was wrapped: it is raised as it was, or what its handler raised is.
      return exceptions.first.map { .object($0) } ?? .none
    }
    var reraised: [PyException] = []
    var new: [PyException] = []
    for exception in exceptions {
      let isPart = exception.group != nil && isSamePart(exception, of: original)
      if isPart { reraised.append(exception) } else { new.append(exception) }
    }
    let rest = try project(original, keeping: reraised)
    if new.isEmpty { return rest.map { .object($0) } ?? .none }
    if let rest { new.append(rest) }
    if new.count == 1 { return .object(new[0]) }
    return .object(makeGroup(.text(""), new))
  }

  /// Whether a group is a part of `original`: it has its traceback, notes, cause and context.
  private func isSamePart(_ exception: PyException, of original: PyException) -> Bool {
    exception.causeException === original.causeException
      && exception.contextException === original.contextException
      && exception.tracebackEntries === original.tracebackEntries
  }

  /// `original` with only those leaves that the parts hold.
  private func project(_ original: PyException, keeping parts: [PyException]) throws -> PyException? {
    var leaves: Set<ObjectIdentifier> = []
    for part in parts { collectLeaves(of: part, into: &leaves) }
    if leaves.isEmpty { return nil }
    return try split(original) { $0.group == nil && leaves.contains(ObjectIdentifier($0)) }.match
  }

  private func collectLeaves(of exception: PyException, into leaves: inout Set<ObjectIdentifier>) {
    guard let members = exception.group else {
      leaves.insert(ObjectIdentifier(exception))
      return
    }
    for member in members { collectLeaves(of: member, into: &leaves) }
  }

  func traceback(of exception: Value) -> Value {
    exception.exception?.tracebackEntries.map { .object($0) } ?? .none
  }

  /// A new exception object, before `__init__`.
  func newException(_ cls: PyType, _ arguments: Arguments) throws -> PyException {
    let exception = makeException(
      cls === types[.osError] ? osErrorClass(arguments) : cls, arguments.positional)
    if cls.isSubtype(of: types[.baseExceptionGroup]) { try fillGroup(exception) }
    if cls.isUnicodeFault(in: self) { try checkUnicodeError(cls, exception.args) }
    setArguments(of: exception, exception.args)
    let hasOwnInit = cls.lookup(names.initialize, in: self)?.function != nil
    if !hasOwnInit, let name = arguments.names.first {
      guard ["name", "path", "obj"].contains(name.value) else {
        throw typeError("\(cls.name)() takes no keyword arguments")
      }
      for (index, name) in arguments.names.enumerated() {
        exception.attributesForWriting()?.set(name, arguments[arguments.count + index])
      }
    }
    return exception
  }

  /// An OSError keeps the name of a file apart from its other arguments.
  func setArguments(of exception: PyException, _ arguments: [Value]) {
    exception.args = arguments
    guard (3...5).contains(arguments.count), exception.cls.isSubtype(of: types[.osError]) else { return }
    exception.args = Array(arguments.prefix(2))
    if !arguments[2].isNone { exception.attributesForWriting()?.set(names.fileName, arguments[2]) }
  }

  /// The class that `OSError(errno, text)` makes an instance of (CPython 3.13 `errnomap`).
  private func osErrorClass(_ arguments: Arguments) -> PyType {
    guard (2...5).contains(arguments.count),
      let number = arguments[0].bigInteger.flatMap({ Int(exactly: $0) })
    else {
      return types[.osError]
    }
    let name: ExceptionName =
      switch Int32(truncatingIfNeeded: number) {
      case EAGAIN, EALREADY, EINPROGRESS: .blockingIOError
      case EPIPE, ESHUTDOWN: .brokenPipeError
      case ECHILD: .childProcessError
      case ECONNABORTED: .connectionAbortedError
      case ECONNREFUSED: .connectionRefusedError
      case ECONNRESET: .connectionResetError
      case EEXIST: .fileExistsError
      case ENOENT: .fileNotFoundError
      case EISDIR: .isADirectoryError
      case ENOTDIR: .notADirectoryError
      case EINTR: .interruptedError
      case EACCES, EPERM: .permissionError
      case ESRCH: .processLookupError
      case ETIMEDOUT: .timeoutError
      default: .osError
      }
    return types[name]
  }

  /// Whether a value has items that are numbered: CPython's `PySequence_Check`.
  private func isSequence(_ value: Value) -> Bool {
    switch value.object?.kind {
    case .list, .tuple, .string, .bytes, .range: true
    case .instance: lookup(names.getItem, on: value) != nil
    default: false
    }
  }

  private func fillGroup(_ exception: PyException) throws {
    let cls = exception.cls
    guard exception.args.count == 2 else {
      throw typeError(
        "BaseExceptionGroup.__new__() takes exactly 2 arguments (\(exception.args.count) given)")
    }
    guard exception.args[0].string != nil else {
      throw typeError(
        "BaseExceptionGroup.__new__() argument 1 must be str, not \(givenName(of: exception.args[0]))")
    }
    guard isSequence(exception.args[1]) else {
      throw typeError("second argument (exceptions) must be a sequence")
    }
    let items = try values(of: exception.args[1])
    if items.isEmpty { throw valueError("second argument (exceptions) must be a non-empty sequence") }
    var members: [PyException] = []
    for (index, item) in items.enumerated() {
      guard let member = item.exception else {
        throw valueError("Item \(index) of second argument (exceptions) is not an exception")
      }
      members.append(member)
    }
    let onlyExceptions = members.allSatisfy { $0.cls.isSubtype(of: types[.exception]) }
    if cls === types[.exceptionGroup], !onlyExceptions {
      throw typeError("Cannot nest BaseExceptions in an ExceptionGroup")
    }
    if cls === types[.baseExceptionGroup], onlyExceptions { exception.cls = types[.exceptionGroup] }
    exception.group = members
  }
}
