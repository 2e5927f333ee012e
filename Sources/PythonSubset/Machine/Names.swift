import PythonSyntax

/// The names that the machine itself looks up.
struct Names {
  let initialize, new, call, repr, str, format, bool, hash, length, contains: PyString
  let iter, next, getItem, setItem, deleteItem, missing, getAttr, getAttribute, setAttr, deleteAttr: PyString
  let get, set, delete, setName, finalize, initSubclass, classGetItem, index, int, float, round,
    reversed: PyString
  let enter, exit, asyncEnter, asyncExit, asyncIter, asyncNext, await: PyString
  let equal, notEqual, less, lessOrEqual, greater, greaterOrEqual: PyString
  let name, qualifiedName, module, doc, dict, cls, matchArgs, all, notes, main: PyString
  let value, message, send, throwing, close, key, abs, positive, negative, invert, instanceCheck: PyString
  let builtinsName, file, code, collect: PyString
  let divideWithRest, reflectedDivideWithRest, slots, annotations, fileName, plainName, object: PyString
  let binary: [PyString]
  let reflected: [PyString]
  let inPlace: [PyString]

  init(_ intern: (String) -> PyString) {
    initialize = intern("__init__")
    new = intern("__new__")
    call = intern("__call__")
    repr = intern("__repr__")
    str = intern("__str__")
    format = intern("__format__")
    bool = intern("__bool__")
    hash = intern("__hash__")
    length = intern("__len__")
    contains = intern("__contains__")
    iter = intern("__iter__")
    next = intern("__next__")
    getItem = intern("__getitem__")
    setItem = intern("__setitem__")
    deleteItem = intern("__delitem__")
    missing = intern("__missing__")
    getAttr = intern("__getattr__")
    getAttribute = intern("__getattribute__")
    setAttr = intern("__setattr__")
    deleteAttr = intern("__delattr__")
    get = intern("__get__")
    set = intern("__set__")
    delete = intern("__delete__")
    setName = intern("__set_name__")
    finalize = intern("__del__")
    initSubclass = intern("__init_subclass__")
    classGetItem = intern("__class_getitem__")
    index = intern("__index__")
    int = intern("__int__")
    float = intern("__float__")
    round = intern("__round__")
    reversed = intern("__reversed__")
    enter = intern("__enter__")
    exit = intern("__exit__")
    asyncEnter = intern("__aenter__")
    asyncExit = intern("__aexit__")
    asyncIter = intern("__aiter__")
    asyncNext = intern("__anext__")
    self.await = intern("__await__")
    equal = intern("__eq__")
    notEqual = intern("__ne__")
    less = intern("__lt__")
    lessOrEqual = intern("__le__")
    greater = intern("__gt__")
    greaterOrEqual = intern("__ge__")
    name = intern("__name__")
    qualifiedName = intern("__qualname__")
    module = intern("__module__")
    doc = intern("__doc__")
    dict = intern("__dict__")
    cls = intern("__class__")
    matchArgs = intern("__match_args__")
    all = intern("__all__")
    notes = intern("__notes__")
    main = intern("__main__")
    value = intern("value")
    message = intern("message")
    send = intern("send")
    throwing = intern("throw")
    close = intern("close")
    key = intern("key")
    abs = intern("__abs__")
    positive = intern("__pos__")
    negative = intern("__neg__")
    invert = intern("__invert__")
    instanceCheck = intern("__instancecheck__")
    builtinsName = intern("__builtins__")
    file = intern("__file__")
    code = intern("__code__")
    collect = intern("_collect_")
    divideWithRest = intern("__divmod__")
    reflectedDivideWithRest = intern("__rdivmod__")
    slots = intern("__slots__")
    fileName = intern("filename")
    plainName = intern("name")
    object = intern("obj")
    annotations = intern("__annotations__")
    // In the order of `BinaryOperator.numbered`.
    let stems = [
      "add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift", "and", "or",
      "xor",
    ]
    binary = stems.map { intern("__\($0)__") }
    reflected = stems.map { intern("__r\($0)__") }
    inPlace = stems.map { intern("__i\($0)__") }
  }

  /// The method of a comparison, for `==` to `>=`.
  func comparison(_ op: ComparisonOperator) -> PyString {
    switch op {
    case .equal: equal
    case .notEqual: notEqual
    case .less: less
    case .lessOrEqual: lessOrEqual
    case .greater: greater
    default: greaterOrEqual
    }
  }
}
