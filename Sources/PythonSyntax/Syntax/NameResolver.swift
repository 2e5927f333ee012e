/// The second pass of the symbol table: from what each scope does with its names to where they are found.
struct NameResolver {
  private(set) var scopes: [NameScope]
  private let drafts: [NameCollector.Draft]

  init(_ collector: NameCollector) {
    drafts = collector.drafts.enumerated().map { index, draft in
      // A scope that the parser gave up (it tried another reading of the same text) stays empty.
      draft
        ?? NameCollector.Draft(
          scope: NameScope(
            id: NameScopeID(index: index), kind: .lambda, name: "", qualifiedName: "", parent: nil,
            privateClass: nil))
    }
    scopes = drafts.map(\.scope)
  }

  mutating func resolve() throws(PythonSyntaxError) {
    _ = try resolve(.module, bound: nil)
  }

  /// Resolves a scope and those inside it; `bound` are the names of the functions around it, nil around the module.
  ///
  /// Returns the names that it takes from them.
  private mutating func resolve(
    _ id: NameScopeID, bound: Set<String>?
  ) throws(PythonSyntaxError) -> Set<String> {
    let draft = drafts[id.index]
    let kind = draft.scope.kind
    var visible = bound ?? []
    var own: Set<String> = []
    var free: Set<String> = []
    var bindings: [String: NameBinding] = [:]
    for name in draft.order {
      let binding = try binding(of: name, in: draft, bound: bound)
      bindings[name] = binding
      switch binding {
      case .local: own.insert(name)
      case .free: free.insert(name)
      case .declaredGlobal: visible.remove(name)
      case .cell, .global: break
      }
    }
    if kind.isFunctionLike { visible.formUnion(own) }
    if kind == .class { visible.insert("__class__") }

    var wanted: Set<String> = []
    for child in draft.scope.children {
      wanted.formUnion(try resolve(child, bound: visible))
    }

    var cells: [String] = []
    if kind.isFunctionLike {
      cells = draft.order.filter { own.contains($0) && wanted.contains($0) }
      for name in cells { bindings[name] = .cell }
      wanted.subtract(cells)
    } else if kind == .class, wanted.remove("__class__") != nil {
      cells = ["__class__"]
    }
    for name in wanted where bindings[name] == nil { bindings[name] = .free }
    free.formUnion(wanted)

    scopes[id.index].bindings = bindings
    scopes[id.index].locals =
      draft.scope.parameters + draft.order.filter { own.contains($0) && !draft.scope.parameters.contains($0) }
    scopes[id.index].cells = cells
    scopes[id.index].free = free.sorted()
    return free
  }

  private func binding(
    of name: String, in draft: NameCollector.Draft, bound: Set<String>?
  ) throws(PythonSyntaxError) -> NameBinding {
    let uses = draft.uses[name] ?? []
    let place =
      draft.declarations[name]
      ?? SourceRange(start: .init(line: 1, column: 0), end: .init(line: 1, column: 0))
    if uses.contains(.global) {
      if uses.contains(.nonlocal) {
        throw PythonSyntaxError("name '\(name)' is nonlocal and global", at: place)
      }
      return draft.scope.kind == .module ? .global : .declaredGlobal
    }
    if uses.contains(.nonlocal) {
      guard let bound else {
        throw PythonSyntaxError("nonlocal declaration not allowed at module level", at: place)
      }
      guard bound.contains(name) else {
        throw PythonSyntaxError("no binding for nonlocal '\(name)' found", at: place)
      }
      return .free
    }
    if uses.contains(.bound) { return draft.scope.kind == .module ? .global : .local }
    return bound?.contains(name) == true ? .free : .global
  }
}
