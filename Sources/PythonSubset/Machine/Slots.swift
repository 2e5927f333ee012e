extension Machine {
  /// Gives a new class what its `__slots__` say (CPython 3.13 `type_new_slots`).
  func defineSlots(of cls: PyType) throws {
    let owners = cls.bases.compactMap(\.slotOwner)
    cls.slotOwner = owners.first { owner in owners.allSatisfy { owner.isSubtype(of: $0) } }
    if !owners.isEmpty, cls.slotOwner == nil {
      throw typeError("multiple bases have instance lay-out conflict")
    }
    guard let slots = cls.attributes.get(names.slots) else { return }
    let items = try slots.string.map { [.object($0)] } ?? values(of: slots)
    cls.hasDictionary = cls.bases.contains(where: \.hasDictionary)
    for item in items {
      guard let name = item.string else {
        throw typeError("__slots__ items must be strings, not '\(typeName(of: item))'")
      }
      guard StringCase.isIdentifier(name.value) else { throw typeError("__slots__ must be identifiers") }
      if name == names.dict {
        if cls.hasDictionary { throw typeError("__dict__ slot disallowed: we already got one") }
        cls.hasDictionary = true
        continue
      }
      if name.value == "__weakref__" { continue }
      let mangled = intern(mangledSlot(name.value, in: cls.name))
      if cls.attributes.get(mangled) != nil {
        throw valueError("'\(name.value)' in __slots__ conflicts with class variable")
      }
      cls.attributes.set(mangled, .object(PySlotMember(mangled, of: cls)))
      cls.slotOwner = cls
    }
  }

  /// A private name as the class's own code writes it.
  private func mangledSlot(_ name: String, in cls: String) -> String {
    guard name.hasPrefix("__"), !name.hasSuffix("__") else { return name }
    let owner = cls.drop { $0 == "_" }
    return owner.isEmpty ? name : "_\(owner)\(name)"
  }
}
