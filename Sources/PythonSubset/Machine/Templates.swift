import PythonSyntax

extension Machine {
  // MARK: template % values

  func percentFormat(_ template: PyString, _ values: Value) throws -> String {
    var result = ""
    let key = { (key: String) in Value.text(key) }
    try percentFormat(template.value, values, what: "string", key: key) { piece in
      switch piece {
      case .literal(let text): result += text
      case .value(let value, let conversion): result += try convert(value, conversion)
      }
    }
    return result
  }

  /// `bytes % values`: the template is read as Latin-1, in which each byte is a character.
  func percentFormat(_ template: [UInt8], _ values: Value) throws -> [UInt8] {
    var result: [UInt8] = []
    func append(_ text: String) {
      result += text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }
    let key = { (key: String) in
      Value.bytes(key.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
    }
    try percentFormat(latin1(template), values, what: "bytes", key: key) { piece in
      switch piece {
      case .literal(let text): append(text)
      case .value(let value, let conversion): append(try convertToBytes(value, conversion))
      }
    }
    return result
  }

  private enum FilledPiece {
    case literal(String)
    case value(Value, PercentTemplate.Conversion)
  }

  /// Gives `write` the pieces of a template with the values that they take.
  private func percentFormat(
    _ template: String, _ values: Value, what: String, key makeKey: (String) -> Value,
    write: (FilledPiece) throws -> Void
  ) throws {
    let parsed = try PercentTemplate(template)
    let arguments = values.tuple?.items ?? [values]
    var next = 0
    func take() throws -> Value {
      guard next < arguments.count else { throw typeError("not enough arguments for format string") }
      next += 1
      return arguments[next - 1]
    }
    var usesKeys = false
    for piece in parsed.pieces {
      switch piece {
      case .literal(let text): try write(.literal(text))
      case .conversion(let conversion):
        var width: Int?
        var precision: Int?
        if conversion.width == .argument { width = try starAmount(take(), limit: Int.max, "ssize_t") }
        if conversion.precision == .argument {
          precision = try starAmount(take(), limit: Int(CInt.max), "int")
        }
        let value: Value
        if let key = conversion.key {
          usesKeys = true
          guard isMapping(values, what: what) else { throw typeError("format requires a mapping") }
          value = try getItem(values, makeKey(key))
        } else {
          value = try take()
        }
        try write(.value(value, conversion.resolved(width: width, precision: precision)))
      }
    }
    if next < arguments.count, !usesKeys, !isMapping(values, what: what) {
      throw typeError("not all arguments converted during \(what) formatting")
    }
  }

  /// What `%` takes for a mapping, whose values need not all be used: whatever has items, but for tuples and strings.
  private func isMapping(_ value: Value, what: String) -> Bool {
    guard case .object(let object) = value else { return false }
    switch object.kind {
    case .list, .dict, .range: return true
    case .bytes: return what == "string"
    case .tuple, .string: return false
    default: return lookup(names.getItem, on: value) != nil || object is PyGenericAlias
    }
  }

  private func starAmount(_ value: Value, limit: Int, _ cType: String) throws -> Int {
    guard let number = value.bigInteger else { throw typeError("* wants int") }
    guard let amount = Int(exactly: number), (-limit - 1...limit).contains(amount) else {
      throw error(.overflowError, "Python int too large to convert to C \(cType)")
    }
    return amount
  }

  private func convert(_ value: Value, _ conversion: PercentTemplate.Conversion) throws -> String {
    switch conversion.code {
    case "s": return try conversion.format(string(value))
    case "r": return try conversion.format(representation(value))
    case "a": return try conversion.format(StringText.asciiEscaped(representation(value)))
    case "c":
      if let text = value.string, text.count == 1 { return try conversion.format(text.value) }
      guard let number = value.bigInteger else { throw typeError("%c requires int or char") }
      guard let code = UInt32(exactly: number), let scalar = Unicode.Scalar(code) else {
        throw error(.overflowError, "%c arg not in range(0x110000)")
      }
      return try conversion.format(String(scalar))
    case "d", "i", "u", "o", "x", "X":
      if case .float(let number) = value, conversion.code != "o", conversion.code != "x",
        conversion.code != "X"
      {
        return try conversion.format(integer(of: number))
      }
      let isReal = "diu".unicodeScalars.contains(conversion.code)
      var number = value.bigInteger
      if number == nil, isReal { number = try callSpecial(value, names.int)?.bigInteger }
      if number == nil { number = try callSpecial(value, names.index)?.bigInteger }
      guard let number else {
        let kind = isReal ? "a real number" : "an integer"
        throw typeError("%\(conversion.code) format: \(kind) is required, not \(typeName(of: value))")
      }
      return try conversion.format(number)
    case "e", "E", "f", "F", "g", "G":
      return try conversion.format(real(value))
    default:
      let code = conversion.code
      let shown = code.value > 31 && code.value < 127 ? String(code) : "?"
      throw valueError(
        "unsupported format character '\(shown)' (0x\(String(code.value, radix: 16))) at index \(conversion.index)"
      )
    }
  }

  /// What a conversion of a bytes template shows, in Latin-1.
  private func convertToBytes(_ value: Value, _ conversion: PercentTemplate.Conversion) throws -> String {
    switch conversion.code {
    case "s", "b":
      if let bytes = value.bytesLike { return try conversion.format(latin1(bytes)) }
      if let made = try callSpecial(value, intern("__bytes__"))?.bytes {
        return try conversion.format(latin1(made.value))
      }
      throw typeError(
        "%b requires a bytes-like object, or an object that implements __bytes__, not '\(typeName(of: value))'"
      )
    case "r", "a": return try conversion.format(StringText.asciiEscaped(representation(value)))
    case "c":
      if let bytes = value.bytes?.value, bytes.count == 1 { return try conversion.format(latin1(bytes)) }
      guard let number = value.bigInteger else {
        throw typeError("%c requires an integer in range(256) or a single byte")
      }
      guard let byte = UInt8(exactly: number) else {
        throw error(.overflowError, "%c arg not in range(256)")
      }
      return try conversion.format(latin1([byte]))
    default: return try convert(value, conversion)
    }
  }

  // MARK: template.format(values)

  /// `mapping` is where `format_map` takes the values from; undefined for `format`.
  func templateFormat(
    _ template: String, _ arguments: Arguments, mapping: Value = .undefined
  ) throws -> String {
    var numbering = FieldNumbering.undecided
    return try templateFormat(
      template, FieldValues(arguments: arguments, mapping: mapping), &numbering, depth: 0)
  }

  private struct FieldValues {
    var arguments: Arguments
    var mapping: Value
  }

  private enum FieldNumbering {
    case undecided
    /// `{}`, with the number of the next one.
    case automatic(Int)
    /// `{0}`.
    case manual
  }

  private func templateFormat(
    _ template: String, _ values: FieldValues, _ numbering: inout FieldNumbering, depth: Int
  ) throws -> String {
    if depth > 1 { throw valueError("Max string recursion exceeded") }
    var result = ""
    for piece in try FormatTemplate(template).pieces {
      switch piece {
      case .literal(let text): result += text
      case .field(let field):
        var value = try argument(field.argument, values, &numbering)
        for step in field.path {
          switch step {
          case .attribute(let name): value = try getAttribute(value, intern(name))
          case .index(let index): value = try getItem(value, .int(index))
          case .key(let key): value = try getItem(value, .text(key))
          }
        }
        switch field.conversion {
        case nil: break
        case "s": value = .text(try string(value))
        case "r": value = .text(try representation(value))
        case "a": value = .text(StringText.asciiEscaped(try representation(value)))
        default:
          throw valueError("Unknown conversion specifier \(field.conversion.map(String.init) ?? "")")
        }
        var spec = field.spec
        if spec.utf8.contains(UInt8(ascii: "{")) {
          spec = try templateFormat(spec, values, &numbering, depth: depth + 1)
        }
        result += try format(value, spec)
      }
    }
    return result
  }

  private func argument(
    _ argument: FormatTemplate.Argument, _ values: FieldValues, _ numbering: inout FieldNumbering
  ) throws -> Value {
    let place: Int
    switch (argument, numbering) {
    case (.name(let name), _):
      if !values.mapping.isUndefined { return try getItem(values.mapping, .text(name)) }
      guard let value = values.arguments.keyword(name) else {
        throw makeException(types[.keyError], [.text(name)])
      }
      return value
    case (.automatic, .manual):
      throw valueError("cannot switch from manual field specification to automatic field numbering")
    case (.index, .automatic):
      throw valueError("cannot switch from automatic field numbering to manual field specification")
    case (.automatic, .automatic(let next)):
      place = next
      numbering = .automatic(next + 1)
    case (.automatic, .undecided):
      place = 0
      numbering = .automatic(1)
    case (.index(let index), _):
      place = index
      numbering = .manual
    }
    if !values.mapping.isUndefined { throw valueError("Format string contains positional fields") }
    // The template itself is argument 0 of the method.
    guard place + 1 < values.arguments.count else {
      throw error(.indexError, "Replacement index \(place) out of range for positional args tuple")
    }
    return values.arguments[place + 1]
  }
}
