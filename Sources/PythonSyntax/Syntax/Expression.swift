package import BigInt

/// An expression of the program, with its place.
///
/// Assignment targets and `del` targets are expressions too; what they do follows from where they stand, so that a
/// node carries no load/store context.
package struct Expression: Sendable {
  package let kind: Kind
  package let range: SourceRange

  /// How many levels of expressions lie below this one: the parser keeps it under `Parser.nestingLimit`, so that a
  /// recursive walk over a tree cannot exhaust the stack.
  package let depth: Int

  package indirect enum Kind: Sendable {
    case name(String)
    case constant(Constant)
    case formattedString([FormattedPart])
    case tuple([Expression])
    case list([Expression])
    case set([Expression])
    case dictionary([DictionaryItem])
    case unary(UnaryOperator, Expression)
    case binary(Expression, BinaryOperator, Expression)
    /// `a and b and c` is one node with three operands.
    case boolean(BooleanOperator, [Expression])
    /// `a < b <= c` is one node with two links; each operand is evaluated once.
    case comparison(Expression, [ComparisonLink])
    case conditional(test: Expression, then: Expression, otherwise: Expression)
    /// Positional arguments may be `starred`; they are all evaluated before the keywords.
    case call(Expression, arguments: [Expression], keywords: [KeywordArgument])
    case attribute(Expression, name: String)
    case `subscript`(Expression, index: Expression)
    /// Only as the index of a subscript, or as an element of the tuple that is one.
    case slice(lower: Expression?, upper: Expression?, step: Expression?)
    /// Only as an argument, an element of a display, or a target.
    case starred(Expression)
    case lambda(Lambda)
    case comprehension(Comprehension)
    case await(Expression)
    case yield(Expression?)
    case yieldFrom(Expression)
    /// `target := value`, where the target is always a name.
    case named(target: Expression, value: Expression)
  }
}

extension Expression {
  /// The name that the expression is; empty where it is something else.
  package var plainName: String { if case .name(let name) = kind { name } else { "" } }
}

/// A literal value.
package enum Constant: Hashable, Sendable {
  case none
  case boolean(Bool)
  case ellipsis
  case integer(BigInt)
  case float(Double)
  case imaginary(Double)
  case string(String)
  /// A string with lone surrogates, which a Swift string cannot hold: its code points.
  case surrogateString([UInt32])
  case bytes([UInt8])
}

/// A stretch of an f-string.
package enum FormattedPart: Sendable {
  case literal(String)
  case replacement(Replacement)
}

/// A `{value!conversion:format}` of an f-string.
///
/// For `{value=}` the parser puts the text before the value into a preceding literal, as CPython does.
package struct Replacement: Sendable {
  package let value: Expression
  package let conversion: Conversion?
  /// The parts of the format spec, which may hold replacements of its own; nil where there is no `:`.
  package let format: [FormattedPart]?
  package let range: SourceRange

  package enum Conversion: Character, Sendable {
    case string = "s"
    case representation = "r"
    case ascii = "a"
  }
}

/// A `key: value` of a dictionary display, or a `**value` where the key is nil.
package struct DictionaryItem: Sendable {
  package let key: Expression?
  package let value: Expression
}

/// A `name=value` argument, or a `**value` where the name is nil.
package struct KeywordArgument: Sendable {
  package let name: String?
  package let value: Expression
  package let range: SourceRange
}

/// One `operator operand` of a comparison chain.
package struct ComparisonLink: Sendable {
  package let comparison: ComparisonOperator
  package let operand: Expression
}

package struct Lambda: Sendable {
  package let parameters: Parameters
  package let body: Expression
  package let scope: NameScopeID
}

/// A list, set or dictionary comprehension or a generator expression.
///
/// The iterable of the first clause is evaluated in the enclosing scope, everything else in `scope`.
package struct Comprehension: Sendable {
  package let kind: Kind
  /// The element; the key where this is a dictionary comprehension.
  package let element: Expression
  /// The value of a dictionary comprehension, else nil.
  package let value: Expression?
  package let clauses: [ComprehensionClause]
  package let scope: NameScopeID

  package enum Kind: Sendable { case list, set, dictionary, generator }
}

/// A `for target in iterable if condition if condition`.
package struct ComprehensionClause: Sendable {
  package let target: Expression
  package let iterable: Expression
  package let conditions: [Expression]
  package let isAsync: Bool
}
