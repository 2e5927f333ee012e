/// How generators and coroutines end that are not run to their end: closed, or held by nobody any more.
extension Machine {
  /// Ends a generator: raises GeneratorExit where it is suspended.
  func close(_ generator: PyGenerator) throws {
    guard generator.state == .suspended else {
      if generator.state == .created { generator.state = .finished }
      try checkResumable(generator)
      return
    }
    do {
      switch try resume(generator, throwing: makeException(types[.generatorExit], [])) {
      case .returned: return
      case .yielded, .produced:
        let kind = generator is PyCoroutine ? "coroutine" : "generator"
        throw error(.runtimeError, "\(kind) ignored GeneratorExit")
      }
    } catch {
      let exception = pythonException(error)
      if exception?.cls.isSubtype(of: types[.generatorExit]) == true
        || exception?.cls.isSubtype(of: types[.stopIteration]) == true
      {
        return
      }
      throw error
    }
  }

  /// What happens to the frame of a generator that nobody holds any more.
  func abandon(_ frame: Frame, state: PyGenerator.State, isCoroutine: Bool, name: String) {
    frame.generator = nil
    if settings.stop.isRequested { return }
    if state == .created {
      if isCoroutine { warnNeverAwaited("coroutine '\(name)'") }
      return
    }
    guard !frame.code.handlers.isEmpty || frame.delegate?.object is PyAsyncGeneratorStep else { return }
    closeAbandoned(frame, name)
  }

  private func closeAbandoned(_ frame: Frame, _ name: String) {
    var raised: any Error = makeException(types[.generatorExit], [])
    if let delegate = frame.delegate {
      // A step of an asynchronous generator ends that, which others may hold; the rest goes with this frame.
      if delegate.object is PyAsyncGeneratorStep, case .raised(let error) = throwNative(delegate, raised) {
        raised = error
      }
      frame.registers.pointee.next += 1
    }
    do {
      _ = try run(frame, entry: frame, raising: raised)
    } catch {
      guard let exception = pythonException(error), !exception.cls.isSubtype(of: types[.generatorExit]) else {
        return
      }
      writeError("Exception ignored in: <generator object \(name)>\n" + formatTraceback(exception))
    }
  }
}
