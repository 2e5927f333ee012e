/// A module that a program can import.
struct ModuleDefinition: Sendable {
  let name: String
  /// Gives the module the names that are written in Swift.
  let fill: @Sendable (Machine, PyDict) -> Void
  /// What of it is written in Python; it finds the names written in Swift among its own.
  let source: LibrarySource?

  init(
    _ name: String, _ source: @autoclosure @escaping @Sendable () -> [UInt8],
    fill: @escaping @Sendable (Machine, PyDict) -> Void = { _, _ in }
  ) {
    self.name = name
    self.source = LibrarySource(name, source)
    self.fill = fill
  }

  /// A module that is written in Swift alone.
  init(
    _ name: String, fill: @escaping @Sendable (Machine, PyDict) -> Void
  ) {
    self.name = name
    source = nil
    self.fill = fill
  }

  /// Whether it serves other modules of the library alone.
  var isPrivate: Bool { name.hasPrefix("_") && !name.hasPrefix("__") }

  /// The names that it gives to programs, asked of a machine that runs nothing.
  func exports(_ machine: Machine) -> Set<String> {
    let names = PyDict()
    fill(machine, names)
    let native = names.pairs.compactMap { $0.key.string?.value }
    return (source?.exports ?? []).union(native.filter { !$0.hasPrefix("_") || $0.hasSuffix("__") })
  }
}

extension Machine {
  func load(_ definition: ModuleDefinition, into module: PyModule) throws {
    definition.fill(self, module.attributes)
    guard let source = definition.source else { return }
    let code = try source.code { self.intern($0) }
    module.attributes.set(names.doc, code.documentation.map { .text($0) } ?? .none)
    _ = try runToEnd(Frame(code, globals: module.attributes))
  }
}
