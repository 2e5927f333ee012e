/// A `str`: a sequence of code points.
///
/// Held as UTF-8, where ASCII text, the usual case, is indexed directly; other text is spread into code points at its
/// first index. Equality and order are those of code points, never Swift's canonical equivalence.
class PyString: PyObject {
  final let value: String
  final let isASCII: Bool
  /// Whether it lives as long as the machine, as the names in a program's code do.
  final var isInterned = false
  private final var scalars: [Unicode.Scalar]?
  private final var storedHash: Int = 0

  init(_ value: String) {
    var native = value
    native.makeContiguousUTF8()
    self.value = native
    isASCII = native.utf8.allSatisfy { $0 < 0x80 }
    super.init(.string)
  }

  override func type(in machine: Machine) -> PyType { machine.types.str }

  /// How many code points it has.
  final var count: Int { isASCII ? value.utf8.count : codePoints.count }

  final var isEmpty: Bool { value.isEmpty }

  final var codePoints: [Unicode.Scalar] {
    if let scalars { return scalars }
    let made = Array(value.unicodeScalars)
    scalars = made
    return made
  }

  /// The code point at `index`, which must lie inside.
  final func character(at index: Int) -> PyString {
    if isASCII {
      let utf8 = value.utf8
      return PyString(String(Unicode.Scalar(utf8[utf8.index(utf8.startIndex, offsetBy: index)])))
    }
    return PyString(String(codePoints[index]))
  }

  /// The code points at the indices of a slice, which must lie inside.
  final func slice(start: Int, step: Int, count: Int) -> PyString {
    guard count > 0 else { return PyString("") }
    if isASCII && step == 1 {
      let utf8 = value.utf8
      let from = utf8.index(utf8.startIndex, offsetBy: start)
      return PyString(String(value[from..<utf8.index(from, offsetBy: count)]))
    }
    let points = codePoints
    var result = String.UnicodeScalarView()
    for index in 0..<count { result.append(points[start + index * step]) }
    return PyString(String(result))
  }

  /// Where `part` begins at or after `start`, in code points, looking no further than `end`; nil where it is not.
  final func find(_ part: PyString, from start: Int, to end: Int) -> Int? {
    let text = codePoints
    let wanted = part.codePoints
    guard start <= end, wanted.count <= end - start else { return nil }
    if wanted.isEmpty { return start }
    var index = start
    while index + wanted.count <= end {
      if text[index] == wanted[0], text[index..<(index + wanted.count)].elementsEqual(wanted) { return index }
      index += 1
    }
    return nil
  }

  final func contains(_ part: PyString) -> Bool {
    if part.isEmpty { return true }
    return find(part, from: 0, to: count) != nil
  }

  static func == (left: PyString, right: PyString) -> Bool {
    if left === right { return true }
    if left.isASCII && right.isASCII { return left.value == right.value }
    return left.value.utf8.elementsEqual(right.value.utf8)
  }

  static func < (left: PyString, right: PyString) -> Bool {
    left.value.utf8.lexicographicallyPrecedes(right.value.utf8)
  }

  /// The hash that CPython computes where `PYTHONHASHSEED` is 0.
  final var hash: Int {
    if storedHash != 0 { return storedHash }
    var hash = isEmpty ? 0 : SipHash13.hash(storage)
    if hash == -1 { hash = -2 }
    storedHash = hash
    return hash
  }

  /// CPython's own storage of the text, which is what it hashes: one, two or four bytes a code point.
  private final var storage: [UInt8] {
    if isASCII { return Array(value.utf8) }
    let points = codePoints
    let widest = points.lazy.map(\.value).max() ?? 0
    var bytes: [UInt8] = []
    for point in points {
      let width = widest < 0x100 ? 1 : widest < 0x10000 ? 2 : 4
      for shift in 0..<width { bytes.append(UInt8(truncatingIfNeeded: point.value >> UInt32(8 * shift))) }
    }
    return bytes
  }
}

/// SipHash with one compression and three finalisation rounds and a key of zeros (Aumasson and Bernstein, 2012).
enum SipHash13 {
  static func hash(_ bytes: [UInt8]) -> Int {
    var v0: UInt64 = 0x736f_6d65_7073_6575
    var v1: UInt64 = 0x646f_7261_6e64_6f6d
    var v2: UInt64 = 0x6c79_6765_6e65_7261
    var v3: UInt64 = 0x7465_6462_7974_6573
    func rotate(_ x: UInt64, _ by: UInt64) -> UInt64 { (x << by) | (x >> (64 - by)) }
    func round() {
      v0 = v0 &+ v1
      v1 = rotate(v1, 13) ^ v0
      v0 = rotate(v0, 32)
      v2 = v2 &+ v3
      v3 = rotate(v3, 16) ^ v2
      v0 = v0 &+ v3
      v3 = rotate(v3, 21) ^ v0
      v2 = v2 &+ v1
      v1 = rotate(v1, 17) ^ v2
      v2 = rotate(v2, 32)
    }
    var last = UInt64(truncatingIfNeeded: bytes.count) << 56
    var index = 0
    while index + 8 <= bytes.count {
      var word: UInt64 = 0
      for byte in 0..<8 { word |= UInt64(bytes[index + byte]) << UInt64(8 * byte) }
      v3 ^= word
      round()
      v0 ^= word
      index += 8
    }
    for (shift, byte) in bytes[index...].enumerated() { last |= UInt64(byte) << UInt64(8 * shift) }
    v3 ^= last
    round()
    v0 ^= last
    v2 ^= 0xff
    round()
    round()
    round()
    return Int(bitPattern: UInt(truncatingIfNeeded: v0 ^ v1 ^ v2 ^ v3))
  }
}
