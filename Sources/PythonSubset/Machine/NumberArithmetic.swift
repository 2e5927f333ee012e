import BigInt
import PythonSyntax

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Operators between numbers.
extension Machine {
  func integers(_ op: BinaryOperator, _ a: Int, _ b: Int) throws -> Value? {
    switch op {
    case .add:
      let (value, overflow) = a.addingReportingOverflow(b)
      return overflow ? nil : .int(value)
    case .subtract:
      let (value, overflow) = a.subtractingReportingOverflow(b)
      return overflow ? nil : .int(value)
    case .multiply:
      let (value, overflow) = a.multipliedReportingOverflow(by: b)
      return overflow ? nil : .int(value)
    case .divide:
      if b == 0 { throw error(.zeroDivisionError, "division by zero") }
      if a.magnitude < 1 << 53, b.magnitude < 1 << 53 { return .float(Double(a) / Double(b)) }
      return .float(try divide(BigInt(a), BigInt(b)))
    case .floorDivide:
      if b == 0 { throw error(.zeroDivisionError, "integer division or modulo by zero") }
      if b == -1 { return nil }
      let quotient = a / b
      return .int(a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient)
    case .modulo:
      if b == 0 { throw error(.zeroDivisionError, "integer modulo by zero") }
      if b == -1 { return .int(0) }
      let rest = a % b
      return .int(rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest)
    case .bitAnd: return .int(a & b)
    case .bitOr: return .int(a | b)
    case .bitXor: return .int(a ^ b)
    case .rightShift:
      if b < 0 { throw valueError("negative shift count") }
      return .int(b >= 63 ? (a < 0 ? -1 : 0) : a >> b)
    case .leftShift, .power, .matrixMultiply: return nil
    }
  }

  func floats(_ op: BinaryOperator, _ a: Double, _ b: Double) throws -> Value? {
    switch op {
    case .add: return .float(a + b)
    case .subtract: return .float(a - b)
    case .multiply: return .float(a * b)
    case .divide:
      if b == 0 { throw error(.zeroDivisionError, "float division by zero") }
      return .float(a / b)
    case .floorDivide:
      if b == 0 { throw error(.zeroDivisionError, "float floor division by zero") }
      return .float(Self.floorDivide(a, b).quotient)
    case .modulo:
      if b == 0 { throw error(.zeroDivisionError, "float modulo by zero") }
      return .float(Self.floorDivide(a, b).rest)
    case .power: return .float(try power(a, b))
    default: return nil
    }
  }

  /// CPython's `float_divmod`.
  static func floorDivide(_ a: Double, _ b: Double) -> (quotient: Double, rest: Double) {
    var rest = fmod(a, b)
    var quotient = (a - rest) / b
    if rest != 0 {
      if (b < 0) != (rest < 0) {
        rest += b
        quotient -= 1
      }
    } else {
      rest = b.sign == .minus ? -0.0 : 0.0
    }
    if quotient != 0 {
      var floored = quotient.rounded(.down)
      if quotient - floored > 0.5 { floored += 1 }
      quotient = floored
    } else {
      quotient = a / b < 0 || (a / b).sign == .minus ? -0.0 : 0.0
    }
    return (quotient, rest)
  }

  private func power(_ a: Double, _ b: Double) throws -> Double {
    if a == 0, b < 0 { throw error(.zeroDivisionError, "0.0 cannot be raised to a negative power") }
    if a < 0, a.isFinite, b.isFinite, b != b.rounded() {
      throw valueError(
        "taskviz has no complex numbers: a negative number cannot be raised to a fractional power")
    }
    let result = pow(a, b)
    if result.isInfinite, a.isFinite, b.isFinite {
      throw error(.overflowError, "(34, 'Numerical result out of range')")
    }
    return result
  }

  /// The exact quotient of two integers, rounded once.
  func divide(_ a: BigInt, _ b: BigInt) throws -> Double {
    if b == 0 { throw error(.zeroDivisionError, "division by zero") }
    let result = Formatting.quotient(a, b)
    if result.isInfinite { throw error(.overflowError, "integer division result too large for a float") }
    return result
  }

  /// The float nearest to an integer.
  func float(of integer: BigInt) throws -> Double {
    let result = Formatting.double(of: integer)
    if result.isInfinite { throw error(.overflowError, "int too large to convert to float") }
    return result
  }

  /// The value as a float where it is a number.
  func floatValue(_ value: Value) throws -> Double? {
    switch value {
    case .float(let value): return value
    case .int(let value): return Double(value)
    case .bool(let value): return value ? 1 : 0
    case .object(let object):
      guard let integer = (object as? PyInt)?.value else { return nil }
      return try float(of: integer)
    default: return nil
    }
  }

  func numbers(_ op: BinaryOperator, _ left: Value, _ right: Value) throws -> Value? {
    var isFloat = false
    if case .float = left { isFloat = true }
    if case .float = right { isFloat = true }
    if isFloat {
      guard let a = try floatValue(left), let b = try floatValue(right) else { return nil }
      return try floats(op, a, b)
    }
    guard let a = left.bigInteger, let b = right.bigInteger else { return nil }
    if case .bool(let x) = left, case .bool(let y) = right {
      switch op {
      case .bitAnd: return .bool(x && y)
      case .bitOr: return .bool(x || y)
      case .bitXor: return .bool(x != y)
      default: break
      }
    }
    return try bigIntegers(op, a, b)
  }

  private func bigIntegers(_ op: BinaryOperator, _ a: BigInt, _ b: BigInt) throws -> Value? {
    switch op {
    case .add: return .integer(a + b)
    case .subtract: return .integer(a - b)
    case .multiply:
      try checkBits(a.magnitude.bitWidth + b.magnitude.bitWidth)
      return .integer(a * b)
    case .divide: return .float(try divide(a, b))
    case .floorDivide:
      if b == 0 { throw error(.zeroDivisionError, "integer division or modulo by zero") }
      return .integer(Self.floorDivide(a, b).quotient)
    case .modulo:
      if b == 0 { throw error(.zeroDivisionError, "integer modulo by zero") }
      return .integer(Self.floorDivide(a, b).rest)
    case .power:
      if b < 0 {
        if a == 0 { throw error(.zeroDivisionError, "0.0 cannot be raised to a negative power") }
        return .float(try power(float(of: a), float(of: b)))
      }
      if a == 0 || a == 1 { return .integer(b == 0 ? 1 : a) }
      if a == -1 { return .int(b & 1 == 0 ? 1 : -1) }
      guard let exponent = Int(exactly: b) else { throw error(.memoryError, "") }
      let (bits, overflow) = a.magnitude.bitWidth.multipliedReportingOverflow(by: exponent)
      try checkBits(overflow ? .max : bits)
      return .integer(a.power(exponent))
    case .leftShift:
      if b < 0 { throw valueError("negative shift count") }
      if a == 0 { return .int(0) }
      guard let shift = Int(exactly: b) else { throw error(.overflowError, "too many digits in integer") }
      try checkBits(
        shift.addingReportingOverflow(a.magnitude.bitWidth).overflow ? .max : shift + a.magnitude.bitWidth)
      return .integer(a << shift)
    case .rightShift:
      if b < 0 { throw valueError("negative shift count") }
      return .integer(a >> (Int(exactly: b) ?? .max / 2))
    case .bitAnd: return .integer(a & b)
    case .bitOr: return .integer(a | b)
    case .bitXor: return .integer(a ^ b)
    case .matrixMultiply: return nil
    }
  }

  static func floorDivide(_ a: BigInt, _ b: BigInt) -> (quotient: BigInt, rest: BigInt) {
    let (quotient, rest) = a.quotientAndRemainder(dividingBy: b)
    if rest != 0, (rest.sign == .minus) != (b.sign == .minus) { return (quotient - 1, rest + b) }
    return (quotient, rest)
  }

  /// Numbers of more bits are refused: 64 million bits take seconds to multiply.
  func checkBits(_ bits: Int) throws {
    if bits > 64_000_000 { throw error(.memoryError, "") }
  }

  /// How many elements a program's sequence may have at most.
  static let sizeLimit = 100_000_000

  func checkSize(_ count: Int, by factor: BigInt) throws -> Int {
    guard let factor = Int(exactly: factor) else {
      throw error(.overflowError, "cannot fit 'int' into an index-sized integer")
    }
    if count == 0 || factor <= 0 { return 0 }
    let (size, overflow) = count.multipliedReportingOverflow(by: factor)
    if overflow || size > Self.sizeLimit { throw makeException(types[.memoryError], []) }
    return factor
  }

  func repeated<T>(_ items: [T], _ factor: BigInt) throws -> [T] {
    let factor = try checkSize(items.count, by: factor)
    var result: [T] = []
    result.reserveCapacity(items.count * factor)
    for _ in 0..<factor { result.append(contentsOf: items) }
    return result
  }
}
