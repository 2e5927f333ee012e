/// A `case pattern if guard:`.
package struct MatchCase: Sendable {
  package let pattern: Pattern
  package let `guard`: Expression?
  package let body: [Statement]
  package let range: SourceRange
}

/// A pattern of a `case`, with its place.
package struct Pattern: Sendable {
  package let kind: Kind
  package let range: SourceRange

  package indirect enum Kind: Sendable {
    /// A literal or a dotted name, compared with `==`.
    case value(Expression)
    /// `None`, `True` or `False`, compared with `is`.
    case singleton(Constant)
    /// Holds at most one `star`.
    case sequence([Pattern])
    case star(name: String?)
    /// Each key is a literal or a dotted name; `rest` is the name of `**rest`.
    case mapping([MappingPatternItem], rest: String?)
    case `class`(Expression, positional: [Pattern], keywords: [KeywordPattern])
    /// `pattern as name`; a bare name has no pattern.
    case capture(Pattern?, name: String)
    case wildcard
    case or([Pattern])
  }
}

package struct MappingPatternItem: Sendable {
  package let key: Expression
  package let pattern: Pattern
}

package struct KeywordPattern: Sendable {
  package let name: String
  package let pattern: Pattern
}
