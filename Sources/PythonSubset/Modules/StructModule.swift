import BigInt
import PythonSyntax

/// A `struct.Struct`: a format that has been read.
final class PyStruct: PyObject, NativeRepresentation {
  let text: String
  let format: StructFormat

  init(_ text: String, _ format: StructFormat) {
    self.text = text
    self.format = format
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType { machine.types.named("Struct", module: "_struct") }

  func representation(_ machine: Machine) -> String { "Struct(\(StringText.representation(text)))" }
}

extension Machine {
  func fillStruct(_ names: PyDict) {
    let error = PyType(
      "error", bases: [types[.exception]], layout: .exception, module: "struct")
    names.set(intern("error"), .object(error))
    let codec = StructCodec(machine: self, error: error)
    function(names, "calcsize", .exactly(1)) { _, a in .int(try codec.read(a[0]).format.size) }
    function(names, "pack", .any) { m, a in
      if a.count == 0 { throw m.typeError("missing format argument") }
      return .bytes(try codec.pack(codec.read(a[0]).format, a.positional(from: 1), "pack"))
    }
    function(names, "unpack", .exactly(2)) { _, a in try codec.unpack(codec.read(a[0]).format, a[1]) }
    function(names, "unpack_from", .keywords(["format", "buffer", "offset"], required: 2)) { _, a in
      try codec.unpackFrom(codec.read(a[0]).format, a[1], a[2])
    }
    function(names, "iter_unpack", .exactly(2)) { _, a in
      try codec.iterate(codec.read(a[0]).format, a[1])
    }
    function(names, "pack_into", .any) { _, a in
      try codec.packInto(codec.read(a[0]).format, a.positional(from: 1))
    }
    let type = types.named("Struct", module: "_struct")
    names.set(intern("Struct"), .object(type))
    func format(_ value: Value) throws -> StructFormat {
      if let known = value.object as? PyStruct { return known.format }
      throw typeError("a struct.Struct is required, not '\(typeName(of: value))'")
    }
    constructor(type) { m, a in
      try m.checkCount(a, "Struct", 2, 2)
      return .object(try codec.read(a[1]))
    }
    method(type, "pack", .any) { _, a in
      .bytes(try codec.pack(format(a[0]), a.positional(from: 1), "pack"))
    }
    method(type, "unpack", .exactly(2)) { _, a in try codec.unpack(format(a[0]), a[1]) }
    method(type, "unpack_from", .keywords(["self", "buffer", "offset"], required: 2)) { _, a in
      try codec.unpackFrom(format(a[0]), a[1], a[2])
    }
    method(type, "iter_unpack", .exactly(2)) { _, a in try codec.iterate(format(a[0]), a[1]) }
    method(type, "pack_into", .any) { _, a in try codec.packInto(format(a[0]), a.positional(from: 1)) }
    attribute(type, "size", get: { _, v in .int(try format(v).size) })
    attribute(type, "format", get: { _, v in .text((v.object as? PyStruct)?.text ?? "") })
  }
}

/// Packs and unpacks the values of a program by a format.
struct StructCodec {
  unowned let machine: Machine
  let error: PyType

  private func fault(_ message: String) -> PyException { machine.makeException(error, [.text(message)]) }

  func read(_ value: Value) throws -> PyStruct {
    guard let text = value.string?.value ?? value.bytes.map({ machine.latin1($0.value) }) else {
      throw machine.typeError(
        "Struct() argument 1 must be a str or bytes object, not \(machine.typeName(of: value))")
    }
    do {
      return PyStruct(text, try StructFormat(Array(text.utf8)))
    } catch {
      throw fault(error.message)
    }
  }

  // MARK: Pack

  func pack(_ format: StructFormat, _ values: [Value], _ function: String) throws -> [UInt8] {
    guard values.count == format.valueCount else {
      throw fault(
        "\(function) expected \(format.valueCount) items for packing (got \(values.count))")
    }
    var result = [UInt8](repeating: 0, count: format.size)
    var next = values[...]
    for item in format.items {
      if item.isText {
        guard let value = next.popFirst() else { break }
        let bytes = try text(value, item)
        result.replaceSubrange(item.offset..<(item.offset + bytes.count), with: bytes)
        continue
      }
      for index in 0..<item.count {
        guard let value = next.popFirst() else { break }
        let bytes = try bytes(of: value, item)
        let start = item.offset + index * item.size
        result.replaceSubrange(
          start..<(start + item.size), with: format.isLittle ? bytes : bytes.reversed())
      }
    }
    return result
  }

  private func text(_ value: Value, _ item: StructFormat.Item) throws -> [UInt8] {
    let code = Character(Unicode.Scalar(item.code))
    guard let bytes = value.bytes?.value else { throw fault("argument for '\(code)' must be a bytes object") }
    if code == "s" { return Array(bytes.prefix(item.count)) }
    if item.count == 0 { return [] }
    let kept = bytes.prefix(min(item.count - 1, 255))
    return [UInt8(kept.count)] + kept
  }

  /// The bytes of one value, the least significant first.
  private func bytes(of value: Value, _ item: StructFormat.Item) throws -> [UInt8] {
    let code = Character(Unicode.Scalar(item.code))
    switch code {
    case "c":
      guard let bytes = value.bytes?.value, bytes.count == 1 else {
        throw fault("char format requires a bytes object of length 1")
      }
      return bytes
    case "?": return [try machine.isTrue(value) ? 1 : 0]
    case "e", "f", "d": return try floatBytes(value, code)
    default:
      var number = value.bigInteger
      if number == nil { number = try machine.callSpecial(value, machine.names.index)?.bigInteger }
      guard let number else { throw fault("required argument is not an integer") }
      let isSigned = code.isLowercase
      let bits = 8 * item.size
      let bounds =
        isSigned
        ? (-(BigInt(1) << (bits - 1)), (BigInt(1) << (bits - 1)) - 1) : (0, (BigInt(1) << bits) - 1)
      guard number >= bounds.0, number <= bounds.1 else {
        if code == "P" { throw fault("int too large to convert") }
        throw fault("'\(code)' format requires \(bounds.0) <= number <= \(bounds.1)")
      }
      return try machine.bytes(of: number, count: item.size, isSigned: isSigned)
    }
  }

  private func floatBytes(_ value: Value, _ code: Character) throws -> [UInt8] {
    guard let number = try machine.floatValue(value) else { throw fault("required argument is not a float") }
    func bytes(_ pattern: UInt64, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: pattern >> UInt64(8 * $0)) }
    }
    func checked(_ isInfinite: Bool) throws {
      if isInfinite, number.isFinite {
        if value.bigInteger != nil { throw fault("int too large to convert") }
        throw machine.error(.overflowError, "float too large to pack with \(code) format")
      }
    }
    switch code {
    case "d": return bytes(number.bitPattern, 8)
    case "f":
      let single = Float(number)
      try checked(single.isInfinite)
      return bytes(UInt64(single.bitPattern), 4)
    default:
      let pattern = HalfFloat.pattern(of: number)
      try checked(pattern & 0x7FFF == 0x7C00)
      return bytes(UInt64(pattern), 2)
    }
  }

  /// `pack_into(buffer, offset, values...)`.
  func packInto(_ format: StructFormat, _ arguments: [Value]) throws -> Value {
    guard let buffer = arguments.first else { throw fault("pack_into expected buffer argument") }
    guard arguments.count > 1 else { throw fault("pack_into expected offset argument") }
    let range: Range<Int>
    let base: PyBytes
    if let bytes = buffer.bytes, bytes.isMutable {
      (base, range) = (bytes, 0..<bytes.value.count)
    } else if let view = buffer.object as? PyMemoryView, view.base.isMutable, let shown = view.range {
      (base, range) = (view.base, shown)
    } else {
      throw machine.typeError(
        "argument must be read-write bytes-like object, not \(machine.typeName(of: buffer))")
    }
    let values = Array(arguments.dropFirst(2))
    let start = try place(
      try machine.index(arguments[1]), format.size, range.count, "pack_into", "packing")
    let bytes = try pack(format, values, "pack_into")
    let first = range.lowerBound + start
    base.value.replaceSubrange(first..<(first + bytes.count), with: bytes)
    return .none
  }

  private func place(
    _ offset: Int, _ size: Int, _ count: Int, _ function: String, _ verb: String
  ) throws -> Int {
    if offset < 0 {
      if offset + size > 0 {
        throw fault(
          function == "pack_into"
            ? "no space to pack \(size) bytes at offset \(offset)"
            : "not enough data to unpack \(size) bytes")
      }
      if offset + count < 0 { throw fault("offset \(offset) out of range for \(count)-byte buffer") }
    }
    let start = offset < 0 ? offset + count : offset
    guard count - start >= size else {
      throw fault(
        "\(function) requires a buffer of at least \(start + size) bytes for \(verb) \(size) bytes at offset "
          + "\(start) (actual buffer size is \(count))")
    }
    return start
  }

  // MARK: Unpack

  func unpack(_ format: StructFormat, _ buffer: Value) throws -> Value {
    let bytes = try machine.bytesArgument(buffer)
    guard bytes.count == format.size else {
      throw fault("unpack requires a buffer of \(format.size) bytes")
    }
    return values(format, bytes[...])
  }

  func unpackFrom(_ format: StructFormat, _ buffer: Value, _ offset: Value) throws -> Value {
    let bytes = try machine.bytesArgument(buffer)
    let offset = offset.isUndefined ? 0 : try machine.index(offset)
    let start = try place(offset, format.size, bytes.count, "unpack_from", "unpacking")
    return values(format, bytes[start..<(start + format.size)])
  }

  func iterate(_ format: StructFormat, _ buffer: Value) throws -> Value {
    let bytes = try machine.bytesArgument(buffer)
    if format.size == 0 { throw fault("cannot iteratively unpack with a struct of length 0") }
    guard bytes.count % format.size == 0 else {
      throw fault("iterative unpacking requires a buffer of a multiple of \(format.size) bytes")
    }
    let parts = stride(from: 0, to: bytes.count, by: format.size).map {
      values(format, bytes[$0..<($0 + format.size)])
    }
    return .object(FixedIterator(parts, name: "unpack_iterator"))
  }

  private func values(_ format: StructFormat, _ bytes: ArraySlice<UInt8>) -> Value {
    var result: [Value] = []
    for item in format.items {
      let start = bytes.startIndex + item.offset
      if item.isText {
        var part = bytes[start..<(start + item.count)]
        if item.code == UInt8(ascii: "p") { part = part.dropFirst().prefix(Int(part.first ?? 0)) }
        result.append(.bytes(Array(part)))
        continue
      }
      for index in 0..<item.count {
        let part = bytes[(start + index * item.size)...].prefix(item.size)
        result.append(value(item.code, format.isLittle ? part.reversed() : Array(part)))
      }
    }
    return .object(PyTuple(result))
  }

  /// One value of its bytes, the most significant first.
  private func value(_ code: UInt8, _ bytes: [UInt8]) -> Value {
    let pattern = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    switch Character(Unicode.Scalar(code)) {
    case "c": return .bytes(bytes)
    case "?": return .bool(pattern != 0)
    case "d": return .float(Double(bitPattern: pattern))
    case "f": return .float(Double(Float(bitPattern: UInt32(truncatingIfNeeded: pattern))))
    case "e": return .float(HalfFloat.value(of: UInt16(truncatingIfNeeded: pattern)))
    case let code: return .integer(Machine.integer(bytes, isSigned: code.isLowercase))
    }
  }
}
