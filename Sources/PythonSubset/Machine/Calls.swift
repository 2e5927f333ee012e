extension Machine {
  // MARK: Calling from Swift

  func call(_ callee: Value, _ arguments: [Value], names: [PyString] = []) throws -> Value {
    try arguments.withUnsafeBufferPointer { buffer in
      try call(callee, Arguments(base: buffer.baseAddress, total: buffer.count, names: names))
    }
  }

  func call(_ callee: Value, _ arguments: Arguments) throws -> Value {
    guard case .object(let object) = callee else { throw notCallable(callee) }
    switch object.kind {
    case .function:
      let function = unsafeDowncast(object, to: PyFunction.self)
      let frame = try bind(function, arguments)
      if let generator = makeGenerator(frame, function) { return .object(generator) }
      return try runToEnd(frame)
    case .native: return try callNative(unsafeDowncast(object, to: PyNative.self), arguments)
    case .boundMethod:
      let method = unsafeDowncast(object, to: PyBoundMethod.self)
      return try call(method.function, prepending: method.receiver, arguments)
    case .type: return try callClass(unsafeDowncast(object, to: PyType.self), arguments)
    default:
      if let callable = object as? any NativeCallable { return try callable.call(self, arguments) }
      guard let method = object.type(in: self).lookup(names.call, in: self), object.kind != .type else {
        throw notCallable(callee)
      }
      if method.function != nil { return try call(method, prepending: callee, arguments) }
      return try call(try bindDescriptor(method, to: callee), arguments)
    }
  }

  func call(_ callee: Value, prepending first: Value, _ arguments: Arguments) throws -> Value {
    var all = [first]
    for index in 0..<arguments.total { all.append(arguments[index]) }
    return try call(callee, all, names: arguments.names)
  }

  func isCallable(_ value: Value) -> Bool {
    guard case .object(let object) = value else { return false }
    switch object.kind {
    case .function, .native, .boundMethod, .type: return true
    default: return object is any NativeCallable || lookup(names.call, on: value) != nil
    }
  }

  func notCallable(_ value: Value) -> PyException {
    typeError("'\(typeName(of: value))' object is not callable")
  }

  func runToEnd(_ frame: Frame) throws -> Value {
    switch try run(frame, entry: frame) {
    case .returned(let value): return value
    case .yielded, .produced: return .none
    }
  }

  func callMethod(_ receiver: Value, _ name: PyString, _ arguments: [Value] = []) throws -> Value {
    try call(try getAttribute(receiver, name), arguments)
  }

  /// Calls a special method, which is looked up on the class alone; nil where there is none.
  func callSpecial(_ receiver: Value, _ name: PyString, _ arguments: [Value] = []) throws -> Value? {
    guard let method = lookup(name, on: receiver) else { return nil }
    if method.function != nil { return try call(method, [receiver] + arguments) }
    if method.isNone { return nil }
    return try call(try bindDescriptor(method, to: receiver), arguments)
  }

  func makeGenerator(_ frame: Frame, _ function: PyFunction) -> PyGenerator? {
    let flags = frame.code.flags
    guard flags.contains(.generator) || flags.contains(.coroutine) else { return nil }
    let name = function.qualifiedName
    if flags.contains(.generator) && flags.contains(.coroutine) {
      return PyAsyncGenerator(frame, qualifiedName: name, machine: self)
    }
    if flags.contains(.coroutine) { return PyCoroutine(frame, qualifiedName: name, machine: self) }
    return PyGenerator(frame, qualifiedName: name, machine: self)
  }

  // MARK: Functions of the program

  /// A new frame for a call, its parameters bound.
  func bind(_ function: PyFunction, _ arguments: Arguments) throws -> Frame {
    let frame = Frame(function.code, globals: function.globals)
    try bind(function, arguments, shift: 0, into: frame)
    frame.bindCells(function.closure)
    if function.code.flags.contains(.seesClass) { frame.namespace = currentFrame?.namespace }
    return frame
  }

  /// Like `bind`, with another value before the arguments.
  func bind(_ function: PyFunction, prepending first: Value, _ arguments: Arguments) throws -> Frame {
    var all = [first]
    for index in 0..<arguments.total { all.append(arguments[index]) }
    return try all.withUnsafeBufferPointer {
      try bind(function, Arguments(base: $0.baseAddress, total: $0.count, names: arguments.names))
    }
  }

  private func bind(_ function: PyFunction, _ arguments: Arguments, shift: Int, into frame: Frame) throws {
    let code = function.code
    let slots = frame.slots
    let positional = code.positionalCount
    let given = arguments.count
    let named = positional + code.keywordOnlyCount
    for index in 0..<min(given, positional) { slots[index] = arguments[index] }
    if code.flags.contains(.variadic) {
      slots[named] = .object(PyTuple(arguments.positional(from: positional)))
    }
    var extra: PyDict?
    if code.flags.contains(.keywordVariadic) {
      let dict = PyDict()
      extra = dict
      slots[named + (code.flags.contains(.variadic) ? 1 : 0)] = .object(dict)
    }
    for (index, name) in arguments.names.enumerated() {
      let value = arguments[given + index]
      if let slot = (code.positionalOnlyCount..<named).first(where: { code.slotNames[$0] == name }) {
        if !slots[slot].isUndefined {
          throw multipleValues(function.qualifiedName, name)
        }
        slots[slot] = value
      } else if let extra {
        extra.set(name, value)
      } else {
        throw unexpectedKeyword(
          function.qualifiedName, name, among: code.slotNames[..<named].map(\.value),
          positionalOnly: code.positionalOnlyCount, given: arguments.names)
      }
    }
    if given > positional, !code.flags.contains(.variadic) {
      throw tooManyArguments(
        function.qualifiedName, least: positional - function.defaults.count, most: positional, given: given,
        keywordOnly: (positional..<named).count { !slots[$0].isUndefined })
    }
    try fillDefaults(function, slots)
  }

  private func fillDefaults(_ function: PyFunction, _ slots: UnsafeMutablePointer<Value>) throws {
    let code = function.code
    let positional = code.positionalCount
    let firstDefault = positional - function.defaults.count
    var missing: [String] = []
    for index in 0..<positional where slots[index].isUndefined {
      if index >= firstDefault {
        slots[index] = function.defaults[index - firstDefault]
      } else {
        missing.append(code.slotNames[index].value)
      }
    }
    if !missing.isEmpty { throw missingArguments(function.qualifiedName, missing, kind: "positional") }
    for index in positional..<(positional + code.keywordOnlyCount) where slots[index].isUndefined {
      if let value = function.keywordDefaults?.get(code.slotNames[index]) {
        slots[index] = value
      } else {
        missing.append(code.slotNames[index].value)
      }
    }
    if !missing.isEmpty { throw missingArguments(function.qualifiedName, missing, kind: "keyword-only") }
  }
}

/// An object of Python's own that can be called, other than functions, methods and classes.
protocol NativeCallable {
  func call(_ machine: Machine, _ arguments: Arguments) throws -> Value
}
