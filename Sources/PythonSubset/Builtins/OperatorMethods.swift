import BigInt
import PythonSyntax

/// The special methods of Python's own classes that stand for operators, for programs that ask for them by name:
/// `super().__add__(other)`, `hasattr(x, "__len__")`. Operators themselves take shorter ways.
struct OperatorMethods {
  private let machine: Machine
  private var tables: [ObjectIdentifier: PyDict] = [:]

  init(_ machine: Machine) {
    self.machine = machine
    let types = machine.types
    let numbers: [BinaryOperator] = [.add, .subtract, .multiply, .divide, .floorDivide, .modulo, .power]
    let bits: [BinaryOperator] = [.leftShift, .rightShift, .bitAnd, .bitOr, .bitXor]
    addBinary(types.int, numbers + bits) { $0.bigInteger != nil }
    addBinary(types.float, numbers) { $0.isReal }
    for type in [types.set, types.frozenset] {
      addBinary(type, [.subtract, .bitAnd, .bitOr, .bitXor]) { $0.set != nil }
    }
    addBinary(types.dict, [.bitOr]) { $0.dict != nil }
    addTexts()
    addNumberMethods()
    addSequenceMethods()
    addInPlace()
    addComparisons()
  }

  /// The method that the first of some classes has; nil where there is none of the name.
  func method(_ name: PyString, in classes: ArraySlice<PyType>) -> Value? {
    for cls in classes where cls.isBuiltin {
      if let method = tables[ObjectIdentifier(cls)]?.get(name) { return method }
    }
    return nil
  }

  private mutating func add(
    _ type: PyType, _ name: String, _ arity: PyNative.Arity, _ body: @escaping PyNative.Body
  ) {
    let table = tables[ObjectIdentifier(type)] ?? PyDict()
    tables[ObjectIdentifier(type)] = table
    table.set(machine.intern(name), .object(PyNative(name, ownerType: type, arity, body)))
  }

  // MARK: Binary operators

  /// An operator and its reflection, which answer NotImplemented where the other operand is of a kind they do not know.
  private mutating func addBinary(
    _ type: PyType, _ operators: [BinaryOperator], accepts: @escaping (Value) -> Bool
  ) {
    for op in operators {
      add(type, machine.names.binary[op.number].value, op == .power ? .between(2, 3) : .exactly(2)) { m, a in
        guard accepts(a[1]) else { return .notImplemented }
        if !a[2].or(.none).isNone { return try m.power(a[0], a[1], modulus: a[2]) }
        return try m.plainBinary(op, a[0], a[1]) ?? .notImplemented
      }
      add(type, machine.names.reflected[op.number].value, .exactly(2)) { m, a in
        guard accepts(a[1]) else { return .notImplemented }
        return try m.plainBinary(op, a[1], a[0]) ?? .notImplemented
      }
    }
  }

  private mutating func addInPlace() {
    let types = machine.types
    add(types.list, "__iadd__", .exactly(2)) { m, a in
      if let list = a[0].list { try m.spread(a[1], into: list) }
      return a[0]
    }
    add(types.list, "__imul__", .exactly(2)) { m, a in
      if let list = a[0].list {
        list.items = try m.repeated(list.items, BigInt(m.index(a[1], tooLarge: .overflowError)))
      }
      return a[0]
    }
    for (name, op) in [("__iadd__", BinaryOperator.add), ("__imul__", .multiply)] {
      add(types.byteArray, name, .exactly(2)) { m, a in
        try m.binary(op.number, a[0], a[1], isInPlace: true)
      }
    }
    add(types.dict, "__ior__", .exactly(2)) { m, a in
      if let dict = a[0].dict { try m.update(dict, from: a[1]) }
      return a[0]
    }
    for op in [BinaryOperator.subtract, .bitAnd, .bitOr, .bitXor] {
      add(types.set, machine.names.inPlace[op.number].value, .exactly(2)) { m, a in
        guard let set = a[0].set, a[1].set != nil else { return .notImplemented }
        try m.combineInPlace(op, set, a[1])
        return a[0]
      }
    }
  }

  // MARK: Numbers

  private mutating func addNumberMethods() {
    let types = machine.types
    for type in [types.int, types.float] {
      add(type, "__divmod__", .exactly(2)) { m, a in
        guard a[1].isReal, type === m.types.float || a[1].bigInteger != nil else { return .notImplemented }
        return try m.divideWithRest(a[0], a[1])
      }
      add(type, "__rdivmod__", .exactly(2)) { m, a in
        guard a[1].isReal, type === m.types.float || a[1].bigInteger != nil else { return .notImplemented }
        return try m.divideWithRest(a[1], a[0])
      }
      add(type, "__bool__", .exactly(1)) { m, a in .bool(try m.floatValue(a[0]) != 0) }
      add(type, "__float__", .exactly(1)) { m, a in .float(try m.floatValue(a[0]) ?? 0) }
    }
    for name in ["__pos__", "__int__", "__index__", "__trunc__", "__floor__", "__ceil__"] {
      add(types.int, name, .exactly(1)) { _, a in .integer(a[0].bigInteger ?? 0) }
    }
    add(types.int, "__neg__", .exactly(1)) { _, a in .integer(-(a[0].bigInteger ?? 0)) }
    add(types.int, "__abs__", .exactly(1)) { _, a in .integer(abs(a[0].bigInteger ?? 0)) }
    add(types.int, "__invert__", .exactly(1)) { _, a in .integer(-(a[0].bigInteger ?? 0) - 1) }
    addFloat("__neg__") { _, x in .float(-x) }
    addFloat("__pos__") { _, x in .float(x) }
    addFloat("__abs__") { _, x in .float(abs(x)) }
    addFloat("__int__") { m, x in .integer(try m.integer(of: x)) }
    addFloat("__trunc__") { m, x in .integer(try m.integer(of: x)) }
    addFloat("__floor__") { m, x in .integer(try m.integer(of: x.rounded(.down))) }
    addFloat("__ceil__") { m, x in .integer(try m.integer(of: x.rounded(.up))) }
  }

  private mutating func addFloat(
    _ name: String, _ body: @escaping (Machine, Double) throws -> Value
  ) {
    add(machine.types.float, name, .exactly(1)) { m, a in
      guard case .float(let number) = a[0] else { return .none }
      return try body(m, number)
    }
  }

  // MARK: Texts and hashes

  private mutating func addTexts() {
    let types = machine.types
    for type in [types.int, types.float, types.str, types.bytes, types.byteArray, types.range] {
      add(type, "__repr__", .exactly(1)) { m, a in .text(try m.plainRepresentation(a[0])) }
      add(type, "__hash__", .exactly(1)) { m, a in
        .int(try a[0].object.map { try m.plainHash(of: $0) } ?? m.hash(a[0]))
      }
    }
    add(types.str, "__str__", .exactly(1)) { _, a in .text(a[0].string?.value ?? "") }
    for type in [types.int, types.float, types.str] {
      add(type, "__format__", .exactly(2)) { m, a in
        guard let spec = a[1].string else {
          throw m.typeError("__format__() argument must be str, not \(m.givenName(of: a[1]))")
        }
        return .text(try m.plainFormat(a[0], spec.value))
      }
    }
  }

  // MARK: Sequences

  private mutating func addSequenceMethods() {
    let types = machine.types
    for type in [types.str, types.list, types.tuple, types.bytes, types.byteArray] {
      add(type, "__add__", .exactly(2)) { m, a in
        if let result = try m.plainBinary(.add, a[0], a[1]) { return result }
        throw m.typeError(m.concatenationError(a[0], a[1]) ?? "")
      }
      for name in ["__mul__", "__rmul__"] {
        add(type, name, .exactly(2)) { m, a in
          try m.plainBinary(.multiply, a[0], .int(m.index(a[1], tooLarge: .overflowError))) ?? .notImplemented
        }
      }
    }
    for type in [types.str, types.bytes, types.byteArray] {
      add(type, "__mod__", .exactly(2)) { m, a in
        try m.plainBinary(.modulo, a[0], a[1]) ?? .notImplemented
      }
      add(type, "__rmod__", .exactly(2)) { m, a in
        guard m.type(of: a[1]).isSubtype(of: type) else { return .notImplemented }
        return try m.plainBinary(.modulo, a[1], a[0]) ?? .notImplemented
      }
    }
    for type in [types.str, types.bytes, types.byteArray, types.range] {
      add(type, "__len__", .exactly(1)) { m, a in .int(try m.plainLength(of: a[0])) }
      add(type, "__getitem__", .exactly(2)) { m, a in try m.getPlainItem(a[0], a[1]) }
      add(type, "__contains__", .exactly(2)) { m, a in .bool(try m.containsPlainly(a[0], a[1])) }
      add(type, "__iter__", .exactly(1)) { m, a in
        try a[0].string.map { .object(StringIterator($0)) } ?? m.iterator(over: a[0])
      }
    }
    let views = [DictPart.keys, .items, .values].map { types.named("dict_\($0.rawValue)") }
    for view in views {
      add(view, "__len__", .exactly(1)) { m, a in .int(try m.plainLength(of: a[0])) }
      add(view, "__iter__", .exactly(1)) { m, a in try m.iterator(over: a[0]) }
    }
    for view in views.dropLast() {
      addBinary(view, [.subtract, .bitAnd, .bitOr, .bitXor]) { _ in true }
      add(view, "__contains__", .exactly(2)) { m, a in .bool(try m.containsPlainly(a[0], a[1])) }
    }
    for type in [types.list, types.dict, types.range] + views {
      add(type, "__reversed__", .exactly(1)) { m, a in m.plainReversed(a[0]) ?? .none }
    }
    for type in [types.range, types.noneType] {
      add(type, "__bool__", .exactly(1)) { m, a in .bool(try m.isTrue(a[0])) }
    }
    add(types.byteArray, "__setitem__", .exactly(3)) { m, a in
      try m.setPlainItem(a[0], a[1], a[2])
      return .none
    }
    add(types.byteArray, "__delitem__", .exactly(2)) { m, a in
      try m.deletePlainItem(a[0], a[1])
      return .none
    }
    for type in [types.function, types.native, types.method] {
      add(type, "__call__", .any) { m, a in
        try m.call(a[0], a.dropFirst())
      }
    }
  }

  // MARK: Comparisons

  private mutating func addComparisons() {
    let types = machine.types
    let orders: [ComparisonOperator] = [.less, .lessOrEqual, .greater, .greaterOrEqual]
    let ordered: [(PyType, (Value) -> Bool)] = [
      (types.int, { $0.bigInteger != nil }), (types.float, { $0.isReal }), (types.str, { $0.string != nil }),
      (types.set, { $0.set != nil }), (types.frozenset, { $0.set != nil }),
      (types.bytes, { $0.bytes != nil }),
      (types.byteArray, { $0.bytes != nil }),
    ]
    for op in orders {
      for (type, accepts) in ordered {
        add(type, machine.names.comparison(op).value, .exactly(2)) { m, a in
          guard accepts(a[1]) else { return .notImplemented }
          return try m.plainOrder(op, a[0], a[1]) ?? .bool(false)
        }
      }
      add(types.object, machine.names.comparison(op).value, .exactly(2)) { _, _ in .notImplemented }
    }
    for (type, accepts) in ordered where type !== types.set && type !== types.frozenset {
      for (name, isEqual) in [("__eq__", true), ("__ne__", false)] {
        add(type, name, .exactly(2)) { m, a in
          guard accepts(a[1]) else { return .notImplemented }
          return .bool((try m.plainOrder(.equal, a[0], a[1])?.isTrueConstant == true) == isEqual)
        }
      }
    }
    add(types.object, "__ne__", .exactly(2)) { m, a in
      guard let equal = try m.callSpecial(a[0], m.names.equal, [a[1]]), !equal.isNotImplemented else {
        return .notImplemented
      }
      return .bool(try !m.isTrue(equal))
    }
  }
}

extension Value {
  /// Whether it is an `int` or a `float`.
  fileprivate var isReal: Bool {
    if case .float = self { return true }
    return bigInteger != nil
  }

  fileprivate var isTrueConstant: Bool {
    if case .bool(true) = self { return true }
    return false
  }
}
