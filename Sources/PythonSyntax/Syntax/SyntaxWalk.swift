/// Visits every node of a tree, outer before inner, in the order of the source where that is possible.
package enum SyntaxWalk {
  package enum Node {
    case statement(Statement)
    case expression(Expression)
    case pattern(Pattern)
  }

  /// Calls `visit` with each node and the scope that its names belong to.
  package static func walk(_ module: ModuleSyntax, _ visit: (Node, NameScopeID) -> Void) {
    walk(module.body, .module, visit)
  }

  private static func walk(_ body: [Statement], _ scope: NameScopeID, _ visit: (Node, NameScopeID) -> Void) {
    for statement in body {
      visit(.statement(statement), scope)
      walkParts(of: statement, scope, visit)
    }
  }

  private static func walk(
    _ expressions: [Expression?], _ scope: NameScopeID, _ visit: (Node, NameScopeID) -> Void
  ) {
    for case let expression? in expressions { walk(expression, scope, visit) }
  }

  private static func walkParts(
    of statement: Statement, _ scope: NameScopeID, _ visit: (Node, NameScopeID) -> Void
  ) {
    switch statement.kind {
    case .expression(let value): walk(value, scope, visit)
    case .assign(let targets, let value): walk(targets + [value], scope, visit)
    case .augmentedAssign(let target, _, let value): walk([target, value], scope, visit)
    case .annotatedAssign(let target, let annotation, let value, _):
      walk([target, annotation, value], scope, visit)
    case .return(let value): walk([value], scope, visit)
    case .delete(let targets): walk(targets, scope, visit)
    case .raise(let exception, let cause): walk([exception, cause], scope, visit)
    case .assert(let test, let message): walk([test, message], scope, visit)
    case .typeAlias(let alias):
      walk(alias.name, scope, visit)
      walk(alias.parameters, visit)
      walk(alias.value.expression, alias.value.scope, visit)
    case .global, .nonlocal, .import, .importFrom, .pass, .break, .continue: break
    case .if(let branches, let otherwise):
      for branch in branches {
        walk(branch.test, scope, visit)
        walk(branch.body, scope, visit)
      }
      walk(otherwise, scope, visit)
    case .while(let test, let body, let otherwise):
      walk(test, scope, visit)
      walk(body + otherwise, scope, visit)
    case .for(let loop):
      walk([loop.target, loop.iterable], scope, visit)
      walk(loop.body + loop.otherwise, scope, visit)
    case .try(let attempt):
      walk(attempt.body, scope, visit)
      for handler in attempt.handlers {
        walk([handler.type], scope, visit)
        walk(handler.body, scope, visit)
      }
      walk(attempt.otherwise + attempt.finally, scope, visit)
    case .with(let with):
      for item in with.items { walk([item.context, item.target], scope, visit) }
      walk(with.body, scope, visit)
    case .function(let function):
      walk(function.decorators, scope, visit)
      walk(function.typeParameters, visit)
      walk(function.parameters, scope, annotations: function.typeScope ?? scope, visit)
      walk([function.returns], function.typeScope ?? scope, visit)
      walk(function.body, function.scope, visit)
    case .class(let definition):
      walk(definition.decorators, scope, visit)
      walk(definition.typeParameters, visit)
      walk(definition.bases + definition.keywords.map(\.value), definition.typeScope ?? scope, visit)
      walk(definition.body, definition.scope, visit)
    case .match(let subject, let cases):
      walk(subject, scope, visit)
      for matchCase in cases {
        walk(matchCase.pattern, scope, visit)
        walk([matchCase.guard], scope, visit)
        walk(matchCase.body, scope, visit)
      }
    }
  }

  private static func walk(
    _ parameters: Parameters, _ scope: NameScopeID, annotations: NameScopeID,
    _ visit: (Node, NameScopeID) -> Void
  ) {
    for parameter in parameters.all {
      walk([parameter.annotation], annotations, visit)
      walk([parameter.defaultValue], scope, visit)
    }
  }

  private static func walk(_ parameters: [TypeParameter], _ visit: (Node, NameScopeID) -> Void) {
    for case let lazy? in parameters.flatMap({ [$0.bound, $0.defaultValue] }) {
      walk(lazy.expression, lazy.scope, visit)
    }
  }

  private static func walk(
    _ expression: Expression, _ scope: NameScopeID, _ visit: (Node, NameScopeID) -> Void
  ) {
    visit(.expression(expression), scope)
    switch expression.kind {
    case .lambda(let lambda):
      walk(lambda.parameters, scope, annotations: scope, visit)
      walk(lambda.body, lambda.scope, visit)
    case .comprehension(let comprehension):
      for (index, clause) in comprehension.clauses.enumerated() {
        walk(clause.iterable, index == 0 ? scope : comprehension.scope, visit)
        walk([clause.target] + clause.conditions, comprehension.scope, visit)
      }
      walk([comprehension.element, comprehension.value], comprehension.scope, visit)
    default: expression.forEachChild { walk($0, scope, visit) }
    }
  }

  private static func walk(_ pattern: Pattern, _ scope: NameScopeID, _ visit: (Node, NameScopeID) -> Void) {
    visit(.pattern(pattern), scope)
    switch pattern.kind {
    case .value(let value): walk(value, scope, visit)
    case .singleton, .star, .wildcard: break
    case .sequence(let patterns), .or(let patterns): for inner in patterns { walk(inner, scope, visit) }
    case .mapping(let items, _):
      for item in items {
        walk(item.key, scope, visit)
        walk(item.pattern, scope, visit)
      }
    case .class(let type, let positional, let keywords):
      walk(type, scope, visit)
      for inner in positional { walk(inner, scope, visit) }
      for keyword in keywords { walk(keyword.pattern, scope, visit) }
    case .capture(let inner, _): if let inner { walk(inner, scope, visit) }
    }
  }
}
