/// Closes the asynchronous generators that are under way: asyncio's `shutdown_asyncgens` (CPython 3.13 `base_events.py`).
package final class ShutdownAsyncGenerators: NativeCoroutine {
  private var generators: [Any] = []
  private let underWay: () -> [Any]
  private let closing: (Any) -> any Coroutine

  /// `underWay` gives the interpreter's own objects when the first step asks: what goes before then needs no closing. `closing`
  /// makes the coroutine that closes one.
  package init(_ underWay: @escaping () -> [Any], loop: EventLoop, closing: @escaping (Any) -> any Coroutine)
  {
    self.underWay = underWay
    self.closing = closing
    super.init(name: "BaseEventLoop.shutdown_asyncgens", loop: loop)
  }

  override func start() throws -> Progress {
    generators = underWay()
    guard !generators.isEmpty else { return .returned(()) }
    let closings = generators.map { Awaitable.coroutine(closing($0)) }
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
