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
      ModuleDefinition(name: "struct") { $0.fillStruct($1) },
      ModuleDefinition(name: "typing") { $0.fillTyping($1) },
      ModuleDefinition(name: "builtins") { $0.fillBuiltinsModule($1) },
      ModuleDefinition(name: "__future__") { $0.fillFuture($1) },
    ]
  }

  /// What programs may use; asked of a machine that runs nothing.
  package static let support: SupportTable = {
    let machine = Machine.scratch()
    defer { machine.clear() }
    var modules: [String: Set<String>] = [:]
    for definition in definitions {
      let names = PyDict()
      definition.fill(machine, names)
      modules[definition.name] = Set(names.pairs.compactMap { $0.key.string?.value })
    }
    return SupportTable(
      unsupported: [.complexNumber, .relativeImport, .surrogate, .typeAlias, .typeParameters],
      modules: modules,
      missingBuiltins: cpythonBuiltins.subtracting(modules["builtins"] ?? []))
  }()

  /// The functions and classes of CPython 3.13's `builtins`.
  private static let cpythonBuiltins: Set<String> = [
    "__import__", "abs", "aiter", "all", "anext", "any", "ascii", "bin", "bool", "breakpoint", "bytearray",
    "bytes",
    "callable", "chr", "classmethod", "compile", "complex", "copyright", "credits", "delattr", "dict", "dir",
    "divmod",
    "enumerate", "eval", "exec", "exit", "filter", "float", "format", "frozenset", "getattr", "globals",
    "hasattr",
    "hash", "help", "hex", "id", "input", "int", "isinstance", "issubclass", "iter", "len", "license", "list",
    "locals",
    "map", "max", "memoryview", "min", "next", "object", "oct", "open", "ord", "pow", "print", "property",
    "quit",
    "range", "repr", "reversed", "round", "set", "setattr", "slice", "sorted", "staticmethod", "str", "sum",
    "super",
    "tuple", "type", "vars", "zip",
    "BytesWarning", "EncodingWarning", "FutureWarning", "ImportWarning", "IndentationError",
    "PendingDeprecationWarning", "PythonFinalizationError", "ResourceWarning", "SyntaxWarning", "TabError",
    "UnicodeDecodeError", "UnicodeEncodeError", "UnicodeTranslateError", "UnicodeWarning",
  ]
}

extension Machine {
  /// Everything that `from __future__ import` can ask for is Python's standard by now; annotations are never evaluated.
  func fillFuture(_ names: PyDict) {
    for name in [
      "annotations", "generator_stop", "division", "print_function", "absolute_import", "unicode_literals",
    ] {
      names.set(intern(name), .bool(true))
    }
  }

  func fillBuiltinsModule(_ names: PyDict) {
    for pair in builtins.pairs { if let key = pair.key.string { names.set(key, pair.value) } }
  }
}
