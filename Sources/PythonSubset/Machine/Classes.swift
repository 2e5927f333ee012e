extension Machine {
  func makeFunction(
    _ code: Value, closure: Value, keywordDefaults: Value, defaults: Value, in frame: Frame
  ) -> Value {
    guard let constant = code.object as? CodeConstant else { return .none }
    let cells = closure.tuple?.items.compactMap { $0.object as? PyCell } ?? []
    return .object(
      PyFunction(
        code: constant.code, globals: frame.globals, closure: cells, defaults: defaults.tuple?.items ?? [],
        keywordDefaults: keywordDefaults.dict))
  }

  /// `__build_class__`: runs a class body and makes the class of what it left.
  var buildClassFunction: PyObject {
    modules["builtins"]?.attributes.get(intern("__build_class__"))?.object
      ?? PyNative("__build_class__", .any, Self.buildClass)
  }

  static func buildClass(_ machine: Machine, _ arguments: Arguments) throws -> Value {
    guard let body = arguments[0].function, let name = arguments[1].string else {
      throw machine.typeError("__build_class__: func must be a function")
    }
    let given = arguments.positional(from: 2).map { ($0.object as? PyGenericAlias)?.origin ?? $0 }
    let bases = given.compactMap(\.typeObject)
    var isAbstract = false
    var keywords: [(PyString, Value)] = []
    for (index, keyword) in arguments.names.enumerated() {
      let value = arguments[arguments.count + index]
      if keyword.value == "metaclass" {
        if value.typeObject === machine.types.type { continue }
        if value.typeObject === machine.types.abstractType {
          isAbstract = true
          continue
        }
        throw machine.typeError("taskviz does not support metaclasses; run the program under real CPython")
      }
      keywords.append((keyword, value))
    }
    let namespace = PyDict()
    let frame = Frame(body.code, globals: body.globals)
    frame.namespace = namespace
    frame.bindCells(body.closure)
    let cell = try machine.runToEnd(frame)
    if bases.count < given.count {
      // What is no class makes its own class the metaclass, which is asked to make this one.
      guard given[0].typeObject == nil else { throw machine.typeError("bases must be types") }
      let metaclass = Value.object(machine.type(of: given[0]))
      return try machine.call(metaclass, [.object(name), .object(PyTuple(given)), .object(namespace)])
    }
    let cls = try machine.makeClass(name.value, bases: bases, namespace: namespace, isAbstract: isAbstract)
    (cell.object as? PyCell)?.value = .object(cls)
    for (key, value) in namespace.pairs {
      if let key = key.string, value.object?.kind == .instance {
        _ = try machine.callSpecial(value, machine.names.setName, [.object(cls), .object(key)])
      }
    }
    try machine.initializeSubclass(cls, keywords)
    return .object(cls)
  }

  func makeClass(
    _ name: String, bases: [PyType], namespace: PyDict, isAbstract: Bool = false
  ) throws -> PyType {
    let bases = bases.isEmpty ? [types.object] : bases
    for base in bases where base.isFinal {
      if base === types.bool || base === types.noneType || base === types.function || base === types.range
        || base === types.slice || base === types.generator
      {
        throw typeError("type '\(base.name)' is not an acceptable base type")
      }
      throw typeError(
        "taskviz cannot derive a class from '\(base.name)' yet; run the program under real CPython")
    }
    for (index, base) in bases.enumerated() where bases[..<index].contains(where: { $0 === base }) {
      throw typeError("duplicate base class \(base.name)")
    }
    guard PyType.merge(bases.map(\.mro) + [bases]) != nil else {
      let list = bases.map(\.name).joined(separator: ", ")
      throw typeError("Cannot create a consistent method resolution order (MRO) for bases \(list)")
    }
    let layout = bases.first { $0.layout != .instance }?.layout ?? .instance
    let cls = PyType(name, bases: bases, attributes: namespace, layout: layout, isBuiltin: false)
    if let module = namespace.get(names.module)?.string { cls.module = module.value }
    if let qualified = namespace.remove(names.qualifiedName)?.string { cls.qualifiedName = qualified.value }
    if namespace.get(names.equal) != nil, namespace.get(names.hash) == nil {
      namespace.set(names.hash, .none)
    }
    // These two are class methods without saying so.
    for implicit in [names.initSubclass, names.classGetItem] {
      if let method = namespace.get(implicit), method.function != nil {
        namespace.set(implicit, .object(PyMethodWrapper(method, isClassMethod: true)))
      }
    }
    if isAbstract || bases.contains(where: { $0.abstract != nil }) {
      cls.abstract = AbstractTraits()
      cls.abstract?.missing = try missingMethods(of: cls)
    }
    cls.interceptsAttributes =
      namespace.get(names.getAttribute) != nil || bases.contains(where: \.interceptsAttributes)
    try defineSlots(of: cls)
    typeVersion &+= 1
    return cls
  }

  private func initializeSubclass(_ cls: PyType, _ keywords: [(PyString, Value)]) throws {
    for base in cls.mro.dropFirst() {
      guard let found = base.attributes.get(names.initSubclass) else { continue }
      let function = (found.object as? PyMethodWrapper)?.function ?? found
      _ = try call(function, [.object(cls)] + keywords.map(\.1), names: keywords.map(\.0))
      return
    }
    if let (name, _) = keywords.first {
      _ = name
      throw typeError("\(cls.name).__init_subclass__() takes no keyword arguments")
    }
  }

  // MARK: Instances

  func construct(_ cls: PyType, _ arguments: Arguments) throws -> Value {
    if let make = cls.lookup(names.new, in: self) {
      let function = (make.object as? PyMethodWrapper)?.function ?? make
      let made = try call(function, prepending: .object(cls), arguments)
      guard !cls.isBuiltin || cls.layout == .exception, type(of: made).isSubtype(of: cls) else { return made }
      try initialize(made, cls, arguments, hasOwnNew: true)
      return made
    }
    switch cls.layout {
    case .instance:
      try checkInstantiable(cls)
      let instance = Value.object(PyInstance(cls))
      try initialize(instance, cls, arguments, hasOwnNew: false)
      return instance
    case .exception:
      let exception = try newException(cls, arguments)
      try initialize(.object(exception), cls, arguments, hasOwnNew: true)
      return .object(exception)
    case .type, .native:
      throw typeError("cannot create '\(cls.name)' instances")
    }
  }

  private func initialize(_ instance: Value, _ cls: PyType, _ arguments: Arguments, hasOwnNew: Bool) throws {
    if let initializer = cls.lookup(names.initialize, in: self) {
      let result = try call(initializer, prepending: instance, arguments)
      if !result.isNone {
        throw typeError("__init__() should return None, not '\(typeName(of: result))'")
      }
    } else if arguments.total > 0, !hasOwnNew {
      throw typeError("\(cls.name)() takes no arguments")
    }
  }

  /// Whether `value` is an instance of a class, or of one in a tuple of them or a union.
  func isInstance(_ value: Value, _ cls: Value) throws -> Bool {
    try matchesClass(
      type(of: value), cls, function: "isinstance() arg 2 must be a type, a tuple of types, or a union")
  }

  func matchesClass(_ type: PyType, _ cls: Value, function: String) throws -> Bool {
    if let expected = cls.typeObject {
      return try type.isSubtype(of: expected) || isVirtualSubclass(type, of: expected)
    }
    if let tuple = cls.tuple {
      for item in tuple.items where try matchesClass(type, item, function: function) { return true }
      return false
    }
    if let union = cls.object as? PyUnion {
      for item in union.members
      where try matchesClass(type, item.isNone ? .object(types.noneType) : item, function: function) {
        return true
      }
      return false
    }
    if cls.object is PyGenericAlias {
      let name = function.prefix { $0 != "(" }
      throw typeError("\(name)() argument 2 cannot be a parameterized generic")
    }
    throw typeError(function)
  }
}

/// `list[int]`: a class with what it is said to hold, which nothing checks.
final class PyGenericAlias: PyObject {
  let origin: Value
  let arguments: Value

  init(origin: Value, arguments: Value) {
    self.origin = origin
    self.arguments = arguments
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType { machine.types.named("GenericAlias", module: "types") }
}

extension PyGenericAlias: NativeCallable {
  func call(_ machine: Machine, _ arguments: Arguments) throws -> Value {
    try machine.call(origin, arguments)
  }
}

/// `int | str`.
final class PyUnion: PyObject {
  let members: [Value]

  init(_ members: [Value]) {
    self.members = members
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType { machine.types.named("UnionType", module: "types") }
}
