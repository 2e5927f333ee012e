import AsyncioLoop
import TaskModel

/// The steps of asynchronous generators: what `__anext__`, `asend`, `athrow` and `aclose` give to be awaited (CPython 3.13
/// `genobject.c`).
extension Machine {
  /// A new step; the loop is told of the generator with its first one.
  func makeStep(_ generator: PyAsyncGenerator, _ action: PyAsyncGeneratorStep.Action) -> Value {
    register(generator)
    return .object(PyAsyncGeneratorStep(generator, action))
  }

  func advance(_ step: PyAsyncGeneratorStep, sending value: Value) throws -> NativeProgress {
    let generator = step.generator
    if step.state == .ended { throw step.reuse(self) }
    if !step.isSend, generator.state == .finished {
      step.state = .ended
      return .finished(.none)
    }
    if step.state == .running { return try progress(step) { try send(value, into: generator) } }
    try begin(step)
    switch step.action {
    case .send(let sent): return try progress(step) { try send(value.isNone ? sent : value, into: generator) }
    case .raise, .close:
      if generator.isClosed {
        step.state = .ended
        throw makeException(types[.stopAsyncIteration], [])
      }
      let exception: PyException
      if case .raise(let given) = step.action {
        exception = given
      } else {
        generator.isClosed = true
        exception = makeException(types[.generatorExit], [])
      }
      return try progress(step) { try resume(generator, throwing: exception) }
    }
  }

  func advance(_ step: PyAsyncGeneratorStep, throwing error: any Error) throws -> NativeProgress {
    if step.state == .ended { throw step.reuse(self) }
    if step.state == .created { try begin(step) }
    return try progress(step) { try resume(step.generator, throwing: error) }
  }

  /// Ends a step that is under way: GeneratorExit at its await.
  func close(_ step: PyAsyncGeneratorStep) throws {
    if step.state == .ended { return }
    do {
      _ = try advance(step, throwing: makeException(types[.generatorExit], []))
    } catch let exception as PyException where endsGenerator(exception) {
      return
    }
    throw error(.runtimeError, "coroutine ignored GeneratorExit")
  }

  private func begin(_ step: PyAsyncGeneratorStep) throws {
    guard !step.generator.isRunning else {
      step.state = .ended
      throw error(.runtimeError, "\(step.busyName)(): asynchronous generator is already running")
    }
  }

  private func send(_ value: Value, into generator: PyAsyncGenerator) throws -> Exit {
    switch generator.state {
    case .finished: throw makeException(types[.stopAsyncIteration], [])
    case .created where !value.isNone:
      throw typeError("can't send non-None value to a just-started async generator")
    default: return try resume(generator, sending: value)
    }
  }

  /// Runs the generator to its next `yield`, to an await that waits, or to its end.
  private func progress(_ step: PyAsyncGeneratorStep, _ run: () throws -> Exit) throws -> NativeProgress {
    step.state = .running
    step.generator.isRunning = true
    do {
      switch try run() {
      case .yielded(let value): return .yielded(value)
      case .produced(let value):
        end(step)
        if case .close = step.action {
          throw error(.runtimeError, "async generator ignored GeneratorExit")
        }
        return .finished(value)
      case .returned: throw makeException(types[.stopAsyncIteration], [])
      }
    } catch {
      end(step)
      guard let exception = pythonException(error), endsGenerator(exception) else { throw error }
      step.generator.isClosed = true
      if case .close = step.action { return .finished(.none) }
      throw exception
    }
  }

  private func end(_ step: PyAsyncGeneratorStep) {
    step.state = .ended
    step.generator.isRunning = false
  }

  private func endsGenerator(_ exception: PyException) -> Bool {
    exception.cls.isSubtype(of: types[.stopAsyncIteration])
      || exception.cls.isSubtype(of: types[.generatorExit])
  }
}

/// What `anext` with a default gives: the step of an iterator, and the default in place of its end.
final class NextOrDefault: Coroutine {
  private let inner: ValueCoroutine
  private let fallback: Value
  private let machine: Machine

  init(_ step: Value, fallback: Value, machine: Machine) {
    inner = ValueCoroutine(step, machine: machine)
    self.fallback = fallback
    self.machine = machine
  }

  let namelessType: String? = "anext_awaitable"
  var name: String { "anext_awaitable" }
  var frames: [SourceSite] { inner.frames }

  func resume(_ resumption: Resumption) -> CoroutineStep {
    let step = inner.resume(resumption)
    guard case .raised(let error) = step, let exception = machine.pythonException(error),
      exception.cls.isSubtype(of: machine.types[.stopAsyncIteration])
    else { return step }
    return .returned(fallback)
  }

  func close() { inner.close() }
}
