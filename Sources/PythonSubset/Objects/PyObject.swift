/// An object of the interpreted program.
package class PyObject {
  /// Tells the classes apart that the machine treats specially.
  enum Kind: UInt8 {
    case string, integer, bytes, list, tuple, dict, set, range, slice
    case function, native, boundMethod, type, instance, exception, iterator, generator, cell, future, module,
      descriptor, other
  }

  final let kind: Kind

  /// Whether its class is derived from one of Python's own, whose special methods it may replace.
  final var isDerived = false

  /// The number that `id()` is made of, given on demand in order; 0 means none yet.
  final var identity: UInt32 = 0

  init(_ kind: Kind) { self.kind = kind }

  /// The Python class of the object.
  func type(in machine: Machine) -> PyType { machine.types.object }

  /// The attributes of its own, where it can have some.
  var ownAttributes: PyDict? { nil }

  /// Like `ownAttributes`, made on demand; nil where it can have none.
  func attributesForWriting() -> PyDict? { ownAttributes }

  /// Whether two different objects stand for one Python object.
  func isSame(as other: PyObject) -> Bool { false }
}

/// A variable that closures share.
final class PyCell: PyObject {
  var value: Value

  init(_ value: Value) {
    self.value = value
    super.init(.cell)
  }

  /// Lets go of what it held only when it holds something else.
  func replace(by new: Value) {
    let old = value
    value = new
    withExtendedLifetime(old) {}
  }

  override func type(in machine: Machine) -> PyType { machine.types.cell }
}

/// An instance of a class that the program defined.
final class PyInstance: PyObject {
  var cls: PyType
  var attributes: PyDict?
  /// The values of the names in `__slots__`.
  var slotValues: PyDict?
  /// Whether its `__del__` has been called, or is being called.
  var isFinalized = false

  init(_ cls: PyType) {
    self.cls = cls
    super.init(.instance)
    cls.finalizer?.note(finalizable: self)
  }

  /// What takes the place of an instance that is released, for its `__del__`.
  init(remainsOf instance: PyInstance) {
    cls = instance.cls
    attributes = instance.attributes
    slotValues = instance.slotValues
    isFinalized = true
    super.init(.instance)
    identity = instance.identity
  }

  deinit {
    if !isFinalized { cls.finalizer?.finalizeLater(self) }
  }

  override func type(in machine: Machine) -> PyType { cls }
  override var ownAttributes: PyDict? { attributes }

  override func attributesForWriting() -> PyDict? {
    if let attributes { return attributes }
    guard cls.hasDictionary else { return nil }
    let made = PyDict()
    attributes = made
    return made
  }
}

/// A `module`.
final class PyModule: PyObject {
  let name: String
  let attributes: PyDict

  init(name: String, attributes: PyDict = PyDict()) {
    self.name = name
    self.attributes = attributes
    super.init(.module)
    attributes.set(PyString("__name__"), .text(name))
  }

  override func type(in machine: Machine) -> PyType { machine.types.module }
  override var ownAttributes: PyDict? { attributes }
}
