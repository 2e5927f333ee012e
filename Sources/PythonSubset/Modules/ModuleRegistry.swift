/// A module that a program can import.
struct ModuleDefinition {
  let name: String
  /// Gives the module its names.
  let fill: (Machine, PyDict) -> Void
}

/// The modules that a program can import, and what each of them exports: the one table, for imports and for the check
/// before a program runs.
package enum ModuleRegistry {
  static var definitions: [ModuleDefinition] {
    [
      ModuleDefinition(name: "asyncio") { $0.fillAsyncio($1) },
      ModuleDefinition(name: "time") { $0.fillTime($1) },
      ModuleDefinition(name: "random") { $0.fillRandom($1) },
      ModuleDefinition(name: "sys") { $0.fillSys($1) },
      ModuleDefinition(name: "math") { $0.fillMath($1) },
      ModuleDefinition(name: "typing") { $0.fillTyping($1) },
      ModuleDefinition(name: "builtins") { $0.fillBuiltinsModule($1) },
    ]
  }

  /// The names of the modules.
  package static var modules: [String] { definitions.map(\.name) }

  /// What a module exports, sorted; nil where there is no such module.
  package static func members(of module: String) -> [String]? {
    guard let definition = definitions.first(where: { $0.name == module }) else { return nil }
    let machine = Machine.scratch()
    defer { machine.clear() }
    let names = PyDict()
    definition.fill(machine, names)
    return names.pairs.compactMap { $0.key.string?.value }.sorted()
  }
}

extension Machine {
  func fillBuiltinsModule(_ names: PyDict) {
    for pair in builtins.pairs { if let key = pair.key.string { names.set(key, pair.value) } }
  }
}
