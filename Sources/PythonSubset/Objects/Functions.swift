/// A function that the program defined.
final class PyFunction: PyObject {
  let code: Code
  let globals: PyDict
  let closure: [PyCell]
  /// Of the last positional parameters.
  var defaults: [Value]
  var keywordDefaults: PyDict?
  var name: String
  var qualifiedName: String
  var attributes: PyDict?
  /// The names and values in turn, as a tuple, until the program asks for them as a dictionary.
  var annotations: Value = .none
  /// `__type_params__`, a tuple.
  var typeParameters: Value = .none

  init(code: Code, globals: PyDict, closure: [PyCell], defaults: [Value], keywordDefaults: PyDict?) {
    self.code = code
    self.globals = globals
    self.closure = closure
    self.defaults = defaults
    self.keywordDefaults = keywordDefaults
    name = code.name
    qualifiedName = code.qualifiedName
    super.init(.function)
  }

  override func type(in machine: Machine) -> PyType { machine.types.function }
  override var ownAttributes: PyDict? { attributes }

  override func attributesForWriting() -> PyDict? {
    if let attributes { return attributes }
    let made = PyDict()
    attributes = made
    return made
  }
}

extension PyFunction {
  /// `__annotations__`.
  var annotationNames: PyDict {
    if let dict = annotations.dict { return dict }
    let dict = PyDict()
    let items = annotations.tuple?.items ?? []
    for index in stride(from: 0, to: items.count - 1, by: 2) {
      if let name = items[index].string { dict.set(name, items[index + 1]) }
    }
    annotations = .object(dict)
    return dict
  }
}

/// A function bound to the object it was found on.
final class PyBoundMethod: PyObject {
  let function: Value
  let receiver: Value

  init(_ function: Value, _ receiver: Value) {
    self.function = function
    self.receiver = receiver
    super.init(.boundMethod)
  }

  override func type(in machine: Machine) -> PyType {
    if let native = function.object as? PyNative {
      if native.isPython { return machine.types.method }
      return native.isSlot ? machine.types.named("method-wrapper") : machine.types.native
    }
    return machine.types.method
  }
}

/// A `classmethod` or `staticmethod`.
final class PyMethodWrapper: PyObject {
  let function: Value
  let isClassMethod: Bool

  init(_ function: Value, isClassMethod: Bool) {
    self.function = function
    self.isClassMethod = isClassMethod
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType {
    isClassMethod ? machine.types.classMethod : machine.types.staticMethod
  }
}

final class PySuper: PyObject {
  let start: PyType
  let receiver: Value
  let receiverType: PyType

  init(start: PyType, receiver: Value, receiverType: PyType) {
    self.start = start
    self.receiver = receiver
    self.receiverType = receiverType
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType { machine.types.superType }
}
