package import PythonSyntax

/// Finds everything in a program that the interpreter does not run, before it runs.
package struct SupportCheck {
  /// How many refusals are reported of one file.
  package static let limit = 10

  private let source: SourceText
  private let symbols: SymbolTable
  private let table: SupportTable
  private let sites: NameSites
  private var found: [Finding] = []
  /// Bodies of `try` that catch a failing import.
  private var guarded: [SourceRange] = []
  /// Bodies of `if` that run on other systems alone.
  private var foreign: [SourceRange] = []

  private struct Finding {
    let place: SourcePosition
    let construct: String
    var fault: String?
  }

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
    return found.sorted { $0.place < $1.place }.prefix(limit).map { finding in
      Refusal(
        file: source.file, line: Int(finding.place.line),
        column: source.characterColumn(of: finding.place) + 1, construct: finding.construct,
        fault: finding.fault)
    }
  }

  private mutating func refuse(_ construct: String, _ fault: String? = nil, at place: SourcePosition) {
    found.append(Finding(place: place, construct: construct, fault: fault))
  }

  /// Refuses a name of a module, which CPython may not have, either.
  private mutating func refuse(_ name: String, of module: String, at place: SourcePosition) {
    refuse("\(module).\(name)", absence(of: name, in: module), at: place)
  }

  /// What to say of a name that CPython's module does not have, either; nil where it has it.
  private func absence(of name: String, in module: String) -> String? {
    guard let lacking = table.lacking[module], !lacking.contains(name), !name.hasPrefix("_"),
      let members = table.modules[module], LackingNames.submodules[module]?.contains(name) != true
    else { return nil }
    let meant = Suggestions.closest(to: name, among: Array(members.union(lacking)).sorted())
    return "is not in CPython 3.13 for Linux either" + (meant.map { "; did you mean '\($0)'?" } ?? "")
  }

  private mutating func refuse(_ construct: Construct, at range: SourceRange) {
    if table.unsupported.contains(construct) { refuse(construct.rawValue, at: range.start) }
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
      if attempt.handlers.contains(where: Self.catchesImports) {
        // What takes the place of a module that is absent is often absent itself.
        let bodies = [attempt.body] + attempt.handlers.map(\.body)
        guarded += bodies.compactMap { Self.range(of: $0) }
      }
      if attempt.isStar, let first = attempt.handlers.first { refuse(.exceptStar, at: first.range) }
    case .import(let aliases):
      for alias in aliases where table.modules[alias.name] == nil && !failsAlike(alias.name, at: range) {
        refuse("module '\(alias.name)'", absence(ofModule: alias.name), at: alias.range.start)
      }
    case .importFrom(let module, let names, let level): visitImport(module, names, level, at: range)
    case .function(let function): visit(function, at: range)
    case .class(let definition):
      for decorator in definition.decorators { refuse(.decorator, at: decorator.range) }
      for keyword in definition.keywords { refuse(.metaclass, at: keyword.range) }
      visit(definition, scope)
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
      return refuse("module '\(module)'", absence(ofModule: module), at: range.start)
    }
    for name in names {
      if name.name == "*" {
        refuse(.starImport, at: name.range)
      } else if !members.contains(name.name), table.modules["\(module).\(name.name)"] == nil {
        if isGuarded(range), absence(of: name.name, in: module) != nil { continue }
        refuse(name.name, of: module, at: name.range.start)
      }
    }
  }

  /// A module that is no part of Python, imported where its absence is provided for: it counts as one that is not installed.
  private func failsAlike(_ module: String, at range: SourceRange) -> Bool {
    let package = String(module.prefix { $0 != "." })
    guard !StandardLibrary.modules.contains(package), table.modules[package] == nil else { return false }
    return isGuarded(range)
  }

  private func isGuarded(_ range: SourceRange) -> Bool {
    guarded.contains { $0.start <= range.start && range.end <= $0.end }
  }

  /// What to say of a module whose name is that of one of Python's own but for a slip.
  private func absence(ofModule module: String) -> String? {
    let package = String(module.prefix { $0 != "." })
    guard !table.lacking.isEmpty, !StandardLibrary.modules.contains(package),
      let meant = Suggestions.closest(to: package, among: Self.importedModules),
      Self.isSlip(package, for: meant)
    else { return nil }
    return "is not in CPython 3.13 either; did you mean '\(meant)'?"
  }

  /// Whether a name is another one but for letters in the wrong order, or for one letter of many: `numpy`, which is close to
  /// `runpy`, and `httpx` are packages of their own.
  private static func isSlip(_ name: String, for meant: String) -> Bool {
    let manyLetters = 7
    guard name.sorted() != meant.sorted() else { return true }
    guard min(name.count, meant.count) >= manyLetters else { return false }
    let start = zip(name, meant).prefix { $0 == $1 }.count
    let rest = (name.dropFirst(start), meant.dropFirst(start))
    let end = zip(rest.0.reversed(), rest.1.reversed()).prefix { $0 == $1 }.count
    return max(rest.0.count, rest.1.count) - end <= 1
  }

  private static let importedModules = StandardLibrary.modules.filter { !$0.hasPrefix("_") }.sorted()

  /// A class whose bases cannot be derived from, or not with a `__del__`.
  private mutating func visit(_ definition: ClassDefinition, _ scope: NameScopeID) {
    let hasFinalizer = definition.body.contains {
      if case .function(let function) = $0.kind { function.name == "__del__" } else { false }
    }
    for base in definition.bases {
      guard let (module, name) = member(base, scope) else { continue }
      let shown = module == "builtins" ? name : "\(module).\(name)"
      if table.underivable[module]?.contains(name) == true {
        refuse("class derived from '\(shown)'", at: base.range.start)
      } else if hasFinalizer, module == "builtins", table.unfinalizable.contains(name) {
        refuse("'__del__' in a class derived from '\(shown)'", at: definition.nameRange.start)
      }
    }
  }

  /// The member of a module or of the builtins that an expression is sure to stand for.
  private func member(_ expression: Expression, _ scope: NameScopeID) -> (module: String, name: String)? {
    switch expression.kind {
    case .attribute(let value, let name): return module(value, scope).map { ($0, name) }
    case .name(let name):
      let site = sites.site(of: name, in: scope)
      if let member = sites.members[site] { return member }
      return sites.bound.contains(site) ? nil : ("builtins", name)
    case .subscript(let value, _): return member(value, scope)
    default: return nil
    }
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

  /// `sys.platform == "win32"`, `sys.platform.startswith("win")`, `os.name == "nt"`: programs run as on Linux. And
  /// `typing.TYPE_CHECKING`, which is for others than those who run it.
  private func isForeign(_ test: Expression, _ scope: NameScopeID) -> Bool {
    switch test.kind {
    case .name, .attribute:
      let found = member(test, scope)
      return found?.module == "typing" && found?.name == "TYPE_CHECKING"
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
        refuse("built-in '\(name)'", at: range.start)
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
    refuse(name, of: module, at: expression.range.start)
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
