import PythonSyntax

/// A function of Python's own, written in Swift.
final class PyNative: PyObject {
  typealias Body = (Machine, Arguments) throws -> Value

  let name: String
  let qualifiedName: String
  let arity: Arity
  let body: Body
  /// The class it is a method of, for messages and `repr`.
  let owner: String?
  /// The module that it is in, which messages name where CPython has it in C; nil: none, or the builtins.
  let module: String?
  /// Whether it becomes a method where a class has it.
  let isMethod: Bool
  /// Whether a call makes a coroutine, as one of an `async def` does.
  let isCoroutine: Bool
  /// The class whose instances it takes as its first argument, where it is a method of Python's own classes.
  let ownerType: PyType?

  /// What a call may bring; the machine checks it before the body runs.
  enum Arity {
    /// The body checks for itself.
    case any
    case exactly(Int)
    case between(Int, Int)
    case atLeast(Int)
    /// What a function takes that CPython has in Python.
    case python(Signature)
    /// Arguments by position or name, put in the order of the names; what is missing is undefined. Mistakes are
    /// reported as of a function that CPython has in C.
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
    _ name: String, module: String? = nil, owner: String? = nil, ownerType: PyType? = nil, _ arity: Arity,
    _ body: @escaping Body
  ) {
    self.name = name
    self.module = module
    let owner = owner ?? ownerType?.name
    self.owner = owner
    self.ownerType = ownerType
    qualifiedName = owner.map { "\($0).\(name)" } ?? name
    isMethod = owner != nil
    self.arity = arity
    self.body = body
    isCoroutine = false
    super.init(.native)
  }

  /// A function that CPython's library has in Python.
  init(
    _ header: Header, module: String? = nil, owner: String? = nil, ownerType: PyType? = nil,
    _ body: @escaping Body
  ) {
    name = header.name
    self.module = module ?? ownerType?.module
    let owner = owner ?? ownerType?.name
    self.owner = owner
    self.ownerType = ownerType
    qualifiedName = owner.map { "\($0).\(header.name)" } ?? header.qualifiedName
    isMethod = true
    arity = .python(header.signature)
    self.body = body
    isCoroutine = header.isCoroutine
    super.init(.native)
  }

  override func type(in machine: Machine) -> PyType {
    if isPython { return machine.types.function }
    return owner == nil
      ? machine.types.native : machine.types.named(isSlot ? "wrapper_descriptor" : "method_descriptor")
  }

  /// Whether CPython has it in Python, which `repr` and what it says of wrong arguments show.
  var isPython: Bool {
    if case .python = arity { return true }
    return false
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

  /// Without the first ones, such as a method's own object.
  func dropFirst(_ number: Int = 1) -> Arguments {
    Arguments(base: base.map { $0 + number }, total: total - number, names: names)
  }

  func keyword(_ name: String) -> Value? {
    for (index, candidate) in names.enumerated() where candidate.value == name { return self[count + index] }
    return nil
  }
}
