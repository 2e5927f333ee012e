import PythonSyntax

/// Collects the instructions of one function, class body or module.
final class Emitter {
  struct Label { let number: Int }

  /// A stretch of the source that `break`, `continue` and `return` have to unwind.
  enum Block {
    case loop(breakTo: Label, continueTo: Label, hasIterator: Bool)
    case handled
    case finallyBody([Statement])
    /// The copy of a `finally` that runs on the way of a `return`, whose value waits on the stack.
    case returning
    /// The copy of a `finally` that runs for an exception.
    case finallyHandler
    case exceptBody(name: String?)
    case with(isAsync: Bool, SourceRange)
  }

  let scope: NameScope
  var draft = CodeDraft()
  var blocks: [Block] = []
  var range: SourceRange
  private(set) var depth = 0

  /// The handler of the instructions that are emitted now, by its place in `regions`.
  var region = -1
  private var regions: [(target: Label, depth: Int, outer: Int)] = []
  private var regionOfInstruction: [Int] = []
  private var labels: [Int] = []
  private var labelDepths: [Int?] = []
  private var jumps: [(instruction: Int, label: Label)] = []
  private var constants: [ConstantKey: Int] = [:]
  private var names: [String: Int] = [:]
  private(set) var slots: [String: Int] = [:]
  private let interned: (String) -> PyString

  private enum ConstantKey: Hashable {
    case none, ellipsis
    case bool(Bool)
    case int(Int)
    case float(UInt64)
    case text(String.UnicodeScalarViewKey)
  }

  init(scope: NameScope, range: SourceRange, interned: @escaping (String) -> PyString) {
    self.scope = scope
    self.range = range
    self.interned = interned
    draft.name = scope.name
    draft.qualifiedName = scope.qualifiedName
    draft.firstLine = Int(range.start.line)
    if case .comprehension = scope.kind { addSlot(".0") }
    if scope.kind.isFunctionLike {
      for name in scope.locals { addSlot(name) }
    } else {
      for name in scope.cells { addSlot(name) }
    }
    draft.localCount = draft.slotNames.count
    draft.cellSlots = scope.cells.compactMap { slots[$0] }
    for name in scope.free {
      slots[freeKey(name)] = draft.slotNames.count
      draft.slotNames.append(interned(name))
    }
    draft.freeCount = scope.free.count
  }

  /// A class may hold a cell of its own and pass on another one of the same name.
  private func freeKey(_ name: String) -> String { slots[name] == nil ? name : "\(name) (free)" }

  private func addSlot(_ name: String) {
    slots[name] = draft.slotNames.count
    draft.slotNames.append(interned(name))
  }

  func slot(_ name: String) -> Int { slots[name] ?? 0 }
  func freeSlot(_ name: String) -> Int { slots["\(name) (free)"] ?? slots[name] ?? 0 }

  /// A slot that no name of the program uses.
  func temporary() -> Int {
    draft.slotNames.append(interned("<temporary>"))
    return draft.slotNames.count - 1
  }

  // MARK: Instructions

  func emit(_ opcode: Opcode, _ operand: Int = 0) {
    draft.instructions.append(UInt32(opcode.rawValue) | UInt32(truncatingIfNeeded: operand) << 8)
    draft.ranges.append(range)
    regionOfInstruction.append(region)
    depth += opcode.stackEffect(operand)
    draft.stackSize = max(draft.stackSize, depth + 1)
  }

  func emitJump(_ opcode: Opcode, _ label: Label) {
    jumps.append((draft.instructions.count, label))
    let before = depth
    emit(opcode, 0)
    let atTarget: Int =
      switch opcode {
      case .iterate: before - 1
      case .jumpIfFalseOrPop, .jumpIfTrueOrPop: before
      default: depth
      }
    if labelDepths[label.number] == nil { labelDepths[label.number] = atTarget }
  }

  func newLabel() -> Label {
    labels.append(-1)
    labelDepths.append(nil)
    return Label(number: labels.count - 1)
  }

  /// Puts the label here. Where its depth is known from a jump, that is the depth from here on.
  func place(_ label: Label) {
    labels[label.number] = draft.instructions.count
    if let known = labelDepths[label.number] { depth = known } else { labelDepths[label.number] = depth }
  }

  /// Says how deep the stack is, after code that never falls through.
  func setDepth(_ depth: Int) {
    self.depth = depth
    draft.stackSize = max(draft.stackSize, depth + 1)
  }

  /// Emits `body` with its exceptions handled at `target`, where `keeping` values stay below the exception.
  func withHandler(_ target: Label, keeping: Int, _ body: () throws -> Void) rethrows {
    let outer = region
    regions.append((target, keeping, outer))
    region = regions.count - 1
    try body()
    region = outer
  }

  /// The handler around another one.
  func outerRegion(of region: Int) -> Int { region < 0 ? -1 : regions[region].outer }

  // MARK: Constants and names

  func constant(_ value: Value) -> Int {
    let key: ConstantKey? =
      switch value {
      case .none: ConstantKey.none
      case .ellipsis: .ellipsis
      case .bool(let value): .bool(value)
      case .int(let value): .int(value)
      case .float(let value): .float(value.bitPattern)
      case .object: value.string.map { .text(.init($0.value)) }
      default: nil
      }
    if let key, let index = constants[key] { return index }
    draft.constants.append(value)
    if let key { constants[key] = draft.constants.count - 1 }
    return draft.constants.count - 1
  }

  func load(_ value: Value) { emit(.loadConstant, constant(value)) }

  func name(_ name: String) -> Int {
    if let index = names[name] { return index }
    draft.names.append(interned(name))
    names[name] = draft.names.count - 1
    return draft.names.count - 1
  }

  // MARK: The end

  func finish() -> Code {
    for (instruction, label) in jumps {
      let opcode = draft.instructions[instruction] & 0xff
      draft.instructions[instruction] = opcode | UInt32(truncatingIfNeeded: labels[label.number]) << 8
    }
    for (index, region) in regionOfInstruction.enumerated() where region >= 0 {
      let target = labels[regions[region].target.number]
      let depth = regions[region].depth
      if let last = draft.handlers.last, last.end == index, last.target == target, last.depth == depth {
        draft.handlers[draft.handlers.count - 1].end = index + 1
      } else {
        draft.handlers.append(Code.Handler(start: index, end: index + 1, target: target, depth: depth))
      }
    }
    draft.stackSize += 8
    return Code(draft)
  }
}

extension String {
  /// Compares as Python compares: by code points, not by canonical equivalence.
  struct UnicodeScalarViewKey: Hashable {
    let bytes: [UInt8]
    init(_ text: String) { bytes = Array(text.utf8) }
  }
}
