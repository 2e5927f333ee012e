/// Classes whose own class is one of the program's, and what `__slots__` makes of a class.
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
    attribute(
      type, "__annotations__",
      get: { m, v in
        guard let cls = v.typeObject else { return .none }
        if let own = cls.attributes.get(m.intern("__annotations__")) { return own }
        let made = Value.object(PyDict())
        if !cls.isBuiltin { cls.attributes.set(m.intern("__annotations__"), made) }
        return made
      })
    attribute(
      type, "__type_params__",
      get: { m, v in v.typeObject?.attributes.get(m.intern("__type_params__")) ?? .object(PyTuple([])) })
  }

  // MARK: __slots__

  /// Gives a class a member for each name in its `__slots__`.
  func addSlots(to cls: PyType, _ namespace: PyDict) throws {
    let inherits = cls.bases.contains { $0 !== types.object && $0.hasInstanceNames }
    guard let given = namespace.get(intern("__slots__")) else {
      cls.hasInstanceNames = true
      return
    }
    let items = given.string != nil ? [given] : try values(of: given)
    let slots = try items.map { item in
      guard let name = item.string?.value else {
        throw typeError("__slots__ items must be strings, not '\(typeName(of: item))'")
      }
      return name
    }
    cls.hasInstanceNames = inherits || slots.contains("__dict__")
    for slot in slots where slot != "__dict__" && slot != "__weakref__" {
      let name = intern(Self.mangled(slot, in: cls.name))
      if namespace.get(name) != nil {
        throw valueError("'\(slot)' in __slots__ conflicts with class variable")
      }
      namespace.set(name, .object(member(name, of: cls)))
    }
  }

  private static func mangled(_ name: String, in cls: String) -> String {
    guard name.hasPrefix("__"), !name.hasSuffix("__") else { return name }
    let stripped = cls.drop { $0 == "_" }
    return stripped.isEmpty ? name : "_\(stripped)\(name)"
  }

  private func member(_ name: PyString, of cls: PyType) -> PyGetSet {
    func instance(_ machine: Machine, _ value: Value) throws -> PyInstance {
      guard let instance = value.object as? PyInstance, instance.cls.isSubtype(of: cls) else {
        throw machine.typeError(
          "descriptor '\(name.value)' for '\(cls.name)' objects doesn't apply to a '\(machine.typeName(of: value))' object"
        )
      }
      return instance
    }
    return PyGetSet(
      name.value, of: cls.name,
      get: { m, v in
        guard let value = try instance(m, v).slotValues?.get(name) else {
          throw m.noAttribute(v, name)
        }
        return value
      },
      set: { m, v, new in
        let instance = try instance(m, v)
        if instance.slotValues == nil { instance.slotValues = PyDict() }
        instance.slotValues?.set(name, new)
      },
      delete: { m, v in
        guard try instance(m, v).slotValues?.remove(name) != nil else {
          throw m.error(.attributeError, name.value)
        }
      })
  }
}
