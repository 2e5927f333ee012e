extension Machine {
  /// The methods that change a `bytearray`.
  func fillByteArrayMethods(_ type: PyType) {
    /// A method whose body may change the size of the bytes.
    func resizing(
      _ name: String, _ arity: PyNative.Arity,
      _ body: @escaping (Machine, PyBytes, Arguments) throws -> Value
    ) {
      method(type, name, arity) { m, a in
        guard let bytes = a[0].bytes else { return .none }
        try m.checkResizable(bytes)
        return try body(m, bytes, a)
      }
    }
    resizing("append", .exactly(2)) { m, bytes, a in
      bytes.value.append(try m.byte(a[1]))
      return .none
    }
    resizing("extend", .exactly(2)) { m, bytes, a in
      bytes.value += try m.bytesToExtend(a[1])
      return .none
    }
    resizing("insert", .exactly(3)) { m, bytes, a in
      let index = try m.index(a[1])
      let count = bytes.value.count
      bytes.value.insert(try m.byte(a[2]), at: index < 0 ? max(0, index + count) : min(index, count))
      return .none
    }
    resizing("pop", .between(1, 2)) { m, bytes, a in
      if bytes.value.isEmpty { throw m.error(.indexError, "pop from empty bytearray") }
      let index = a[1].isUndefined ? -1 : try m.index(a[1])
      let place = index < 0 ? index + bytes.value.count : index
      guard bytes.value.indices.contains(place) else { throw m.error(.indexError, "pop index out of range") }
      return .int(Int(bytes.value.remove(at: place)))
    }
    resizing("remove", .exactly(2)) { m, bytes, a in
      guard let place = bytes.value.firstIndex(of: try m.byte(a[1])) else {
        throw m.valueError("value not found in bytearray")
      }
      bytes.value.remove(at: place)
      return .none
    }
    resizing("clear", .exactly(1)) { _, bytes, _ in
      bytes.value = []
      return .none
    }
    method(type, "reverse", .exactly(1)) { _, a in
      a[0].bytes?.value.reverse()
      return .none
    }
    method(type, "copy", .exactly(1)) { _, a in a[0].bytes.map { .object($0.like($0.value)) } ?? .none }
  }

  /// Throws where a `memoryview` shows the bytes, which must then keep their number.
  func checkResizable(_ bytes: PyBytes) throws {
    if bytes.viewCount > 0 {
      throw error(.bufferError, "Existing exports of data: object cannot be re-sized")
    }
  }

  private func bytesToExtend(_ value: Value) throws -> [UInt8] {
    if let bytes = value.bytesLike { return bytes }
    if value.string != nil {
      throw typeError("expected iterable of integers; got: 'str'")
    }
    guard isIterable(value) else { throw typeError("can't extend bytearray with \(typeName(of: value))") }
    return try values(of: value).map(byte)
  }
}
