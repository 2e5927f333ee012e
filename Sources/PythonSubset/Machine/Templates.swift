extension Machine {
  // MARK: template % values

  func percentFormat(_ template: PyString, _ values: Value) throws -> String {
    let parsed = try PercentTemplate(template.value)
    let arguments = values.tuple?.items ?? [values]
    var next = 0
    func take() throws -> Value {
      guard next < arguments.count else { throw typeError("not enough arguments for format string") }
      next += 1
      return arguments[next - 1]
    }
    var result = ""
    var usesKeys = false
    for piece in parsed.pieces {
      switch piece {
      case .literal(let text): result += text
      case .conversion(let conversion):
        var width: Int?
        var precision: Int?
        if conversion.width == .argument { width = try starAmount(take()) }
        if conversion.precision == .argument { precision = try starAmount(take()) }
        let resolved = conversion.resolved(width: width, precision: precision)
        let value: Value
        if let key = conversion.key {
          usesKeys = true
          guard values.dict != nil else { throw typeError("format requires a mapping") }
          value = try getItem(values, .text(key))
        } else {
          value = try take()
        }
        result += try convert(value, resolved)
      }
    }
    if next < arguments.count, !usesKeys, values.dict == nil {
      throw typeError("not all arguments converted during string formatting")
    }
    return result
  }

  private func starAmount(_ value: Value) throws -> Int {
    guard case .int(let number) = value else { throw typeError("* wants int") }
    return number
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
      guard let number = value.bigInteger else {
        let kind = "diu".unicodeScalars.contains(conversion.code) ? "a real number" : "an integer"
        throw typeError("%\(conversion.code) format: \(kind) is required, not \(typeName(of: value))")
      }
      return try conversion.format(number)
    default:
      guard let number = try floatValue(value) else {
        throw typeError("must be real number, not \(typeName(of: value))")
      }
      return try conversion.format(number)
    }
  }

  // MARK: template.format(values)

  func templateFormat(_ template: String, _ arguments: Arguments) throws -> String {
    var automatic = 0
    return try templateFormat(template, arguments, &automatic, depth: 0)
  }

  private func templateFormat(
    _ template: String, _ arguments: Arguments, _ automatic: inout Int, depth: Int
  ) throws -> String {
    if depth > 1 { throw valueError("Max string recursion exceeded") }
    var result = ""
    for piece in try FormatTemplate(template).pieces {
      switch piece {
      case .literal(let text): result += text
      case .field(let field):
        var value = try argument(field.argument, arguments, &automatic)
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
          spec = try templateFormat(spec, arguments, &automatic, depth: depth + 1)
        }
        result += try format(value, spec)
      }
    }
    return result
  }

  private func argument(
    _ argument: FormatTemplate.Argument, _ arguments: Arguments, _ automatic: inout Int
  ) throws -> Value {
    switch argument {
    case .automatic, .index:
      var place = automatic
      if case .index(let index) = argument {
        if automatic > 0 {
          throw valueError("cannot switch from automatic field numbering to manual field specification")
        }
        place = index
      } else {
        automatic += 1
      }
      // The template itself is argument 0 of the method.
      guard place + 1 < arguments.count else {
        throw error(.indexError, "Replacement index \(place) out of range for positional args tuple")
      }
      return arguments[place + 1]
    case .name(let name):
      guard let value = arguments.keyword(name) else { throw makeException(types[.keyError], [.text(name)]) }
      return value
    }
  }
}
