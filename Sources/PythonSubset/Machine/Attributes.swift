/// A computed attribute of one of Python's own classes.
final class PyGetSet: PyObject {
  let name: String
  let get: (Machine, Value) throws -> Value
  let set: ((Machine, Value, Value) throws -> Void)?
  /// Only members that `__slots__` names can be deleted.
  let delete: ((Machine, Value) throws -> Void)?
  /// The class whose `__slots__` names it.
  let owner: String?

  init(
    _ name: String, of owner: String? = nil, get: @escaping (Machine, Value) throws -> Value,
    set: ((Machine, Value, Value) throws -> Void)? = nil, delete: ((Machine, Value) throws -> Void)? = nil
  ) {
    self.name = name
    self.get = get
    self.set = set
    self.delete = delete
    self.owner = owner
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType {
    machine.types.named(delete == nil ? "getset_descriptor" : "member_descriptor")
  }
}

extension Machine {
  func getAttribute(_ object: Value, _ name: PyString) throws -> Value {
    if let found = try findAttribute(object, name) { return found }
    throw noAttribute(object, name)
  }

  /// The attribute, or nil where there is none.
  func findAttribute(_ object: Value, _ name: PyString) throws -> Value? {
    if let type = object.typeObject { return try typeAttribute(type, name) }
    if let member = moduleMember(object, name) { return member }
    let type = type(of: object)
    let found = type.lookup(name, in: self)
    if let descriptor = found?.object {
      if let property = descriptor as? PyGetSet { return try property.get(self, object) }
      if let property = descriptor as? PyProperty { return try read(property, of: object, name) }
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
    if !type.isBuiltin || type.layout == .exception, let fallback = type.lookup(names.getAttr, in: self) {
      return try call(fallback, [object, .object(name)])
    }
    if let plain = plainObjectMethod(name) { return try bindDescriptor(plain, to: object, type: type) }
    return nil
  }

  /// What a module holds under a name; its class has nothing that would come before that.
  @inline(__always)
  private func moduleMember(_ object: Value, _ name: PyString) -> Value? {
    guard case .object(let module) = object, module.kind == .module else { return nil }
    return unsafeDowncast(module, to: PyModule.self).attributes.get(name)
  }

  private func isDataDescriptor(_ object: PyObject) -> Bool {
    let type = object.type(in: self)
    return type.lookup(names.set, in: self) != nil || type.lookup(names.delete, in: self) != nil
  }

  /// What a class attribute becomes when it is read through an instance.
  func bindDescriptor(_ found: Value, to object: Value, type: PyType? = nil) throws -> Value {
    guard case .object(let descriptor) = found else { return found }
    switch descriptor.kind {
    case .function: return .object(PyBoundMethod(found, object))
    case .native:
      return unsafeDowncast(descriptor, to: PyNative.self).owner == nil
        ? found : .object(PyBoundMethod(found, object))
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

  private func read(_ property: PyProperty, of object: Value, _ name: PyString) throws -> Value {
    if property.getter.isNone {
      throw error(
        .attributeError, "property '\(name.value)' of '\(typeName(of: object))' object has no getter")
    }
    return try call(property.getter, [object])
  }

  private func typeAttribute(_ type: PyType, _ name: PyString) throws -> Value? {
    let found = type.lookup(name, in: self)
    let metaclass = type.type(in: self)
    let meta = metaclass.lookup(name, in: self)
    if let computed = meta?.object as? PyGetSet,
      found == nil || isOwnOfType(name) || found?.object === computed
    {
      return try computed.get(self, .object(type))
    }
    if let property = meta?.object as? PyProperty { return try read(property, of: .object(type), name) }
    if let meta, let descriptor = meta.object, descriptor.kind == .instance, isDataDescriptor(descriptor),
      let value = try callSpecial(meta, names.get, [.object(type), .object(metaclass)])
    {
      return value
    }
    if name == names.doc {
      let own = type.attributes.get(name)
      return own?.object is PyGetSet ? Value.none : own ?? .none
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
    if !type.isSubtype(of: types.type), let plain = plainObjectMethod(name) { return plain }
    if let meta { return try bindDescriptor(meta, to: .object(type), type: metaclass) }
    if type.metaclass != nil, let fallback = metaclass.lookup(names.getAttr, in: self) {
      return try call(fallback, [.object(type), .object(name)])
    }
    return plainObjectMethod(name)
  }

  /// Names that a class has as an object, whatever its instances have.
  private func isOwnOfType(_ name: PyString) -> Bool {
    name == names.name || name == names.qualifiedName || name == names.cls || name == names.dict
      || name == names.module
  }

  private func superAttribute(_ lookup: PySuper, _ name: PyString) throws -> Value? {
    if name == names.cls { return .object(types.superType) }
    let mro = lookup.receiverType.mro
    guard let place = mro.firstIndex(where: { $0 === lookup.start }) else { return nil }
    for type in mro[(place + 1)...] {
      guard let found = type.attributes.get(name) else { continue }
      if let computed = found.object as? PyGetSet { return try computed.get(self, lookup.receiver) }
      if let property = found.object as? PyProperty { return try read(property, of: lookup.receiver, name) }
      // In a class method the receiver is the class itself.
      if lookup.receiver.typeObject === lookup.receiverType, !(found.object is PyMethodWrapper) {
        return found
      }
      return try bindDescriptor(found, to: lookup.receiver, type: lookup.receiverType)
    }
    guard let plain = plainObjectMethod(name) else { return nil }
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
      function.kind == .function || function.kind == .native
    {
      if let own = instance.ownAttributes?.get(name) { return (own, .undefined) }
      if function.kind == .native, unsafeDowncast(function, to: PyNative.self).owner == nil {
        return (found, .undefined)
      }
      return (found, object)
    }
    return (try getAttribute(object, name), .undefined)
  }

  private func loadMethodSlowly(_ object: Value, _ name: PyString) throws -> (Value, Value) {
    if let found = lookup(name, on: object), let function = found.object as? PyNative, function.owner != nil {
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
      text = "'\(typeName(of: object))' object has no attribute '\(name.value)'"
    }
    let exception = error(.attributeError, text)
    exception.attributesForWriting()?.set(intern("name"), .object(name))
    exception.attributesForWriting()?.set(intern("obj"), object)
    return exception
  }

  // MARK: Writing

  func setAttribute(_ object: Value, _ name: PyString, _ value: Value) throws {
    if let type = object.typeObject {
      if type.isBuiltin {
        throw typeError("cannot set '\(name.value)' attribute of immutable type '\(type.name)'")
      }
      if let method = type.metaclass?.lookup(names.setAttr, in: self), method.function != nil {
        _ = try call(method, [object, .object(name), value])
        return
      }
      return try setClassAttribute(type, name, value)
    }
    let type = type(of: object)
    if !type.isBuiltin, let method = type.lookup(names.setAttr, in: self), method.function != nil {
      _ = try call(method, [object, .object(name), value])
      return
    }
    try setPlainAttribute(object, name, value)
  }

  /// `type.__setattr__`.
  func setClassAttribute(_ type: PyType, _ name: PyString, _ value: Value) throws {
    let meta = type.metaclass?.lookup(name, in: self)
    if let property = meta?.object as? PyProperty {
      guard !property.setter.isNone else {
        throw error(
          .attributeError, "property '\(name.value)' of '\(typeName(of: .object(type)))' object has no setter"
        )
      }
      _ = try call(property.setter, [.object(type), value])
      return
    }
    if let meta, meta.object?.kind == .instance,
      try callSpecial(meta, names.set, [.object(type), value]) != nil
    {
      return
    }
    if let computed = types.type.lookup(name, in: self)?.object as? PyGetSet, let set = computed.set {
      return try set(self, .object(type), value)
    }
    type.attributes.set(name, value)
    typeVersion &+= 1
  }

  /// `object.__setattr__`.
  func setPlainAttribute(_ object: Value, _ name: PyString, _ value: Value) throws {
    let type = type(of: object)
    if let found = type.lookup(name, in: self), let descriptor = found.object {
      if let computed = descriptor as? PyGetSet {
        guard let set = computed.set else {
          throw error(
            .attributeError, "attribute '\(name.value)' of '\(type.name)' objects is not writable")
        }
        return try set(self, object, value)
      }
      if let property = descriptor as? PyProperty {
        if property.setter.isNone {
          throw error(
            .attributeError, "property '\(name.value)' of '\(type.name)' object has no setter")
        }
        _ = try call(property.setter, [object, value])
        return
      }
      if descriptor.kind == .instance, try callSpecial(found, names.set, [object, value]) != nil { return }
    }
    guard let attributes = object.object?.attributesForWriting() else {
      if type.lookup(name, in: self) != nil {
        throw error(.attributeError, "'\(type.name)' object attribute '\(name.value)' is read-only")
      }
      throw error(
        .attributeError,
        "'\(type.name)' object has no attribute '\(name.value)' and no __dict__ for setting new attributes")
    }
    attributes.set(name, value)
  }

  func deleteAttribute(_ object: Value, _ name: PyString) throws {
    if let cls = object.typeObject {
      if cls.isBuiltin {
        throw typeError("cannot set '\(name.value)' attribute of immutable type '\(cls.name)'")
      }
      if let method = cls.metaclass?.lookup(names.deleteAttr, in: self), method.function != nil {
        _ = try call(method, [object, .object(name)])
        return
      }
    } else if let method = lookup(names.deleteAttr, on: object), method.function != nil {
      _ = try call(method, [object, .object(name)])
      return
    }
    try deletePlainAttribute(object, name)
  }

  /// `object.__delattr__`, or `type.__delattr__`.
  func deletePlainAttribute(_ object: Value, _ name: PyString) throws {
    let type = type(of: object)
    if object.typeObject == nil, let found = type.lookup(name, in: self), let descriptor = found.object {
      if let property = descriptor as? PyProperty {
        if property.deleter.isNone {
          throw error(
            .attributeError, "property '\(name.value)' of '\(typeName(of: object))' object has no deleter")
        }
        _ = try call(property.deleter, [object])
        return
      }
      if let delete = (descriptor as? PyGetSet)?.delete { return try delete(self, object) }
      if descriptor.kind == .instance, isDataDescriptor(descriptor) {
        if try callSpecial(found, names.delete, [object]) != nil { return }
        throw error(.attributeError, "__delete__")
      }
    }
    guard object.object?.ownAttributes?.remove(name) != nil else { throw noAttribute(object, name) }
    if object.typeObject != nil { typeVersion &+= 1 }
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
    exception.attributesForWriting()?.set(intern("name"), .object(name))
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
