extension Machine {
  func setAttribute(_ object: Value, _ name: PyString, _ value: Value) throws {
    if let type = object.typeObject {
      try checkMutable(type, name)
      type.attributes.set(name, value)
      if name == names.getAttribute { type.interceptsAttributes = true }
      typeVersion &+= 1
      return
    }
    let type = type(of: object)
    if !type.isBuiltin, let method = type.lookup(names.setAttr, in: self), method.function != nil {
      _ = try call(method, [object, .object(name), value])
      return
    }
    try setPlainAttribute(object, name, value)
  }

  private func checkMutable(_ type: PyType, _ name: PyString) throws {
    if type.isBuiltin {
      throw typeError("cannot set '\(name.value)' attribute of immutable type '\(type.name)'")
    }
  }

  /// `object.__setattr__`.
  func setPlainAttribute(_ object: Value, _ name: PyString, _ value: Value) throws {
    let type = type(of: object)
    if let found = type.lookup(name, in: self), let descriptor = found.object {
      if let computed = descriptor as? PyDataDescriptor {
        return try computed.write(self, object, name, value)
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
    if let type = object.typeObject {
      try checkMutable(type, name)
      guard type.attributes.remove(name) != nil else { throw noAttribute(object, name) }
      typeVersion &+= 1
      return
    }
    let type = type(of: object)
    if !type.isBuiltin, let method = type.lookup(names.deleteAttr, in: self), method.function != nil {
      _ = try call(method, [object, .object(name)])
      return
    }
    try deletePlainAttribute(object, name)
  }

  /// `object.__delattr__`.
  func deletePlainAttribute(_ object: Value, _ name: PyString) throws {
    if let found = type(of: object).lookup(name, in: self), let descriptor = found.object {
      if let computed = descriptor as? PyDataDescriptor { return try computed.delete(self, object, name) }
      if descriptor.kind == .instance, try callSpecial(found, names.delete, [object]) != nil { return }
    }
    guard object.object?.ownAttributes?.remove(name) != nil else { throw noAttribute(object, name) }
  }
}
