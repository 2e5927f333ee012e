import BigInt
import PythonSyntax

extension Machine {
  // MARK: Binary operators

  /// An operator by its number in `BinaryOperator.numbered`.
  func binary(_ number: Int, _ left: Value, _ right: Value, isInPlace: Bool = false) throws -> Value {
    let op = BinaryOperator.numbered[number]
    switch (left, right) {
    case (.int(let a), .int(let b)): if let result = try integers(op, a, b) { return result }
    case (.float(let a), .float(let b)): if let result = try floats(op, a, b) { return result }
    default: break
    }
    if isInPlace, let result = try inPlace(op, left, right) { return result }
    let (method, reflected) = (names.binary[number], names.reflected[number])
    if left.isDerived || right.isDerived, let result = try special(method, reflected, left, right) {
      return result
    }
    if let result = try plainBinary(op, left, right) { return result }
    if let result = try special(method, reflected, left, right) { return result }
    if op == .multiply, let result = try multiplyByIndex(left, right) { return result }
    let sign = isInPlace ? op.rawValue + "=" : op == .power ? "** or pow()" : op.rawValue
    let kind = "unsupported operand type(s) for \(sign): '\(typeName(of: left))' and '\(typeName(of: right))'"
    if op == .add, let text = concatenationError(left, right) { throw typeError(text) }
    if op == .multiply, isSequence(left) || isSequence(right) {
      let other = isSequence(left) ? right : left
      throw typeError("can't multiply sequence by non-int of type '\(typeName(of: other))'")
    }
    if op == .rightShift, let native = left.object as? PyNative, native.name == "print" {
      throw typeError(kind + ". Did you mean \"print(<message>, file=<output_stream>)\"?")
    }
    throw typeError(kind)
  }

  /// What Python's own classes answer, whatever derived classes define; nil where they do not know the operands.
  func plainBinary(_ op: BinaryOperator, _ left: Value, _ right: Value) throws -> Value? {
    try numbers(op, left, right) ?? sequences(op, left, right)
  }

  /// A sequence times an object that counts as an integer.
  private func multiplyByIndex(_ left: Value, _ right: Value) throws -> Value? {
    let (sequence, factor) = isSequence(left) ? (left, right) : (right, left)
    guard isSequence(sequence), lookup(names.index, on: factor) != nil else { return nil }
    return try multiply(sequence, BigInt(index(factor, tooLarge: .overflowError)))
  }

  /// `divmod(left, right)`.
  func divideWithRest(_ left: Value, _ right: Value) throws -> Value {
    var pair: [Value]?
    if let a = left.bigInteger, let b = right.bigInteger {
      if b == 0 { throw error(.zeroDivisionError, "integer division or modulo by zero") }
      let (quotient, rest) = Self.floorDivide(a, b)
      pair = [.integer(quotient), .integer(rest)]
    } else if let a = try floatValue(left), let b = try floatValue(right) {
      if b == 0 { throw error(.zeroDivisionError, "float divmod()") }
      let (quotient, rest) = Self.floorDivide(a, b)
      pair = [.float(quotient), .float(rest)]
    }
    if let pair { return .object(PyTuple(pair)) }
    if let result = try special(names.divideWithRest, names.reflectedDivideWithRest, left, right) {
      return result
    }
    throw typeError(
      "unsupported operand type(s) for divmod(): '\(typeName(of: left))' and '\(typeName(of: right))'")
  }

  /// `pow(base, exponent, modulus)`.
  func power(_ base: Value, _ exponent: Value, modulus: Value) throws -> Value {
    if let a = base.bigInteger, let b = exponent.bigInteger, let c = modulus.bigInteger {
      return .integer(try power(a, b, modulus: c))
    }
    if let method = lookup(names.binary[BinaryOperator.power.number], on: base) {
      let result = try call(try bindDescriptor(method, to: base), [exponent, modulus])
      if !result.isNotImplemented { return result }
    }
    let operands = [base, exponent, modulus]
    let hasFloat = operands.contains { if case .float = $0 { true } else { false } }
    if hasFloat {
      throw typeError("pow() 3rd argument not allowed unless all arguments are integers")
    }
    let list = operands.map { "'\(typeName(of: $0))'" }.joined(separator: ", ")
    throw typeError("unsupported operand type(s) for ** or pow(): \(list)")
  }

  private func power(_ base: BigInt, _ exponent: BigInt, modulus: BigInt) throws -> BigInt {
    if modulus == 0 { throw valueError("pow() 3rd argument cannot be 0") }
    let size = BigInt(modulus.magnitude)
    var reduced = base
    if exponent < 0 {
      guard let inverse = base.inverse(size) else {
        throw valueError("base is not invertible for the given modulus")
      }
      reduced = inverse
    }
    let result = Self.floorDivide(reduced, size).rest.power(BigInt(exponent.magnitude), modulus: size)
    return modulus < 0 && result != 0 ? result + modulus : result
  }

  private func isSequence(_ value: Value) -> Bool {
    value.string != nil || value.list != nil || value.tuple != nil || value.bytes != nil
  }

  func concatenationError(_ left: Value, _ right: Value) -> String? {
    let other = typeName(of: right)
    if left.string != nil { return "can only concatenate str (not \"\(other)\") to str" }
    if left.list != nil { return "can only concatenate list (not \"\(other)\") to list" }
    if left.tuple != nil { return "can only concatenate tuple (not \"\(other)\") to tuple" }
    if left.bytes != nil { return "can't concat \(other) to \(typeName(of: left))" }
    return nil
  }

  /// Asks the program's classes; nil where neither answers. A subclass on the right that answers in its own way goes
  /// first (CPython `SLOT1BINFULL`).
  private func special(
    _ method: PyString, _ reflected: PyString, _ left: Value, _ right: Value
  ) throws -> Value? {
    let leftType = type(of: left)
    let rightType = type(of: right)
    var goesFirst = false
    if leftType !== rightType, rightType.isSubtype(of: leftType),
      let theirs = rightType.lookup(reflected, in: self)
    {
      let ours = leftType.lookup(reflected, in: self)
      goesFirst = ours.map { !Value.isSame($0, theirs) } ?? true
    }
    if goesFirst, let result = try callSpecial(right, reflected, [left]), !result.isNotImplemented {
      return result
    }
    if let result = try callSpecial(left, method, [right]), !result.isNotImplemented {
      return result
    }
    if !goesFirst, leftType !== rightType, let result = try callSpecial(right, reflected, [left]),
      !result.isNotImplemented
    {
      return result
    }
    return nil
  }

  private func inPlace(_ op: BinaryOperator, _ left: Value, _ right: Value) throws -> Value? {
    if let object = left.object, let result = try callOverride(object, names.inPlace[op.number], [right]),
      !result.isNotImplemented
    {
      return result
    }
    if let list = left.list {
      if op == .add {
        try spread(right, into: list)
        return left
      }
      if op == .multiply, let count = right.bigInteger {
        list.items = try repeated(list.items, count)
        return left
      }
    }
    if let bytes = left.bytes, bytes.isMutable {
      if op == .add, let other = right.bytesLike {
        try checkResizable(bytes)
        bytes.value += other
        return left
      }
      if op == .multiply, let count = right.bigInteger {
        try checkResizable(bytes)
        bytes.value = try repeated(bytes.value, count)
        return left
      }
    }
    if let set = left.set, !set.isFrozen, right.set != nil {
      guard [.bitOr, .bitAnd, .subtract, .bitXor].contains(op) else { return nil }
      try combineInPlace(op, set, right)
      return left
    }
    if op == .bitOr, let dict = left.dict, right.dict != nil {
      try update(dict, from: right)
      return left
    }
    let result = try callSpecial(left, names.inPlace[op.number], [right])
    return result?.isNotImplemented == true ? nil : result
  }

  // MARK: Sequences, sets and dictionaries

  private func sequences(_ op: BinaryOperator, _ left: Value, _ right: Value) throws -> Value? {
    switch op {
    case .add:
      if let a = left.string, let b = right.string { return .text(a.value + b.value) }
      if let a = left.list, let b = right.list { return .object(PyList(a.items + b.items)) }
      if let a = left.tuple, let b = right.tuple { return .object(PyTuple(a.items + b.items)) }
      if let a = left.bytes, let b = right.bytesLike { return .object(a.like(a.value + b)) }
    case .multiply:
      if let count = right.bigInteger, let result = try multiply(left, count) { return result }
      if let count = left.bigInteger { return try multiply(right, count) }
    case .modulo:
      if let text = left.string { return .text(try percentFormat(text, right)) }
      if let bytes = left.bytes { return .object(bytes.like(try percentFormat(bytes.value, right))) }
    case .bitOr, .bitAnd, .bitXor, .subtract:
      if let a = left.dict, let b = right.dict, op == .bitOr {
        let merged = a.copy()
        for pair in b.pairs { try merged.set(pair.key, pair.value, in: self) }
        return .object(merged)
      }
      if let set = left.set, right.set != nil { return .object(try combine(op, set, right)) }
      if isSetView(left) || isSetView(right) { return .object(try combineViews(op, left, right)) }
      if op == .bitOr, isTypeLike(left), isTypeLike(right) {
        return .object(PyUnion(unionMembers(left) + unionMembers(right)))
      }
    default: break
    }
    return nil
  }

  private func isTypeLike(_ value: Value) -> Bool {
    value.typeObject != nil || value.isNone || value.object is PyUnion || value.object is PyGenericAlias
  }

  private func unionMembers(_ value: Value) -> [Value] { (value.object as? PyUnion)?.members ?? [value] }

  private func multiply(_ value: Value, _ count: BigInt) throws -> Value? {
    if let text = value.string {
      let factor = try checkSize(text.value.utf8.count, by: count)
      return .text(String(repeating: text.value, count: factor))
    }
    if let list = value.list { return .object(PyList(try repeated(list.items, count))) }
    if let tuple = value.tuple { return .object(PyTuple(try repeated(tuple.items, count))) }
    if let bytes = value.bytes { return .object(bytes.like(try repeated(bytes.value, count))) }
    return nil
  }

  // MARK: Unary operators

  func unary(_ number: Int, _ value: Value) throws -> Value {
    switch (number, value) {
    case (3, _): return .bool(try !isTrue(value))
    case (0, .int), (0, .float): return value
    case (1, .float(let x)): return .float(-x)
    case (1, .int(let x)) where x != .min: return .int(-x)
    case (2, .int(let x)): return .int(~x)
    default: break
    }
    if let object = value.object,
      let method = override(object, [names.positive, names.negative, names.invert][number])
    {
      return try call(method, [value])
    }
    if let integer = value.bigInteger {
      return .integer(number == 0 ? integer : number == 1 ? -integer : -integer - 1)
    }
    let name = [names.positive, names.negative, names.invert][number]
    if let result = try callSpecial(value, name) { return result }
    throw typeError("bad operand type for unary \(["+", "-", "~"][number]): '\(typeName(of: value))'")
  }
}
