/// A `bytes`, or a `bytearray` where it is mutable.
final class PyBytes: PyObject {
  var value: [UInt8]
  let isMutable: Bool
  /// How many views show it; while there are some, its size must not change.
  var viewCount = 0

  init(_ value: [UInt8], isMutable: Bool = false) {
    self.value = value
    self.isMutable = isMutable
    super.init(.bytes)
  }

  override func type(in machine: Machine) -> PyType {
    isMutable ? machine.types.byteArray : machine.types.bytes
  }

  /// An object of the same class with other bytes.
  func like(_ value: [UInt8]) -> PyBytes { PyBytes(value, isMutable: isMutable) }
}

extension Value {
  /// A `bytes` value.
  static func bytes(_ bytes: [UInt8]) -> Value { .object(PyBytes(bytes)) }

  /// What a `bytes`, a `bytearray` or a `memoryview` holds, or nil.
  var bytesLike: [UInt8]? { bytes?.value ?? (object as? PyMemoryView)?.bytes }
}
