/// `__get__`, `__set__` and `__delete__` of Python's own descriptors, for programs that call them.
extension Machine {
  func fillDescriptorMethods() {
    let computed = [types.property, types.named("getset_descriptor"), types.named("member_descriptor")]
    let methods =
      ["method_descriptor", "wrapper_descriptor"].map { types.named($0) }
      + [types.function, types.classMethod, types.staticMethod]
    for type in computed + methods { fillGet(type) }
    for type in computed { fillWriting(type) }
    for type in computed.dropFirst() { fillNames(type) }
    attribute(
      types.property, "__name__",
      get: { m, v in
        guard let name = (v.object as? PyProperty)?.name(in: m) else { throw m.noAttribute(v, m.names.name) }
        return .object(name)
      })
  }

  private func fillGet(_ type: PyType) {
    method(type, "__get__", .any) { m, a in
      try m.checkWrapped(a, "__get__", 1...2)
      let owner = a.count > 2 ? a[2] : .none
      if a[1].isNone, owner.isNone { throw m.typeError("__get__(None, None) is invalid") }
      return try m.bound(a[0], a[1], owner)
    }
  }

  private func fillWriting(_ type: PyType) {
    method(type, "__set__", .any) { m, a in
      try m.checkWrapped(a, "__set__", 2...2)
      if let descriptor = a[0].object as? PyDataDescriptor {
        try m.checkOwner(descriptor.owner, descriptor.name(in: m), a[1])
        try descriptor.write(m, a[1], descriptor.name(in: m) ?? m.intern(""), a[2])
      }
      return .none
    }
    method(type, "__delete__", .any) { m, a in
      try m.checkWrapped(a, "__delete__", 1...1)
      if let descriptor = a[0].object as? PyDataDescriptor {
        try m.checkOwner(descriptor.owner, descriptor.name(in: m), a[1])
        try descriptor.delete(m, a[1], descriptor.name(in: m) ?? m.intern(""))
      }
      return .none
    }
  }

  private func fillNames(_ type: PyType) {
    attribute(
      type, "__name__",
      get: { m, v in (v.object as? PyDataDescriptor)?.name(in: m).map { .object($0) } ?? .none })
    attribute(
      type, "__objclass__",
      get: { _, v in (v.object as? PyDataDescriptor)?.owner.map { .object($0) } ?? .none }
    )
    attribute(
      type, "__qualname__",
      get: { m, v in
        let descriptor = v.object as? PyDataDescriptor
        let name = descriptor?.name(in: m)?.value ?? ""
        return .text(descriptor?.owner.map { "\($0.qualifiedName).\(name)" } ?? name)
      })
  }

  /// Refuses what CPython's wrappers of C functions refuse; the descriptor itself does not count.
  private func checkWrapped(_ arguments: Arguments, _ name: String, _ allowed: ClosedRange<Int>) throws {
    if !arguments.names.isEmpty { throw typeError("wrapper \(name)() takes no keyword arguments") }
    let given = arguments.count - 1
    if allowed.contains(given) { return }
    let bound = given < allowed.lowerBound ? allowed.lowerBound : allowed.upperBound
    let which = allowed.count == 1 ? "" : given < bound ? "at least " : "at most "
    // `PyArg_UnpackTuple` is told of no function's name, `wrap_delete` asks without it.
    let start = name == "__delete__" ? "expected" : " expected"
    throw typeError("\(start) \(which)\(bound) argument\(bound == 1 ? "" : "s"), got \(given)")
  }

  private func checkOwner(_ owner: PyType?, _ name: PyString?, _ object: Value) throws {
    guard let owner, !type(of: object).isSubtype(of: owner) else { return }
    throw typeError(
      "descriptor '\(name?.value ?? "")' for '\(owner.name)' objects doesn't apply to a "
        + "'\(typeName(of: object))' object")
  }

  /// What a descriptor gives for an object, or for a class where the object is None.
  private func bound(_ value: Value, _ object: Value, _ owner: Value) throws -> Value {
    switch value.object {
    case let wrapper as PyMethodWrapper:
      guard wrapper.isClassMethod else { return wrapper.function }
      return .object(PyBoundMethod(wrapper.function, owner.isNone ? .object(type(of: object)) : owner))
    case _ where object.isNone: return value
    case let descriptor as PyDataDescriptor:
      try checkOwner(descriptor.owner, descriptor.name(in: self), object)
      return try descriptor.read(self, object, descriptor.name(in: self) ?? intern(""))
    case let native as PyNative:
      try checkOwner(native.ownerType, intern(native.name), object)
      return .object(PyBoundMethod(value, object))
    default: return .object(PyBoundMethod(value, object))
    }
  }
}
