/// Which names are local, shared with inner functions, or global, for every scope of a file.
///
/// The rules of CPython's `Python/symtable.c` (3.13). Comprehensions are scopes of their own here: that CPython inlines
/// them cannot be observed but in tracebacks.
package struct SymbolTable: Sendable {
  package internal(set) var scopes: [NameScope]

  package subscript(id: NameScopeID) -> NameScope { scopes[id.index] }

  /// Throws what CPython finds only in this pass, such as a name used before its `global` declaration.
  package init(_ module: ModuleSyntax) throws(PythonSyntaxError) {
    var collector = NameCollector(scopeCount: module.scopeCount)
    try collector.collect(module)
    var resolver = NameResolver(collector)
    try resolver.resolve()
    scopes = resolver.scopes
  }
}
