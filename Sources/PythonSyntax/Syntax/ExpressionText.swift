/// An expression as text in CPython's usual form, such as annotations have under `from __future__ import annotations`.
///
/// The levels and spaces are those of CPython 3.13's `Python/ast_unparse.c`.
package enum ExpressionText {
  /// How strongly an expression holds together: one of a lower level needs parentheses.
  private enum Level: Int {
    case tuple, test, or, and, not, comparison, bitOr, bitXor, bitAnd, shift, sum, term, factor, power
    case await, atom

    var next: Level { Level(rawValue: rawValue + 1) ?? .atom }
  }

  /// The text; nil for the few forms that no annotation has: lambdas, comprehensions, f-strings and `yield`.
  package static func text(_ expression: Expression) -> String? { text(expression, .tuple) }

  private static func text(_ expression: Expression, _ level: Level) -> String? {
    switch expression.kind {
    case .name(let name): return name
    case .constant(let constant): return text(constant)
    case .tuple(let elements):
      guard let list = joined(elements) else { return nil }
      let inner = elements.count == 1 ? list + "," : list
      return elements.isEmpty ? "()" : parenthesized(inner, .tuple, level)
    case .list(let elements): return joined(elements).map { "[\($0)]" }
    case .set(let elements): return joined(elements).map { "{\($0)}" }
    case .dictionary(let items): return dictionary(items)
    case .attribute(let value, let name):
      guard let text = text(value, .atom) else { return nil }
      if case .constant(.integer) = value.kind { return "\(text) .\(name)" }
      return "\(text).\(name)"
    case .subscript(let value, let index):
      guard let value = text(value, .atom), let index = text(index, .tuple) else { return nil }
      return "\(value)[\(index)]"
    case .slice(let lower, let upper, let step): return slice(lower, upper, step)
    case .starred(let value): return text(value, .bitOr).map { "*\($0)" }
    case .call(let callee, let arguments, let keywords): return call(callee, arguments, keywords)
    case .await(let value): return text(value, .atom).map { parenthesized("await \($0)", .await, level) }
    default: return operation(expression, level)
    }
  }

  private static func operation(_ expression: Expression, _ level: Level) -> String? {
    switch expression.kind {
    case .unary(let sign, let operand):
      let own: Level = sign == .not ? .not : .factor
      let mark = sign == .not ? "not " : sign.rawValue
      return text(operand, own).map { parenthesized(mark + $0, own, level) }
    case .binary(let left, let sign, let right):
      let own = Self.level(of: sign)
      let isRight = sign == .power
      guard let first = text(left, isRight ? own.next : own),
        let second = text(right, isRight ? own : own.next)
      else { return nil }
      return parenthesized("\(first) \(sign.rawValue) \(second)", own, level)
    case .boolean(let sign, let operands):
      let own: Level = sign == .and ? .and : .or
      let parts = operands.compactMap { text($0, own.next) }
      guard parts.count == operands.count else { return nil }
      return parenthesized(parts.joined(separator: " \(sign.rawValue) "), own, level)
    case .comparison(let first, let links):
      guard var result = text(first, .comparison.next) else { return nil }
      for link in links {
        guard let operand = text(link.operand, .comparison.next) else { return nil }
        result += " \(link.comparison.rawValue) \(operand)"
      }
      return parenthesized(result, .comparison, level)
    case .conditional(let test, let then, let otherwise):
      guard let then = text(then, .test.next), let test = text(test, .test.next),
        let otherwise = text(otherwise, .test)
      else { return nil }
      return parenthesized("\(then) if \(test) else \(otherwise)", .test, level)
    case .named(let target, let value):
      guard let value = text(value, .atom) else { return nil }
      return "(\(target.plainName) := \(value))"
    default: return nil
    }
  }

  private static func level(of sign: BinaryOperator) -> Level {
    switch sign {
    case .bitOr: .bitOr
    case .bitXor: .bitXor
    case .bitAnd: .bitAnd
    case .leftShift, .rightShift: .shift
    case .add, .subtract: .sum
    case .multiply, .matrixMultiply, .divide, .floorDivide, .modulo: .term
    case .power: .power
    }
  }

  private static func parenthesized(_ text: String, _ own: Level, _ level: Level) -> String {
    own.rawValue < level.rawValue ? "(\(text))" : text
  }

  private static func joined(_ elements: [Expression]) -> String? {
    let parts = elements.compactMap { text($0, .test) }
    return parts.count == elements.count ? parts.joined(separator: ", ") : nil
  }

  private static func dictionary(_ items: [DictionaryItem]) -> String? {
    let parts = items.compactMap { item -> String? in
      guard let key = item.key else { return text(item.value, .bitOr).map { "**\($0)" } }
      guard let key = text(key, .test), let value = text(item.value, .test) else { return nil }
      return "\(key): \(value)"
    }
    return parts.count == items.count ? "{\(parts.joined(separator: ", "))}" : nil
  }

  private static func slice(_ lower: Expression?, _ upper: Expression?, _ step: Expression?) -> String? {
    var parts: [String] = []
    for part in [lower, upper, step] {
      guard let part else {
        parts.append("")
        continue
      }
      guard let text = text(part, .test) else { return nil }
      parts.append(text)
    }
    return "\(parts[0]):\(parts[1])" + (step == nil ? "" : ":\(parts[2])")
  }

  private static func call(
    _ callee: Expression, _ arguments: [Expression], _ keywords: [KeywordArgument]
  ) -> String? {
    guard let function = text(callee, .atom) else { return nil }
    var parts = arguments.compactMap { text($0, .test) }
    for keyword in keywords {
      guard let value = text(keyword.value, .test) else { return nil }
      parts.append(keyword.name.map { "\($0)=\(value)" } ?? "**\(value)")
    }
    guard parts.count == arguments.count + keywords.count else { return nil }
    return "\(function)(\(parts.joined(separator: ", ")))"
  }

  private static func text(_ constant: Constant) -> String? {
    switch constant {
    case .none: "None"
    case .boolean(let flag): flag ? "True" : "False"
    case .ellipsis: "..."
    case .integer(let number): String(number)
    case .float(let number): FloatText.representation(number)
    case .string(let text): StringText.representation(text)
    case .bytes(let bytes): StringText.representation(bytes)
    case .imaginary, .surrogateString: nil
    }
  }
}
