extension Machine {
  func setAttribute(_ object: Value, _ name: PyString, _ value: Value) throws {
    let type = type(of: object)
    if !type.isBuiltin, let method = type.lookup(names.setAttr, in: self), method.function != nil {
      _ = try call(method, [object, .object(name), value])
    } else if let cls = object.typeObject {
      try setClassAttribute(cls, name, value)
    } else {
      try setPlainAttribute(object, name, value)
    }
  }

  /// `type.__setattr__`.
  func setClassAttribute(_ cls: PyType, _ name: PyString, _ value: Value) throws {
    try checkMutable(cls, name)
    defer { typeVersion &+= 1 }
    if try write(value, to: cls.type(in: self).lookup(name, in: self), .object(cls), name) { return }
    cls.attributes.set(name, value)
    if name == names.getAttribute { cls.interceptsAttributes = true }
    if name == names.finalize, cls.layout == .instance { cls.becomeFinalizable(by: self) }
  }

  private func checkMutable(_ type: PyType, _ name: PyString) throws {
    if type.isBuiltin {
      throw typeError("cannot set '\(name.value)' attribute of immutable type '\(type.name)'")
    }
  }

  /// Writes by the descriptor that the class of the object has under the name; false where it has none.
  private func write(
    _ value: Value, to found: Value?, _ object: Value, _ name: PyString
  ) throws -> Bool {
    guard let found, let descriptor = found.object else { return false }
    if let computed = descriptor as? PyDataDescriptor {
      try computed.write(self, object, name, value)
      return true
    }
    return try descriptor.kind == .instance && callSpecial(found, names.set, [object, value]) != nil
  }

  /// `object.__setattr__`.
  func setPlainAttribute(_ object: Value, _ name: PyString, _ value: Value) throws {
    let type = type(of: object)
    let found = type.lookup(name, in: self)
    if try write(value, to: found, object, name) { return }
    guard let attributes = object.object?.attributesForWriting() else {
      if found != nil {
        throw error(.attributeError, "'\(type.name)' object attribute '\(name.value)' is read-only")
      }
      throw error(
        .attributeError,
        "'\(type.name)' object has no attribute '\(name.value)' and no __dict__ for setting new attributes")
    }
    attributes.set(name, value)
  }

  func deleteAttribute(_ object: Value, _ name: PyString) throws {
    let type = type(of: object)
    if !type.isBuiltin, let method = type.lookup(names.deleteAttr, in: self), method.function != nil {
      _ = try call(method, [object, .object(name)])
    } else {
      try deletePlainAttribute(object, name)
    }
  }

  /// `object.__delattr__`, or `type.__delattr__`.
  func deletePlainAttribute(_ object: Value, _ name: PyString) throws {
    if let cls = object.typeObject {
      try checkMutable(cls, name)
      typeVersion &+= 1
    }
    if let found = type(of: object).lookup(name, in: self), let descriptor = found.object {
      if let computed = descriptor as? PyDataDescriptor { return try computed.delete(self, object, name) }
      if descriptor.kind == .instance, isDataDescriptor(descriptor) {
        if try callSpecial(found, names.delete, [object]) != nil { return }
        throw error(.attributeError, "__delete__")
      }
    }
    guard object.object?.ownAttributes?.remove(name) != nil else { throw noAttribute(object, name) }
  }
}
