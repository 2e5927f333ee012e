/// A function that is running or suspended: its variables and its stack, on the heap.
final class Frame {
  /// What the running frame writes at every call; behind a pointer because exclusivity checks would cost there.
  struct Registers {
    /// The instruction after the current one.
    var next: Int
    /// Where the next value is pushed.
    var top: UnsafeMutablePointer<Value>
  }

  let code: Code
  let globals: PyDict
  let registers: UnsafeMutablePointer<Registers>
  let slots: UnsafeMutablePointer<Value>

  /// The frame that runs on when this one ends or yields; only while it runs.
  var back: Frame?
  /// The frame whose native call or `await` made the machine run this one; only while it runs.
  unowned(unsafe) var caller: Frame?
  /// Where a class body's names live.
  var namespace: PyDict?
  /// The metaclass that is asked what to keep of each name of the class body that runs.
  var collector: PyType?
  /// The generator or coroutine whose frame this is.
  unowned(unsafe) var generator: PyGenerator?
  /// The new instance, where this frame is the `__init__` of a construction.
  var constructed: Value = .undefined
  var function: PyFunction?
  /// Whether a traceback has shown it, and may hold its variables longer than it runs.
  var isTraced = false
  /// Who called it, once it has ended, where a traceback has shown it.
  private var outer: Frame?

  init(_ code: Code, globals: PyDict) {
    self.code = code
    self.globals = globals
    let slotCount = code.slotNames.count
    registers = .allocate(capacity: 1)
    slots = .allocate(capacity: slotCount + code.stackSize)
    slots.initialize(repeating: .undefined, count: slotCount)
    registers.initialize(to: Registers(next: 0, top: slots + slotCount))
  }

  deinit {
    slots.deinitialize(count: registers.pointee.top - slots)
    slots.deallocate()
    registers.deallocate()
  }

  var stack: UnsafeMutablePointer<Value> { slots + code.slotNames.count }

  /// Whether it stands at an `await` or `yield from`.
  var isDelegating: Bool {
    let next = registers.pointee.next
    return next < code.instructionCount && Opcode(word: code.instructionWords[next]) == .send
      && registers.pointee.top > stack
  }

  /// What it awaits there: the top of its stack.
  var delegate: Value? { isDelegating ? registers.pointee.top[-1] : nil }

  /// Lets go of all variables, when the frame has run to its end.
  func clear() {
    let count = code.slotNames.count
    for slot in 0..<count { slots[slot] = .undefined }
    dropStack()
  }

  /// Ends it: a traceback that shows it holds its callers as well, as in CPython, where a frame object holds its `f_back`.
  @inline(__always)
  func end(isEntry: Bool) {
    if isTraced, let calling = back ?? (isEntry ? caller : nil) {
      calling.isTraced = true
      outer = calling
    }
    back = nil
  }

  /// Lets go of what is on the stack, when an exception leaves the frame.
  func dropStack() { dropStack(to: stack) }

  /// Lets go of what lies on the stack above `base`, the topmost first: of two asynchronous generators in nested loops, the
  /// inner one is closed first.
  func dropStack(to base: UnsafeMutablePointer<Value>) {
    while registers.pointee.top > base {
      registers.pointee.top -= 1
      registers.pointee.top.deinitialize(count: 1)
    }
  }

  func push(_ value: Value) {
    registers.pointee.top.initialize(to: value)
    registers.pointee.top += 1
  }

  /// Puts parameters that inner functions share into cells, and the closure's cells into their slots.
  @inline(__always)
  func bindCells(_ closure: [PyCell]) {
    for slot in code.cellSlots { slots[slot] = .object(PyCell(slots[slot])) }
    var slot = code.localCount
    for cell in closure {
      slots[slot] = .object(cell)
      slot += 1
    }
  }

  /// The instruction that runs, or that ran last.
  var currentInstruction: Int { max(0, registers.pointee.next - 1) }

  var line: Int { code.line(at: currentInstruction) }
}
