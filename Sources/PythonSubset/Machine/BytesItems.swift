extension Machine {
  func bytesItem(_ bytes: PyBytes, _ index: Value) throws -> Value {
    if let slice = index.object as? PySlice {
      return .object(bytes.like(try resolve(slice, count: bytes.value.count).map { bytes.value[$0] }))
    }
    let place = try self.place(
      index, in: bytes, outside: bytes.isMutable ? "bytearray index out of range" : "index out of range")
    return .int(Int(bytes.value[place]))
  }

  /// The offset that an index from either end means.
  private func place(_ index: Value, in bytes: PyBytes, outside: String) throws -> Int {
    let name = bytes.isMutable ? "bytearray" : "byte"
    let position = try self.index(
      index, what: "\(name) indices must be integers or slices, not \(typeName(of: index))")
    let place = position < 0 ? position + bytes.value.count : position
    guard bytes.value.indices.contains(place) else { throw error(.indexError, outside) }
    return place
  }

  func setBytesItem(_ bytes: PyBytes, _ index: Value, _ value: Value) throws {
    guard let slice = index.object as? PySlice else {
      let place = try self.place(index, in: bytes, outside: "bytearray index out of range")
      bytes.value[place] = try byte(value)
      return
    }
    let new: [UInt8]
    if let given = value.bytesLike {
      new = given
    } else if value.bigInteger != nil || value.string != nil {
      throw typeError("can assign only bytes, buffers, or iterables of ints in range(0, 256)")
    } else {
      new = try self.bytes(from: value, "bytearray")
    }
    let (start, step, count) = try bounds(of: slice, count: bytes.value.count)
    if step == 1 {
      if new.count != count { try checkResizable(bytes) }
      bytes.value.replaceSubrange(start..<(start + count), with: new)
      return
    }
    guard new.count == count || new.isEmpty else {
      throw valueError("attempt to assign bytes of size \(new.count) to extended slice of size \(count)")
    }
    if new.isEmpty { return try deleteBytesItem(bytes, index) }
    for (offset, byte) in new.enumerated() { bytes.value[start + offset * step] = byte }
  }

  func deleteBytesItem(_ bytes: PyBytes, _ index: Value) throws {
    try checkResizable(bytes)
    if let slice = index.object as? PySlice {
      for place in try resolve(slice, count: bytes.value.count).sorted(by: >) {
        bytes.value.remove(at: place)
      }
      return
    }
    bytes.value.remove(at: try place(index, in: bytes, outside: "bytearray index out of range"))
  }

  /// An integer that fits a byte.
  func byte(_ value: Value) throws -> UInt8 {
    try byte(value, outside: "byte must be in range(0, 256)")
  }

  func byte(_ value: Value, outside message: String) throws -> UInt8 {
    let isNumber = value.bigInteger != nil || lookup(names.index, on: value) != nil
    guard isNumber else {
      throw typeError("'\(typeName(of: value))' object cannot be interpreted as an integer")
    }
    guard let number = try? index(value), let byte = UInt8(exactly: number) else { throw valueError(message) }
    return byte
  }

  /// `item in bytes`.
  func bytesContain(_ bytes: [UInt8], _ item: Value) throws -> Bool {
    if let part = item.bytesLike { return bytes.firstMatch(of: part, from: 0, to: bytes.count) != nil }
    guard item.bigInteger != nil || lookup(names.index, on: item) != nil else {
      throw typeError("a bytes-like object is required, not '\(typeName(of: item))'")
    }
    return bytes.contains(try byte(item))
  }

  /// The bytes of an argument that must be bytes-like.
  func bytesArgument(_ value: Value) throws -> [UInt8] {
    guard let bytes = value.bytesLike else {
      throw typeError("a bytes-like object is required, not '\(typeName(of: value))'")
    }
    return bytes
  }
}

/// Goes over a `bytes` or `bytearray`, which may change on the way.
final class BytesIterator: PyIterator {
  private var bytes: PyBytes?
  private var index = 0

  init(_ bytes: PyBytes) { self.bytes = bytes }

  override var typeName: String { bytes?.isMutable == true ? "bytearray_iterator" : "bytes_iterator" }

  override func next(_ machine: Machine) -> Value? {
    guard let bytes, index < bytes.value.count else {
      bytes = nil
      return nil
    }
    defer { index += 1 }
    return .int(Int(bytes.value[index]))
  }
}
