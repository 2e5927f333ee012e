import PythonSyntax
import Synchronization

/// The part of a module that is written in Python: read once, and compiled for each machine that imports it.
///
/// Control flow, such as that of a context manager, is said best in the language whose order it must keep; what is called
/// often is written in Swift. The text is part of the binary, so nothing is read from the disk.
struct LibrarySource: Sendable {
  let name: String
  private let load: @Sendable () -> [UInt8]

  init(_ name: String, _ load: @escaping @Sendable () -> [UInt8]) {
    self.name = name
    self.load = load
  }

  private struct Parsed: Sendable {
    let syntax: ModuleSyntax
    let symbols: SymbolTable
  }

  private static let parsed = Mutex<[String: Parsed]>([:])

  private func parse() throws -> Parsed {
    if let known = Self.parsed.withLock({ $0[name] }) { return known }
    let syntax = try Parser.parse(SourceText(load(), file: file)).module
    let made = Parsed(syntax: syntax, symbols: try SymbolTable(syntax))
    Self.parsed.withLock { $0[name] = made }
    return made
  }

  /// What its functions call the file that they are in.
  private var file: String { "<\(name)>" }

  func code(interned: @escaping (String) -> PyString) throws -> Code {
    let parsed = try parse()
    let compiler = Compiler(
      file: file, symbols: parsed.symbols, notes: [], flags: .library, interned: interned)
    return try compiler.compile(parsed.syntax)
  }

  /// The public names that it defines, those that it imports left out.
  var exports: Set<String> {
    var names: Set<String> = []
    for statement in (try? parse().syntax.body) ?? [] {
      switch statement.kind {
      case .function(let function): names.insert(function.name)
      case .class(let definition): names.insert(definition.name)
      case .assign(let targets, _):
        for case .name(let name) in targets.map(\.kind) { names.insert(name) }
      default: break
      }
    }
    return names.filter { !$0.hasPrefix("_") }
  }
}
