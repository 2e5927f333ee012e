/// The modules that a program can import, and what each of them exports: the one table, for imports, for the check before
/// a program runs and for the page of the docs.
package enum ModuleRegistry {
  static let definitions: [ModuleDefinition] = [
    ModuleDefinition("__future__") { $0.fillFuture($1) },
    ModuleDefinition("_aiohttp_connector", PackageResources.aiohttp_connector_py),
    ModuleDefinition("_aiohttp_responses", PackageResources.aiohttp_responses_py),
    ModuleDefinition("_aiohttp_values", PackageResources.aiohttp_values_py),
    ModuleDefinition("_simulation") { $0.fillSimulation($1) },
    ModuleDefinition("abc") { $0.fillAbstractClasses($1) },
    ModuleDefinition("aiohttp", PackageResources.aiohttp_py),
    ModuleDefinition("aiohttp.client_exceptions", PackageResources.aiohttp_client_exceptions_py),
    ModuleDefinition("asyncio") { $0.fillAsyncio($1) },
    ModuleDefinition("base64", PackageResources.base64_py),
    ModuleDefinition("binascii", PackageResources.binascii_py),
    ModuleDefinition("builtins") { $0.fillBuiltinsModule($1) },
    ModuleDefinition("bisect", PackageResources.bisect_py) { $0.fillBisect($1) },
    ModuleDefinition("collections", PackageResources.collections_py) { $0.fillCollections($1) },
    ModuleDefinition("collections.abc", PackageResources.collections_abc_py) {
      $0.fillCollectionProtocols($1)
    },
    ModuleDefinition("concurrent") { _, _ in },
    ModuleDefinition("concurrent.futures", PackageResources.concurrent_futures_py) {
      $0.fillConcurrentFutures($1)
    },
    ModuleDefinition("contextlib", PackageResources.contextlib_py),
    ModuleDefinition("contextvars") { $0.fillContextvars($1) },
    ModuleDefinition("copy", PackageResources.copy_py) { $0.fillCopy($1) },
    ModuleDefinition("datetime", PackageResources.datetime_py) { $0.fillClassMarks($1) },
    ModuleDefinition("_dates", PackageResources._dates_py) { $0.fillClassMarks($1) },
    ModuleDefinition("_durations", PackageResources._durations_py) { $0.fillClassMarks($1) },
    ModuleDefinition("csv", PackageResources.csv_py),
    ModuleDefinition("dataclasses", PackageResources.dataclasses_py) { $0.fillDataclasses($1) },
    ModuleDefinition("enum", PackageResources.enum_py) { $0.fillEnum($1) },
    ModuleDefinition("functools", PackageResources.functools_py) { $0.fillFunctools($1) },
    ModuleDefinition("hashlib") { $0.fillHashlib($1) },
    ModuleDefinition("heapq", PackageResources.heapq_py) { $0.fillHeapq($1) },
    ModuleDefinition("inspect") { $0.fillInspect($1) },
    ModuleDefinition("io", PackageResources.io_py),
    ModuleDefinition("itertools") { $0.fillItertools($1) },
    ModuleDefinition("json", PackageResources.json_py),
    ModuleDefinition("logging", PackageResources.logging_py) { $0.fillLogging($1) },
    ModuleDefinition("math") { $0.fillMath($1) },
    ModuleDefinition("operator") { $0.fillOperator($1) },
    ModuleDefinition("os", PackageResources.os_py) { $0.fillSystem($1) },
    ModuleDefinition("os.path", PackageResources.os_path_py),
    ModuleDefinition("_queues", PackageResources._queues_py) { $0.fillDerivedQueues($1) },
    ModuleDefinition("random") { $0.fillRandom($1) },
    ModuleDefinition("re", PackageResources.re_py) { $0.fillRegex($1) },
    ModuleDefinition("signal", PackageResources.signal_py),
    ModuleDefinition("statistics", PackageResources.statistics_py),
    ModuleDefinition("string", PackageResources.string_py),
    ModuleDefinition("_strptime", PackageResources._strptime_py),
    ModuleDefinition("socket") { $0.fillSocket($1) },
    ModuleDefinition("struct") { $0.fillStruct($1) },
    ModuleDefinition("sys") { $0.fillSys($1) },
    ModuleDefinition("textwrap", PackageResources.textwrap_py),
    ModuleDefinition("threading") { $0.fillThreading($1) },
    ModuleDefinition("time") { $0.fillTime($1) },
    ModuleDefinition("traceback", PackageResources.traceback_py) { $0.fillTraceback($1) },
    ModuleDefinition("types") { $0.fillTypes($1) },
    ModuleDefinition("typing", PackageResources.typing_py) { $0.fillTyping($1) },
    ModuleDefinition("uuid", PackageResources.uuid_py) { $0.fillRandomBits($1) },
    ModuleDefinition("warnings", PackageResources.warnings_py) { $0.fillWarnings($1) },
    ModuleDefinition("weakref", PackageResources.weakref_py) { $0.fillWeakref($1) },
  ]

  private static let byName = Dictionary(uniqueKeysWithValues: definitions.map { ($0.name, $0) })

  static func definition(_ name: String) -> ModuleDefinition? { byName[name] }

  /// What a program that imports `modules` may use; other modules are not looked into, which keeps the start short.
  package static func support(importing modules: Set<String>) -> SupportTable {
    let machine = Machine.scratch()
    defer { machine.clear() }
    var exports: [String: Set<String>] = [:]
    for definition in definitions {
      let isNeeded =
        !definition.isPrivate
        && modules.contains { name in
          name == definition.name || name.hasPrefix(definition.name + ".")
            || definition.name.hasPrefix(name + ".")
        }
      if isNeeded { exports[definition.name] = definition.exports(machine) }
    }
    let builtins = machine.builtins.pairs.compactMap { $0.key.string?.value }
    var table = SupportTable(
      unsupported: [.complexNumber, .relativeImport, .surrogate],
      modules: exports, missingBuiltins: cpythonBuiltins.subtracting(builtins))
    table.lacking = LackingNames.ofModules
    for definition in definitions where definition.source == nil && exports[definition.name] != nil {
      let names = PyDict()
      definition.fill(machine, names)
      table.underivable[definition.name] = classes(in: names) { $0.isFinal }
    }
    table.underivable["builtins"] = classes(in: machine.builtins) { $0.isFinal }.subtracting(finalInCPython)
    table.unfinalizable = classes(in: machine.builtins) { $0.layout != .instance }
    return table
  }

  private static func classes(in names: PyDict, where holds: (PyType) -> Bool) -> Set<String> {
    Set(
      names.pairs.compactMap { pair in
        guard let type = pair.value.typeObject, holds(type) else { return nil }
        return pair.key.string?.value
      })
  }

  /// The built-in classes that CPython lets no class be derived from, either.
  private static let finalInCPython: Set<String> = ["bool", "memoryview", "range", "slice"]

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
