import PythonSyntax

extension Machine {
  func makeFunction(
    _ code: Value, closure: Value, annotations: Value, keywordDefaults: Value, defaults: Value,
    in frame: Frame
  ) -> Value {
    guard let constant = code.object as? CodeConstant else { return .none }
    let cells = closure.tuple?.items.compactMap { $0.object as? PyCell } ?? []
    let function = PyFunction(
      code: constant.code, globals: frame.globals, closure: cells, defaults: defaults.tuple?.items ?? [],
      keywordDefaults: keywordDefaults.dict)
    if !annotations.isUndefined { function.annotations = annotations }
    return .object(function)
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
    let given = arguments.positional(from: 2)
    let bases = try machine.resolvedBases(given)
    var explicit: Value?
    var keywords: [(PyString, Value)] = []
    for (index, keyword) in arguments.names.enumerated() {
      let value = arguments[arguments.count + index]
      if keyword.value == "metaclass" { explicit = value } else { keywords.append((keyword, value)) }
    }
    let metaclass = try machine.metaclass(explicit, bases)
    let tuple = Value.object(PyTuple(bases))
    let namespace = try machine.preparedNamespace(metaclass, [.object(name), tuple], keywords)
    let frame = Frame(body.code, globals: body.globals)
    frame.namespace = namespace
    if let type = metaclass.typeObject, type.metaclassCollects(in: machine) { frame.collector = type }
    frame.bindCells(body.closure)
    let cell = try machine.runToEnd(frame)
    if bases.count != given.count || zip(bases, given).contains(where: { !Value.isSame($0, $1) }) {
      namespace.set(machine.intern("__orig_bases__"), .object(PyTuple(given)))
    }
    if cell.object is PyCell { namespace.set(machine.intern("__classcell__"), cell) }
    if let type = metaclass.typeObject, type.isBuiltin, type.isSubtype(of: machine.types.type) {
      return try machine.newClass(
        type, name.value, bases: bases.compactMap(\.typeObject), namespace: namespace, keywords: keywords)
    }
    return try machine.call(
      metaclass, [.object(name), tuple, .object(namespace)] + keywords.map(\.1), names: keywords.map(\.0))
  }

  /// The bases with what stands for classes replaced by them, as `__mro_entries__` says.
  private func resolvedBases(_ given: [Value]) throws -> [Value] {
    try given.flatMap { base -> [Value] in
      if base.typeObject != nil { return [base] }
      if let alias = base.object as? PyGenericAlias { return [alias.origin] }
      guard let entries = try findAttribute(base, intern("__mro_entries__")) else { return [base] }
      guard let tuple = try call(entries, [.object(PyTuple(given))]).tuple else {
        throw typeError("__mro_entries__ must return a tuple")
      }
      return tuple.items
    }
  }

  /// The class of a new class: the given one, or that of its bases which is derived from all others.
  private func metaclass(_ explicit: Value?, _ bases: [Value]) throws -> Value {
    if let explicit, explicit.typeObject == nil { return explicit }
    let first = bases.first.map { type(of: $0) } ?? types.type
    return .object(try winner(explicit?.typeObject ?? first, bases))
  }

  func winner(_ start: PyType, _ bases: [Value]) throws -> PyType {
    var winner = start
    for base in bases {
      let other = type(of: base)
      if winner.isSubtype(of: other) { continue }
      guard other.isSubtype(of: winner) else {
        throw typeError(
          "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses "
            + "of all its bases")
      }
      winner = other
    }
    return winner
  }

  private func preparedNamespace(
    _ metaclass: Value, _ arguments: [Value], _ keywords: [(PyString, Value)]
  ) throws -> PyDict {
    if metaclass.typeObject?.isBuiltin == true { return PyDict() }
    guard let prepare = try findAttribute(metaclass, intern("__prepare__")) else { return PyDict() }
    let made = try call(prepare, arguments + keywords.map(\.1), names: keywords.map(\.0))
    guard let namespace = made.dict else {
      let name = metaclass.typeObject?.name ?? "<metaclass>"
      throw typeError("\(name).__prepare__() must return a mapping, not \(typeName(of: made))")
    }
    return namespace
  }

  /// `type.__new__`: makes a class and tells its attributes and its bases of it.
  func newClass(
    _ metaclass: PyType, _ name: String, bases: [PyType], namespace: PyDict,
    keywords: [(PyString, Value)]
  ) throws -> Value {
    let cell = namespace.remove(intern("__classcell__"))?.object as? PyCell
    if namespace.get(names.module) == nil, let module = currentFrame?.globals.get(names.name) {
      namespace.set(names.module, module)
    }
    let metaclass = try winner(metaclass, bases.map { .object($0) })
    let cls = try makeClass(name, bases: bases, namespace: namespace, metaclass: metaclass)
    cell?.value = .object(cls)
    if namespace.get(names.doc) == nil { namespace.set(names.doc, .none) }
    for (key, value) in namespace.pairs {
      guard let key = key.string, value.object?.kind == .instance else { continue }
      do {
        _ = try callSpecial(value, names.setName, [.object(cls), .object(key)])
      } catch let exception as PyException {
        let note =
          "Error calling __set_name__ on '\(typeName(of: value))' instance "
          + "\(StringText.representation(key.value)) in '\(name)'"
        exception.attributesForWriting()?.set(names.notes, .object(PyList([.text(note)])))
        throw exception
      }
    }
    try initializeSubclass(cls, keywords)
    return .object(cls)
  }

  func makeClass(
    _ name: String, bases: [PyType], namespace: PyDict, metaclass: PyType
  ) throws -> PyType {
    let bases = bases.isEmpty ? [types.object] : try bases.map(derivable)
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
    if metaclass !== types.type, metaclass !== types.abstractType { cls.metaclass = metaclass }
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
    if metaclass.isSubtype(of: types.abstractType) {
      cls.abstract = AbstractTraits()
      cls.abstract?.missing = try missingMethods(of: cls)
    }
    if namespace.get(names.finalize) != nil || bases.contains(where: { $0.finalizer != nil }) {
      if layout != .instance { throw finalizerRefusal(cls) }
      cls.becomeFinalizable(by: self)
    }
    cls.interceptsAttributes =
      namespace.get(names.getAttribute) != nil || bases.contains(where: \.interceptsAttributes)
    try defineSlots(of: cls)
    typeVersion &+= 1
    return cls
  }

  private func finalizerRefusal(_ cls: PyType) -> PyException {
    typeError(
      "taskviz does not call the __del__ of a class derived from one of Python's own, such as '\(cls.name)'; "
        + "run the program under real CPython")
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
    if let tuple = cls.tuple {
      for item in tuple.items where try isInstance(value, item) { return true }
      return false
    }
    if let answer = try askMetaclass(of: cls, names.instanceCheck, value) { return answer }
    return try matchesClass(
      type(of: value), cls, function: "isinstance() arg 2 must be a type, a tuple of types, or a union")
  }

  /// What the program's own `__instancecheck__` or `__subclasscheck__` says; nil where there is none.
  private func askMetaclass(of cls: Value, _ check: PyString, _ value: Value) throws -> Bool? {
    if let type = cls.typeObject {
      guard type.metaclass != nil else { return nil }
    } else {
      guard cls.object?.kind == .instance else { return nil }
    }
    guard let method = lookup(check, on: cls), method.function != nil else { return nil }
    return try isTrue(call(method, [cls, value]))
  }

  func isSubclass(_ type: PyType, _ cls: Value) throws -> Bool {
    if let tuple = cls.tuple {
      for item in tuple.items where try isSubclass(type, item) { return true }
      return false
    }
    if let answer = try askMetaclass(of: cls, intern("__subclasscheck__"), .object(type)) { return answer }
    return try matchesClass(
      type, cls, function: "issubclass() arg 2 must be a class, a tuple of classes, or a union")
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
