import BigInt

extension Machine {
  func fillBytesClasses() {
    for type in [types.bytes, types.byteArray] {
      constructor(type) { m, a in
        .object(PyBytes(try m.newBytes(a, type.name), isMutable: type === m.types.byteArray))
      }
      method(type, "decode", .keywords(["self", "encoding", "errors"], required: 1)) { m, a in
        .text(try m.decode(a[0].bytesLike ?? [], try m.codec(a[1], a[2], "decode")))
      }
      method(type, "hex", .keywords(["self", "sep", "bytes_per_sep"], required: 1)) { m, a in
        .text(try m.hexadecimal(a[0].bytesLike ?? [], separator: a[1], group: a[2]))
      }
      classMethod(type, "fromhex") { m, a in
        guard a.total == 2, a.names.isEmpty else {
          throw m.typeError("\(type.name).fromhex() takes exactly one argument (\(a.total - 1) given)")
        }
        return .object(PyBytes(try m.bytes(fromHexadecimal: a[1]), isMutable: type === m.types.byteArray))
      }
      fillTranslation(type)
      fillBytesMethods(type)
      fillBytesCase(type)
    }
    fillByteArrayMethods(types.byteArray)
    fillMemoryView(types.memoryView)
  }

  /// What `bytes(...)` and `bytearray(...)` hold.
  private func newBytes(_ a: Arguments, _ name: String) throws -> [UInt8] {
    if a.total > 4 {
      throw typeError("\(name)() takes at most 3 arguments (\(a.total - 1) given)")
    }
    try checkKeywords(a, name, allowed: ["source", "encoding", "errors"])
    let source = a.count > 1 ? a[1] : a.keyword("source") ?? .undefined
    let encoding = a.count > 2 ? a[2] : a.keyword("encoding") ?? .undefined
    let errors = a.count > 3 ? a[3] : a.keyword("errors") ?? .undefined
    if let text = source.string {
      guard !encoding.isUndefined else { throw typeError("string argument without an encoding") }
      return try encode(text.value, codec(encoding, errors, name))
    }
    if !encoding.isUndefined { throw typeError("encoding without a string argument") }
    if !errors.isUndefined { throw typeError("errors without a string argument") }
    return source.isUndefined ? [] : try bytes(from: source, name)
  }

  /// The bytes of a number of zeros, of a bytes-like object or of an iterable of integers.
  func bytes(from source: Value, _ name: String) throws -> [UInt8] {
    if let made = try callSpecial(source, intern("__bytes__")) {
      guard let bytes = made.bytes else {
        throw typeError("__bytes__ returned non-bytes (type \(typeName(of: made)))")
      }
      return bytes.value
    }
    if let bytes = source.bytesLike { return bytes }
    if let count = try source.bigInteger ?? callSpecial(source, names.index)?.bigInteger {
      if count < 0 { throw valueError("negative count") }
      return [UInt8](repeating: 0, count: try checkSize(1, by: count))
    }
    guard isIterable(source), source.string == nil else {
      throw typeError("cannot convert '\(typeName(of: source))' object to \(name)")
    }
    let outside = name == "bytearray" ? "byte must be in range(0, 256)" : "bytes must be in range(0, 256)"
    return try values(of: source).map { try byte($0, outside: outside) }
  }

  private func hexadecimal(_ bytes: [UInt8], separator: Value, group: Value) throws -> String {
    if separator.isUndefined { return Self.hexadecimal(bytes) }
    guard try length(of: separator) == 1 else { throw valueError("sep must be length 1.") }
    guard let text = separator.string?.value ?? separator.bytesLike.map(latin1) else {
      throw typeError("sep must be str or bytes.")
    }
    guard text.utf8.count == 1 else { throw valueError("sep must be ASCII.") }
    let size = group.isUndefined ? 1 : try index(group)
    if size == 0 { return Self.hexadecimal(bytes) }
    let width = Int(clamping: size.magnitude)
    // A positive size counts groups from the right, where the first group may be the short one.
    let first = size > 0 && !bytes.isEmpty ? (bytes.count - 1) % width + 1 : min(width, bytes.count)
    var groups = [bytes[..<first]]
    var start = first
    while start < bytes.count {
      let end = width < bytes.count - start ? start + width : bytes.count
      groups.append(bytes[start..<end])
      start = end
    }
    return groups.map { Self.hexadecimal(Array($0)) }.joined(separator: text)
  }

  private func bytes(fromHexadecimal value: Value) throws -> [UInt8] {
    guard let text = value.string else {
      throw typeError("fromhex() argument must be str, not \(givenName(of: value))")
    }
    let points = text.codePoints
    var result: [UInt8] = []
    var index = 0
    func digit(_ place: Int) throws -> UInt8 {
      guard place < points.count, let digit = Character(points[place]).hexDigitValue, points[place].isASCII
      else {
        throw valueError("non-hexadecimal number found in fromhex() arg at position \(place)")
      }
      return UInt8(digit)
    }
    while index < points.count {
      if points[index].isASCII, BytesMethods.isSpace(UInt8(truncatingIfNeeded: points[index].value)) {
        index += 1
        continue
      }
      result.append(try digit(index) << 4 | digit(index + 1))
      index += 2
    }
    return result
  }

  private func fillTranslation(_ type: PyType) {
    let maketrans = PyNative("maketrans", .exactly(2)) { m, a in
      let (from, to) = (try m.bytesArgument(a[0]), try m.bytesArgument(a[1]))
      guard from.count == to.count else { throw m.valueError("maketrans arguments must have same length") }
      var table = (0...255).map { UInt8($0) }
      for (byte, replacement) in zip(from, to) { table[Int(byte)] = replacement }
      return .bytes(table)
    }
    type.attributes.set(
      intern("maketrans"), .object(PyMethodWrapper(.object(maketrans), isClassMethod: false)))
    method(type, "translate", .keywords(["self", "table", "delete"], required: 2)) { m, a in
      guard let bytes = a[0].bytes else { return .none }
      var table: [UInt8]?
      if !a[1].isNone {
        table = try m.bytesArgument(a[1])
        guard table?.count == 256 else {
          throw m.valueError("translation table must be 256 characters long")
        }
      }
      let deleted = a[2].isUndefined ? [] : try m.bytesArgument(a[2])
      let kept = bytes.value.filter { !deleted.contains($0) }
      return .object(bytes.like(table.map { table in kept.map { table[Int($0)] } } ?? kept))
    }
  }

  private func fillBytesCase(_ type: PyType) {
    func change(_ name: String, _ body: @escaping ([UInt8]) -> [UInt8]) {
      method(type, name, .exactly(1)) { _, a in
        a[0].bytes.map { .object($0.like(body($0.value))) } ?? .none
      }
    }
    func test(_ name: String, _ body: @escaping ([UInt8]) -> Bool) {
      method(type, name, .exactly(1)) { _, a in .bool(body(a[0].bytesLike ?? [])) }
    }
    change("upper", BytesCase.upper)
    change("lower", BytesCase.lower)
    change("swapcase", BytesCase.swapCase)
    change("capitalize", BytesCase.capitalize)
    change("title", BytesCase.title)
    test("isalpha") { BytesCase.isAll($0, BytesCase.isLetter) }
    test("isdigit") { BytesCase.isAll($0, BytesCase.isDigit) }
    test("isalnum") { BytesCase.isAll($0) { BytesCase.isLetter($0) || BytesCase.isDigit($0) } }
    test("isspace") { BytesCase.isAll($0, BytesMethods.isSpace) }
    test("isascii") { $0.allSatisfy { $0 < 0x80 } }
    test("islower", BytesCase.isLower)
    test("isupper", BytesCase.isUpper)
    test("istitle", BytesCase.isTitle)
  }
}
