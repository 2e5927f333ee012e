import PythonSyntax

extension Machine {
  /// Gives one of Python's classes a method; the object itself is argument 0 and counts.
  func method(_ type: PyType, _ name: String, _ arity: PyNative.Arity, _ body: @escaping PyNative.Body) {
    type.attributes.set(intern(name), .object(PyNative(name, ownerType: type, arity, body)))
  }

  /// Gives one of Python's classes its constructor; the class itself is argument 0.
  func constructor(_ type: PyType, _ body: @escaping PyNative.Body) { constructor(type, .any, body) }

  func constructor(_ type: PyType, _ arity: PyNative.Arity, _ body: @escaping PyNative.Body) {
    let make = PyNative(type.name, arity) { m, a in m.instance(of: a[0], try body(m, a)) }
    type.attributes.set(names.new, .object(PyMethodWrapper(.object(make), isClassMethod: false)))
  }

  func classMethod(_ type: PyType, _ name: String, _ body: @escaping PyNative.Body) {
    let native = Value.object(PyNative(name, owner: type.name, .any, body))
    type.attributes.set(intern(name), .object(PyMethodWrapper(native, isClassMethod: true)))
  }

  func attribute(
    _ type: PyType, _ name: String, get: @escaping (Machine, Value) throws -> Value,
    set: ((Machine, Value, Value) throws -> Void)? = nil, delete: ((Machine, Value) throws -> Void)? = nil
  ) {
    type.attributes.set(intern(name), .object(PyGetSet(name, of: type, get: get, set: set, delete: delete)))
  }

  func function(
    _ names: PyDict, _ name: String, _ arity: PyNative.Arity, _ body: @escaping PyNative.Body
  ) {
    names.set(intern(name), .object(PyNative(name, module: compiledModule(of: names), arity, body)))
  }

  /// What CPython calls the part of a module that is written in C.
  private func compiledModule(of names: PyDict) -> String? {
    guard let name = names.get(self.names.name)?.string?.value, name != "builtins" else { return nil }
    let isSplit = ["asyncio", "bisect", "contextvars", "functools", "heapq", "operator", "struct"].contains(
      name)
    return isSplit ? "_\(name)" : name
  }

  // MARK: What CPython has in Python

  func function(_ names: PyDict, _ header: Header, _ body: @escaping PyNative.Body) {
    let module = names.get(self.names.name)?.string?.value
    names.set(intern(header.name), .object(PyNative(header, module: module, body)))
  }

  /// A method; the object itself is argument 0. `owner` is the class that has it in CPython, where that is another one.
  func method(
    _ type: PyType, _ header: Header, owner: String? = nil, _ body: @escaping PyNative.Body
  ) {
    type.attributes.set(intern(header.name), .object(PyNative(header, owner: owner, ownerType: type, body)))
  }

  /// A method of a class whose objects stand for objects of the loop's.
  func method<Wrapped>(
    _ type: PyType, _ header: Header, owner: String? = nil,
    _ body: @escaping (Machine, Wrapped, Arguments) throws -> Value
  ) {
    method(type, header, owner: owner) { m, a in try body(m, m.wrapped(a[0]), a) }
  }

  /// The constructor of a class, which gets the arguments of `__init__`, the class in the place of `self`.
  func initializer(
    _ type: PyType, _ header: Header, owner: String? = nil, _ body: @escaping PyNative.Body
  ) {
    let make = PyNative(header, owner: owner ?? type.name, body)
    type.attributes.set(names.new, .object(PyMethodWrapper(.object(make), isClassMethod: false)))
  }

  // MARK: Checks

  /// Refuses keywords that a function does not take.
  func checkKeywords(_ arguments: Arguments, _ function: String, allowed: [String] = []) throws {
    for name in arguments.names where !allowed.contains(name.value) {
      if allowed.isEmpty { throw typeError("\(function)() takes no keyword arguments") }
      throw typeError("\(function)() got an unexpected keyword argument '\(name.value)'")
    }
  }

  /// Refuses a wrong number of arguments; a constructor's class is argument 0, which `shift` leaves out of the message.
  func checkCount(
    _ arguments: Arguments, _ function: String, _ least: Int, _ most: Int, shift: Int = 0
  ) throws {
    guard arguments.count < least || arguments.count > most else { return }
    let (given, least, most) = (arguments.count - shift, least - shift, most - shift)
    let bound = given < least ? least : most
    let word = least == most ? "" : given < least ? "at least " : "at most "
    throw typeError("\(function) expected \(word)\(bound) argument\(bound == 1 ? "" : "s"), got \(given)")
  }
}

extension PyNative.Arity {
  /// Arguments by position or name, of which `required` must be given and `positional` may be given by position; a
  /// method's first name is `self`, which the numbers count, except for `positionalOnly`.
  static func keywords(
    _ names: [String], required: Int, positional: Int? = nil, positionalOnly: Int = 0
  ) -> Self {
    .keywords(
      Parameters(
        names: names, required: required, positional: positional ?? names.count,
        positionalOnly: positionalOnly))
  }
}

extension Value {
  /// The value, or another one where the argument was not given.
  func or(_ other: Value) -> Value { isUndefined ? other : self }
}
