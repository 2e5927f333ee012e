/// Finds everything in a program that the interpreter does not run, before it runs.
package struct SupportCheck {
  /// How many refusals are reported of one file.
  package static let limit = 10

  private let source: SourceText
  private let symbols: SymbolTable
  private let table: SupportTable
  private let sites: NameSites
  private var found: [(place: SourcePosition, construct: String)] = []
  /// Bodies of `try` that catch a failing import.
  private var guarded: [SourceRange] = []
  /// Bodies of `if` that run on other systems alone.
  private var foreign: [SourceRange] = []

  /// The refusals of a file in the order of its text, at most `limit`.
  package static func refusals(
    _ module: ModuleSyntax, _ symbols: SymbolTable, _ source: SourceText, _ table: SupportTable
  ) -> [Refusal] {
    var check = SupportCheck(
      source: source, symbols: symbols, table: table, sites: NameSites(module, symbols))
    SyntaxWalk.walk(module) { node, scope in
      switch node {
      case .statement(let statement): check.visit(statement, scope)
      case .expression(let expression): check.visit(expression, scope)
      case .pattern: break
      }
    }
    let found = check.found.filter { finding in
      !check.foreign.contains { $0.start <= finding.place && finding.place < $0.end }
    }
    return found.sorted { $0.place < $1.place }.prefix(limit).map { place, construct in
      Refusal(
        file: source.file, line: Int(place.line), column: source.characterColumn(of: place) + 1,
        construct: construct)
    }
  }

  private mutating func refuse(_ construct: Construct, at range: SourceRange) {
    if table.unsupported.contains(construct) { found.append((range.start, construct.rawValue)) }
  }

  // MARK: Statements

  private mutating func visit(_ statement: Statement, _ scope: NameScopeID) {
    let range = statement.range
    switch statement.kind {
    case .delete: refuse(.delete, at: range)
    case .nonlocal: refuse(.nonlocal, at: range)
    case .match: refuse(.match, at: range)
    case .augmentedAssign(_, .matrixMultiply, _): refuse(.matrixMultiply, at: range)
    case .for(let loop): if loop.isAsync { refuse(.asyncFor, at: range) }
    case .with(let with): if with.isAsync { refuse(.asyncWith, at: range) }
    case .if(let branches, _):
      for branch in branches where isForeign(branch.test, scope) {
        if let range = Self.range(of: branch.body) { foreign.append(range) }
      }
    case .try(let attempt):
      if attempt.handlers.contains(where: Self.catchesImports), let range = Self.range(of: attempt.body) {
        guarded.append(range)
      }
      if attempt.isStar, let first = attempt.handlers.first { refuse(.exceptStar, at: first.range) }
    case .import(let aliases):
      for alias in aliases where table.modules[alias.name] == nil && !failsAlike(alias.name, at: range) {
        found.append((alias.range.start, "module '\(alias.name)'"))
      }
    case .importFrom(let module, let names, let level): visitImport(module, names, level, at: range)
    case .function(let function): visit(function, at: range)
    case .class(let definition):
      for decorator in definition.decorators { refuse(.decorator, at: decorator.range) }
      for keyword in definition.keywords { refuse(.metaclass, at: keyword.range) }
    default: break
    }
  }

  private mutating func visitImport(
    _ module: String?, _ names: [ImportAlias], _ level: Int, at range: SourceRange
  ) {
    guard level == 0, let module else { return refuse(.relativeImport, at: range) }
    // What `from __future__ import` asks for has been checked, and is Python's standard by now, but for `annotations`.
    if module == "__future__" { return }
    guard let members = table.modules[module] else {
      if failsAlike(module, at: range) { return }
      found.append((range.start, "module '\(module)'"))
      return
    }
    for name in names {
      if name.name == "*" {
        refuse(.starImport, at: name.range)
      } else if !members.contains(name.name), table.modules["\(module).\(name.name)"] == nil {
        found.append((name.range.start, "\(module).\(name.name)"))
      }
    }
  }

  /// A module that is no part of Python, imported where its absence is provided for: it counts as one that is not installed.
  private func failsAlike(_ module: String, at range: SourceRange) -> Bool {
    let package = String(module.prefix { $0 != "." })
    guard !StandardLibrary.modules.contains(package), table.modules[package] == nil else { return false }
    return guarded.contains { $0.start <= range.start && range.end <= $0.end }
  }

  private static func catchesImports(_ handler: ExceptHandler) -> Bool {
    let names = ["ImportError", "ModuleNotFoundError", "Exception", "BaseException"]
    switch handler.type?.kind {
    case nil: return true
    case .name(let name)?: return names.contains(name)
    case .tuple(let types)?:
      return types.contains { if case .name(let name) = $0.kind { names.contains(name) } else { false } }
    default: return false
    }
  }

  /// `sys.platform == "win32"`, `sys.platform.startswith("win")`, `os.name == "nt"`: programs run as on Linux.
  private func isForeign(_ test: Expression, _ scope: NameScopeID) -> Bool {
    switch test.kind {
    case .comparison(let value, let links):
      guard links.count == 1, links[0].comparison == .equal,
        case .constant(.string(let text)) = links[0].operand.kind,
        case .attribute(let owner, let name) = value.kind
      else { return false }
      switch (module(owner, scope), name) {
      case ("sys", "platform"): return text != "linux"
      case ("os", "name"): return text != "posix"
      default: return false
      }
    case .call(let function, let arguments, _):
      guard case .attribute(let value, "startswith") = function.kind,
        case .attribute(let owner, "platform") = value.kind, module(owner, scope) == "sys",
        arguments.count == 1, case .constant(.string(let text))? = arguments.first?.kind
      else { return false }
      return !"linux".hasPrefix(text)
    default: return false
    }
  }

  private static func range(of body: [Statement]) -> SourceRange? {
    guard let first = body.first, let last = body.last else { return nil }
    return SourceRange(start: first.range.start, end: last.range.end)
  }

  private mutating func visit(_ function: FunctionDefinition, at range: SourceRange) {
    for decorator in function.decorators { refuse(.decorator, at: decorator.range) }
    visit(function.parameters)
    if symbols[function.scope].isGenerator {
      refuse(function.isAsync ? .asyncGenerator : .generator, at: range)
    }
  }

  private mutating func visit(_ parameters: Parameters) {
    if let first = parameters.positionalOnly.first { refuse(.positionalOnlyParameter, at: first.range) }
    if let first = parameters.keywordOnly.first { refuse(.keywordOnlyParameter, at: first.range) }
  }

  // MARK: Expressions

  private mutating func visit(_ expression: Expression, _ scope: NameScopeID) {
    let range = expression.range
    switch expression.kind {
    case .name(let name):
      if table.missingBuiltins.contains(name), !sites.bound.contains(sites.site(of: name, in: scope)) {
        found.append((range.start, "built-in '\(name)'"))
      }
    case .constant(.imaginary): refuse(.complexNumber, at: range)
    case .constant(.surrogateString): refuse(.surrogate, at: range)
    case .formattedString(let parts):
      for case .replacement(let replacement) in parts {
        let hasField = replacement.format?.contains { if case .replacement = $0 { true } else { false } }
        if hasField == true { refuse(.formatSpecField, at: replacement.range) }
      }
    case .binary(_, .matrixMultiply, _): refuse(.matrixMultiply, at: range)
    case .lambda(let lambda):
      visit(lambda.parameters)
      if symbols[lambda.scope].isGenerator { refuse(.generator, at: range) }
    case .comprehension(let comprehension):
      if comprehension.kind == .generator { refuse(.generatorExpression, at: range) }
      if comprehension.clauses.contains(where: \.isAsync) { refuse(.asyncComprehension, at: range) }
    case .named: refuse(.assignmentExpression, at: range)
    case .yieldFrom: refuse(.yieldFrom, at: range)
    case .attribute: visitAttribute(expression, scope)
    default: break
    }
  }

  /// `asyncio.Queue`, where `asyncio` is nothing but the module.
  private mutating func visitAttribute(_ expression: Expression, _ scope: NameScopeID) {
    guard case .attribute(let value, let name) = expression.kind, let module = module(value, scope),
      let members = table.modules[module], !members.contains(name), table.modules["\(module).\(name)"] == nil
    else { return }
    found.append((expression.range.start, "\(module).\(name)"))
  }

  /// The module that an expression is sure to stand for.
  private func module(_ expression: Expression, _ scope: NameScopeID) -> String? {
    switch expression.kind {
    case .name(let name): return sites.modules[sites.site(of: name, in: scope)]
    case .attribute(let value, let name):
      guard let parent = module(value, scope), table.modules["\(parent).\(name)"] != nil else { return nil }
      return "\(parent).\(name)"
    default: return nil
    }
  }
}
