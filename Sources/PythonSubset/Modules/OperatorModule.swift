import PythonSyntax

extension Machine {
  func fillOperator(_ names: PyDict) {
    fillArithmetic(names)
    for (name, op) in [
      ("eq", ComparisonOperator.equal), ("ne", .notEqual), ("lt", .less), ("le", .lessOrEqual),
      ("gt", .greater), ("ge", .greaterOrEqual), ("is_", .is), ("is_not", .isNot),
    ] {
      function(names, name, .exactly(2)) { m, a in try m.compare(op, a[0], a[1]) }
    }
    function(names, "truth", .exactly(1)) { m, a in .bool(try m.isTrue(a[0])) }
    function(names, "not_", .exactly(1)) { m, a in .bool(try !m.isTrue(a[0])) }
    function(names, "contains", .exactly(2)) { m, a in .bool(try m.contains(a[0], a[1])) }
    function(names, "getitem", .exactly(2)) { m, a in try m.getItem(a[0], a[1]) }
    function(names, "setitem", .exactly(3)) { m, a in
      try m.setItem(a[0], a[1], a[2])
      return .none
    }
    function(names, "delitem", .exactly(2)) { m, a in
      try m.deleteItem(a[0], a[1])
      return .none
    }
    function(names, "index", .exactly(1)) { m, a in .int(try m.index(a[0])) }
    function(names, "concat", .exactly(2)) { m, a in try m.binary(BinaryOperator.add.number, a[0], a[1]) }
    function(names, "countOf", .exactly(2)) { m, a in
      var count = 0
      for item in try m.values(of: a[0]) where try Value.isSame(item, a[1]) || m.equal(item, a[1]) {
        count += 1
      }
      return .int(count)
    }
    function(names, "indexOf", .exactly(2)) { m, a in
      for (place, item) in try m.values(of: a[0]).enumerated()
      where try Value.isSame(item, a[1]) || m.equal(item, a[1]) {
        return .int(place)
      }
      throw m.valueError("sequence.index(x): x not in sequence")
    }
    function(names, "length_hint", .between(1, 2)) { m, a in
      (try? m.length(of: a[0])).map { .int($0) } ?? a[1].or(.int(0))
    }
    function(names, "call", .any) { m, a in
      guard a.count > 0 else { throw m.typeError("call expected at least 1 argument, got 0") }
      return try m.call(a[0], (1..<a.total).map { a[$0] }, names: a.names)
    }
    fillGetters(names)
  }

  private func fillArithmetic(_ names: PyDict) {
    let operators: [(String, BinaryOperator)] = [
      ("add", .add), ("sub", .subtract), ("mul", .multiply), ("truediv", .divide),
      ("floordiv", .floorDivide), ("mod", .modulo), ("pow", .power), ("lshift", .leftShift),
      ("rshift", .rightShift), ("and_", .bitAnd), ("or_", .bitOr), ("xor", .bitXor),
      ("matmul", .matrixMultiply),
    ]
    for (name, op) in operators {
      function(names, name, .exactly(2)) { m, a in try m.binary(op.number, a[0], a[1]) }
      let inPlace = "i" + (name.hasSuffix("_") ? String(name.dropLast()) : name)
      function(names, inPlace, .exactly(2)) { m, a in
        try m.binary(op.number, a[0], a[1], isInPlace: true)
      }
    }
    let unaries: [(String, UnaryOperator)] = [
      ("neg", .negative), ("pos", .positive), ("inv", .invert), ("invert", .invert),
    ]
    for (name, op) in unaries {
      function(names, name, .exactly(1)) { m, a in try m.unary(op.number, a[0]) }
    }
    if let abs = builtins.get(intern("abs")) { names.set(intern("abs"), abs) }
  }

  // MARK: itemgetter, attrgetter, methodcaller

  private func fillGetters(_ names: PyDict) {
    func define(_ name: String, _ make: @escaping (Machine, Arguments) throws -> PyGetter) {
      let type = types.named(name, module: "operator")
      constructor(type) { m, a in .object(try make(m, a)) }
      names.set(intern(name), .object(type))
    }
    define("itemgetter") { m, a in
      try m.checkKeywords(a, "itemgetter")
      let keys = a.positional(from: 1)
      guard !keys.isEmpty else { throw m.typeError("itemgetter expected 1 argument, got 0") }
      return PyGetter(
        "itemgetter", a,
        { m, value in
          keys.count == 1
            ? try m.getItem(value, keys[0])
            : .object(PyTuple(try keys.map { try m.getItem(value, $0) }))
        })
    }
    define("attrgetter") { m, a in
      try m.checkKeywords(a, "attrgetter")
      guard a.count > 1 else { throw m.typeError("attrgetter expected 1 argument, got 0") }
      let paths = try a.positional(from: 1).map { path in
        guard let text = path.string else { throw m.typeError("attribute name must be a string") }
        return text.value.split(separator: ".", omittingEmptySubsequences: false).map { m.intern(String($0)) }
      }
      return PyGetter(
        "attrgetter", a,
        { m, value in
          let found = try paths.map { path in try path.reduce(value) { try m.getAttribute($0, $1) } }
          return found.count == 1 ? found[0] : .object(PyTuple(found))
        })
    }
    define("methodcaller") { m, a in
      guard a.count > 1 else {
        throw m.typeError("methodcaller needs at least one argument, the method name")
      }
      guard let name = a[1].string.map({ m.intern($0.value) }) else {
        throw m.typeError("method name must be a string")
      }
      let (rest, keywords) = ((2..<max(2, a.total)).map { a[$0] }, a.names)
      return PyGetter(
        "methodcaller", a,
        { m, value in
          try m.call(m.getAttribute(value, name), rest, names: keywords)
        })
    }
  }
}

/// What `itemgetter`, `attrgetter` and `methodcaller` make.
final class PyGetter: PyObject, NativeCallable, NativeRepresentation {
  private let name: String
  private let arguments: [Value]
  private let keywords: [PyString]
  private let get: (Machine, Value) throws -> Value

  init(_ name: String, _ a: Arguments, _ get: @escaping (Machine, Value) throws -> Value) {
    self.name = name
    arguments = (1..<max(1, a.total)).map { a[$0] }
    keywords = a.names
    self.get = get
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType { machine.types.named(name, module: "operator") }

  func call(_ machine: Machine, _ given: Arguments) throws -> Value {
    try machine.checkKeywords(given, name)
    try machine.checkCount(given, name, 1, 1)
    return try get(machine, given[0])
  }

  func representation(_ machine: Machine) throws -> String {
    let first = arguments.count - keywords.count
    let parts = try arguments.enumerated().map { index, value in
      let text = try machine.representation(value)
      return index < first ? text : "\(keywords[index - first].value)=\(text)"
    }
    return "operator.\(name)(\(parts.joined(separator: ", ")))"
  }
}
