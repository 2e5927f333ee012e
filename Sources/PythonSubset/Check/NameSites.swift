import PythonSyntax

/// Where names of a file are bound: what an import binds and nothing else does is known to be that module.
struct NameSites {
  struct Site: Hashable {
    let scope: NameScopeID
    let name: String
  }

  /// The module that each imported name stands for; names that anything else binds as well are not here.
  private(set) var modules: [Site: String] = [:]
  /// What each name stands for that is imported from a module, and that nothing else binds.
  private(set) var members: [Site: (module: String, name: String)] = [:]
  /// All names that a scope binds.
  private(set) var bound: Set<Site> = []

  private let symbols: SymbolTable
  private var imports: [Site: Set<String>] = [:]
  private var memberImports: [Site: [(module: String, name: String)]] = [:]
  private var others: Set<Site> = []

  init(_ module: ModuleSyntax, _ symbols: SymbolTable) {
    self.symbols = symbols
    SyntaxWalk.walk(module) { node, scope in
      switch node {
      case .statement(let statement): collect(statement, scope)
      case .expression(let expression):
        if case .named(let target, _) = expression.kind { bind(target, scope) }
        if case .comprehension(let comprehension) = expression.kind {
          for clause in comprehension.clauses { bind(clause.target, comprehension.scope) }
        }
        if case .lambda(let lambda) = expression.kind {
          for parameter in lambda.parameters.all { bind(parameter.name, lambda.scope) }
        }
      case .pattern(let pattern): collect(pattern, scope)
      }
    }
    for (site, names) in imports
    where names.count == 1 && !others.contains(site) && memberImports[site] == nil {
      modules[site] = names.first
    }
    for (site, found) in memberImports where !others.contains(site) && imports[site] == nil {
      if let first = found.first, found.allSatisfy({ $0 == first }) { members[site] = first }
    }
    bound = others.union(imports.keys).union(memberImports.keys)
  }

  /// The scope whose name it is when `name` is used in `scope`: its own, an enclosing function's, or the module.
  func site(of name: String, in scope: NameScopeID) -> Site {
    var id = scope
    while id != .module {
      let current = symbols[id]
      switch current.binding(of: name) {
      case .local, .cell: return Site(scope: id, name: name)
      case .free: id = current.parent ?? .module
      case .global, .declaredGlobal: return Site(scope: .module, name: name)
      }
    }
    return Site(scope: .module, name: name)
  }

  private mutating func bind(_ name: String, _ scope: NameScopeID) {
    others.insert(site(of: name, in: scope))
  }

  private mutating func bind(_ parameters: [TypeParameter], _ scope: NameScopeID?) {
    guard let scope else { return }
    for parameter in parameters { bind(parameter.name, scope) }
  }

  private mutating func bind(_ target: Expression, _ scope: NameScopeID) {
    switch target.kind {
    case .name(let name): bind(name, scope)
    case .tuple(let elements), .list(let elements): for element in elements { bind(element, scope) }
    case .starred(let inner): bind(inner, scope)
    default: break
    }
  }

  private mutating func collect(_ statement: Statement, _ scope: NameScopeID) {
    switch statement.kind {
    case .import(let aliases):
      for alias in aliases {
        let module = alias.alias == nil ? alias.boundName : alias.name
        imports[site(of: alias.boundName, in: scope), default: []].insert(module)
      }
    case .importFrom(let module, let aliases, _):
      for alias in aliases where alias.name != "*" {
        let site = site(of: alias.alias ?? alias.name, in: scope)
        memberImports[site, default: []].append((module ?? "", alias.name))
      }
    case .assign(let targets, _), .delete(let targets): for target in targets { bind(target, scope) }
    case .augmentedAssign(let target, _, _), .annotatedAssign(let target, _, _, _): bind(target, scope)
    case .for(let loop): bind(loop.target, scope)
    case .with(let with): for item in with.items { if let target = item.target { bind(target, scope) } }
    case .try(let attempt):
      for handler in attempt.handlers { if let name = handler.name { bind(name, scope) } }
    case .function(let function):
      bind(function.name, scope)
      bind(function.typeParameters, function.typeScope)
      for parameter in function.parameters.all { bind(parameter.name, function.scope) }
    case .class(let definition):
      bind(definition.name, scope)
      bind(definition.typeParameters, definition.typeScope)
    case .typeAlias(let alias):
      bind(alias.name, scope)
      bind(alias.parameters, alias.typeScope)
    default: break
    }
  }

  private mutating func collect(_ pattern: Pattern, _ scope: NameScopeID) {
    switch pattern.kind {
    case .capture(_, let name): bind(name, scope)
    case .star(let name?): bind(name, scope)
    case .mapping(_, let rest?): bind(rest, scope)
    default: break
    }
  }
}
