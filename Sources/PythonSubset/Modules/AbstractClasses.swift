/// What `abc.ABCMeta` knows of one of its classes.
final class AbstractTraits {
  /// The abstract methods that nothing implements, sorted: while there are any, the class has no instances.
  var missing: [String] = []
  /// The classes that count as derived because they were registered.
  var registered: [PyType] = []
}

extension Machine {
  func fillAbstractClasses(_ names: PyDict) {
    names.set(intern("ABC"), .object(types.abstract))
    names.set(intern("ABCMeta"), .object(types.abstractType))
    function(names, "abstractmethod", .exactly(1)) { m, a in
      a[0].object?.attributesForWriting()?.set(m.intern("__isabstractmethod__"), .bool(true))
      return a[0]
    }
    method(types.abstractType, "register", .exactly(2)) { m, a in
      guard let cls = a[1].typeObject else { throw m.typeError("Can only register classes") }
      a[0].typeObject?.abstract?.registered.append(cls)
      return a[1]
    }
    attribute(
      types.abstractType, "__abstractmethods__",
      get: { m, v in
        let set = PySet(isFrozen: true)
        for name in v.typeObject?.abstract?.missing ?? [] { try set.insert(.text(name), in: m) }
        return .object(set)
      })
  }

  /// The names that the class or its bases declare abstract and that are still so in the class.
  func missingMethods(of cls: PyType) throws -> [String] {
    var candidates = Set(cls.bases.flatMap { $0.abstract?.missing ?? [] })
    for (key, value) in cls.attributes.pairs where isAbstract(value) {
      if let key = key.string { candidates.insert(key.value) }
    }
    return candidates.filter { name in cls.lookup(intern(name), in: self).map(isAbstract) ?? false }.sorted()
  }

  private func isAbstract(_ value: Value) -> Bool {
    switch value.object {
    case let property as PyProperty:
      return isAbstract(property.getter) || isAbstract(property.setter) || isAbstract(property.deleter)
    case let wrapper as PyMethodWrapper: return isAbstract(wrapper.function)
    case let object?:
      if object.kind == .type { return false }
      guard case .bool(true)? = object.ownAttributes?.get(intern("__isabstractmethod__")) else {
        return false
      }
      return true
    case nil: return false
    }
  }

  /// - Throws: TypeError for a class that lacks methods.
  func checkInstantiable(_ cls: PyType) throws {
    guard let missing = cls.abstract?.missing, !missing.isEmpty else { return }
    let list = missing.map { "'\($0)'" }.joined(separator: ", ")
    throw typeError(
      "Can't instantiate abstract class \(cls.name) without an implementation for abstract method\(missing.count == 1 ? "" : "s") \(list)"
    )
  }

  /// Whether an abstract class counts another one as derived, though it is none of its bases.
  func isVirtualSubclass(_ type: PyType, of expected: PyType) throws -> Bool {
    guard let traits = expected.abstract else { return false }
    if let hook = expected.lookup(intern("__subclasshook__"), in: self)?.object as? PyMethodWrapper {
      let answer = try call(hook.function, [.object(expected), .object(type)])
      if !answer.isNotImplemented { return try isTrue(answer) }
    }
    for registered in traits.registered {
      if try type.isSubtype(of: registered) || isVirtualSubclass(type, of: registered) { return true }
    }
    return false
  }
}
