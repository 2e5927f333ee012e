/// What classes have as objects: `type`'s computed attributes.
extension Machine {
  func fillClassAttributes(_ type: PyType) {
    func tuple(_ types: [PyType]?) -> Value { .object(PyTuple((types ?? []).map { .object($0) })) }
    attribute(type, "__mro__", get: { _, v in tuple(v.typeObject?.mro) })
    attribute(type, "__bases__", get: { _, v in tuple(v.typeObject?.bases) })
    attribute(
      type, "__base__", get: { _, v in v.typeObject?.bases.first.map { .object($0) } ?? .none },
      set: { m, _, _ in throw m.error(.attributeError, "readonly attribute") })
    attribute(
      type, "__dict__", get: { _, v in v.typeObject.map { .object(PyMappingProxy($0.attributes)) } ?? .none })
    attribute(type, "__class__", get: { m, v in .object(m.type(of: v)) })
    className(type, "__name__", \.name)
    className(type, "__qualname__", \.qualifiedName)
    assignable(type, "__module__", get: { _, cls in .text(cls.module) }) { _, cls, new in
      if let name = new.string { cls.module = name.value }
    }
    assignable(
      type, "__doc__",
      get: { m, cls in
        guard let own = cls.attributes.get(m.names.doc), !(own.object is PyGetSet) else { return .none }
        return own
      }, set: { m, cls, new in cls.attributes.set(m.names.doc, new) })
    let parameters = intern("__type_params__")
    assignable(
      type, "__type_params__", get: { _, cls in cls.attributes.get(parameters) ?? .object(PyTuple([])) },
      set: { _, cls, new in cls.attributes.set(parameters, new) })
    fillAnnotations(type)
  }

  private func className(_ type: PyType, _ name: String, _ path: ReferenceWritableKeyPath<PyType, String>) {
    assignable(type, name, get: { _, cls in .text(cls[keyPath: path]) }) { m, cls, new in
      guard let text = new.string else {
        throw m.typeError("can only assign string to \(cls.name).\(name), not '\(m.typeName(of: new))'")
      }
      cls[keyPath: path] = text.value
    }
  }

  /// An attribute of classes that programs can assign but not delete.
  private func assignable(
    _ type: PyType, _ name: String, get: @escaping (Machine, PyType) throws -> Value,
    set: @escaping (Machine, PyType, Value) throws -> Void
  ) {
    attribute(
      type, name, get: { m, v in try v.typeObject.map { try get(m, $0) } ?? .none },
      set: { m, v, new in if let cls = v.typeObject { try set(m, cls, new) } },
      delete: { m, v in
        throw m.typeError("cannot delete '\(name)' attribute of immutable type '\(v.typeObject?.name ?? "")'")
      })
  }

  private func fillAnnotations(_ type: PyType) {
    let name = names.annotations
    attribute(
      type, name.value,
      get: { _, v in
        guard let cls = v.typeObject else { return .none }
        if let own = cls.attributes.get(name) { return own }
        let made = Value.object(PyDict())
        if !cls.isBuiltin { cls.attributes.set(name, made) }
        return made
      }, set: { _, v, new in v.typeObject?.attributes.set(name, new) },
      delete: { m, v in
        guard v.typeObject?.attributes.remove(name) != nil else { throw m.error(.attributeError, name.value) }
      })
  }
}
