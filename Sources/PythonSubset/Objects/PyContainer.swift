/// A container of Python's own that programs can derive classes from.
class PyContainer: PyObject {
  /// What an object of a derived class has beyond those of Python's own.
  final class Derivation {
    let cls: PyType
    var attributes: PyDict?

    /// Whether it has a `__dict__`: not all of its classes forgo one.
    let hasAttributes: Bool

    init(_ cls: PyType) {
      self.cls = cls
      hasAttributes = cls.hasDictionary
    }
  }

  private(set) final var derivation: Derivation?

  override final var ownAttributes: PyDict? { derivation?.attributes }

  override final func attributesForWriting() -> PyDict? {
    guard let derivation, derivation.hasAttributes else { return nil }
    let made = derivation.attributes ?? PyDict()
    derivation.attributes = made
    return made
  }

  /// Makes a new object one of a class that the program derived; a class of Python's own changes nothing.
  final func become(_ cls: Value) {
    guard let cls = cls.typeObject, !cls.isBuiltin else { return }
    derivation = Derivation(cls)
    isDerived = true
  }
}

extension Machine {
  /// A new container: filled at once where it is one of Python's own, by `__init__` where it is one of a derived class.
  func made<Container: PyContainer>(
    _ container: Container, _ cls: Value, _ fill: (Container) throws -> Void
  ) throws -> Value {
    container.become(cls)
    if !container.isDerived { try fill(container) }
    return .object(container)
  }

  /// Calls the special method that a class derived from one of Python's own defines; nil where that of Python's own holds.
  func callOverride(_ object: PyObject, _ name: PyString, _ arguments: [Value] = []) throws -> Value? {
    guard object.isDerived, let method = override(object, name) else { return nil }
    return try call(method, [.object(object)] + arguments)
  }

  func override(_ object: PyObject, _ name: PyString) -> Value? {
    guard object.isDerived else { return nil }
    if object.kind == .integer || object.kind == .string { return methodBeforeBuiltin(name, of: object) }
    guard let method = object.type(in: self).lookup(name, in: self) else { return nil }
    let isNative = (method.object as? PyNative)?.ownerType.map { !$0.isBuiltin } ?? false
    return method.function != nil || isNative ? method : nil
  }
}
