import BigInt

extension Machine {
  /// `int.to_bytes` and `int.from_bytes`.
  func fillIntegerBytes() {
    let parameters = PyNative.Arity.Parameters(
      names: ["self", "length", "byteorder", "signed"], required: 1, positional: 3)
    method(types.int, "to_bytes", .keywords(parameters)) { m, a in
      let length = a[1].isUndefined ? 1 : try m.index(a[1])
      let isLittle = try m.isLittleEndian(a[2], "to_bytes")
      if length < 0 { throw m.valueError("length argument must be non-negative") }
      _ = try m.checkSize(1, by: BigInt(length))
      let bytes = try m.bytes(
        of: a[0].bigInteger ?? 0, count: length, isSigned: m.isTrue(a[3].or(.bool(false))))
      return .bytes(isLittle ? bytes : bytes.reversed())
    }
    classMethod(types.int, "from_bytes") { m, a in
      try m.checkKeywords(a, "from_bytes", allowed: ["bytes", "byteorder", "signed"])
      if a.count > 3 {
        throw m.typeError("from_bytes() takes at most 2 positional arguments (\(a.count - 1) given)")
      }
      guard let source = a.count > 1 ? a[1] : a.keyword("bytes") else {
        throw m.typeError("from_bytes() missing required argument 'bytes' (pos 1)")
      }
      let order = a.count > 2 ? a[2] : a.keyword("byteorder") ?? .undefined
      let isLittle = try m.isLittleEndian(order, "from_bytes")
      if source.bigInteger != nil {
        throw m.typeError("cannot convert '\(m.typeName(of: source))' object to bytes")
      }
      let bytes = try m.bytes(from: source, "bytes")
      let isSigned = try m.isTrue(a.keyword("signed") ?? .bool(false))
      return .integer(Self.integer(isLittle ? bytes.reversed() : bytes, isSigned: isSigned))
    }
  }

  private func isLittleEndian(_ order: Value, _ function: String) throws -> Bool {
    if order.isUndefined { return false }
    guard let text = order.string?.value else {
      throw typeError("\(function)() argument 'byteorder' must be str, not \(givenName(of: order))")
    }
    guard text == "little" || text == "big" else {
      throw valueError("byteorder must be either 'little' or 'big'")
    }
    return text == "little"
  }

  /// The bytes of an integer in two's complement, the least significant first.
  func bytes(of number: BigInt, count: Int, isSigned: Bool) throws -> [UInt8] {
    let isNegative = number.sign == .minus
    if isNegative, !isSigned { throw error(.overflowError, "can't convert negative int to unsigned") }
    let magnitude = isNegative ? BigUInt((-number - 1).magnitude) : number.magnitude
    let room = 8 * count - (isSigned ? 1 : 0)
    guard magnitude.bitWidth <= max(0, room) else { throw error(.overflowError, "int too big to convert") }
    let digits = magnitude.words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
    }
    let mask: UInt8 = isNegative ? 0xFF : 0
    return (0..<count).map { ($0 < digits.count ? digits[$0] : 0) ^ mask }
  }

  /// The integer that bytes in two's complement mean, the most significant first.
  static func integer(_ bytes: [UInt8], isSigned: Bool) -> BigInt {
    guard isSigned, let first = bytes.first, first >= 0x80 else { return BigInt(magnitude(bytes)) }
    return -BigInt(magnitude(bytes.map { ~$0 })) - 1
  }

  private static func magnitude(_ bytes: [UInt8]) -> BigUInt {
    let words = stride(from: bytes.count, to: 0, by: -8).map { end in
      bytes[max(0, end - 8)..<end].reduce(UInt(0)) { $0 << 8 | UInt($1) }
    }
    return BigUInt(words: words)
  }

  /// Bytes as a text in which each of them is a character.
  func latin1(_ bytes: [UInt8]) -> String {
    String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }
}
