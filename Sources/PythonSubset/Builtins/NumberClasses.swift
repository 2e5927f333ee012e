import BigInt
import PythonSyntax

extension Machine {
  func fillNumberClasses() {
    constructor(types.int) { m, a in
      try m.checkKeywords(a, "int", allowed: ["base"])
      try m.checkCount(a, "int", 1, 3, shift: 1)
      let base = a.count > 2 ? a[2] : a.keyword("base") ?? .undefined
      if a.count == 1 {
        if !base.isUndefined { throw m.typeError("int() missing string argument") }
        return .int(0)
      }
      let value = a[1]
      if !base.isUndefined {
        let radix = try m.clampedIndex(base)
        guard radix == 0 || (2...36).contains(radix) else {
          throw m.valueError("int() base must be >= 2 and <= 36, or 0")
        }
        guard let text = value.string?.value ?? value.bytes.map({ m.latin1($0.value) }) else {
          throw m.typeError("int() can't convert non-string with explicit base")
        }
        return .integer(
          try IntegerText.parse(
            text, base: radix, shown: value.bytes.map { StringText.representation($0.value) }))
      }
      switch value {
      case .int: return value
      case .bool(let flag): return .int(flag ? 1 : 0)
      case .float(let number): return .integer(try m.integer(of: number))
      default: break
      }
      if let number = value.bigInteger { return .integer(number) }
      if let text = value.string { return .integer(try IntegerText.parse(text.value)) }
      if let bytes = value.bytesLike {
        return .integer(try IntegerText.parse(m.latin1(bytes), shown: StringText.representation(bytes)))
      }
      if let result = try m.callSpecial(value, m.names.int) {
        if let number = result.bigInteger { return .integer(number) }
        throw m.typeError("__int__ returned non-int (type \(m.typeName(of: result)))")
      }
      if m.lookup(m.names.index, on: value) != nil { return .int(try m.index(value)) }
      throw m.typeError(
        "int() argument must be a string, a bytes-like object or a real number, not '\(m.typeName(of: value))'"
      )
    }
    constructor(types.bool) { m, a in
      try m.checkKeywords(a, "bool")
      try m.checkCount(a, "bool", 1, 2, shift: 1)
      return .bool(a.count > 1 ? try m.isTrue(a[1]) : false)
    }
    constructor(types.float) { m, a in
      try m.checkKeywords(a, "float")
      try m.checkCount(a, "float", 1, 2, shift: 1)
      if a.count == 1 { return .float(0) }
      if let number = try m.floatValue(a[1]) { return .float(number) }
      if let text = a[1].string { return .float(try NumberText.parseFloat(text.value)) }
      if let bytes = a[1].bytesLike {
        return .float(try NumberText.parseFloat(m.latin1(bytes), shown: StringText.representation(bytes)))
      }
      if let result = try m.callSpecial(a[1], m.names.float) {
        if case .float = result { return result }
        let (owner, kind) = (m.typeName(of: a[1]), m.typeName(of: result))
        throw m.typeError("\(owner).__float__ returned non-float (type \(kind))")
      }
      if m.lookup(m.names.index, on: a[1]) != nil { return .float(Double(try m.index(a[1]))) }
      throw m.typeError("float() argument must be a string or a real number, not '\(m.typeName(of: a[1]))'")
    }
    method(types.int, "bit_length", .exactly(1)) { _, a in
      .int((a[0].bigInteger?.magnitude ?? 0).bitWidth)
    }
    method(types.int, "bit_count", .exactly(1)) { _, a in
      .int((a[0].bigInteger?.magnitude ?? 0).words.reduce(0) { $0 + $1.nonzeroBitCount })
    }
    method(types.int, "is_integer", .exactly(1)) { _, _ in .bool(true) }
    method(types.float, "is_integer", .exactly(1)) { _, a in
      if case .float(let number) = a[0] { return .bool(number.isFinite && number == number.rounded()) }
      return .bool(false)
    }
    method(types.float, "hex", .exactly(1)) { _, a in
      guard case .float(let number) = a[0] else { return .none }
      return .text(HexadecimalFloat.text(number))
    }
    classMethod(types.float, "fromhex") { m, a in
      guard a.count == 2 else {
        throw m.typeError("float.fromhex() takes exactly one argument (\(a.count - 1) given)")
      }
      guard let text = a[1].string else { throw m.typeError("bad argument type for built-in operation") }
      guard let number = HexadecimalFloat.parse(text.value) else {
        throw m.valueError("invalid hexadecimal floating-point string")
      }
      if number.isInfinite, !text.value.lowercased().contains("inf") {
        throw m.error(.overflowError, "hexadecimal value too large to represent as a float")
      }
      return .float(number)
    }
    method(types.int, "as_integer_ratio", .exactly(1)) { _, a in
      .object(PyTuple([.integer(a[0].bigInteger ?? 0), .int(1)]))
    }
    method(types.float, "as_integer_ratio", .exactly(1)) { m, a in
      guard case .float(let number) = a[0] else { return .none }
      return .object(PyTuple(try m.integerRatio(of: number).map { .integer($0) }))
    }
    for name in ["real", "numerator"] {
      attribute(types.int, name, get: { _, v in .integer(v.bigInteger ?? 0) })
    }
    attribute(types.int, "imag", get: { _, _ in .int(0) })
    attribute(types.int, "denominator", get: { _, _ in .int(1) })
    attribute(types.float, "real", get: { _, v in v })
    attribute(types.float, "imag", get: { _, _ in .float(0) })
    method(types.int, "conjugate", .exactly(1)) { _, a in .integer(a[0].bigInteger ?? 0) }
    method(types.int, "as_integer_ratio", .exactly(1)) { _, a in
      .object(PyTuple([.integer(a[0].bigInteger ?? 0), .int(1)]))
    }
    method(types.float, "conjugate", .exactly(1)) { _, a in a[0] }
    method(types.float, "as_integer_ratio", .exactly(1)) { m, a in
      guard case .float(let number) = a[0] else { return .none }
      if number.isNaN { throw m.valueError("cannot convert NaN to integer ratio") }
      if number.isInfinite { throw m.error(.overflowError, "cannot convert Infinity to integer ratio") }
      if number == 0 { return .object(PyTuple([.int(0), .int(1)])) }
      let odd = BigInt(number.significand * 0x1p52)
      let zeros = odd.trailingZeroBitCount
      let power = Int(number.exponent) - 52 + zeros
      let top = (number < 0 ? -1 : 1) * (odd >> zeros)
      return .object(
        PyTuple([
          .integer(power > 0 ? top << power : top), .integer(power < 0 ? BigInt(1) << -power : 1),
        ]))
    }
    constructor(types.noneType) { _, _ in .none }
  }

  /// The numerator and the denominator, a power of two, that a float is.
  private func integerRatio(of number: Double) throws -> [BigInt] {
    if number.isNaN { throw valueError("cannot convert NaN to integer ratio") }
    if number.isInfinite { throw error(.overflowError, "cannot convert Infinity to integer ratio") }
    if number == 0 { return [0, 1] }
    // The significand has 53 bits; the zeros at its end belong to neither number.
    var numerator = BigInt(number.significand * 4_503_599_627_370_496) * (number < 0 ? -1 : 1)
    var exponent = Int(number.exponent) - 52
    let zeros = numerator.trailingZeroBitCount
    numerator >>= zeros
    exponent += zeros
    return exponent >= 0 ? [numerator << exponent, 1] : [numerator, BigInt(1) << -exponent]
  }
}
