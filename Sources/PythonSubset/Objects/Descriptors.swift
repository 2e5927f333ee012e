/// A class attribute that decides what reading, writing and deleting it on an instance mean.
class PyDataDescriptor: PyObject {
  /// The class of Python's own, or with `__slots__`, whose instances alone it is for.
  final let owner: PyType?

  init(of owner: PyType? = nil) {
    self.owner = owner
    super.init(.descriptor)
  }

  func name(in machine: Machine) -> PyString? { nil }

  func read(_ machine: Machine, _ object: Value, _ name: PyString) throws -> Value { .none }

  func write(_ machine: Machine, _ object: Value, _ name: PyString, _ value: Value) throws {
    let owner = machine.typeName(of: object)
    throw machine.error(
      .attributeError, "attribute '\(name.value)' of '\(owner)' objects is not writable")
  }

  func delete(_ machine: Machine, _ object: Value, _ name: PyString) throws {
    try write(machine, object, name, .undefined)
  }
}

/// A computed attribute of one of Python's own classes.
final class PyGetSet: PyDataDescriptor, NativeRepresentation {
  private let name: String
  private let get: (Machine, Value) throws -> Value
  private let set: ((Machine, Value, Value) throws -> Void)?
  private let delete: ((Machine, Value) throws -> Void)?

  init(
    _ name: String, of owner: PyType? = nil, get: @escaping (Machine, Value) throws -> Value,
    set: ((Machine, Value, Value) throws -> Void)? = nil, delete: ((Machine, Value) throws -> Void)? = nil
  ) {
    self.name = name
    self.get = get
    self.set = set
    self.delete = delete
    super.init(of: owner)
  }

  override func type(in machine: Machine) -> PyType { machine.types.named("getset_descriptor") }
  override func name(in machine: Machine) -> PyString? { machine.intern(name) }

  func representation(_ machine: Machine) -> String {
    owner.map { "<attribute '\(name)' of '\($0.name)' objects>" }
      ?? "<\(name) object at \(machine.address(self))>"
  }

  override func read(_ machine: Machine, _ object: Value, _ name: PyString) throws -> Value {
    try get(machine, object)
  }

  override func write(_ machine: Machine, _ object: Value, _ name: PyString, _ value: Value) throws {
    guard let set, !value.isUndefined else { return try super.write(machine, object, name, value) }
    try set(machine, object, value)
  }

  override func delete(_ machine: Machine, _ object: Value, _ name: PyString) throws {
    guard let delete else { return try super.delete(machine, object, name) }
    try delete(machine, object)
  }
}

/// A `property`.
final class PyProperty: PyDataDescriptor {
  let getter: Value
  let setter: Value
  let deleter: Value
  /// Its `__doc__`; undefined where that is the getter's.
  let documentation: Value

  init(getter: Value, setter: Value, deleter: Value, documentation: Value = .undefined) {
    self.getter = getter
    self.setter = setter
    self.deleter = deleter
    self.documentation = documentation
    super.init()
  }

  override func type(in machine: Machine) -> PyType { machine.types.property }

  /// The name of its getter.
  override func name(in machine: Machine) -> PyString? {
    if let function = getter.function { return machine.intern(function.name) }
    return (getter.object as? PyNative).map { machine.intern($0.name) }
  }

  override func read(_ machine: Machine, _ object: Value, _ name: PyString) throws -> Value {
    if getter.isNone { throw missing("getter", machine, object, name) }
    return try machine.call(getter, [object])
  }

  override func write(_ machine: Machine, _ object: Value, _ name: PyString, _ value: Value) throws {
    if setter.isNone { throw missing("setter", machine, object, name) }
    _ = try machine.call(setter, [object, value])
  }

  override func delete(_ machine: Machine, _ object: Value, _ name: PyString) throws {
    if deleter.isNone { throw missing("deleter", machine, object, name) }
    _ = try machine.call(deleter, [object])
  }

  private func missing(
    _ what: String, _ machine: Machine, _ object: Value, _ name: PyString
  ) -> PyException {
    let named = name.value.isEmpty ? "property" : "property '\(name.value)'"
    return machine.error(
      .attributeError,
      "\(named) of '\(machine.type(of: object).qualifiedName)' object has no \(what)")
  }
}

/// A name in a class's `__slots__`: a place for a value in each instance.
final class PySlotMember: PyDataDescriptor, NativeRepresentation {
  private let name: PyString
  private let cls: PyType

  init(_ name: PyString, of cls: PyType) {
    self.name = name
    self.cls = cls
    super.init(of: cls)
  }

  override func type(in machine: Machine) -> PyType { machine.types.named("member_descriptor") }
  override func name(in machine: Machine) -> PyString? { name }

  func representation(_ machine: Machine) -> String {
    "<member '\(name.value)' of '\(cls.name)' objects>"
  }

  override func read(_ machine: Machine, _ object: Value, _ name: PyString) throws -> Value {
    guard let value = try instance(object, machine).slotValues?.get(self.name) else {
      throw machine.noAttribute(object, name)
    }
    return value
  }

  override func write(_ machine: Machine, _ object: Value, _ name: PyString, _ value: Value) throws {
    let instance = try instance(object, machine)
    let values = instance.slotValues ?? PyDict()
    instance.slotValues = values
    values.set(self.name, value)
  }

  override func delete(_ machine: Machine, _ object: Value, _ name: PyString) throws {
    guard try instance(object, machine).slotValues?.remove(self.name) != nil else {
      throw machine.error(.attributeError, self.name.value)
    }
  }

  private func instance(_ object: Value, _ machine: Machine) throws -> PyInstance {
    guard let instance = object.object as? PyInstance, instance.cls.isSubtype(of: cls) else {
      throw machine.typeError(
        "descriptor '\(name.value)' for '\(cls.name)' objects doesn't apply to a "
          + "'\(machine.typeName(of: object))' object")
    }
    return instance
  }
}
