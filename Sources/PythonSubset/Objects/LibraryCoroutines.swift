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
///
/// What it was called with it holds until it ends, and the traceback of an error that leaves it from then on.
final class DeferredCoroutine: Coroutine {
  typealias Body = (Machine) throws -> Made

  enum Made {
    case value(Value)
    case coroutine(any Coroutine)
  }

  /// What it was called with, which its body holds.
  private final class Arguments {
    let body: Body

    init(of body: @escaping Body) { self.body = body }
  }

  let name: String
  private let machine: Machine
  private let result: Value?
  /// nil: it has ended.
  private var body: Body?
  private var inner: (any Coroutine)?
  private var isClosed = false

  init(name: String, machine: Machine, result: Value? = nil, _ body: @escaping Body) {
    self.name = name
    self.machine = machine
    self.result = result
    self.body = body
  }

  var frames: [SourceSite] { inner?.frames ?? [] }

  func resume(_ resumption: Resumption) -> CoroutineStep {
    guard let body, !isClosed else {
      return .raised(machine.error(.runtimeError, "cannot reuse already awaited coroutine"))
    }
    let step = machine.deeper(by: 1) { advance(body, resumption) }
    switch step {
    case .awaiting, .turn, .yielded: return step
    case .returned(let value):
      end()
      return .returned(result ?? value)
    case .raised(let error):
      machine.leave(LibraryCall([Arguments(of: body)]), with: error)
      end()
      return step
    }
  }

  private func end() {
    body = nil
    inner = nil
  }

  private func advance(_ body: Body, _ resumption: Resumption) -> CoroutineStep {
    if let inner { return inner.resume(resumption) }
    if case .throw(let error) = resumption { return .raised(error) }
    do {
      switch try body(machine) {
      case .value(let value): return .returned(value)
      case .coroutine(let made):
        inner = made
        return made.resume(.send)
      }
    } catch {
      return .raised(error)
    }
  }

  func close() {
    isClosed = true
    // As in CPython, one that never ran keeps what it was called with.
    guard let inner else { return }
    inner.close()
    end()
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
