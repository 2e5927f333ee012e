extension Machine {
  func importModule(_ name: PyString, hasList: Bool) throws -> Value {
    guard let module = try module(named: name.value) else {
      let first = String(name.value.prefix { $0 != "." })
      throw moduleNotFound(try self.module(named: first) == nil ? first : name.value)
    }
    if hasList || !name.value.utf8.contains(UInt8(ascii: ".")) { return .object(module) }
    let first = String(name.value.prefix { $0 != "." })
    guard let package = try self.module(named: first) else { throw moduleNotFound(first) }
    return .object(package)
  }

  private func moduleNotFound(_ name: String) -> PyException {
    error(.moduleNotFoundError, "No module named '\(name)'")
  }

  func module(named name: String) throws -> PyModule? {
    if let module = modules[name] { return module }
    guard let definition = ModuleRegistry.definition(name) else { return nil }
    let module = PyModule(name: name)
    modules[name] = module
    try load(definition, into: module)
    if let dot = name.lastIndex(of: "."), let parent = try self.module(named: String(name[..<dot])) {
      parent.attributes.set(intern(String(name[name.index(after: dot)...])), .object(module))
    }
    return module
  }

  func importMember(_ name: PyString, from value: Value) throws -> Value {
    if let found = try findAttribute(value, name) { return found }
    guard let module = value.object as? PyModule else { throw noAttribute(value, name) }
    if let inner = try self.module(named: "\(module.name).\(name.value)") { return .object(inner) }
    throw error(.importError, "cannot import name '\(name.value)' from '\(module.name)' (unknown location)")
  }

  func importAll(from value: Value, into names: PyDict) {
    guard let module = value.object as? PyModule else { return }
    let listed = module.attributes.get(self.names.all)?.list?.items.compactMap(\.string)
    for (key, value) in module.attributes.pairs {
      guard let key = key.string else { continue }
      if listed.map({ $0.contains { $0 == key } }) ?? !key.value.hasPrefix("_") { names.set(key, value) }
    }
  }
}
