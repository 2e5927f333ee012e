import AsyncioLoop

/// An asynchronous generator that the loop has to close, without keeping it alive.
struct LiveAsyncGenerator {
  weak var generator: PyAsyncGenerator?
}

extension Machine {
  /// Tells the running loop of a generator whose iteration begins (CPython's `firstiter` hook).
  func register(_ generator: PyAsyncGenerator) {
    guard !generator.isRegistered else { return }
    generator.isRegistered = true
    guard let loop = session.runningLoop else { return }
    generator.loop = loop
    liveAsyncGenerators.removeAll { $0.generator == nil }
    liveAsyncGenerators.append(LiveAsyncGenerator(generator: generator))
    guard loop.asyncGenerators == nil else { return }
    loop.asyncGenerators = AsyncGeneratorsUnderWay(
      isEmpty: { [unowned self, unowned loop] in
        !liveAsyncGenerators.contains { $0.generator?.loop === loop }
      },
      take: { [unowned self, unowned loop] in
        let generators = liveAsyncGenerators.compactMap(\.generator).filter { $0.loop === loop }
        liveAsyncGenerators.removeAll { $0.generator?.loop === loop }
        return generators.map(Value.object)
      },
      closing: { [unowned self] generator in
        guard let generator = (generator as? Value)?.object as? PyAsyncGenerator else {
          return ValueCoroutine(.none, machine: self)
        }
        return ValueCoroutine(PyAsyncGeneratorStep(generator, .close), machine: self)
      })
  }

  /// Closes a generator that nobody holds any more in a task of its own (CPython's `finalizer` hook).
  func closeLater(_ frame: Frame, state: PyGenerator.State, name: String, on loop: EventLoop) {
    guard !loop.isClosed else { return }
    let revived = PyAsyncGenerator(frame, qualifiedName: name, machine: self)
    revived.state = state
    revived.isRegistered = true
    revived.isRevived = true
    // Made at once, as in CPython: a loop that is closed before then leaves it to be told of as never awaited.
    let step = PyAsyncGeneratorStep(revived, .close)
    _ = try? loop.callSoon(name: "BaseEventLoop.create_task") { [unowned self] in
      _ = try loop.createTask(ValueCoroutine(step, machine: self))
    }
  }

  /// `loop.shutdown_asyncgens()`, to be awaited.
  func fillAsyncGeneratorMethods(_ type: PyType) {
    method(type, "async shutdown_asyncgens(self)", owner: "BaseEventLoop") { (m, loop: EventLoop, _) in
      m.coroutine(ShutdownAsyncGenerators(loop: loop))
    }
  }
}
