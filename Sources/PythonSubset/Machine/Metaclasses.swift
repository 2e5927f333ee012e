/// Classes whose own class is one of the program's.
extension Machine {
  /// Calls a class: its metaclass may have a `__call__` of its own.
  func callClass(_ cls: PyType, _ arguments: Arguments) throws -> Value {
    if let method = cls.metaclass?.lookup(names.call, in: self), method.function != nil {
      return try call(method, prepending: .object(cls), arguments)
    }
    return try construct(cls, arguments)
  }

  /// Puts a name of a class body where the metaclass says: it may keep another value, or refuse it.
  func collect(_ value: Value, as name: PyString, in frame: Frame, for metaclass: PyType) throws {
    guard let namespace = frame.namespace, let hook = metaclass.lookup(names.collect, in: self) else {
      return
    }
    let function = (hook.object as? PyMethodWrapper)?.function ?? hook
    namespace.set(
      name, try call(function, [.object(metaclass), .object(namespace), .object(name), value]))
  }

  func fillMetaclass(_ type: PyType) {
    method(type, "__call__", .any) { m, a in
      guard let cls = a[0].typeObject else { return .none }
      let rest = Arguments(base: a.base.map { $0 + 1 }, total: a.total - 1, names: a.names)
      return cls === m.types.type ? try m.call(.object(cls), rest) : try m.construct(cls, rest)
    }
    method(type, "__setattr__", .exactly(3)) { m, a in
      guard let cls = a[0].typeObject, let name = a[1].string else { return .none }
      try m.setClassAttribute(cls, m.intern(name.value), a[2])
      return .none
    }
    method(type, "__delattr__", .exactly(2)) { m, a in
      if let name = a[1].string { try m.deletePlainAttribute(a[0], m.intern(name.value)) }
      return .none
    }
    method(type, "__repr__", .exactly(1)) { _, a in
      .text("<class '\(a[0].typeObject?.displayName ?? "")'>")
    }
    method(type, "__instancecheck__", .exactly(2)) { m, a in
      .bool(try m.matchesClass(m.type(of: a[1]), a[0], function: "isinstance() arg 2 must be a type"))
    }
    method(type, "__subclasscheck__", .exactly(2)) { m, a in
      guard let cls = a[1].typeObject else { throw m.typeError("issubclass() arg 1 must be a class") }
      return .bool(try m.matchesClass(cls, a[0], function: "issubclass() arg 2 must be a class"))
    }
    classMethod(type, "__prepare__") { _, _ in .object(PyDict()) }
  }
}
