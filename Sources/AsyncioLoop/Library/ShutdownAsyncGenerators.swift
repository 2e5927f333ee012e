/// An interpreter's own asynchronous generators that a loop has to close.
package struct AsyncGeneratorsUnderWay {
  package var isEmpty: () -> Bool
  /// Gives those that there are, the oldest first, and forgets them.
  package var take: () -> [Any]
  /// Makes the coroutine that closes one.
  package var closing: (Any) -> any Coroutine

  package init(
    isEmpty: @escaping () -> Bool, take: @escaping () -> [Any], closing: @escaping (Any) -> any Coroutine
  ) {
    self.isEmpty = isEmpty
    self.take = take
    self.closing = closing
  }
}

/// Closes the asynchronous generators that are under way: asyncio's `shutdown_asyncgens` (CPython 3.13 `base_events.py`).
package final class ShutdownAsyncGenerators: NativeCoroutine {
  private var generators: [Any] = []

  package init(loop: EventLoop) { super.init(name: "BaseEventLoop.shutdown_asyncgens", loop: loop) }

  /// Which ones there are is seen in the first step: some may have gone by then, and others begun.
  override func start() throws -> Progress {
    guard let underWay = loop.asyncGenerators else { return .returned(()) }
    generators = underWay.take()
    guard !generators.isEmpty else { return .returned(()) }
    let closings = generators.map { Awaitable.coroutine(underWay.closing($0)) }
    return .awaiting(.future(try loop.gather(closings, returnExceptions: true)))
  }

  override func proceed(_ result: Result<Any, any Error>) throws -> Progress {
    let results = try result.get() as? [Any] ?? []
    for (generator, result) in zip(generators, results) {
      guard let error = result as? any Error, error.loopCategory == .exception else { continue }
      let text = try session.hooks.representation(generator)
      try loop.callExceptionHandler(
        ErrorReport(
          message: "an error occurred during closing of asynchronous generator \(text)", exception: error,
          asyncGenerator: generator))
    }
    return .returned(())
  }
}
