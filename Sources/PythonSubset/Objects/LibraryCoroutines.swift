import AsyncioLoop
import TaskModel

/// An awaitable of the program's own, as the loop runs it.
final class ValueCoroutine: Coroutine {
  /// The step of an asynchronous generator that it is; nil: an awaitable of another kind.
  let generatorStep: PyAsyncGeneratorStep?

  private let value: Value
  private var receiver: Value?
  private let machine: Machine

  let name: String

  init(_ value: Value, machine: Machine) {
    self.value = value
    self.machine = machine
    generatorStep = nil
    name = "ensure_future.<locals>._wrap_awaitable"
  }

  init(_ step: PyAsyncGeneratorStep, machine: Machine) {
    value = .object(step)
    self.machine = machine
    generatorStep = step
    name = "\(step.generator.qualifiedName).\(step.methodName)"
  }

  var namelessType: String? { generatorStep?.typeName }

  var frames: [SourceSite] {
    if let step = receiver?.object as? PyAsyncGeneratorStep {
      return machine.awaitChains.chain(of: step.generator)
    }
    return (receiver?.object as? PyGenerator).map(machine.awaitChains.chain) ?? []
  }

  func resume(_ resumption: Resumption) -> CoroutineStep {
    machine.propagating = nil
    let step = advance(resumption)
    if case .raised(let error) = step {
      var thrown: (any Error)?
      if case .throw(let given) = resumption { thrown = given }
      machine.linkIfNew(error, thrown: thrown)
    }
    return step
  }

  private func advance(_ resumption: Resumption) -> CoroutineStep {
    do {
      let target = try receiver ?? machine.awaitable(value)
      receiver = target
      switch resumption {
      case .send:
        if let generator = target.object as? PyGenerator, !(generator is PyAsyncGenerator) {
          switch try machine.resume(generator, sending: .none) {
          case .returned(let value): return .returned(value)
          case .yielded(let value), .produced(let value): return step(value)
          }
        }
        switch try machine.sendNative(target, .none) {
        case .finished(let value): return .returned(value)
        case .yielded(let value): return step(value)
        }
      case .throw(let error):
        if let generator = target.object as? PyGenerator, !(generator is PyAsyncGenerator) {
          switch try machine.resume(generator, throwing: machine.pythonException(error) ?? error) {
          case .returned(let value): return .returned(value)
          case .yielded(let value), .produced(let value): return step(value)
          }
        }
        switch machine.throwNative(target, error) {
        case .finished(let value): return .returned(value)
        case .yielded(let value): return step(value)
        case .raised(let error): return .raised(error)
        }
      }
    } catch {
      return .raised(error)
    }
  }

  private func step(_ value: Value) -> CoroutineStep {
    if value.isUndefined, let future = machine.awaitedFuture {
      machine.awaitedFuture = nil
      return .awaiting(future)
    }
    if let future = (value.object as? PyFuture)?.future { return .awaiting(future) }
    if value.isNone { return .turn }
    return .yielded(value)
  }

  func close() {}
}

/// A coroutine of the library whose making waits until it first runs, as the body of an `async def` does.
final class DeferredCoroutine: Coroutine {
  enum Made {
    case value(Value)
    case coroutine(any Coroutine)
  }

  let name: String
  private let machine: Machine
  private let result: Value?
  private let body: (Machine) throws -> Made
  private var inner: (any Coroutine)?
  private var isStarted = false

  init(
    name: String, machine: Machine, result: Value? = nil, _ body: @escaping (Machine) throws -> Made
  ) {
    self.name = name
    self.machine = machine
    self.result = result
    self.body = body
  }

  var frames: [SourceSite] { inner?.frames ?? [] }

  func resume(_ resumption: Resumption) -> CoroutineStep {
    if let inner { return resume(inner, resumption) }
    guard !isStarted else {
      return .raised(machine.error(.runtimeError, "cannot reuse already awaited coroutine"))
    }
    isStarted = true
    if case .throw(let error) = resumption { return .raised(error) }
    do {
      switch try body(machine) {
      case .value(let value): return .returned(value)
      case .coroutine(let made):
        inner = made
        return resume(made, .send)
      }
    } catch {
      return .raised(error)
    }
  }

  private func resume(_ inner: any Coroutine, _ resumption: Resumption) -> CoroutineStep {
    let step = inner.resume(resumption)
    if let result, case .returned = step { return .returned(result) }
    return step
  }

  func close() {
    isStarted = true
    inner?.close()
  }
}

/// `asyncio.sleep(0)` where no loop runs.
final class OneTurn: Coroutine {
  private let result: Value
  private var hasYielded = false

  init(_ result: Value) { self.result = result }

  var name: String { "sleep" }
  var frames: [SourceSite] { [] }

  func resume(_ resumption: Resumption) -> CoroutineStep {
    if case .throw(let error) = resumption { return .raised(error) }
    defer { hasYielded = true }
    return hasYielded ? .returned(result) : .turn
  }

  func close() {}
}
