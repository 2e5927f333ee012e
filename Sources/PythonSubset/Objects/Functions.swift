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

/// A function of Python's own, written in Swift.
final class PyNative: PyObject {
  typealias Body = (Machine, Arguments) throws -> Value

  let name: String
  let arity: Arity
  let body: Body
  /// The class it is a method of, for messages and `repr`.
  let owner: String?
  /// Whether CPython has it in Python: what it says of wrong arguments names its class, too.
  var isPython = false
  /// The class whose instances it takes as its first argument, where it is a method of Python's own classes.
  let ownerType: PyType?

  /// What a call may bring; the machine checks it before the body runs.
  enum Arity {
    /// The body checks for itself.
    case any
    case exactly(Int)
    case between(Int, Int)
    case atLeast(Int)
    /// Arguments by position or name, put in the order of the names; what is missing is undefined. Mistakes are
    /// reported as of a function that is written in Python.
    case named(Parameters)
    /// The same of a function that CPython has in C, whose mistakes are reported in other words.
    case keywords(Parameters)

    struct Parameters {
      var names: [String]
      /// How many of them must be given.
      var required: Int
      /// How many can be given by position.
      var positional: Int
      /// How many cannot be given by name.
      var positionalOnly = 0
    }
  }

  init(
    _ name: String, owner: String? = nil, ownerType: PyType? = nil, _ arity: Arity, _ body: @escaping Body
  ) {
    self.name = name
    self.owner = owner ?? ownerType?.name
    self.ownerType = ownerType
    self.arity = arity
    self.body = body
    super.init(.native)
  }

  override func type(in machine: Machine) -> PyType {
    owner == nil
      ? machine.types.native : machine.types.named(isSlot ? "wrapper_descriptor" : "method_descriptor")
  }

  /// Whether CPython makes it of a C function that an operator or the like calls, which some messages tell.
  var isSlot: Bool {
    guard let owner, !isPython, name.hasPrefix("__"), name.hasSuffix("__") else { return false }
    switch name {
    case "__getitem__": return owner != "list" && owner != "dict"
    case "__contains__": return !["dict", "set", "frozenset"].contains(owner)
    default: return !Self.plainSpecialNames.contains(name)
    }
  }

  private static let plainSpecialNames: Set = [
    "__format__", "__reduce__", "__reduce_ex__", "__sizeof__", "__dir__", "__init_subclass__",
    "__subclasshook__",
    "__class_getitem__", "__getnewargs__", "__getstate__", "__setstate__", "__round__", "__trunc__",
    "__floor__",
    "__ceil__", "__reversed__", "__length_hint__", "__enter__", "__exit__", "__aenter__", "__aexit__",
    "__new__",
    "__instancecheck__", "__subclasscheck__", "__prepare__", "__copy__", "__deepcopy__", "__missing__",
    "__bytes__",
  ]

  var qualifiedName: String { owner.map { "\($0).\(name)" } ?? name }
}

/// The arguments of a call to a native function, still on the caller's stack: they last as long as the call.
struct Arguments {
  let base: UnsafePointer<Value>?
  /// How many there are, those with names included.
  let total: Int
  /// The names of the last arguments.
  let names: [PyString]

  /// How many have no name.
  var count: Int { total - names.count }

  /// The argument at a position; undefined where there is none.
  subscript(index: Int) -> Value {
    guard let base, index < total else { return .undefined }
    return base[index]
  }

  var positional: [Value] { (0..<count).map { self[$0] } }

  func positional(from start: Int) -> [Value] { start < count ? (start..<count).map { self[$0] } : [] }

  func keyword(_ name: String) -> Value? {
    for (index, candidate) in names.enumerated() where candidate.value == name { return self[count + index] }
    return nil
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
