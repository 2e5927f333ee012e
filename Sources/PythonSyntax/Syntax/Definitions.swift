/// A `def` or `async def`.
///
/// The statement's range begins at `def` or `async`, not at the decorators, as in CPython. `nameRange` is the name's.
package struct FunctionDefinition: Sendable {
  package let name: String
  package let nameRange: SourceRange
  package let typeParameters: [TypeParameter]
  package let parameters: Parameters
  package let returns: Expression?
  package let body: [Statement]
  /// From top to bottom; they apply from bottom to top.
  package let decorators: [Expression]
  package let isAsync: Bool
  package let scope: NameScopeID
  /// Where the type parameters live; nil where there are none.
  package let typeScope: NameScopeID?

  /// The string literal that is the first statement, if it is one.
  package var documentation: String? { body.documentation }
}

package struct ClassDefinition: Sendable {
  package let name: String
  package let nameRange: SourceRange
  package let typeParameters: [TypeParameter]
  package let bases: [Expression]
  package let keywords: [KeywordArgument]
  package let body: [Statement]
  package let decorators: [Expression]
  package let scope: NameScopeID
  package let typeScope: NameScopeID?

  package var documentation: String? { body.documentation }
}

/// What a function or lambda takes.
package struct Parameters: Sendable {
  /// Those before `/`.
  package var positionalOnly: [Parameter] = []
  package var positional: [Parameter] = []
  /// `*args`.
  package var variadic: Parameter?
  package var keywordOnly: [Parameter] = []
  /// `**kwargs`.
  package var keywordVariadic: Parameter?

  /// All of them in the order of a frame's locals: positional, keyword-only, `*args`, `**kwargs`.
  package var all: [Parameter] {
    positionalOnly + positional + keywordOnly + [variadic, keywordVariadic].compactMap(\.self)
  }
}

package struct Parameter: Sendable {
  package let name: String
  package let annotation: Expression?
  package let defaultValue: Expression?
  package let range: SourceRange
}

/// A `T`, `*Ts` or `**P` of `def f[T]`, `class C[T]` or `type X[T]`.
package struct TypeParameter: Sendable {
  package let name: String
  package let kind: Kind
  /// Evaluated when the program asks for it, as the default is.
  package let bound: LazyExpression?
  package let defaultValue: LazyExpression?
  package let range: SourceRange

  package enum Kind: Int, Sendable { case type, variadic, parameters }

  /// The parameters of the hidden function around a definition with type parameters: its defaults.
  package static let handedIn = [".defaults", ".kwdefaults"]
}

/// An expression with a scope of its own, evaluated when it is first needed.
package struct LazyExpression: Sendable {
  package let expression: Expression
  package let scope: NameScopeID
}

/// A `type X[T] = value`.
package struct TypeAlias: Sendable {
  package let name: Expression
  package let parameters: [TypeParameter]
  package let value: LazyExpression
  package let typeScope: NameScopeID?
}

extension [Statement] {
  /// The docstring of a body: its first statement where that is a string literal.
  package var documentation: String? {
    guard case .expression(let expression)? = first?.kind, case .constant(.string(let text)) = expression.kind
    else { return nil }
    return text
  }
}
