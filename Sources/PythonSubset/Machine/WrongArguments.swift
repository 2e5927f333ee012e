/// What functions that are written in Python say of the arguments of a call (CPython 3.13 `ceval.c`).
extension Machine {
  func missingArguments(_ function: String, _ names: [String], kind: String) -> PyException {
    let quoted = names.map { "'\($0)'" }
    let list: String
    switch quoted.count {
    case 1: list = quoted[0]
    case 2: list = "\(quoted[0]) and \(quoted[1])"
    default: list = quoted.dropLast().joined(separator: ", ") + ", and " + (quoted.last ?? "")
    }
    let noun = names.count == 1 ? "argument" : "arguments"
    return typeError("\(function)() missing \(names.count) required \(kind) \(noun): \(list)")
  }

  func multipleValues(_ function: String, _ name: PyString) -> PyException {
    typeError("\(function)() got multiple values for argument '\(name.value)'")
  }

  /// A name that the function does not know; `given` are all the names of the call.
  func unexpectedKeyword(
    _ function: String, _ name: PyString, among parameters: [String], positionalOnly: Int, given: [PyString]
  ) -> PyException {
    let passed = parameters[..<positionalOnly].filter { parameter in given.contains { $0.value == parameter }
    }
    if !passed.isEmpty {
      let list = passed.joined(separator: ", ")
      return typeError(
        "\(function)() got some positional-only arguments passed as keyword arguments: '\(list)'")
    }
    return unexpectedKeyword(function, name, among: Array(parameters[positionalOnly...]))
  }

  func unexpectedKeyword(_ function: String, _ name: PyString, among parameters: [String]) -> PyException {
    let close = Suggestions.closest(to: name.value, among: parameters)
    let advice = close.map { ". Did you mean '\($0)'?" } ?? ""
    return typeError("\(function)() got an unexpected keyword argument '\(name.value)'\(advice)")
  }

  /// More arguments by position than the function takes; `keywordOnly` of those given by name have no position.
  func tooManyArguments(_ function: String, least: Int, most: Int, given: Int, keywordOnly: Int)
    -> PyException
  {
    let takes = least == most ? "\(most)" : "from \(least) to \(most)"
    let noun = least == most && most == 1 ? "argument" : "arguments"
    var was = "\(given) \(given == 1 ? "was" : "were")"
    if keywordOnly > 0 {
      was =
        "\(given) positional argument\(given == 1 ? "" : "s")"
        + " (and \(keywordOnly) keyword-only argument\(keywordOnly == 1 ? "" : "s")) were"
    }
    return typeError("\(function)() takes \(takes) positional \(noun) but \(was) given")
  }
}
