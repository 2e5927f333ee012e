/// How a function of Python's own library begins, written as Python writes it: `async sleep(delay, result=None)`.
struct Header: ExpressibleByStringInterpolation {
  let name: String
  /// The name with those of the functions that it is made in, as `factory.<locals>.make`.
  let qualifiedName: String
  /// Whether it is an `async def`.
  let isCoroutine: Bool
  let signature: Signature

  init(stringLiteral text: String) {
    let parts = text.split(separator: "(", maxSplits: 1)
    let words = parts.first?.split(separator: " ") ?? []
    qualifiedName = String(words.last ?? "")
    name = String(qualifiedName.split(separator: ".").last ?? "")
    isCoroutine = words.count > 1
    signature = Signature(parts.last?.dropLast() ?? "")
  }
}

/// What a function takes: its parameters, and what a call brings for them.
///
/// A body gets the value of each parameter in its place, undefined where the call brings none, then what `*args` takes, and
/// last what `**kwargs` takes, with its names.
struct Signature {
  struct Parameter {
    let name: String
    let isRequired: Bool
  }

  /// Those by position come first, then those by name alone.
  private(set) var parameters: [Parameter] = []
  /// How many can be given by position.
  private(set) var positional = 0
  /// How many of these cannot be given by name.
  private(set) var positionalOnly = 0
  /// How many have to be given by position or name, before those that need not be.
  private(set) var least = 0
  private(set) var isVariadic = false
  private(set) var takesKeywords = false

  /// Reads `self, delay, callback, *args, context=None`.
  init(_ text: some StringProtocol) {
    var isByPosition = true
    for part in text.split(separator: ",") {
      let word = part.drop { $0 == " " }
      if word.hasPrefix("**") {
        takesKeywords = true
      } else if word.hasPrefix("*") {
        isByPosition = false
        isVariadic = word.count > 1
      } else if word == "/" {
        positionalOnly = parameters.count
      } else {
        let isRequired = !word.contains("=")
        parameters.append(Parameter(name: String(word.prefix { $0 != "=" }), isRequired: isRequired))
        if isByPosition {
          positional += 1
          if isRequired { least += 1 }
        }
      }
    }
  }

  /// Whether the arguments of a call are in their places as they are: all by position, and none missing.
  func matches(_ arguments: Arguments) -> Bool {
    guard arguments.names.isEmpty, arguments.total >= least else { return false }
    if arguments.total > positional { return isVariadic && positional == parameters.count }
    return positional == parameters.count || !parameters[positional...].contains(where: \.isRequired)
  }
}

extension Machine {
  /// Puts the arguments of a call in the places of a signature, in the order of CPython's checks (3.13 `ceval.c`).
  func bind(_ signature: Signature, of function: String, _ arguments: Arguments) throws -> (
    values: [Value], names: [PyString]
  ) {
    let parameters = signature.parameters
    var values = [Value](repeating: .undefined, count: parameters.count)
    for index in 0..<min(arguments.count, signature.positional) { values[index] = arguments[index] }
    var extra: [(name: PyString, value: Value)] = []
    for (index, name) in arguments.names.enumerated() {
      let value = arguments[arguments.count + index]
      if let place = parameters[signature.positionalOnly...].firstIndex(where: { $0.name == name.value }) {
        guard values[place].isUndefined else { throw multipleValues(function, name) }
        values[place] = value
      } else if signature.takesKeywords {
        extra.append((name, value))
      } else {
        throw unexpectedKeyword(
          function, name, among: parameters.map(\.name), positionalOnly: signature.positionalOnly,
          given: arguments.names)
      }
    }
    if arguments.count > signature.positional, !signature.isVariadic {
      throw tooManyArguments(
        function, least: signature.least, most: signature.positional, given: arguments.count,
        keywordOnly: values[signature.positional...].count { !$0.isUndefined })
    }
    for (places, kind) in [
      (0..<signature.positional, "positional"), (signature.positional..<values.count, "keyword-only"),
    ] {
      let missing = places.filter { parameters[$0].isRequired && values[$0].isUndefined }
      if !missing.isEmpty {
        throw missingArguments(function, missing.map { parameters[$0].name }, kind: kind)
      }
    }
    return (values + arguments.positional(from: signature.positional) + extra.map(\.value), extra.map(\.name))
  }
}
