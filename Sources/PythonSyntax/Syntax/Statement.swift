/// A statement of the program, with its place.
package struct Statement: Sendable {
  package let kind: Kind
  package let range: SourceRange

  package indirect enum Kind: Sendable {
    case expression(Expression)
    /// `a = b = value` has two targets, assigned from left to right.
    case assign(targets: [Expression], value: Expression)
    case augmentedAssign(target: Expression, BinaryOperator, value: Expression)
    /// `isSimple`: the target is a name without parentheses, whose annotation a class or module keeps.
    case annotatedAssign(target: Expression, annotation: Expression, value: Expression?, isSimple: Bool)
    case `return`(Expression?)
    case delete([Expression])
    case raise(Expression?, cause: Expression?)
    case assert(Expression, message: Expression?)
    case global([String])
    case nonlocal([String])
    case `import`([ImportAlias])
    /// `from ..package import names`: `level` counts the leading dots, `module` is nil for `from . import x`.
    case importFrom(module: String?, names: [ImportAlias], level: Int)
    case pass
    case `break`
    case `continue`
    /// `if` and its `elif`s, in order: a flat list, so that a long chain is not a deep tree.
    case `if`([Branch], otherwise: [Statement])
    case `while`(Expression, body: [Statement], otherwise: [Statement])
    case `for`(ForLoop)
    case `try`(Try)
    case with(With)
    case function(FunctionDefinition)
    case `class`(ClassDefinition)
    case match(subject: Expression, cases: [MatchCase])
    case typeAlias(TypeAlias)
  }
}

/// A whole source file.
package struct ModuleSyntax: Sendable {
  package let body: [Statement]
  /// How many scopes the file has: their ids are `0..<scopeCount`, and 0 is the module's own.
  package let scopeCount: Int
}

/// Names a scope of a file: the module is 0, the others follow in the order in which the parser met them.
package struct NameScopeID: Hashable, Sendable {
  package let index: Int

  package static let module = NameScopeID(index: 0)
}

/// A condition and what runs where it is the first that holds; `range` begins at `if` or `elif`.
package struct Branch: Sendable {
  package let test: Expression
  package let body: [Statement]
  package let range: SourceRange
}

package struct ForLoop: Sendable {
  package let target: Expression
  package let iterable: Expression
  package let body: [Statement]
  package let otherwise: [Statement]
  package let isAsync: Bool
}

package struct Try: Sendable {
  package let body: [Statement]
  package let handlers: [ExceptHandler]
  package let otherwise: [Statement]
  package let finally: [Statement]
  /// The handlers are `except*`.
  package let isStar: Bool
}

/// An `except type as name:`; a bare `except:` has no type.
package struct ExceptHandler: Sendable {
  package let type: Expression?
  package let name: String?
  package let body: [Statement]
  package let range: SourceRange
}

package struct With: Sendable {
  package let items: [WithItem]
  package let body: [Statement]
  package let isAsync: Bool
}

package struct WithItem: Sendable {
  package let context: Expression
  package let target: Expression?
}

/// A `name as alias` of an import; the name of an `import` may have dots, and `*` stands for all.
package struct ImportAlias: Sendable {
  package let name: String
  package let alias: String?
  package let range: SourceRange

  /// The name that an `import` statement binds: the alias, or the name up to its first dot.
  package var boundName: String {
    alias ?? String(name.prefix { $0 != "." })
  }
}
