import PythonSyntax

/// Turns a program's syntax tree into code for the machine.
final class Compiler {
  let file: String
  let symbols: SymbolTable
  /// The captions of the source, which `note` instructions refer to by number.
  let notes: [Note]
  /// What lines cost, which `hold` instructions refer to by number.
  let costs: DeclaredCosts
  private let interned: (String) -> PyString
  /// What all code of the file has in common.
  private let flags: Code.Flags
  /// The captions by the statements that they belong to.
  private var noteStatements: [SourcePosition: [Int]] = [:]

  /// A `# note:` comment.
  struct Note: Sendable {
    let line: Int
    let text: String
  }

  var unit: Emitter
  /// What CPython warns of as it compiles the program; of what it compiles twice, twice.
  var warnings: [SyntaxWarning] = []
  /// Whether `from __future__ import annotations` keeps annotations as text.
  private(set) var annotatesWithText = false

  init(
    file: String, symbols: SymbolTable, notes: [Note], costs: DeclaredCosts = DeclaredCosts(),
    flags: Code.Flags = [],
    interned: @escaping (String) -> PyString
  ) {
    self.file = file
    self.symbols = symbols
    self.notes = notes
    self.costs = costs
    self.interned = interned
    self.flags = flags
    unit = Emitter(
      scope: symbols[.module],
      range: SourceRange(start: SourcePosition(line: 1, column: 0), end: SourcePosition(line: 1, column: 0)),
      interned: interned)
  }

  func compile(_ module: ModuleSyntax) throws -> Code {
    unit.draft.file = file
    unit.draft.flags.formUnion(flags)
    unit.draft.documentation = module.body.documentation
    annotatesWithText = module.body.contains { statement in
      guard case .importFrom("__future__", let names, _) = statement.kind else { return false }
      return names.contains { $0.name == "annotations" }
    }
    setUpAnnotations(module.body)
    if !notes.isEmpty { placeNotes(in: module) }
    try compile(module.body)
    unit.load(.none)
    unit.emit(.returnValue)
    return unit.finish()
  }

  /// Compiles a scope of its own and leaves its function on the stack.
  func compileFunction(
    _ scope: NameScopeID, range: SourceRange, flags: Int, configure: (Emitter) -> Void,
    body: () throws -> Void
  ) throws {
    let outer = unit
    let inner = Emitter(scope: symbols[scope], range: range, interned: interned)
    inner.draft.file = file
    inner.draft.flags.formUnion(self.flags)
    configure(inner)
    unit = inner
    defer { unit = outer }
    if inner.draft.flags.contains(.generator) || inner.draft.flags.contains(.coroutine) {
      // The value that starts a generator.
      inner.setDepth(1)
      inner.emit(.pop)
    }
    try body()
    let code = inner.finish()
    unit = outer
    var flags = flags
    if !inner.scope.free.isEmpty {
      for name in inner.scope.free { loadCell(name) }
      unit.emit(.buildTuple, inner.scope.free.count)
      flags |= 4
    }
    unit.emit(.loadConstant, unit.constant(.object(CodeConstant(code))))
    unit.emit(.makeFunction, flags)
  }

  private func loadCell(_ name: String) {
    let isOwn = unit.scope.cells.contains(name)
    unit.emit(.loadCell, isOwn ? unit.slot(name) : unit.freeSlot(name))
  }

  // MARK: Names

  func load(_ name: String) {
    let name = unit.scope.mangled(name)
    switch binding(name) {
    case .local where unit.scope.kind.isFunctionLike: unit.emit(.loadFast, unit.slot(name))
    case .local: unit.emit(.loadName, unit.name(name))
    case .cell where unit.scope.kind == .class: unit.emit(.loadName, unit.name(name))
    case .cell: unit.emit(.loadCellValue, unit.slot(name))
    case .free where seesClass:
      unit.emit(.loadClassCellValue, unit.freeSlot(name))
    case .free: unit.emit(.loadCellValue, unit.freeSlot(name))
    case .global where seesClass: unit.emit(.loadName, unit.name(name))
    case .global, .declaredGlobal: unit.emit(.loadGlobal, unit.name(name))
    }
  }

  func store(_ name: String) {
    let name = unit.scope.mangled(name)
    switch binding(name) {
    case .local where unit.scope.kind.isFunctionLike: unit.emit(.storeFast, unit.slot(name))
    case .local: unit.emit(.storeName, unit.name(name))
    case .cell where unit.scope.kind == .class: unit.emit(.storeName, unit.name(name))
    case .cell: unit.emit(.storeCellValue, unit.slot(name))
    case .free: unit.emit(.storeCellValue, unit.freeSlot(name))
    case .global, .declaredGlobal: unit.emit(.storeGlobal, unit.name(name))
    }
  }

  func delete(_ name: String) {
    let name = unit.scope.mangled(name)
    switch binding(name) {
    case .local where unit.scope.kind.isFunctionLike: unit.emit(.deleteFast, unit.slot(name))
    case .local: unit.emit(.deleteName, unit.name(name))
    case .cell where unit.scope.kind == .class: unit.emit(.deleteName, unit.name(name))
    case .cell: unit.emit(.deleteCellValue, unit.slot(name))
    case .free: unit.emit(.deleteCellValue, unit.freeSlot(name))
    case .global, .declaredGlobal: unit.emit(.deleteGlobal, unit.name(name))
    }
  }

  /// Whether the names of a class body are seen before those further out.
  private var seesClass: Bool {
    switch unit.scope.kind {
    case .class: true
    case .typeParameters: isInClass
    default: false
    }
  }

  /// Whether the scope lies directly in a class.
  var isInClass: Bool { unit.scope.parent.map { symbols[$0].kind == .class } ?? false }

  private func binding(_ mangled: String) -> NameBinding {
    unit.scope.bindings[mangled] ?? .global
  }

  func attributeName(_ name: String) -> Int { unit.name(unit.scope.mangled(name)) }

  // MARK: Captions

  /// A caption belongs to the statement on its line, or to the next one below it: in the order of the text, for that in which
  /// statements are compiled, some of them twice, is another one.
  private func placeNotes(in module: ModuleSyntax) {
    var starts: [SourcePosition] = []
    SyntaxWalk.walk(module) { node, _ in
      if case .statement(let statement) = node { starts.append(statement.range.start) }
    }
    starts.sort { ($0.line, $0.column) < ($1.line, $1.column) }
    for index in notes.indices {
      guard let start = starts.first(where: { Int($0.line) >= notes[index].line }) else { continue }
      noteStatements[start, default: []].append(index)
    }
  }

  func emitNotes(for range: SourceRange) {
    for index in noteStatements[range.start] ?? [] { unit.emit(.note, index) }
  }

  func located<T>(_ range: SourceRange, _ body: () throws -> T) rethrows -> T {
    let outer = unit.range
    unit.range = range
    defer { unit.range = outer }
    return try body()
  }

  /// Emits what is done to an attribute of an object.
  func emitAttribute(_ opcode: Opcode, _ name: String, range: SourceRange) {
    located(range.from(name, endingAt: range.end)) { unit.emit(opcode, attributeName(name)) }
  }
}

extension SourceRange {
  /// From an attribute's name on, where that stands on a line below the one on which the range begins: what fails is looked for
  /// there (CPython 3.13 `compile.c`, `update_start_location_to_match_attr`).
  func from(_ name: String, endingAt end: SourcePosition) -> SourceRange {
    let length = name.unicodeScalars.count
    guard start.line != end.line, end.column >= length else { return self }
    return SourceRange(
      start: SourcePosition(line: Int(end.line), column: Int(end.column) - length), end: self.end)
  }
}

/// A code object among the constants of another.
final class CodeConstant: PyObject {
  let code: Code

  init(_ code: Code) {
    self.code = code
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType { machine.types.named("code") }
}

/// What the machine cannot run; the program is refused before anything of it runs.
struct Unsupported: Error {
  let construct: String
  let range: SourceRange
}
