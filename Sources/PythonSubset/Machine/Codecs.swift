import PythonSyntax

extension Machine {
  /// An encoding and what to do with what it cannot express.
  struct Codec {
    let encoding: TextEncoding
    let errors: String
  }

  /// The codec that the arguments `encoding` and `errors` of a function name.
  func codec(_ encoding: Value, _ errors: Value, _ function: String) throws -> Codec {
    func text(_ value: Value, _ name: String, _ fallback: String) throws -> String {
      if value.isUndefined { return fallback }
      guard let text = value.string else {
        throw typeError("\(function)() argument '\(name)' must be str, not \(givenName(of: value))")
      }
      return text.value
    }
    let name = try text(encoding, "encoding", "utf-8")
    let errors = try text(errors, "errors", "strict")
    guard let encoding = TextEncoding(name) else {
      throw error(.lookupError, "unknown encoding: \(name)")
    }
    return Codec(encoding: encoding, errors: errors)
  }

  // MARK: str to bytes

  func encode(_ text: String, _ codec: Codec) throws -> [UInt8] {
    try codec.encoding.encode(text) { fault in
      let scalars = Array(text.unicodeScalars)[fault.range]
      let replacement: String
      switch codec.errors {
      case "ignore": replacement = ""
      case "replace": replacement = String(repeating: "?", count: scalars.count)
      case "backslashreplace":
        replacement = StringText.asciiEscaped(String(String.UnicodeScalarView(scalars)))
      case "xmlcharrefreplace": replacement = scalars.map { "&#\($0.value);" }.joined()
      case "namereplace":
        replacement = scalars.map { scalar in
          scalar.properties.name.map { "\\N{\($0)}" } ?? StringText.asciiEscaped(String(scalar))
        }.joined()
      case "strict", "surrogateescape", "surrogatepass":
        throw makeException(
          types[.unicodeEncodeError],
          [
            .text(codec.encoding.name), .text(text), .int(fault.range.lowerBound),
            .int(fault.range.upperBound), .text(fault.reason),
          ])
      default: throw error(.lookupError, "unknown error handler name '\(codec.errors)'")
      }
      return Array(replacement.utf8)
    }
  }

  // MARK: bytes to str

  func decode(_ bytes: [UInt8], _ codec: Codec) throws -> String {
    let (encoding, mark) = codec.encoding.resolved(bytes)
    return try encoding.decode(Array(bytes[mark...])) { fault in
      // Wide encodings count the mark as a part of what they decode, UTF-8 does not.
      let shift = if case .wide = encoding { mark } else { 0 }
      switch codec.errors {
      case "ignore": return ""
      case "replace": return "\u{FFFD}"
      case "backslashreplace":
        return bytes[mark...].dropFirst(fault.range.lowerBound).prefix(fault.range.count)
          .map { "\\x" + Self.hexadecimal([$0]) }.joined()
      case "strict":
        throw makeException(
          types[.unicodeDecodeError],
          [
            .text(encoding.name), .bytes(Array(bytes[(mark - shift)...])),
            .int(fault.range.lowerBound + shift), .int(fault.range.upperBound + shift), .text(fault.reason),
          ])
      case "surrogateescape", "surrogatepass":
        throw valueError("taskviz has no strings with lone surrogates: use errors='backslashreplace'")
      case "xmlcharrefreplace", "namereplace":
        throw typeError("don't know how to handle UnicodeDecodeError in error callback")
      default: throw error(.lookupError, "unknown error handler name '\(codec.errors)'")
      }
    }
  }

  static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  // MARK: UnicodeDecodeError and UnicodeEncodeError

  /// The five arguments of the two errors, which `str()` and the attributes are made of.
  func checkUnicodeError(_ cls: PyType, _ arguments: [Value]) throws {
    guard arguments.count == 5 else {
      throw typeError("function takes exactly 5 arguments (\(arguments.count) given)")
    }
    let isDecode = cls.isSubtype(of: types[.unicodeDecodeError])
    for place in [0, 1, 4] where place != 1 || !isDecode {
      guard arguments[place].string != nil else {
        throw typeError("argument \(place + 1) must be str, not \(givenName(of: arguments[place]))")
      }
    }
    if isDecode, arguments[1].bytesLike == nil {
      throw typeError("a bytes-like object is required, not '\(typeName(of: arguments[1]))'")
    }
    _ = try index(arguments[2])
    _ = try index(arguments[3])
  }

  /// `str()` of one of the two errors.
  func unicodeErrorText(_ arguments: [Value]) throws -> String {
    let (start, end) = (try index(arguments[2]), try index(arguments[3]))
    let (encoding, reason) = (try string(arguments[0]), try string(arguments[4]))
    func text(_ verb: String, _ noun: String, _ only: String?) -> String {
      let what =
        only.map { "\(noun) \($0) in position \(start)" } ?? "\(noun)s in position \(start)-\(end - 1)"
      return "'\(encoding)' codec can't \(verb) \(what): \(reason)"
    }
    if let bytes = arguments[1].bytesLike {
      let isOne = end == start + 1 && bytes.indices.contains(start)
      return text("decode", "byte", isOne ? "0x" + Self.hexadecimal([bytes[start]]) : nil)
    }
    let points = arguments[1].string?.codePoints ?? []
    guard end == start + 1, points.indices.contains(start) else { return text("encode", "character", nil) }
    let value = points[start].value
    let (mark, width) = value < 0x100 ? ("x", 2) : value < 0x10000 ? ("u", 4) : ("U", 8)
    let digits = String(value, radix: 16)
    let padding = String(repeating: "0", count: width - digits.count)
    return text("encode", "character", "'\\\(mark)\(padding)\(digits)'")
  }
}

extension PyType {
  /// Whether it is one of the two errors that tell of a place in a text or in bytes.
  func isUnicodeFault(in machine: Machine) -> Bool {
    isSubtype(of: machine.types[.unicodeDecodeError]) || isSubtype(of: machine.types[.unicodeEncodeError])
  }
}
