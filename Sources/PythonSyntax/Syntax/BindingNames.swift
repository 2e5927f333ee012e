/// What a program calls the results of its calls: `lock` for the call in `self.lock = asyncio.Lock()`.
///
/// A name ending in `[]` is that of a list which the call makes an entry of.
package struct BindingNames: Sendable {
  private var names: [SourceRange: String] = [:]

  package init(_ module: ModuleSyntax) {
    SyntaxWalk.walk(module) { node, _ in
      switch node {
      case .statement(let statement): collect(statement)
      case .expression(let expression): collect(expression)
      case .pattern: break
      }
    }
  }

  /// The name for the result of the call at a place.
  package subscript(call: SourceRange) -> String? { names[call] }

  private mutating func collect(_ statement: Statement) {
    switch statement.kind {
    case .assign(let targets, let value): if let target = targets.first { bind(value, to: target) }
    case .annotatedAssign(let target, _, let value?, _): bind(value, to: target)
    default: break
    }
  }

  private mutating func collect(_ expression: Expression) {
    switch expression.kind {
    case .named(let target, let value): bind(value, to: target)
    case .call(let function, let arguments, let keywords):
      for keyword in keywords { if let name = keyword.name { note(keyword.value, name) } }
      guard case .attribute(let receiver, let method) = function.kind, let value = arguments.last,
        let list = Self.text(receiver)
      else { return }
      if method == "append" { note(value, "\(list)[]") }
      if method == "setdefault" { note(value, list) }
    default: break
    }
  }

  private mutating func bind(_ value: Expression, to target: Expression) {
    if case .tuple(let targets) = target.kind, case .tuple(let values) = value.kind,
      targets.count == values.count
    {
      for (target, value) in zip(targets, values) { bind(value, to: target) }
    } else if let text = Self.text(target) {
      note(value, text)
    }
  }

  /// Names the calls that an expression's value is, or holds as its entries.
  private mutating func note(_ value: Expression, _ name: String) {
    switch value.kind {
    case .call: names[value.range] = names[value.range] ?? name
    case .list(let items), .tuple(let items):
      for (index, item) in items.enumerated() { note(item, "\(name)[\(index)]") }
    case .dictionary(let items):
      for item in items { note(item.value, name + (item.key.flatMap(Self.key) ?? "")) }
    case .comprehension(let comprehension):
      note(comprehension.value ?? comprehension.element, comprehension.value == nil ? "\(name)[]" : name)
    case .boolean(_, let operands): for operand in operands { note(operand, name) }
    case .conditional(_, let then, let otherwise):
      note(then, name)
      note(otherwise, name)
    default: break
    }
  }

  /// How a target is called in short: the attribute without its object.
  private static func text(_ target: Expression) -> String? {
    switch target.kind {
    case .name(let name): name
    case .attribute(_, let name): name
    case .subscript(let container, let index): text(container).map { $0 + (key(index) ?? "") }
    default: nil
    }
  }

  private static func key(_ expression: Expression) -> String? {
    switch expression.kind {
    case .constant(.string(let text)): "[\(StringText.representation(text))]"
    case .constant(.integer(let number)): "[\(number)]"
    default: nil
    }
  }
}
