import BigInt

@testable import PythonSyntax

/// A tree as text, in the form in which the Python program of `SyntaxTreeTests` writes CPython's.
enum SyntaxDump {
  static func lines(_ module: ModuleSyntax) -> [String] {
    var lines: [String] = []
    SyntaxWalk.walk(module) { node, _ in
      switch node {
      case .statement(let statement): lines.append(place(statement.range) + " " + name(statement))
      case .expression(let expression): lines.append(place(expression.range) + " " + name(expression))
      case .pattern(let pattern): lines.append(place(pattern.range) + " Match")
      }
    }
    return lines.sorted()
  }

  private static func place(_ range: SourceRange) -> String {
    "\(range.start.line):\(range.start.column)-\(range.end.line):\(range.end.column)"
  }

  private static func name(_ statement: Statement) -> String {
    switch statement.kind {
    case .expression: "Expr"
    case .assign(let targets, _): "Assign \(targets.count)"
    case .augmentedAssign(_, let operation, _): "AugAssign \(operation.rawValue)"
    case .annotatedAssign(_, _, _, let isSimple): "AnnAssign \(isSimple ? 1 : 0)"
    case .return: "Return"
    case .delete(let targets): "Delete \(targets.count)"
    case .raise(_, let cause): "Raise \(cause == nil ? 0 : 1)"
    case .assert: "Assert"
    case .global(let names): "Global \(names.joined(separator: ","))"
    case .nonlocal(let names): "Nonlocal \(names.joined(separator: ","))"
    case .import(let names): "Import \(aliases(names))"
    case .importFrom(let module, let names, let level):
      "ImportFrom \(module ?? "") \(aliases(names)) \(level)"
    case .pass: "Pass"
    case .break: "Break"
    case .continue: "Continue"
    case .if(let branches, let otherwise): "If \(branches.count) \(otherwise.count)"
    case .while(_, let body, let otherwise): "While \(body.count) \(otherwise.count)"
    case .for(let loop): "\(loop.isAsync ? "Async" : "")For \(loop.body.count) \(loop.otherwise.count)"
    case .try(let attempt):
      "Try\(attempt.isStar ? "Star" : "") \(attempt.body.count) \(attempt.otherwise.count) \(attempt.finally.count)"
        + attempt.handlers.map { " \(place($0.range))=\($0.name ?? "")" }.joined()
    case .with(let with): "\(with.isAsync ? "Async" : "")With \(with.items.count) \(with.body.count)"
    case .function(let function):
      "\(function.isAsync ? "Async" : "")FunctionDef \(function.name) \(parameters(function.parameters)) "
        + "\(function.body.count) \(function.decorators.count)"
    case .class(let definition):
      "ClassDef \(definition.name) \(definition.bases.count) \(definition.keywords.count) \(definition.body.count)"
    case .match(_, let cases): "Match \(cases.count)"
    case .typeAlias: "TypeAlias"
    }
  }

  private static func aliases(_ names: [ImportAlias]) -> String {
    names.map { "\($0.name)=\($0.alias ?? "")" }.joined(separator: ",")
  }

  private static func parameters(_ parameters: Parameters) -> String {
    func names(_ list: [Parameter]) -> String {
      list.map { $0.name + ($0.defaultValue == nil ? "" : "=") }.joined(separator: ",")
    }
    return
      "(\(names(parameters.positionalOnly))/\(names(parameters.positional))*\(parameters.variadic?.name ?? "")"
      + "|\(names(parameters.keywordOnly))**\(parameters.keywordVariadic?.name ?? ""))"
  }

  private static func name(_ expression: Expression) -> String {
    switch expression.kind {
    case .name(let name): "Name \(name)"
    case .constant(let constant): "Constant \(value(constant))"
    case .formattedString(let parts): "JoinedStr \(self.parts(parts))"
    case .tuple(let elements): "Tuple \(elements.count)"
    case .list(let elements): "List \(elements.count)"
    case .set(let elements): "Set \(elements.count)"
    case .dictionary(let items): "Dict \(items.count)"
    case .unary(let operation, _): "UnaryOp \(operation.rawValue)"
    case .binary(_, let operation, _): "BinOp \(operation.rawValue)"
    case .boolean(let operation, let operands): "BoolOp \(operation.rawValue) \(operands.count)"
    case .comparison(_, let links): "Compare \(links.map(\.comparison.rawValue).joined(separator: ","))"
    case .conditional: "IfExp"
    case .call(_, let arguments, let keywords):
      "Call \(arguments.count) \(keywords.map { $0.name ?? "**" }.joined(separator: ","))"
    case .attribute(_, let name): "Attribute \(name)"
    case .subscript: "Subscript"
    case .slice(let lower, let upper, let step):
      "Slice \(lower == nil ? 0 : 1)\(upper == nil ? 0 : 1)\(step == nil ? 0 : 1)"
    case .starred: "Starred"
    case .lambda(let lambda): "Lambda \(parameters(lambda.parameters))"
    case .comprehension(let comprehension):
      "\(comprehension.kind) "
        + comprehension.clauses.map { "\($0.isAsync ? 1 : 0)\($0.conditions.count)" }.joined(separator: ",")
    case .await: "Await"
    case .yield: "Yield"
    case .yieldFrom: "YieldFrom"
    case .named: "NamedExpr"
    }
  }

  private static func parts(_ parts: [FormattedPart]) -> String {
    parts.map { part in
      switch part {
      case .literal(let text): StringText.ascii(text)
      case .replacement(let replacement):
        "{!\(replacement.conversion.map { String($0.rawValue) } ?? "")"
          + (replacement.format.map { ":" + self.parts($0) } ?? "") + "}"
      }
    }.joined()
  }

  private static func value(_ constant: Constant) -> String {
    switch constant {
    case .none: "None"
    case .boolean(let value): value ? "True" : "False"
    case .ellipsis: "Ellipsis"
    case .integer(let value): value.magnitude.bitWidth > 2000 ? "large" : String(value)
    case .float(let value): FloatText.representation(value)
    case .imaginary(let value): FloatText.representation(value) + "i"
    case .string(let text): StringText.ascii(text)
    case .surrogateString(let points): "surrogates \(points.count)"
    case .bytes(let bytes): StringText.representation(bytes)
    }
  }
}
