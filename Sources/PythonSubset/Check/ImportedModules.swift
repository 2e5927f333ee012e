import PythonSyntax

/// The modules that a program names in its imports.
enum ImportedModules {
  /// The full names, those that `from package import name` may mean included.
  static func names(in module: ModuleSyntax) -> Set<String> {
    var names: Set<String> = []
    SyntaxWalk.walk(module) { node, _ in
      guard case .statement(let statement) = node else { return }
      switch statement.kind {
      case .import(let aliases): names.formUnion(aliases.map(\.name))
      case .importFrom(let package?, let aliases, _):
        names.insert(package)
        names.formUnion(aliases.map { "\(package).\($0.name)" })
      default: break
      }
    }
    return names
  }
}
