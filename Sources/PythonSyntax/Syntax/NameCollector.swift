/// The first pass of the symbol table: what each scope does with each name.
struct NameCollector {
  /// How a scope uses a name.
  struct Use: OptionSet {
    let rawValue: UInt8

    static let bound = Use(rawValue: 1)
    static let parameter = Use(rawValue: 2)
    static let read = Use(rawValue: 4)
    static let global = Use(rawValue: 8)
    static let nonlocal = Use(rawValue: 16)
    static let annotated = Use(rawValue: 32)
    /// The target of a comprehension's `for`.
    static let iteration = Use(rawValue: 64)
  }

  /// A scope while its names are collected: uses by name, and the names in the order of their first use.
  struct Draft {
    var scope: NameScope
    var uses: [String: Use] = [:]
    var order: [String] = []
    /// Where each name was declared global or nonlocal.
    var declarations: [String: SourceRange] = [:]
    /// Inside the iterable of a comprehension's clause, where `:=` is not allowed.
    var isInIterable = false

    mutating func add(_ name: String, _ use: Use) {
      let mangled = scope.mangled(name)
      if let known = uses[mangled] {
        uses[mangled] = known.union(use)
      } else {
        uses[mangled] = use
        order.append(mangled)
      }
    }
  }

  var drafts: [Draft?]
  var current = NameScopeID.module
  private var privateClass: String?

  init(scopeCount: Int) {
    drafts = Array(repeating: nil, count: max(1, scopeCount))
  }

  mutating func collect(_ module: ModuleSyntax) throws(PythonSyntaxError) {
    drafts[0] = Draft(
      scope: NameScope(
        id: .module, kind: .module, name: "<module>", qualifiedName: "<module>", parent: nil,
        privateClass: nil))
    try visit(module.body)
  }

  // MARK: Scopes

  /// What stands before the qualified names of what a scope defines. A comprehension that is no generator has no
  /// function of its own in CPython, and what has type parameters is named as if they had no scope.
  private func prefix(inside scope: NameScope?) -> String {
    switch scope?.kind {
    case nil, .module: ""
    case .class, .comprehension(.generator): "\(scope?.qualifiedName ?? "")."
    case .comprehension, .typeParameters: prefix(inside: scope?.parent.flatMap { drafts[$0.index]?.scope })
    default: "\(scope?.qualifiedName ?? "").<locals>."
    }
  }

  mutating func inScope(
    _ id: NameScopeID, _ kind: NameScope.Kind, _ name: String,
    _ body: (inout NameCollector) throws(PythonSyntaxError) -> Void
  ) throws(PythonSyntaxError) {
    let outer = current
    let outerClass = privateClass
    let outerScope = drafts[outer.index]?.scope
    if kind == .class { privateClass = name }
    let mangledName = outerScope?.mangled(name) ?? name
    let isDeclaredGlobal = drafts[outer.index]?.uses[mangledName]?.contains(.global) == true
    let isGlobal = isDeclaredGlobal && (kind == .function || kind == .class)
    let prefix = isGlobal ? "" : prefix(inside: outerScope)
    drafts[id.index] = Draft(
      scope: NameScope(
        id: id, kind: kind, name: name, qualifiedName: prefix + name, parent: outer,
        privateClass: privateClass))
    let isInIterable = drafts[outer.index]?.isInIterable ?? false
    drafts[id.index]?.isInIterable = isInIterable
    drafts[outer.index]?.scope.children.append(id)
    current = id
    try body(&self)
    current = outer
    privateClass = outerClass
  }

  mutating func add(_ name: String, _ use: Use) {
    drafts[current.index]?.add(name, use)
  }

  func uses(of name: String) -> Use {
    guard let draft = drafts[current.index] else { return [] }
    return draft.uses[draft.scope.mangled(name)] ?? []
  }

  // MARK: Statements

  mutating func visit(_ body: [Statement]) throws(PythonSyntaxError) {
    for statement in body { try visit(statement) }
  }

  private mutating func visit(_ statement: Statement) throws(PythonSyntaxError) {
    switch statement.kind {
    case .expression(let value): try visit(value)
    case .assign(let targets, let value):
      for target in targets { try bind(target) }
      try visit(value)
    case .augmentedAssign(let target, _, let value):
      try bind(target)
      try visit(value)
    case .annotatedAssign(let target, let annotation, let value, let isSimple):
      try visitAnnotated(target, annotation, value, isSimple: isSimple, at: statement.range)
    case .return(let value): try visit(value)
    case .delete(let targets): for target in targets { try bind(target) }
    case .raise(let exception, let cause):
      try visit(exception)
      try visit(cause)
    case .assert(let test, let message):
      try visit(test)
      try visit(message)
    case .global(let names): try declare(names, .global, "global", at: statement.range)
    case .nonlocal(let names): try declare(names, .nonlocal, "nonlocal", at: statement.range)
    case .import(let aliases): for alias in aliases { add(alias.boundName, .bound) }
    case .importFrom(_, let aliases, _): try visitImport(aliases)
    case .pass, .break, .continue: break
    case .if, .while, .for, .try, .with, .match: try visitCompound(statement)
    case .function(let function): try visit(function)
    case .class(let definition): try visit(definition)
    case .typeAlias(let alias):
      try bind(alias.name)
      try inTypeScope(alias.typeScope, alias.parameters, alias.name.plainName) {
        (self) throws(PythonSyntaxError) in
        try self.visit(alias.value, alias.name.plainName)
      }
    }
  }

  private mutating func visitCompound(_ statement: Statement) throws(PythonSyntaxError) {
    switch statement.kind {
    case .if(let branches, let otherwise):
      for branch in branches {
        try visit(branch.test)
        try visit(branch.body)
      }
      try visit(otherwise)
    case .while(let test, let body, let otherwise):
      try visit(test)
      try visit(body)
      try visit(otherwise)
    case .for(let loop):
      try bind(loop.target)
      try visit(loop.iterable)
      try visit(loop.body)
      try visit(loop.otherwise)
    case .try(let attempt):
      try visit(attempt.body)
      for handler in attempt.handlers {
        try visit(handler.type)
        if let name = handler.name { add(name, .bound) }
        try visit(handler.body)
      }
      try visit(attempt.otherwise)
      try visit(attempt.finally)
    case .with(let with):
      for item in with.items {
        try visit(item.context)
        if let target = item.target { try bind(target) }
      }
      try visit(with.body)
    case .match(let subject, let cases):
      try visit(subject)
      for matchCase in cases {
        try visit(matchCase.pattern)
        try visit(matchCase.guard)
        try visit(matchCase.body)
      }
    default: break
    }
  }

  private mutating func visitAnnotated(
    _ target: Expression, _ annotation: Expression, _ value: Expression?, isSimple: Bool,
    at range: SourceRange
  ) throws(PythonSyntaxError) {
    if case .name(let name) = target.kind {
      let known = uses(of: name)
      if isSimple, !known.isDisjoint(with: [.global, .nonlocal]), current != .module {
        let declaration = known.contains(.global) ? "global" : "nonlocal"
        throw PythonSyntaxError("annotated name '\(name)' can't be \(declaration)", at: range)
      }
      if isSimple {
        add(name, [.annotated, .bound])
      } else if value != nil {
        add(name, .bound)
      }
    } else {
      try bind(target)
    }
    try visit(annotation)
    try visit(value)
  }

  private mutating func declare(
    _ names: [String], _ use: Use, _ keyword: String, at range: SourceRange
  ) throws(PythonSyntaxError) {
    for name in names {
      let known = uses(of: name)
      let problem: String? =
        if known.contains(.parameter) {
          "name '\(name)' is parameter and \(keyword)"
        } else if known.contains(.annotated) {
          "annotated name '\(name)' can't be \(keyword)"
        } else if known.contains(.bound) {
          "name '\(name)' is assigned to before \(keyword) declaration"
        } else if known.contains(.read) {
          "name '\(name)' is used prior to \(keyword) declaration"
        } else {
          nil
        }
      if let problem { throw PythonSyntaxError(problem, at: range) }
      add(name, use)
      if let mangled = drafts[current.index]?.scope.mangled(name) {
        let isFirst = drafts[current.index]?.declarations[mangled] == nil
        if isFirst { drafts[current.index]?.declarations[mangled] = range }
      }
    }
  }

  private mutating func visitImport(_ aliases: [ImportAlias]) throws(PythonSyntaxError) {
    for alias in aliases {
      if alias.name != "*" {
        add(alias.alias ?? alias.name, .bound)
      } else if current != .module {
        throw PythonSyntaxError("import * only allowed at module level", at: alias.range)
      }
    }
  }

  // MARK: Definitions

  private mutating func visit(_ function: FunctionDefinition) throws(PythonSyntaxError) {
    for decorator in function.decorators { try visit(decorator) }
    add(function.name, .bound)
    for parameter in function.parameters.all { try visit(parameter.defaultValue) }
    try inTypeScope(function.typeScope, function.typeParameters, function.name) {
      (self) throws(PythonSyntaxError) in
      for parameter in function.parameters.all { try self.visit(parameter.annotation) }
      try self.visit(function.returns)
      try self.inScope(function.scope, .function, function.name) { (self) throws(PythonSyntaxError) in
        self.drafts[function.scope.index]?.scope.isCoroutine = function.isAsync
        try self.bind(function.parameters)
        try self.visit(function.body)
      }
    }
  }

  /// Visits `body` in the scope of type parameters, where there are some.
  private mutating func inTypeScope(
    _ scope: NameScopeID?, _ parameters: [TypeParameter], _ name: String,
    _ body: (inout NameCollector) throws(PythonSyntaxError) -> Void
  ) throws(PythonSyntaxError) {
    guard let scope else { return try body(&self) }
    try inScope(scope, .typeParameters, "<generic parameters of \(name)>") {
      (self) throws(PythonSyntaxError) in
      // The defaults of a function are evaluated outside and handed in.
      for name in TypeParameter.handedIn {
        self.add(name, [.parameter, .bound])
        self.drafts[scope.index]?.scope.parameters.append(name)
      }
      for parameter in parameters {
        if self.uses(of: parameter.name).contains(.bound) {
          throw PythonSyntaxError("duplicate type parameter '\(parameter.name)'", at: parameter.range)
        }
        self.add(parameter.name, .bound)
      }
      for parameter in parameters {
        if let bound = parameter.bound { try self.visit(bound, parameter.name) }
        if let value = parameter.defaultValue { try self.visit(value, parameter.name) }
      }
      try body(&self)
    }
  }

  private mutating func visit(_ lazy: LazyExpression, _ name: String) throws(PythonSyntaxError) {
    try inScope(lazy.scope, .lambda, name) { (self) throws(PythonSyntaxError) in
      try self.visit(lazy.expression)
    }
  }

  private mutating func visit(_ definition: ClassDefinition) throws(PythonSyntaxError) {
    for decorator in definition.decorators { try visit(decorator) }
    add(definition.name, .bound)
    try inTypeScope(definition.typeScope, definition.typeParameters, definition.name) {
      (self) throws(PythonSyntaxError) in
      for base in definition.bases { try self.visit(base) }
      for keyword in definition.keywords { try self.visit(keyword.value) }
      try self.inScope(definition.scope, .class, definition.name) { (self) throws(PythonSyntaxError) in
        for name in ["__module__", "__qualname__"] { self.add(name, .bound) }
        try self.visit(definition.body)
      }
    }
  }

  /// Defaults and annotations belong to the scope around the function.
  mutating func visitOutside(_ parameters: Parameters) throws(PythonSyntaxError) {
    for parameter in parameters.all { try visit(parameter.defaultValue) }
    for parameter in parameters.all { try visit(parameter.annotation) }
  }

  mutating func bind(_ parameters: Parameters) throws(PythonSyntaxError) {
    for parameter in parameters.all {
      if uses(of: parameter.name).contains(.parameter) {
        throw PythonSyntaxError(
          "duplicate argument '\(parameter.name)' in function definition", at: parameter.range)
      }
      add(parameter.name, [.parameter, .bound])
      if let scope = drafts[current.index]?.scope {
        drafts[current.index]?.scope.parameters.append(scope.mangled(parameter.name))
      }
    }
  }
}
