import PythonSyntax

/// A compiled function, class body or module.
final class Code {
  /// Where an exception raised in a stretch of instructions is handled.
  struct Handler {
    var start: Int
    var end: Int
    var target: Int
    /// How many values of the stack stay.
    var depth: Int
  }

  struct Flags: OptionSet {
    let rawValue: UInt8
    static let generator = Flags(rawValue: 1)
    static let coroutine = Flags(rawValue: 2)
    static let variadic = Flags(rawValue: 4)
    static let keywordVariadic = Flags(rawValue: 8)
    /// A list, set or dictionary comprehension, which has no frame of its own in CPython.
    static let inlined = Flags(rawValue: 16)
    /// Python that taskviz carries: no traceback, creation site or chain of awaits shows its frames.
    static let library = Flags(rawValue: 32)
    /// The type parameters of something in a class, whose names it sees.
    static let seesClass = Flags(rawValue: 64)
  }

  let name: String
  let qualifiedName: String
  let file: String
  /// The line of the `def`, `class` or first statement.
  let firstLine: Int
  let flags: Flags
  /// The parameters that take positional arguments, of which the first `positionalOnlyCount` have no keyword.
  let positionalCount: Int
  let positionalOnlyCount: Int
  let keywordOnlyCount: Int
  /// What the slots hold: parameters, other locals, free variables.
  let slotNames: [PyString]
  let localCount: Int
  /// The locals that live in cells.
  let cellSlots: [Int]
  let freeCount: Int
  let stackSize: Int
  let constants: [Value]
  let names: [PyString]
  let handlers: [Handler]
  let documentation: String?

  /// One word an instruction: the opcode in the low byte, the operand above it.
  let instructions: UnsafeMutableBufferPointer<UInt32>
  let instructionWords: UnsafeMutablePointer<UInt32>
  /// A call runs nothing but makes a generator or coroutine.
  let makesGenerator: Bool
  /// It has no parameters but those that take positional arguments.
  let isSimple: Bool
  private let ranges: [SourceRange]

  /// What global names stood for when they were last looked up, by the place of the name.
  let globalCache: UnsafeMutableBufferPointer<GlobalCache>

  struct GlobalCache {
    var version: UInt32 = 0
    var builtinVersion: UInt32 = 0
    /// Where the name is among the entries; beyond `Int32.max / 2` it counts those of the builtins.
    var index: Int32 = -1
    var isBuiltin = false
  }

  init(_ draft: CodeDraft) {
    name = draft.name
    qualifiedName = draft.qualifiedName
    file = draft.file
    firstLine = draft.firstLine
    flags = draft.flags
    positionalCount = draft.positionalCount
    positionalOnlyCount = draft.positionalOnlyCount
    keywordOnlyCount = draft.keywordOnlyCount
    slotNames = draft.slotNames
    localCount = draft.localCount
    cellSlots = draft.cellSlots
    freeCount = draft.freeCount
    stackSize = draft.stackSize
    constants = draft.constants
    names = draft.names
    handlers = draft.handlers
    documentation = draft.documentation
    ranges = draft.ranges
    instructions = .allocate(capacity: draft.instructions.count)
    _ = instructions.initialize(from: draft.instructions)
    instructionWords = instructions.baseAddress ?? .allocate(capacity: 1)
    makesGenerator = flags.contains(.generator) || flags.contains(.coroutine)
    isSimple =
      draft.keywordOnlyCount == 0 && flags.isDisjoint(with: [.variadic, .keywordVariadic, .seesClass])
    globalCache = .allocate(capacity: max(1, draft.names.count))
    globalCache.initialize(repeating: GlobalCache())
  }

  deinit {
    instructions.deallocate()
    globalCache.deallocate()
  }

  var instructionCount: Int { instructions.count }

  var parameterCount: Int {
    positionalCount + keywordOnlyCount + (flags.contains(.variadic) ? 1 : 0)
      + (flags.contains(.keywordVariadic) ? 1 : 0)
  }

  func range(at instruction: Int) -> SourceRange {
    let index = min(max(instruction, 0), ranges.count - 1)
    return ranges[index]
  }

  func line(at instruction: Int) -> Int { Int(range(at: instruction).start.line) }

  func handler(at instruction: Int) -> Handler? {
    // Sorted by where they begin, and they do not overlap.
    var low = 0
    var high = handlers.count
    while low < high {
      let middle = (low + high) / 2
      if handlers[middle].end <= instruction { low = middle + 1 } else { high = middle }
    }
    guard low < handlers.count, handlers[low].start <= instruction else { return nil }
    return handlers[low]
  }
}

/// What the compiler knows of a `Code` when it has emitted all of it.
struct CodeDraft {
  var name = ""
  var qualifiedName = ""
  var file = ""
  var firstLine = 1
  var flags: Code.Flags = []
  var positionalCount = 0
  var positionalOnlyCount = 0
  var keywordOnlyCount = 0
  var slotNames: [PyString] = []
  var localCount = 0
  var cellSlots: [Int] = []
  var freeCount = 0
  var stackSize = 0
  var constants: [Value] = []
  var names: [PyString] = []
  var handlers: [Code.Handler] = []
  var documentation: String?
  var instructions: [UInt32] = []
  var ranges: [SourceRange] = []
}
