import BigInt

/// `hash()`.
extension Machine {
  func hash(_ value: Value) throws -> Int {
    switch value {
    case .none: return 0xfca8_6420
    case .bool(let flag): return flag ? 1 : 0
    case .int(let number): return Self.hash(of: number)
    case .float(let number): return hash(of: number)
    case .notImplemented, .ellipsis, .undefined: return 42
    case .object(let object):
      if object.isDerived, let method = lookup(names.hash, on: value) {
        if method.isNone { throw unhashable(value) }
        if override(object, names.hash) != nil { return try hash(byMethodOf: value) }
      }
      return try plainHash(of: object)
    }
  }

  private func hash(byMethodOf value: Value) throws -> Int {
    guard let result = try callSpecial(value, names.hash), let number = result.bigInteger else {
      throw typeError("__hash__ method should return an integer")
    }
    // Only what does not fit is reduced.
    guard let fitting = Int(exactly: number) else { return Self.hash(of: number) }
    return fitting == -1 ? -2 : fitting
  }

  /// What Python's own classes answer, whatever a derived class defines.
  func plainHash(of object: PyObject) throws -> Int {
    let value = Value.object(object)
    switch object.kind {
    case .string: return unsafeDowncast(object, to: PyString.self).hash
    case .integer: return Self.hash(of: (object as? PyInt)?.value ?? 0)
    case .tuple:
      return try guarded("") { try hash(of: unsafeDowncast(object, to: PyTuple.self).items) }
    case .bytes:
      let bytes = unsafeDowncast(object, to: PyBytes.self)
      if bytes.isMutable { throw unhashable(value) }
      return bytes.value.isEmpty ? 0 : SipHash13.hash(bytes.value)
    case .list, .dict: throw unhashable(value)
    case .slice:
      guard let slice = object as? PySlice else { break }
      return try hash(of: [slice.lower, slice.upper, slice.step])
    case .set:
      let set = unsafeDowncast(object, to: PySet.self)
      guard set.isFrozen else { throw unhashable(value) }
      return try hash(of: set)
    case .instance, .exception, .other:
      if let method = lookup(names.hash, on: value) {
        if method.isNone { throw unhashable(value) }
        return try hash(byMethodOf: value)
      }
    case .range:
      let range = unsafeDowncast(object, to: PyRange.self)
      let rest: [Value] =
        range.count == 0
        ? [.none, .none] : [.int(range.start), range.count == 1 ? .none : .int(range.step)]
      return try hash(of: [.int(range.count)] + rest)
    case .boundMethod:
      let method = unsafeDowncast(object, to: PyBoundMethod.self)
      return try hash(method.function) ^ identityHash(method.receiver)
    default: break
    }
    return identity(of: object) >> 4
  }

  private func identityHash(_ value: Value) -> Int { value.object.map { identity(of: $0) >> 4 } ?? 0 }

  private func unhashable(_ value: Value) -> PyException {
    typeError("unhashable type: '\(typeName(of: value))'")
  }

  /// CPython's modulus for the hashes of numbers, 2**61 - 1.
  private static let modulus = (1 << 61) - 1

  private static func hash(of number: Int) -> Int {
    if number == -1 { return -2 }
    if number.magnitude < UInt(modulus) { return number }
    let rest = Int(number.magnitude % UInt(modulus))
    let result = number < 0 ? -rest : rest
    return result == -1 ? -2 : result
  }

  private static func hash(of number: BigInt) -> Int {
    let rest = Int(number.magnitude % BigUInt(modulus))
    let result = number.sign == .minus ? -rest : rest
    return result == -1 ? -2 : result
  }

  /// The hash of a float is that of the equal integer or fraction (CPython `_Py_HashDouble`).
  private func hash(of number: Double) -> Int {
    if number.isNaN { return 0 }
    if number.isInfinite { return number > 0 ? 314159 : -314159 }
    if number == 0 { return 0 }
    var exponent = Int(number.exponent) + 1
    var mantissa = number.magnitude.significand / 2
    var x: UInt = 0
    while mantissa != 0 {
      x = ((x << 28) & UInt(Self.modulus)) | x >> (61 - 28)
      mantissa *= 268_435_456
      exponent -= 28
      let digit = UInt(mantissa)
      mantissa -= Double(digit)
      x += digit
      if x >= UInt(Self.modulus) { x -= UInt(Self.modulus) }
    }
    let shift = exponent >= 0 ? exponent % 61 : 61 - 1 - ((-1 - exponent) % 61)
    x = ((x << UInt(shift)) & UInt(Self.modulus)) | x >> UInt(61 - shift)
    let result = number < 0 ? -Int(x) : Int(x)
    return result == -1 ? -2 : result
  }

  /// The hash of a tuple (CPython `tuple_hash`, after xxHash).
  private func hash(of items: [Value]) throws -> Int {
    let (prime1, prime2, prime5): (UInt, UInt, UInt) = (
      11_400_714_785_074_694_791, 14_029_467_366_897_019_727, 2_870_177_450_012_600_261
    )
    var accumulator = prime5
    for item in items {
      accumulator = accumulator &+ UInt(bitPattern: try hash(item)) &* prime2
      accumulator = (accumulator << 31) | (accumulator >> 33)
      accumulator = accumulator &* prime1
    }
    accumulator = accumulator &+ (UInt(items.count) ^ (prime5 ^ 3_527_539))
    if accumulator == UInt.max { return 1_546_275_796 }
    return Int(bitPattern: accumulator)
  }

  /// The hash of a frozenset, whatever the order of its elements (CPython `frozenset_hash`).
  private func hash(of set: PySet) throws -> Int {
    var hash: UInt = 0
    for item in set.elements {
      let h = UInt(bitPattern: try self.hash(item))
      hash ^= ((h ^ 89_869_747) ^ (h << 16)) &* 3_644_798_167
    }
    hash ^= (UInt(set.count) &+ 1) &* 1_927_868_237
    hash ^= (hash >> 11) ^ (hash >> 25)
    hash = hash &* 69_069 &+ 907_133_923
    return hash == UInt.max ? 590_923_713 : Int(bitPattern: hash)
  }
}
