/// Finds what CPython's compiler refuses though its parser accepts it: a `return` outside a function, a `break` outside a
/// loop, an `await` where nothing can wait.
///
/// After `Python/compile.c` and `Python/future.c` of CPython 3.13.
package struct ContextCheck {
  /// What encloses a statement.
  private struct Context {
    enum Place { case module, `class`, function, asyncFunction, lambda }

    var place = Place.module
    var isInLoop = false
    /// Inside an `except*`, with no loop or function of its own in between.
    var isInExceptStar = false
    /// The loop, if any, began inside the `except*`.
    var isLoopInExceptStar = false
    var isGenerator = false
    /// In a generator expression, whose awaits make it asynchronous wherever it stands.
    var isInGeneratorExpression = false

    var isFunction: Bool { place == .function || place == .asyncFunction || place == .lambda }
  }

  private let symbols: SymbolTable

  /// Throws the first error of the file.
  package static func check(_ module: ModuleSyntax, _ symbols: SymbolTable) throws(PythonSyntaxError) {
    let check = ContextCheck(symbols: symbols)
    try check.checkFutureImports(module.body)
    try check.visit(module.body, Context())
  }

  // MARK: Statements

  private func visit(_ body: [Statement], _ context: Context) throws(PythonSyntaxError) {
    for statement in body { try visit(statement, context) }
  }

  private func visit(_ statement: Statement, _ context: Context) throws(PythonSyntaxError) {
    let range = statement.range
    switch statement.kind {
    case .expression(let value): try visit(value, context)
    case .assign(let targets, let value):
      try visit(value, context)
      for target in targets { try checkTarget(target, context) }
    case .augmentedAssign(let target, _, let value):
      try visit(value, context)
      try checkTarget(target, context)
    case .annotatedAssign(let target, let annotation, let value, _):
      if let value { try visit(value, context) }
      try visit(annotation, context)
      try checkTarget(target, context)
    case .return(let value):
      guard context.isFunction else { throw PythonSyntaxError("'return' outside function", at: range) }
      try refuseInExceptStar(context.isInExceptStar, at: range)
      if value != nil, context.place == .asyncFunction, context.isGenerator {
        throw PythonSyntaxError("'return' with value in async generator", at: range)
      }
      if let value { try visit(value, context) }
    case .break:
      try refuseInExceptStar(context.isInExceptStar && !context.isLoopInExceptStar, at: range)
      guard context.isInLoop else { throw PythonSyntaxError("'break' outside loop", at: range) }
    case .continue:
      try refuseInExceptStar(context.isInExceptStar && !context.isLoopInExceptStar, at: range)
      guard context.isInLoop else { throw PythonSyntaxError("'continue' not properly in loop", at: range) }
    case .delete(let targets): for target in targets { try visit(target, context) }
    case .raise(let exception, let cause):
      if let exception { try visit(exception, context) }
      if let cause { try visit(cause, context) }
    case .assert(let test, let message):
      try visit(test, context)
      if let message { try visit(message, context) }
    case .typeAlias(let alias): try visit(alias.value.expression, context)
    case .global, .nonlocal, .import, .importFrom, .pass: break
    default: try visitCompound(statement, context)
    }
  }

  private func refuseInExceptStar(_ isInside: Bool, at range: SourceRange) throws(PythonSyntaxError) {
    if isInside {
      throw PythonSyntaxError(
        "'break', 'continue' and 'return' cannot appear in an except* block", at: range)
    }
  }

  private func visitCompound(_ statement: Statement, _ context: Context) throws(PythonSyntaxError) {
    var loop = context
    loop.isInLoop = true
    loop.isLoopInExceptStar = context.isInExceptStar
    switch statement.kind {
    case .if(let branches, let otherwise):
      for branch in branches {
        try visit(branch.test, context)
        try visit(branch.body, context)
      }
      try visit(otherwise, context)
    case .while(let test, let body, let otherwise):
      try visit(test, context)
      try visit(body, loop)
      try visit(otherwise, context)
    case .for(let forLoop):
      if forLoop.isAsync { try requireAsync("'async for'", context, at: statement.range) }
      try visit(forLoop.iterable, context)
      try checkTarget(forLoop.target, context)
      try visit(forLoop.body, loop)
      try visit(forLoop.otherwise, context)
    case .try(let attempt): try visit(attempt, context)
    case .with(let with):
      if with.isAsync { try requireAsync("'async with'", context, at: statement.range) }
      for item in with.items {
        try visit(item.context, context)
        if let target = item.target { try checkTarget(target, context) }
      }
      try visit(with.body, context)
    case .match(let subject, let cases):
      try visit(subject, context)
      for (index, matchCase) in cases.enumerated() {
        try PatternCheck.check(matchCase, isLast: index == cases.count - 1)
        if let condition = matchCase.guard { try visit(condition, context) }
        try visit(matchCase.body, context)
      }
    case .function(let function): try visit(function, context)
    case .class(let definition):
      for decorator in definition.decorators { try visit(decorator, context, allowsStar: true) }
      try refuseRepeated(definition.keywords)
      for expression in definition.bases + definition.keywords.map(\.value) {
        try visit(expression, context, allowsStar: true)
      }
      try refuseDebug(definition.name, at: statement.range)
      var inner = Context()
      inner.place = .class
      try visit(definition.body, inner)
    default: break
    }
  }

  private func visit(_ attempt: Try, _ context: Context) throws(PythonSyntaxError) {
    try visit(attempt.body, context)
    for (index, handler) in attempt.handlers.enumerated() {
      if handler.type == nil, index < attempt.handlers.count - 1 {
        throw PythonSyntaxError("default 'except:' must be last", at: handler.range)
      }
      if let type = handler.type { try visit(type, context) }
      if let name = handler.name { try refuseDebug(name, at: handler.range) }
      var inner = context
      if attempt.isStar {
        inner.isInExceptStar = true
        inner.isLoopInExceptStar = false
      }
      try visit(handler.body, inner)
    }
    try visit(attempt.otherwise, context)
    try visit(attempt.finally, context)
  }

  private func visit(_ function: FunctionDefinition, _ context: Context) throws(PythonSyntaxError) {
    for decorator in function.decorators { try visit(decorator, context) }
    try visitOutside(function.parameters, context)
    if let returns = function.returns { try visit(returns, context) }
    try refuseDebug(function.name, at: function.nameRange)
    var inner = Context()
    inner.place = function.isAsync ? .asyncFunction : .function
    inner.isGenerator = symbols[function.scope].isGenerator
    try visit(function.body, inner)
  }

  private func visitOutside(_ parameters: Parameters, _ context: Context) throws(PythonSyntaxError) {
    for parameter in parameters.all {
      try refuseDebug(parameter.name, at: parameter.range)
      if let value = parameter.defaultValue { try visit(value, context) }
      if let annotation = parameter.annotation { try visit(annotation, context, allowsStar: true) }
    }
  }

  private func requireAsync(
    _ what: String, _ context: Context, at range: SourceRange
  ) throws(PythonSyntaxError) {
    if context.place != .asyncFunction {
      throw PythonSyntaxError("\(what) outside async function", at: range)
    }
  }

  private func refuseDebug(_ name: String, at range: SourceRange) throws(PythonSyntaxError) {
    if name == "__debug__" { throw PythonSyntaxError("cannot assign to __debug__", at: range) }
  }

  private func refuseRepeated(_ keywords: [KeywordArgument]) throws(PythonSyntaxError) {
    var names: Set<String> = []
    for keyword in keywords {
      guard let name = keyword.name, !names.insert(name).inserted else { continue }
      throw PythonSyntaxError("keyword argument repeated: \(name)", at: keyword.range)
    }
  }

  // MARK: Expressions

  /// `allowsStar`: the expression stands where `*value` may: in a call, a display, a subscript.
  private func visit(
    _ expression: Expression, _ context: Context, allowsStar: Bool = false
  ) throws(PythonSyntaxError) {
    let range = expression.range
    switch expression.kind {
    case .starred(let value):
      if !allowsStar { throw PythonSyntaxError("can't use starred expression here", at: range) }
      try visit(value, context)
    case .tuple(let elements), .list(let elements), .set(let elements):
      for element in elements { try visit(element, context, allowsStar: true) }
    case .call(let callee, let arguments, let keywords):
      try refuseRepeated(keywords)
      try visit(callee, context)
      for argument in arguments { try visit(argument, context, allowsStar: true) }
      for keyword in keywords {
        if let name = keyword.name { try refuseDebug(name, at: keyword.range) }
        try visit(keyword.value, context)
      }
    case .yield, .yieldFrom:
      guard context.isFunction else { throw PythonSyntaxError("'yield' outside function", at: range) }
      if case .yieldFrom = expression.kind, context.place == .asyncFunction {
        throw PythonSyntaxError("'yield from' inside async function", at: range)
      }
      try visitChildren(expression, context)
    case .await:
      if !context.isFunction, !context.isInGeneratorExpression {
        throw PythonSyntaxError("'await' outside function", at: range)
      }
      if context.place != .asyncFunction, !context.isInGeneratorExpression {
        throw PythonSyntaxError("'await' outside async function", at: range)
      }
      try visitChildren(expression, context)
    case .lambda(let lambda):
      try visitOutside(lambda.parameters, context)
      var inner = Context()
      inner.place = .lambda
      try visit(lambda.body, inner)
    case .comprehension(let comprehension): try visit(comprehension, context, at: range)
    case .named(let target, let value):
      try checkTarget(target, context)
      try visit(value, context)
    default: try visitChildren(expression, context)
    }
  }

  private func visitChildren(_ expression: Expression, _ context: Context) throws(PythonSyntaxError) {
    try expression.forEachChild { (child) throws(PythonSyntaxError) in try visit(child, context) }
  }

  private func visit(
    _ comprehension: Comprehension, _ context: Context, at range: SourceRange
  ) throws(PythonSyntaxError) {
    var inner = context
    let isGenerator = comprehension.kind == .generator
    if isGenerator { inner.isInGeneratorExpression = true }
    if symbols[comprehension.scope].isCoroutine, !isGenerator, context.place != .asyncFunction,
      !context.isInGeneratorExpression
    {
      throw PythonSyntaxError(
        "asynchronous comprehension outside of an asynchronous function", at: range)
    }
    for (index, clause) in comprehension.clauses.enumerated() {
      try visit(clause.iterable, index == 0 ? context : inner)
      try checkTarget(clause.target, inner)
      for condition in clause.conditions { try visit(condition, inner) }
    }
    try visit(comprehension.element, inner)
    if let value = comprehension.value { try visit(value, inner) }
  }

  // MARK: Targets

  private func checkTarget(_ target: Expression, _ context: Context) throws(PythonSyntaxError) {
    if case .starred = target.kind {
      throw PythonSyntaxError("starred assignment target must be in a list or tuple", at: target.range)
    }
    try checkElement(target, context)
  }

  private func checkElement(_ target: Expression, _ context: Context) throws(PythonSyntaxError) {
    switch target.kind {
    case .name(let name), .attribute(_, let name):
      try refuseDebug(name, at: target.range)
      if case .attribute = target.kind { try visitChildren(target, context) }
    case .tuple(let elements), .list(let elements):
      var stars = 0
      for element in elements {
        guard case .starred(let inner) = element.kind else {
          try checkElement(element, context)
          continue
        }
        stars += 1
        if stars > 1 {
          throw PythonSyntaxError("multiple starred expressions in assignment", at: target.range)
        }
        try checkElement(inner, context)
      }
    default: try visit(target, context)
    }
  }

  // MARK: Future imports

  private static let features: Set<String> = [
    "nested_scopes", "generators", "division", "absolute_import", "with_statement", "print_function",
    "unicode_literals", "barry_as_FLUFL", "generator_stop", "annotations",
  ]

  private func checkFutureImports(_ body: [Statement]) throws(PythonSyntaxError) {
    var isAtBeginning = true
    for (index, statement) in body.enumerated() {
      guard case .importFrom("__future__", let names, 0) = statement.kind else {
        let isDocumentation = index == 0 && body.documentation != nil
        if !isDocumentation { isAtBeginning = false }
        continue
      }
      if !isAtBeginning {
        throw PythonSyntaxError(
          "from __future__ imports must occur at the beginning of the file", at: statement.range)
      }
      for name in names where !Self.features.contains(name.name) {
        let message = name.name == "braces" ? "not a chance" : "future feature \(name.name) is not defined"
        throw PythonSyntaxError(message, at: statement.range)
      }
    }
  }
}
