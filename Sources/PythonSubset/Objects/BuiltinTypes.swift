/// Python's own classes, made anew for each run so that runs on different threads share nothing.
final class BuiltinTypes {
  let object = PyType("object", bases: [], layout: .instance)
  let type: PyType
  private var named: [String: PyType] = [:]
  private var exceptions: [PyType] = []

  let int: PyType
  let bool: PyType
  let float: PyType
  let str: PyType
  let bytes: PyType
  let byteArray: PyType
  let memoryView: PyType
  let list: PyType
  let tuple: PyType
  let dict: PyType
  let set: PyType
  let frozenset: PyType
  let range: PyType
  let slice: PyType
  let noneType: PyType
  let notImplementedType: PyType
  let ellipsis: PyType
  let function: PyType
  let native: PyType
  let method: PyType
  let generator: PyType
  let coroutine: PyType
  let asyncGenerator: PyType
  let cell: PyType
  let module: PyType
  let property: PyType
  let classMethod: PyType
  let staticMethod: PyType
  let superType: PyType
  let traceback: PyType
  /// `abc.ABCMeta`.
  let abstractType: PyType
  /// `abc.ABC`.
  let abstract: PyType

  init() {
    let object = object
    var made: [String: PyType] = ["object": object]
    func make(
      _ name: String, _ base: PyType? = nil, layout: PyType.Layout = .native, module: String = "builtins",
      isFinal: Bool = true
    ) -> PyType {
      let type = PyType(name, bases: [base ?? object], layout: layout, module: module)
      type.isFinal = isFinal
      made[name] = type
      return type
    }
    type = make("type", layout: .type, isFinal: false)
    int = make("int", isFinal: false)
    bool = make("bool", int)
    float = make("float")
    str = make("str", isFinal: false)
    bytes = make("bytes")
    byteArray = make("bytearray")
    memoryView = make("memoryview")
    list = make("list", isFinal: false)
    tuple = make("tuple", isFinal: false)
    dict = make("dict", isFinal: false)
    set = make("set", isFinal: false)
    frozenset = make("frozenset", isFinal: false)
    range = make("range")
    slice = make("slice")
    noneType = make("NoneType")
    notImplementedType = make("NotImplementedType")
    ellipsis = make("ellipsis")
    function = make("function")
    native = make("builtin_function_or_method")
    method = make("method")
    generator = make("generator")
    coroutine = make("coroutine")
    asyncGenerator = make("async_generator")
    cell = make("cell")
    module = make("module")
    property = make("property")
    classMethod = make("classmethod")
    staticMethod = make("staticmethod")
    superType = make("super")
    traceback = make("traceback")

    abstractType = make("ABCMeta", type, layout: .type, module: "abc", isFinal: false)
    abstract = make("ABC", layout: .instance, module: "abc", isFinal: false)
    abstract.abstract = AbstractTraits()

    let future = make("Future", module: "_asyncio")
    _ = make("Task", future, module: "_asyncio")
    _ = make("_GatheringFuture", future, module: "asyncio.tasks")

    var byName: [ExceptionName: PyType] = [:]
    for name in ExceptionName.allCases {
      var bases = [name.base.flatMap { byName[$0] } ?? object]
      if name == .exceptionGroup, let exception = byName[.exception] { bases.append(exception) }
      let type = PyType(name.rawValue, bases: bases, layout: .exception, module: name.module)
      byName[name] = type
      exceptions.append(type)
      made[name.rawValue] = type
    }
    named = made
  }

  /// A class of Python's that has no field of its own here, such as an iterator's; made when first asked for.
  ///
  /// `shownAs` is what programs see it called, where another one has its name. Programs derive no classes from one of the
  /// native layout.
  func named(
    _ name: String, shownAs shown: String? = nil, module: String = "builtins", base: PyType? = nil,
    layout: PyType.Layout = .native
  ) -> PyType {
    if let type = named[name] { return type }
    let type = PyType(shown ?? name, bases: [base ?? object], layout: layout, module: module)
    type.isFinal = layout == .native
    named[name] = type
    return type
  }

  subscript(name: ExceptionName) -> PyType {
    exceptions[Self.exceptionIndex[name] ?? 0]
  }

  private static let exceptionIndex = Dictionary(
    uniqueKeysWithValues: ExceptionName.allCases.enumerated().map { ($0.element, $0.offset) })
}
