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

  /// What it delegates to while suspended in an `await` or `yield from`.
  final var delegate: Value? { state == .suspended ? frame.delegate : nil }

  /// Whether it stands at an `await` or `yield from`, though it counts as running already.
  final var isDelegating: Bool { frame.isDelegating }

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
