/// A parsed format of the `struct` module, such as `!IH5s`.
package struct StructFormat: Sendable {
  /// One character of a format with its repeat count.
  package struct Item: Sendable {
    package let code: UInt8
    /// How many values; for `s` and `p` how many bytes the one value takes.
    package let count: Int
    /// In bytes, of one value.
    package let size: Int
    /// Where the first byte lies.
    package let offset: Int

    /// Whether the count is a length, and there is one value whatever it is.
    package var isText: Bool { code == UInt8(ascii: "s") || code == UInt8(ascii: "p") }
  }

  package let items: [Item]
  package let isLittle: Bool
  /// In bytes, of the whole structure.
  package let size: Int

  /// How many values the structure holds.
  package var valueCount: Int { items.reduce(0) { $0 + ($1.isText ? 1 : $1.count) } }

  /// Why a format means nothing, in CPython's words.
  package struct Fault: Error { package let message: String }

  /// After CPython 3.13's `Modules/_struct.c`; the machine is one with 64 bits and its low bytes first.
  package init(_ format: [UInt8]) throws(Fault) {
    var rest = format[...]
    var isNative = true
    var isLittle = true
    if let mark = rest.first, "@=<>!".utf8.contains(mark) {
      isNative = mark == UInt8(ascii: "@")
      isLittle = mark != UInt8(ascii: ">") && mark != UInt8(ascii: "!")
      rest.removeFirst()
    }
    var items: [Item] = []
    var offset = 0
    while let first = rest.first {
      if BytesMethods.isSpace(first) {
        rest.removeFirst()
        continue
      }
      let digits = rest.prefix(while: BytesCase.isDigit)
      rest = rest[digits.endIndex...]
      guard let code = rest.popFirst() else {
        throw Fault(message: "repeat count given without format specifier")
      }
      guard let count = digits.isEmpty ? 1 : Int(String(decoding: digits, as: UTF8.self)),
        count <= TextError.sizeLimit
      else { throw Fault(message: "overflow in item count") }
      guard let size = Self.size(code, isNative: isNative) else {
        throw Fault(message: "bad char in struct format")
      }
      // Where the machine aligns, a value begins at a multiple of its size.
      if isNative, size > 1 { offset = (offset + size - 1) / size * size }
      items.append(Item(code: code, count: count, size: size, offset: offset))
      offset += count * size
      if offset > TextError.sizeLimit { throw Fault(message: "total struct size too long") }
    }
    self.items = items.filter { $0.code != UInt8(ascii: "x") }
    self.isLittle = isLittle
    size = offset
  }

  private static func size(_ code: UInt8, isNative: Bool) -> Int? {
    switch Character(Unicode.Scalar(code)) {
    case "x", "c", "b", "B", "?", "s", "p": 1
    case "h", "H", "e": 2
    case "i", "I", "f": 4
    case "l", "L": isNative ? 8 : 4
    case "q", "Q", "d": 8
    case "n", "N", "P": isNative ? 8 : nil
    default: nil
    }
  }
}
