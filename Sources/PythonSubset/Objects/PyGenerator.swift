/// A generator, coroutine or asynchronous generator.
class PyGenerator: PyObject {
  enum State: UInt8 { case created, suspended, running, finished }

  private(set) final var frame: Frame
  final var state = State.created
  final let handled = HandledException()
  final let qualifiedName: String
  final unowned let machine: Machine

  init(_ frame: Frame, qualifiedName: String, machine: Machine) {
    self.frame = frame
    self.qualifiedName = qualifiedName
    self.machine = machine
    super.init(.generator)
    frame.generator = self
  }

  override func type(in machine: Machine) -> PyType { machine.types.generator }

  /// Lets go of the variables when it has ended; those of a frame that a traceback shows are the traceback's from now on.
  final func dropVariables() {
    guard frame.isTraced else { return frame.clear() }
    frame.generator = nil
    frame = Frame(frame.code, globals: frame.globals)
    frame.generator = self
  }

  /// What it delegates to while suspended in an `await` or `yield from`: the top of its stack.
  final var delegate: Value? {
    guard state == .suspended else { return nil }
    let next = frame.registers.pointee.next
    guard next < frame.code.instructions.count, frame.registers.pointee.top > frame.stack,
      Opcode(word: frame.code.instructions[next]) == .send
    else { return nil }
    return frame.registers.pointee.top[-1]
  }

  /// Whether it stands at an `await` or `yield from`, though it counts as running already.
  final var isDelegating: Bool {
    let next = frame.registers.pointee.next
    return next < frame.code.instructions.count && Opcode(word: frame.code.instructions[next]) == .send
      && frame.registers.pointee.top > frame.stack
  }

  deinit {
    // One that has ended needs no frame any more; that of one to be closed later belongs to the one that takes its place.
    if state == .finished { return }
    frame.generator = nil
    if state == .suspended || state == .created {
      machine.abandon(frame, state: state, isCoroutine: self is PyCoroutine, name: qualifiedName)
    }
  }
}

/// The exception that a generator, or the code outside all of them, handles: what a bare `raise` raises again.
final class HandledException {
  var exception: PyException?
  var previous: HandledException?
}
