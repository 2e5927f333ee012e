import PythonSyntax

/// What CPython warns of when it makes code of an expression that can hardly be meant (3.13: `compile.c`).
extension Compiler {
  /// Of the first literal in a chain whose place in memory `is` compares, which says nothing.
  func warn(ofComparison first: Expression, _ links: [ComparisonLink], negated: Bool = false, line: Int32) {
    var left = first
    for link in links {
      defer { left = link.operand }
      guard link.comparison == .is || link.comparison == .isNot else { continue }
      guard let type = left.comparedByPlace ?? link.operand.comparedByPlace else { continue }
      let isNot = (link.comparison == .isNot) != negated
      return warn(
        isNot
          ? "\"is not\" with '\(type)' literal. Did you mean \"!=\"?"
          : "\"is\" with '\(type)' literal. Did you mean \"==\"?", line: line)
    }
  }

  func warn(ofAssertion test: Expression, line: Int32) {
    guard case .tuple(let elements) = test.kind, !elements.isEmpty else { return }
    warn("assertion is always true, perhaps remove parentheses?", line: line)
  }

  func warn(ofCallee callee: Expression) {
    if case .lambda = callee.kind { return }
    guard let type = callee.displayedType else { return }
    warn(
      "'\(type)' object is not callable; perhaps you missed a comma?", line: callee.range.start.line)
  }

  func warn(ofSubscript object: Expression, index: Expression, line: Int32) {
    guard let type = object.displayedType else { return }
    switch type {
    case "NoneType", "ellipsis", "int", "bool", "float", "set", "generator", "function":
      warn("'\(type)' object is not subscriptable; perhaps you missed a comma?", line: line)
    case "str", "bytes", "tuple", "list":
      guard let indexType = index.displayedType, indexType != "int", indexType != "bool" else { return }
      warn(
        "\(type) indices must be integers or slices, not \(indexType); perhaps you missed a comma?",
        line: line)
    default: return
    }
  }

  private func warn(_ message: String, line: Int32) {
    warnings.append(SyntaxWarning(message, line: Int(line)))
  }
}

extension Expression {
  /// The type of what a literal, a display or a comprehension makes.
  fileprivate var displayedType: String? {
    switch kind {
    case .tuple: "tuple"
    case .list: "list"
    case .set: "set"
    case .dictionary: "dict"
    case .lambda: "function"
    case .formattedString: "str"
    case .comprehension(let comprehension):
      switch comprehension.kind {
      case .list: "list"
      case .set: "set"
      case .dictionary: "dict"
      case .generator: "generator"
      }
    default: constantType
    }
  }

  /// The type of a literal that `is` cannot be asked about: all but None, the booleans and `...`.
  fileprivate var comparedByPlace: String? {
    let type = constantType
    return ["NoneType", "bool", "ellipsis"].contains(type) ? nil : type
  }

  /// The type of a constant, or of the number that a sign or an operator makes of constants before the program runs.
  private var constantType: String? {
    switch kind {
    case .constant(let constant): constant.typeName
    case .tuple(let elements): elements.allSatisfy { $0.constantType != nil } ? "tuple" : nil
    case .unary(.negative, let operand), .unary(.positive, let operand):
      ["int", "float"].contains(operand.constantType) ? operand.constantType : nil
    case .unary(.invert, let operand): operand.constantType == "int" ? "int" : nil
    case .binary(let left, .add, let right), .binary(let left, .subtract, let right),
      .binary(let left, .multiply, let right):
      switch (left.constantType, right.constantType) {
      case ("int", "int"): "int"
      case ("int", "float"), ("float", "int"), ("float", "float"): "float"
      default: nil
      }
    default: nil
    }
  }
}

extension Constant {
  fileprivate var typeName: String {
    switch self {
    case .none: "NoneType"
    case .boolean: "bool"
    case .ellipsis: "ellipsis"
    case .integer: "int"
    case .float: "float"
    case .imaginary: "complex"
    case .string, .surrogateString: "str"
    case .bytes: "bytes"
    }
  }
}
