import AsyncioLoop

/// What a native receiver did with what was sent to it.
enum NativeStep {
  case finished(Value)
  /// It waits; undefined: for `Machine.awaitedFuture`.
  case yielded(Value)
  case raised(any Error)
}

/// What a native receiver that did not raise came to.
enum NativeProgress {
  case finished(Value)
  case yielded(Value)
}

extension Machine {
  /// The object that an `await` delegates to.
  func awaitable(_ value: Value) throws -> Value {
    if case .object(let object) = value {
      if object.kind == .generator, object is PyCoroutine {
        if let coroutine = object as? PyCoroutine,
          coroutine.state == .suspended || coroutine.state == .running
        {
          if coroutine.state == .running || coroutine.isDelegating {
            throw error(.runtimeError, "coroutine is being awaited already")
          }
        }
        return value
      }
      if object.kind == .future || object is PyNativeCoroutine || object is PyAsyncGeneratorStep {
        return value
      }
      if let convertible = object as? any NativeAwaitable { return try convertible.awaitable(self) }
    }
    if let result = try callSpecial(value, names.await) {
      if result.object is PyCoroutine { throw typeError("__await__() returned a coroutine") }
      if result.object is PyIterator || result.object is PyGenerator || result.object?.kind == .future
        || lookup(names.next, on: result) != nil
      {
        return result
      }
      throw typeError("__await__() returned non-iterator of type '\(typeName(of: result))'")
    }
    throw typeError("object \(typeName(of: value)) can't be used in 'await' expression")
  }

  /// Sends a value to what is awaited, where that is no frame of Python.
  func sendNative(_ receiver: Value, _ value: Value) throws -> NativeProgress {
    guard case .object(let object) = receiver else { throw typeError("cannot be awaited") }
    if object.kind == .future, let future = (object as? PyFuture)?.future {
      guard future.isDone else { return .yielded(receiver) }
      return .finished(self.value(fromLoop: try future.result()))
    }
    if let native = object as? PyNativeCoroutine {
      native.isStarted = true
      return try progress(of: native.coroutine.resume(.send))
    }
    if let step = object as? PyAsyncGeneratorStep { return try advance(step, sending: value) }
    do {
      if value.isNone {
        if let result = try nextOrResult(receiver) { return .yielded(result) }
        return .finished(.none)
      }
      return .yielded(try callMethod(receiver, names.send, [value]))
    } catch let exception as PyException where exception.cls.isSubtype(of: types[.stopIteration]) {
      return .finished(exception.args.first ?? .none)
    }
  }

  /// The next value of an iterator; a StopIteration with a value is thrown.
  private func nextOrResult(_ iterator: Value) throws -> Value? {
    if let native = iterator.object as? PyIterator { return try native.next(self) }
    return try callSpecial(iterator, names.next)
  }

  private func progress(of step: CoroutineStep) throws -> NativeProgress {
    switch step {
    case .awaiting(let future):
      awaitedFuture = future
      return .yielded(.undefined)
    case .turn: return .yielded(.none)
    case .yielded(let value): return .yielded(self.value(fromLoop: value))
    case .returned(let value): return .finished(self.value(fromLoop: value))
    case .raised(let error): throw error
    }
  }

  /// Throws into what is awaited, where that is no frame of Python.
  func throwNative(_ receiver: Value, _ error: any Error) -> NativeStep {
    do {
      let result: NativeProgress
      if let native = receiver.object as? PyNativeCoroutine {
        native.isStarted = true
        result = try progress(of: native.coroutine.resume(.throw(error)))
      } else if let step = receiver.object as? PyAsyncGeneratorStep {
        result = try advance(step, throwing: error)
      } else if receiver.object?.kind != .future, let exception = pythonException(error),
        let method = try findAttribute(receiver, names.throwing)
      {
        do {
          result = .yielded(try call(method, [.object(exception)]))
        } catch let stop as PyException where stop.cls.isSubtype(of: types[.stopIteration]) {
          result = .finished(stop.args.first ?? .none)
        }
      } else {
        return .raised(error)
      }
      switch result {
      case .finished(let value): return .finished(value)
      case .yielded(let value): return .yielded(value)
      }
    } catch {
      return .raised(error)
    }
  }

  /// A yielded value as the program may see it.
  func materialized(_ value: Value) -> Value {
    guard value.isUndefined else { return value }
    defer { awaitedFuture = nil }
    return awaitedFuture.map { .object(wrap($0)) } ?? .none
  }

  func wrap(_ future: Future) -> PyFuture {
    if let known = future.wrapper as? PyFuture { return known }
    let made = PyFuture(future)
    future.wrapper = made
    return made
  }

  // MARK: Asynchronous iteration

  func asyncIterator(over value: Value) throws -> Value {
    if value.object is PyAsyncGenerator { return value }
    if let native = value.object as? any NativeAsyncIterable { return try native.asyncIterator(self) }
    guard let result = try callSpecial(value, names.asyncIter) else {
      throw typeError("'async for' requires an object with __aiter__ method, got \(typeName(of: value))")
    }
    guard
      result.object is PyAsyncGenerator || result.object is any NativeAsyncIterable
        || lookup(names.asyncNext, on: result) != nil
    else {
      throw typeError(
        "'async for' received an object from __aiter__ that does not implement __anext__: \(typeName(of: result))"
      )
    }
    return result
  }

  func asyncNext(of iterator: Value) throws -> Value {
    if let generator = iterator.object as? PyAsyncGenerator {
      return makeStep(generator, .send(.none))
    }
    if let native = iterator.object as? any NativeAsyncIterable { return try native.asyncNext(self) }
    guard let result = try callSpecial(iterator, names.asyncNext) else {
      throw typeError("'async for' requires an iterator with __anext__ method, got \(typeName(of: iterator))")
    }
    do {
      return try awaitable(result)
    } catch let exception as PyException where exception.cls === types[.typeError] {
      throw typeError("'async for' received an invalid object from __anext__: \(typeName(of: result))")
    }
  }

  // MARK: with

  /// The four values that `with` works on: exit and enter, each with its receiver or undefined.
  func contextMethods(_ manager: Value, isAsync: Bool) throws -> [Value] {
    let enterName = isAsync ? names.asyncEnter : names.enter
    let exitName = isAsync ? names.asyncExit : names.exit
    let type = type(of: manager)
    let protocolName = "\(isAsync ? "asynchronous " : "")context manager protocol"
    guard let enter = type.lookup(enterName, in: self) else {
      throw typeError("'\(type.name)' object does not support the \(protocolName)")
    }
    guard let exit = type.lookup(exitName, in: self) else {
      throw typeError(
        "'\(type.name)' object does not support the \(protocolName) (missed \(exitName.value) method)")
    }
    return try bound(exit, manager) + bound(enter, manager)
  }

  private func bound(_ method: Value, _ receiver: Value) throws -> [Value] {
    if method.function != nil { return [method, receiver] }
    if let native = method.object as? PyNative, native.isMethod { return [method, receiver] }
    return [try bindDescriptor(method, to: receiver), .undefined]
  }
}

/// An object of Python's own that can be awaited.
protocol NativeAwaitable: AnyObject {
  func awaitable(_ machine: Machine) throws -> Value
}

/// An object of Python's own that `async for` goes over.
protocol NativeAsyncIterable: AnyObject {
  func asyncIterator(_ machine: Machine) throws -> Value
  func asyncNext(_ machine: Machine) throws -> Value
}
