import AsyncioLoop
import TaskModel

/// What an `async def` makes: the loop resumes it as a task's coroutine.
final class PyCoroutine: PyGenerator, Coroutine {
  override func type(in machine: Machine) -> PyType { machine.types.coroutine }

  var name: String { qualifiedName }

  var definition: (site: SourceSite, hasEnded: Bool)? {
    let site = SourceSite(file: frame.code.file, line: frame.code.firstLine, function: qualifiedName)
    return (site, state == .finished)
  }

  /// Outermost first: its own frame, then those of the coroutines that it awaits.
  var frames: [SourceSite] { machine.awaitChains.chain(of: self) }

  func resume(_ resumption: Resumption) -> CoroutineStep {
    // What was on its way out of another coroutine has arrived; raised again, it is raised anew.
    machine.propagating = nil
    do {
      guard state != .running else { throw machine.valueError("coroutine already executing") }
      guard state != .finished else {
        throw machine.error(.runtimeError, "cannot reuse already awaited coroutine")
      }
      let exit: Exit
      switch resumption {
      case .send: exit = try machine.resume(self, sending: .none)
      case .throw(let error):
        exit = try machine.resume(self, throwing: machine.pythonException(error) ?? error)
      }
      switch exit {
      case .returned(let value): return .returned(value)
      case .yielded(.undefined):
        guard let future = machine.awaitedFuture else { return .turn }
        machine.awaitedFuture = nil
        return .awaiting(future)
      case .yielded(.none): return .turn
      case .yielded(let value):
        if let future = value.object as? PyFuture { return .awaiting(future.future) }
        return .yielded(value)
      case .produced: return .turn
      }
    } catch {
      return .raised(error)
    }
  }

  func close() { try? machine.close(self) }
}

/// A coroutine of the loop's library, as the program sees it.
final class PyNativeCoroutine: PyObject {
  let coroutine: any Coroutine
  var isStarted = false
  unowned let machine: Machine

  init(_ coroutine: any Coroutine, machine: Machine) {
    self.coroutine = coroutine
    self.machine = machine
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType {
    coroutine.namelessType.map { machine.types.named($0) } ?? machine.types.coroutine
  }

  deinit {
    if !isStarted, !machine.settings.stop.isRequested {
      machine.warnNeverAwaited("coroutine '\(coroutine.name)'")
    }
  }
}

/// A future or task of the loop, as the program sees it: one object for each as long as the program holds it.
final class PyFuture: PyObject, NativeIterable {
  let future: Future
  private var attributes: PyDict?

  init(_ future: Future) {
    self.future = future
    super.init(.future)
  }

  override func type(in machine: Machine) -> PyType {
    if future is Task { return machine.types.named("Task", module: "_asyncio") }
    if Swift.type(of: future) == Future.self { return machine.types.named("Future", module: "_asyncio") }
    return machine.types.named(
      future.representation.hasPrefix("<_Gathering") ? "_GatheringFuture" : "Future", module: "_asyncio")
  }

  override func isSame(as other: PyObject) -> Bool { (other as? PyFuture)?.future === future }

  func makeIterator(_ machine: Machine) -> PyIterator { FutureIterator(self) }

  override var ownAttributes: PyDict? { attributes }

  override func attributesForWriting() -> PyDict? {
    if let attributes { return attributes }
    let made = PyDict()
    attributes = made
    return made
  }
}

/// What `yield from` makes of a future: it gives the future itself to whoever waits, and ends with its result.
final class FutureIterator: PyIterator {
  private let object: PyFuture
  private var hasYielded = false

  init(_ object: PyFuture) { self.object = object }

  override var typeName: String { "FutureIter" }
  override var typeModule: String { "_asyncio" }

  override func next(_ machine: Machine) throws -> Value? {
    if object.future.isDone {
      let result = machine.value(fromLoop: try object.future.result())
      throw machine.makeException(machine.types[.stopIteration], [result])
    }
    guard !hasYielded else { throw machine.error(.runtimeError, "await wasn't used with future") }
    hasYielded = true
    return .object(object)
  }
}

/// What an asynchronous generator function makes.
final class PyAsyncGenerator: PyGenerator {
  /// Whether one of its steps is under way.
  var isRunning = false
  /// Whether it is to be closed, or has ended.
  var isClosed = false
  /// Whether its first step has been made.
  var isRegistered = false
  /// Whether it takes the place of one that nobody held any more: let go of again, it ends without running, as CPython
  /// finalizes no object twice.
  var isRevived = false
  /// The loop that ran then, which closes it in the end.
  weak var loop: EventLoop?

  override func type(in machine: Machine) -> PyType { machine.types.asyncGenerator }

  deinit {
    if isRevived {
      frame.generator = nil
      state = .finished
    }
    guard state == .created || state == .suspended, !isClosed, let loop, !machine.settings.stop.isRequested
    else { return }
    machine.closeLater(frame, state: state, name: qualifiedName, on: loop)
    state = .finished
  }
}

/// An awaitable step of an asynchronous generator: `__anext__`, `asend`, `athrow` or `aclose`.
final class PyAsyncGeneratorStep: PyObject {
  enum Action {
    case send(Value)
    case raise(PyException)
    case close
  }

  enum State { case created, running, ended }

  let generator: PyAsyncGenerator
  let action: Action
  var state = State.created

  init(_ generator: PyAsyncGenerator, _ action: Action) {
    self.generator = generator
    self.action = action
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType {
    machine.types.named(typeName)
  }

  var typeName: String { isSend ? "async_generator_asend" : "async_generator_athrow" }

  var isSend: Bool { if case .send = action { true } else { false } }

  var methodName: String {
    switch action {
    case .send: "asend"
    case .raise: "athrow"
    case .close: "aclose"
    }
  }

  /// What an error calls it that finds the generator running.
  var busyName: String { isSend ? "anext" : methodName }

  func reuse(_ machine: Machine) -> PyException {
    let names = isSend ? "__anext__()/asend()" : "aclose()/athrow()"
    return machine.error(.runtimeError, "cannot reuse already awaited \(names)")
  }

  deinit {
    let machine = generator.machine
    guard state == .created, !machine.settings.stop.isRequested else { return }
    machine.warnNeverAwaited("coroutine method '\(methodName)' of '\(generator.qualifiedName)'")
  }
}
