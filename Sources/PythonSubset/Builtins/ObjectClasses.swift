extension Machine {
  func fillObjectClasses() {
    fillObject()
    fillType()
    fillDescriptors()
    fillDescriptorMethods()
    fillFunctions()
  }

  private func fillObject() {
    let object = types.object
    attribute(
      object, "__class__", get: { m, v in .object(m.type(of: v)) },
      set: { m, v, new in
        guard let instance = v.object as? PyInstance, let cls = new.typeObject, !cls.isBuiltin else {
          throw m.typeError("__class__ assignment only supported for mutable types or ModuleType subclasses")
        }
        instance.cls = cls
      })
    attribute(
      object, "__dict__",
      get: { m, v in
        guard let attributes = v.object?.attributesForWriting() else { throw m.noAttribute(v, m.names.dict) }
        return .object(attributes)
      })
    // Each class that a program makes has a `__doc__` of its own.
    attribute(object, "__doc__", get: { _, _ in .none })
    method(object, "__setattr__", .exactly(3)) { m, a in
      if let name = a[1].string { try m.setPlainAttribute(a[0], m.intern(name.value), a[2]) }
      return .none
    }
    method(object, "__delattr__", .exactly(2)) { m, a in
      if let name = a[1].string { try m.deletePlainAttribute(a[0], m.intern(name.value)) }
      return .none
    }
    method(object, "__getattribute__", .exactly(2)) { m, a in
      guard let name = a[1].string.map({ m.intern($0.value) }) else { return .none }
      if a[0].typeObject != nil { return try m.getAttribute(a[0], name) }
      guard let found = try m.findPlainAttribute(a[0], name, m.type(of: a[0])) else {
        throw m.noAttribute(a[0], name)
      }
      return found
    }
    classMethod(object, "__init_subclass__") { m, a in
      if !a.names.isEmpty {
        throw m.typeError(
          "\(a[0].typeObject?.name ?? "object").__init_subclass__() takes no keyword arguments")
      }
      return .none
    }
  }

  /// What `super().__init__()` and its like find at the end of every class.
  func plainObjectMethod(_ name: PyString) -> Value? {
    switch name {
    case _ where name == names.initialize:
      return .object(PyNative("__init__", owner: "object", .any) { _, _ in .none })
    case _ where name == names.repr || name == names.str:
      return .object(
        PyNative(name.value, owner: "object", .exactly(1)) { m, a in
          guard case .object(let object) = a[0] else { return .text(try m.representation(a[0])) }
          if let exception = a[0].exception {
            return .text(
              try name == m.names.repr ? m.exceptionRepresentation(exception) : m.plainString(exception))
          }
          if name == m.names.str { return .text(try m.representation(a[0])) }
          return .text("<\(m.type(of: a[0]).displayName) object at \(m.address(object))>")
        })
    case _ where name == names.equal:
      return .object(
        PyNative("__eq__", owner: "object", .exactly(2)) { _, a in
          Value.isSame(a[0], a[1]) ? .bool(true) : .notImplemented
        })
    case _ where name == names.hash:
      return .object(
        PyNative("__hash__", owner: "object", .exactly(1)) { m, a in
          guard case .object(let object) = a[0] else { return .int(try m.hash(a[0])) }
          return .int(m.identity(of: object) >> 4)
        })
    case _ where name == names.format:
      return .object(
        PyNative("__format__", owner: "object", .exactly(2)) { m, a in .text(try m.string(a[0])) })
    case _ where name == names.new:
      return .object(
        PyNative("__new__", .any) { m, a in
          guard let cls = a[0].typeObject else {
            throw m.typeError("object.__new__(X): X is not a type object")
          }
          switch cls.layout {
          case .instance:
            try m.checkInstantiable(cls)
            return .object(PyInstance(cls))
          case .exception:
            let rest = Array(a.positional.dropFirst())
            return try rest.withUnsafeBufferPointer {
              .object(try m.newException(cls, Arguments(base: $0.baseAddress, total: $0.count, names: [])))
            }
          default: throw m.typeError("cannot create '\(cls.name)' instances")
          }
        })
    default: return nil
    }
  }

  private func fillType() {
    let type = types.type
    constructor(type) { m, a in
      if a.count == 2, a[0].typeObject === m.types.type { return .object(m.type(of: a[1])) }
      guard a.count == 4 else { throw m.typeError("type() takes 1 or 3 arguments") }
      func mismatch(_ place: Int, _ wanted: String) -> PyException {
        m.typeError("type.__new__() argument \(place) must be \(wanted), not \(m.givenName(of: a[place]))")
      }
      guard let name = a[1].string else { throw mismatch(1, "str") }
      guard let bases = a[2].tuple else { throw mismatch(2, "tuple") }
      guard let namespace = a[3].dict else { throw mismatch(3, "dict") }
      let keywords = a.names.enumerated().map { ($1, a[a.count + $0]) }
      let winner = try m.winner(m.types.type, bases.items)
      if a[0].typeObject === m.types.type, !winner.isBuiltin {
        // The bases have a metaclass of the program's, which makes the class.
        return try m.call(.object(winner), [a[1], a[2], a[3]] + keywords.map(\.1), names: keywords.map(\.0))
      }
      return try m.newClass(
        a[0].typeObject ?? m.types.type, name.value, bases: bases.items.compactMap(\.typeObject),
        namespace: namespace.copy(), keywords: keywords)
    }
    fillMetaclass(type)
    fillClassAttributes(type)
    fillMappingProxy()
    method(type, "mro", .exactly(1)) { _, a in
      .object(PyList((a[0].typeObject?.mro ?? []).map { .object($0) }))
    }
    method(type, "__subclasses__", .exactly(1)) { _, a in
      .object(PyList((a[0].typeObject?.subclasses ?? []).map { .object($0) }))
    }
  }

  private func fillDescriptors() {
    constructor(types.property) { m, a in
      let getter = a.count > 1 ? a[1] : a.keyword("fget") ?? .none
      let setter = a.count > 2 ? a[2] : a.keyword("fset") ?? .none
      let deleter = a.count > 3 ? a[3] : a.keyword("fdel") ?? .none
      let documentation = a.count > 4 ? a[4] : a.keyword("doc") ?? .undefined
      return .object(
        PyProperty(getter: getter, setter: setter, deleter: deleter, documentation: documentation))
    }
    attribute(
      types.property, "__doc__",
      get: { m, v in
        guard let property = v.object as? PyProperty else { return .none }
        guard property.documentation.isUndefined else { return property.documentation }
        return try property.getter.isNone ? .none : m.findAttribute(property.getter, m.names.doc) ?? .none
      })
    func copy(_ name: String, _ make: @escaping (PyProperty, Value) -> PyProperty) {
      method(types.property, name, .exactly(2)) { _, a in
        (a[0].object as? PyProperty).map { .object(make($0, a[1])) } ?? .none
      }
    }
    copy("getter") {
      PyProperty(getter: $1, setter: $0.setter, deleter: $0.deleter, documentation: $0.documentation)
    }
    copy("setter") {
      PyProperty(getter: $0.getter, setter: $1, deleter: $0.deleter, documentation: $0.documentation)
    }
    copy("deleter") {
      PyProperty(getter: $0.getter, setter: $0.setter, deleter: $1, documentation: $0.documentation)
    }
    attribute(types.property, "fset", get: { _, v in (v.object as? PyProperty)?.setter ?? .none })
    attribute(types.property, "fdel", get: { _, v in (v.object as? PyProperty)?.deleter ?? .none })
    attribute(types.property, "fget", get: { _, v in (v.object as? PyProperty)?.getter ?? .none })
    for (type, isClassMethod) in [(types.classMethod, true), (types.staticMethod, false)] {
      constructor(type) { m, a in
        try m.checkCount(a, type.name, 2, 2)
        return .object(PyMethodWrapper(a[1], isClassMethod: isClassMethod))
      }
      attribute(type, "__func__", get: { _, v in (v.object as? PyMethodWrapper)?.function ?? .none })
    }
    constructor(types.superType) { m, a in
      if a.count == 1 { return try m.implicitSuper() }
      guard let start = a[1].typeObject else {
        throw m.typeError("super() argument 1 must be a type, not \(m.typeName(of: a[1]))")
      }
      return try m.makeSuper(start, a[2])
    }
  }

  private func implicitSuper() throws -> Value {
    guard let frame = currentFrame,
      frame.code.positionalCount + frame.code.keywordOnlyCount > 0 || frame.code.flags.contains(.variadic)
    else {
      throw error(.runtimeError, "super(): no arguments")
    }
    guard
      let slot = frame.code.slotNames.firstIndex(where: { $0.value == "__class__" }),
      let start = (frame.slots[slot].object as? PyCell)?.value.typeObject
    else { throw error(.runtimeError, "super(): __class__ cell not found") }
    var first = frame.slots[0]
    if let cell = first.object as? PyCell { first = cell.value }
    return try makeSuper(start, first)
  }

  private func makeSuper(_ start: PyType, _ receiver: Value) throws -> Value {
    if let cls = receiver.typeObject, cls.isSubtype(of: start) {
      return .object(PySuper(start: start, receiver: receiver, receiverType: cls))
    }
    guard type(of: receiver).isSubtype(of: start) else {
      throw typeError(
        "super(type, obj): obj (instance of \(typeName(of: receiver))) is not an instance or subtype of type (\(start.name))."
      )
    }
    return .object(PySuper(start: start, receiver: receiver, receiverType: type(of: receiver)))
  }

  private func fillFunctions() {
    let function = types.function
    attribute(
      function, "__name__",
      get: { _, v in .text(v.function?.name ?? (v.object as? PyNative)?.name ?? "") },
      set: { _, v, new in
        if let name = new.string { v.function?.name = name.value }
      })
    attribute(
      function, "__qualname__",
      get: { _, v in .text(v.function?.qualifiedName ?? (v.object as? PyNative)?.qualifiedName ?? "") },
      set: { _, v, new in
        if let name = new.string { v.function?.qualifiedName = name.value }
      })
    attribute(
      function, "__doc__",
      get: { m, v in
        if let own = v.function?.attributes?.get(m.names.doc) { return own }
        return v.function?.code.documentation.map { .text($0) } ?? .none
      }, set: { m, v, new in v.function?.attributesForWriting()?.set(m.names.doc, new) })
    attribute(
      function, "__module__",
      get: { m, v in
        if let native = v.object as? PyNative { return native.module.map { .text($0) } ?? .none }
        return v.function?.attributes?.get(m.names.module) ?? v.function?.globals.get(m.names.name) ?? .none
      }, set: { m, v, new in v.function?.attributesForWriting()?.set(m.names.module, new) })
    attribute(
      function, "__defaults__",
      get: { _, v in
        guard let defaults = v.function?.defaults, !defaults.isEmpty else { return .none }
        return .object(PyTuple(defaults))
      })
    attribute(
      function, "__annotations__",
      get: { _, v in v.function.map { .object($0.annotationNames) } ?? .none },
      set: { m, v, new in
        guard new.dict != nil else { throw m.typeError("__annotations__ must be set to a dict object") }
        v.function?.annotations = new
      })
    attribute(
      function, "__kwdefaults__", get: { _, v in v.function?.keywordDefaults.map { .object($0) } ?? .none })
    attribute(
      function, "__type_params__",
      get: { _, v in v.function?.typeParameters.tuple.map { .object($0) } ?? .object(PyTuple([])) },
      set: { m, v, new in
        guard new.tuple != nil else { throw m.typeError("__type_params__ must be set to a tuple") }
        v.function?.typeParameters = new
      })
    attribute(types.method, "__self__", get: { _, v in (v.object as? PyBoundMethod)?.receiver ?? .none })
    attribute(types.method, "__func__", get: { _, v in (v.object as? PyBoundMethod)?.function ?? .none })
    for name in ["__name__", "__qualname__", "__doc__", "__module__"] {
      attribute(
        types.method, name,
        get: { m, v in
          guard let method = v.object as? PyBoundMethod else { return .none }
          return try m.getAttribute(method.function, m.intern(name))
        })
    }
    for type in [types.native]
      + ["method_descriptor", "wrapper_descriptor", "method-wrapper"].map({ types.named($0) })
    {
      attribute(
        type, "__name__",
        get: { _, v in
          let native = v.object as? PyNative ?? (v.object as? PyBoundMethod)?.function.object as? PyNative
          return .text(native?.name ?? "")
        })
      attribute(
        type, "__qualname__",
        get: { _, v in
          let native = v.object as? PyNative ?? (v.object as? PyBoundMethod)?.function.object as? PyNative
          return .text(native?.qualifiedName ?? "")
        })
      attribute(type, "__self__", get: { _, v in (v.object as? PyBoundMethod)?.receiver ?? .none })
      attribute(
        type, "__module__",
        get: { _, v in
          let native = v.object as? PyNative ?? (v.object as? PyBoundMethod)?.function.object as? PyNative
          return native?.owner == nil ? .text(native?.module ?? "builtins") : .none
        })
    }
    attribute(
      types.cell, "cell_contents",
      get: { m, v in
        guard let cell = v.object as? PyCell, !cell.value.isUndefined else {
          throw m.valueError("Cell is empty")
        }
        return cell.value
      })
  }
}
