extension Machine {
  /// Gives one of Python's classes a method; the object itself is argument 0 and counts.
  func method(_ type: PyType, _ name: String, _ arity: PyNative.Arity, _ body: @escaping PyNative.Body) {
    type.attributes.set(intern(name), .object(PyNative(name, ownerType: type, arity, body)))
  }

  /// Gives one of Python's classes its constructor; the class itself is argument 0.
  func constructor(_ type: PyType, _ body: @escaping PyNative.Body) {
    let make = PyNative(type.name, .any) { m, a in m.instance(of: a[0], try body(m, a)) }
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
    names.set(intern(name), .object(PyNative(name, arity, body)))
  }

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
  /// Arguments by position or name; `required` of them must be given, `positional` may be given by position.
  static func named(_ names: [String], required: Int, positional: Int? = nil) -> Self {
    .named(Parameters(names: names, required: required, positional: positional ?? names.count))
  }

  /// The same as C functions take them; a method's first name is `self`, which the numbers count, except for
  /// `positionalOnly`.
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
