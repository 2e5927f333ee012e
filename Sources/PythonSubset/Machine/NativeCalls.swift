extension Machine {
  func callNative(_ native: PyNative, _ arguments: Arguments) throws -> Value {
    switch native.arity {
    case .any: break
    case .exactly(let count):
      if arguments.total != count || !arguments.names.isEmpty {
        throw wrongCount(native, arguments, count, count)
      }
    case .between(let least, let most):
      if arguments.count < least || arguments.count > most || !arguments.names.isEmpty {
        throw wrongCount(native, arguments, least, most)
      }
    case .atLeast(let least):
      if arguments.count < least || !arguments.names.isEmpty {
        throw wrongCount(native, arguments, least, .max)
      }
    case .python(let signature):
      if signature.matches(arguments) { break }
      let bound = try bind(signature, of: native.qualifiedName, arguments)
      return try bound.values.withUnsafeBufferPointer {
        try run(native, Arguments(base: $0.baseAddress, total: $0.count, names: bound.names))
      }
    case .keywords(let parameters):
      if arguments.names.isEmpty && arguments.total <= parameters.positional
        && arguments.total >= parameters.required
      {
        break
      }
      return try bindAsC(native, parameters, arguments).withUnsafeBufferPointer {
        try native.body(self, Arguments(base: $0.baseAddress, total: $0.count, names: []))
      }
    }
    return try run(native, arguments)
  }

  /// Runs the body of a function whose arguments are as it takes them.
  private func run(_ native: PyNative, _ arguments: Arguments) throws -> Value {
    if let owner = native.ownerType, !type(of: arguments[0]).isSubtype(of: owner) {
      let given = typeName(of: arguments[0])
      throw typeError(
        native.isSlot
          ? "descriptor '\(native.name)' requires a '\(owner.name)' object but received a '\(given)'"
          : "descriptor '\(native.name)' for '\(owner.name)' objects doesn't apply to a '\(given)' object")
    }
    return try native.body(self, arguments)
  }

  /// Binds arguments for a function that CPython has in C (3.13 `_PyArg_UnpackKeywords`).
  private func bindAsC(
    _ native: PyNative, _ parameters: PyNative.Arity.Parameters, _ arguments: Arguments
  ) throws -> [Value] {
    // A method's own object is argument 0 and counts neither among the arguments nor among the names.
    let shift = parameters.names.first == "self" ? 1 : 0
    func count(_ number: Int) -> String { "\(number) positional argument\(number == 1 ? "" : "s")" }
    let given = arguments.count - shift
    let total = arguments.total - shift
    let (most, positional) = (parameters.names.count - shift, parameters.positional - shift)
    let positionalOnly = min(parameters.positionalOnly, parameters.required - shift)
    if most == 0 { throw typeError("\(native.name)() takes no arguments") }
    if total > most {
      let kind = given == 0 ? "keyword " : ""
      throw typeError(
        "\(native.name)() takes at most \(most) \(kind)argument\(most == 1 ? "" : "s") (\(total) given)")
    }
    if given > positional {
      let word = parameters.required - shift < positional ? "at most" : "exactly"
      let takes =
        positional == 0 ? "no positional arguments" : "\(word) \(count(positional)) (\(given) given)"
      throw typeError("\(native.name)() takes \(takes)")
    }
    if given < positionalOnly {
      let word = positionalOnly < positional ? "at least" : "exactly"
      throw typeError("\(native.name)() takes \(word) \(count(positionalOnly)) (\(given) given)")
    }
    var bound = [Value](repeating: .undefined, count: parameters.names.count)
    for index in 0..<arguments.count { bound[index] = arguments[index] }
    var unknown: PyString?
    for (index, name) in arguments.names.enumerated() {
      guard let place = parameters.names.firstIndex(of: name.value),
        place >= parameters.positionalOnly + shift
      else {
        unknown = unknown ?? name
        continue
      }
      if place < arguments.count {
        throw typeError(
          "argument for \(native.name)() given by name ('\(name.value)') and position (\(place - shift + 1))")
      }
      bound[place] = arguments[arguments.count + index]
    }
    for place in 0..<parameters.required where bound[place].isUndefined {
      throw typeError(
        "\(native.name)() missing required argument '\(parameters.names[place])' (pos \(place - shift + 1))")
    }
    if let unknown {
      throw unexpectedKeyword(
        native.name, unknown, among: Array(parameters.names.dropFirst(parameters.positionalOnly + shift)))
    }
    return bound
  }

  private func wrongCount(_ native: PyNative, _ arguments: Arguments, _ least: Int, _ most: Int)
    -> PyException
  {
    if !arguments.names.isEmpty {
      let name = native.isSlot ? "wrapper \(native.name)" : native.messageName
      return typeError("\(name)() takes no keyword arguments")
    }
    // A method's own object does not count.
    let shift = native.owner == nil ? 0 : 1
    let given = arguments.count - shift
    if given < 0 { return typeError("unbound method \(native.qualifiedName)() needs an argument") }
    if native.isSlot, least == most {
      return typeError("expected \(least - 1) argument\(least == 2 ? "" : "s"), got \(given)")
    }
    if least == most {
      let takes =
        switch least - shift {
        case 0: "takes no arguments"
        case 1: "takes exactly one argument"
        default: "expected \(least - shift) arguments, got \(given)"
        }
      if least - shift > 1 { return typeError("\(native.name) \(takes)") }
      return typeError("\(native.messageName)() \(takes) (\(given) given)")
    }
    let isLow = arguments.count < least
    let bound = (isLow ? least : most) - shift
    let noun = bound == 1 ? "argument" : "arguments"
    return typeError("\(native.name) expected at \(isLow ? "least" : "most") \(bound) \(noun), got \(given)")
  }
}

extension PyNative {
  /// What messages about a call's arguments name it.
  fileprivate var messageName: String {
    owner == nil ? module.map { "\($0).\(name)" } ?? name : qualifiedName
  }
}
