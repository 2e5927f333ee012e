extension Machine {
  func getAttribute(_ object: Value, _ name: PyString) throws -> Value {
    do {
      if let found = try findAttribute(object, name) { return found }
    } catch let exception as PyException
      where exception.cls.isSubtype(of: types[.attributeError])
      && exception.attributes?.get(names.plainName) == nil
    {
      note(name, of: object, in: exception)
      throw exception
    }
    throw noAttribute(object, name)
  }

  /// The attribute, or nil where there is none.
  func findAttribute(_ object: Value, _ name: PyString) throws -> Value? {
    if let type = object.typeObject { return try typeAttribute(type, name) }
    if let member = moduleMember(object, name) { return member }
    let type = type(of: object)
    guard type.interceptsAttributes else { return try findPlainAttribute(object, name, type) }
    return try orFallback(object, name, type) {
      try callSpecial(object, names.getAttribute, [.object(name)])
    }
  }

  /// What `find` gives, or what the class's `__getattr__` makes of the AttributeError that it throws.
  private func orFallback(
    _ object: Value, _ name: PyString, _ type: PyType, _ find: () throws -> Value?
  ) throws -> Value? {
    do {
      return try find()
    } catch let exception as PyException where exception.cls.isSubtype(of: types[.attributeError]) {
      guard !type.isBuiltin, let fallback = type.lookup(names.getAttr, in: self) else { throw exception }
      return try call(fallback, [object, .object(name)])
    }
  }

  /// `object.__getattribute__`, and `__getattr__` where that finds nothing.
  func findPlainAttribute(_ object: Value, _ name: PyString, _ type: PyType) throws -> Value? {
    let found = type.lookup(name, in: self)
    if let descriptor = found?.object {
      if descriptor.kind == .descriptor {
        let descriptor = unsafeDowncast(descriptor, to: PyDataDescriptor.self)
        return try orFallback(object, name, type) { try descriptor.read(self, object, name) }
      }
      if descriptor.kind == .instance, isDataDescriptor(descriptor),
        let value = try callSpecial(.object(descriptor), names.get, [object, .object(type)])
      {
        return value
      }
    }
    if case .object(let instance) = object {
      if let own = instance.ownAttributes?.get(name) { return own }
      if let lookup = instance as? PySuper { return try superAttribute(lookup, name) }
    }
    if let found { return try bindDescriptor(found, to: object, type: type) }
    if let plain = plainMethod(name, in: type.mro[...]) {
      return try bindDescriptor(plain, to: object, type: type)
    }
    if !type.isBuiltin || type.layout == .exception, let fallback = type.lookup(names.getAttr, in: self) {
      return try call(fallback, [object, .object(name)])
    }
    // What a method lacks, its function is asked for (`Objects/classobject.c` of CPython 3.13).
    if let method = object.object as? PyBoundMethod, method.function.function != nil {
      return try findAttribute(method.function, name)
    }
    if let lacking = LackingAttributes.owner(of: name.value, in: type) {
      throw missingAttribute(lacking, name.value)
    }
    return nil
  }

  /// A special method that Python's own classes have though it is in none of their tables.
  private func plainMethod(_ name: PyString, in classes: ArraySlice<PyType>) -> Value? {
    guard name.value.hasPrefix("__") else { return nil }
    return operatorMethods.method(name, in: classes) ?? plainObjectMethod(name)
  }

  /// What a module holds under a name; its class has nothing that would come before that.
  @inline(__always)
  private func moduleMember(_ object: Value, _ name: PyString) -> Value? {
    guard case .object(let module) = object, module.kind == .module else { return nil }
    return unsafeDowncast(module, to: PyModule.self).attributes.get(name)
  }

  func isDataDescriptor(_ object: PyObject) -> Bool {
    let type = object.type(in: self)
    return type.lookup(names.set, in: self) != nil || type.lookup(names.delete, in: self) != nil
  }

  /// What a class attribute becomes when it is read through an instance.
  func bindDescriptor(_ found: Value, to object: Value, type: PyType? = nil) throws -> Value {
    guard case .object(let descriptor) = found else { return found }
    switch descriptor.kind {
    case .function: return .object(PyBoundMethod(found, object))
    case .native:
      return unsafeDowncast(descriptor, to: PyNative.self).isMethod
        ? .object(PyBoundMethod(found, object)) : found
    case .instance:
      if let value = try callSpecial(found, names.get, [object, .object(type ?? self.type(of: object))]) {
        return value
      }
      return found
    case .other:
      if let wrapper = descriptor as? PyMethodWrapper {
        guard wrapper.isClassMethod else { return wrapper.function }
        return .object(PyBoundMethod(wrapper.function, .object(type ?? self.type(of: object))))
      }
      return descriptor is any NativeMethod ? .object(PyBoundMethod(found, object)) : found
    default: return found
    }
  }

  private func typeAttribute(_ type: PyType, _ name: PyString) throws -> Value? {
    let found = type.lookup(name, in: self)
    let metaclass = type.type(in: self)
    let meta = metaclass.lookup(name, in: self)
    if let computed = meta?.object as? PyDataDescriptor {
      return try computed.read(self, .object(type), name)
    }
    if let meta, let descriptor = meta.object, descriptor.kind == .instance, isDataDescriptor(descriptor),
      let value = try callSpecial(meta, names.get, [.object(type), .object(metaclass)])
    {
      return value
    }
    if let found {
      guard case .object(let descriptor) = found else { return found }
      if let wrapper = descriptor as? PyMethodWrapper {
        return wrapper.isClassMethod
          ? .object(PyBoundMethod(wrapper.function, .object(type))) : wrapper.function
      }
      if descriptor.kind == .instance,
        let value = try callSpecial(found, names.get, [.none, .object(type)])
      {
        return value
      }
      return found
    }
    // What every object has comes before what a class has as an object.
    if !type.isSubtype(of: types.type), let plain = plainMethod(name, in: type.mro[...]) { return plain }
    if let meta { return try bindDescriptor(meta, to: .object(type), type: metaclass) }
    if type.metaclass != nil, let fallback = metaclass.lookup(names.getAttr, in: self) {
      return try call(fallback, [.object(type), .object(name)])
    }
    return plainMethod(name, in: type.mro[...])
  }

  private func superAttribute(_ lookup: PySuper, _ name: PyString) throws -> Value? {
    if name == names.cls { return .object(types.superType) }
    let mro = lookup.receiverType.mro
    guard let place = mro.firstIndex(where: { $0 === lookup.start }) else { return nil }
    for type in mro[(place + 1)...] {
      guard let found = type.attributes.get(name) else { continue }
      if let computed = found.object as? PyDataDescriptor {
        return try computed.read(self, lookup.receiver, name)
      }
      // In a class method the receiver is the class itself.
      if lookup.receiver.typeObject === lookup.receiverType, !(found.object is PyMethodWrapper) {
        return found
      }
      return try bindDescriptor(found, to: lookup.receiver, type: lookup.receiverType)
    }
    guard let plain = plainMethod(name, in: mro[(place + 1)...]) else { return nil }
    return try bindDescriptor(plain, to: lookup.receiver, type: lookup.receiverType)
  }

  /// What a method call needs: a function and its receiver, or a bound value and undefined.
  @inline(__always)
  func loadMethod(_ object: Value, _ name: PyString) throws -> (Value, Value) {
    if let member = moduleMember(object, name) { return (member, .undefined) }
    guard case .object(let instance) = object, instance.kind != .type,
      instance.kind != .other || !(instance is PySuper)
    else {
      if case .object = object { return (try getAttribute(object, name), .undefined) }
      return try loadMethodSlowly(object, name)
    }
    let type = instance.type(in: self)
    if let found = type.lookup(name, in: self), case .object(let function) = found,
      function.kind == .function || function.kind == .native, !type.interceptsAttributes
    {
      if let own = instance.ownAttributes?.get(name) { return (own, .undefined) }
      if function.kind == .native, !unsafeDowncast(function, to: PyNative.self).isMethod {
        return (found, .undefined)
      }
      return (found, object)
    }
    return (try getAttribute(object, name), .undefined)
  }

  private func loadMethodSlowly(_ object: Value, _ name: PyString) throws -> (Value, Value) {
    if let found = lookup(name, on: object), let function = found.object as? PyNative, function.isMethod {
      return (found, object)
    }
    return (try getAttribute(object, name), .undefined)
  }

  func noAttribute(_ object: Value, _ name: PyString) -> PyException {
    let text: String
    if let type = object.typeObject {
      text = "type object '\(type.name)' has no attribute '\(name.value)'"
    } else if let module = object.object as? PyModule {
      text = "module '\(module.name)' has no attribute '\(name.value)'"
    } else {
      let asked = (object.object as? PyBoundMethod)?.function ?? object
      let last = asked.function == nil ? object : asked
      text = "'\(typeName(of: last))' object has no attribute '\(name.value)'"
    }
    let exception = error(.attributeError, text)
    note(name, of: object, in: exception)
    return exception
  }

  /// Tells an AttributeError which attribute of what was looked for.
  private func note(_ name: PyString, of object: Value, in exception: PyException) {
    let attributes = exception.attributesForWriting()
    attributes?.set(names.plainName, .object(name))
    attributes?.set(names.object, object)
    exception.namesInReach = namesInReach
  }

  // MARK: Names

  func loadName(_ name: PyString, in frame: Frame) throws -> Value {
    if let value = frame.namespace?.get(name) ?? frame.globals.get(name) ?? builtins.get(name) {
      return value
    }
    throw nameError(name)
  }

  func loadGlobal(_ operand: Int, in frame: Frame) throws -> Value {
    let name = frame.code.names[operand]
    var cache = Code.GlobalCache(version: frame.globals.layoutVersion, builtinVersion: builtins.layoutVersion)
    if let index = frame.globals.index(of: name) {
      cache.index = Int32(truncatingIfNeeded: index)
      frame.code.globalCache[operand] = cache
      return frame.globals.value(at: index)
    }
    if let index = builtins.index(of: name) {
      cache.index = Int32(truncatingIfNeeded: index)
      cache.isBuiltin = true
      frame.code.globalCache[operand] = cache
      return builtins.value(at: index)
    }
    throw nameError(name)
  }

  func nameError(_ name: PyString) -> PyException {
    let exception = error(.nameError, "name '\(name.value)' is not defined")
    exception.attributesForWriting()?.set(names.plainName, .object(name))
    exception.namesInReach = namesInReach
    return exception
  }

  func unboundLocal(_ name: PyString) -> PyException {
    error(
      .unboundLocalError,
      "cannot access local variable '\(name.value)' where it is not associated with a value")
  }

  func unboundCell(_ code: Code, _ slot: Int) -> PyException {
    let name = code.slotNames[slot].value
    if slot < code.localCount { return unboundLocal(code.slotNames[slot]) }
    return error(
      .nameError,
      "cannot access free variable '\(name)' where it is not associated with a value in enclosing scope")
  }
}
