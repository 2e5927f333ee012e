/// An instance of a class that the program derives from `int`.
final class PyIntInstance: PyInt {
  let cls: PyType
  var attributes = PyDict()

  init(_ cls: PyType, _ value: PyInt.Number) {
    self.cls = cls
    super.init(value)
    isDerived = true
  }

  override func type(in machine: Machine) -> PyType { cls }
  override var ownAttributes: PyDict? { attributes }
}

/// An instance of a class that the program derives from `str`.
final class PyStringInstance: PyString {
  let cls: PyType
  var attributes = PyDict()

  init(_ cls: PyType, _ value: String) {
    self.cls = cls
    super.init(value)
    isDerived = true
  }

  override func type(in machine: Machine) -> PyType { cls }
  override var ownAttributes: PyDict? { attributes }
}

extension Machine {
  /// What a constructor of Python's own made, as an instance of the derived class that was called.
  func instance(of cls: Value, _ made: Value) -> Value {
    guard let cls = cls.typeObject, !cls.isBuiltin else { return made }
    if let number = made.bigInteger { return .object(PyIntInstance(cls, number)) }
    if let text = made.string { return .object(PyStringInstance(cls, text.value)) }
    return made
  }

  /// A special method that a class derived from `int` or `str` has before that of Python's own.
  func methodBeforeBuiltin(_ name: PyString, of object: PyObject) -> Value? {
    for cls in object.type(in: self).mro {
      if cls.isBuiltin { return nil }
      if let method = cls.attributes.get(name) { return method.function == nil ? nil : method }
    }
    return nil
  }
}
