/// `asyncio.to_thread` (CPython 3.13 `threads.py`): has a thread of the loop's own make a call, in a copy of the context, and
/// waits for what it gives.
private final class ToThread: NativeCoroutine {
  private let callName: String
  private let body: () throws -> Any

  init(_ callName: String, _ body: @escaping () throws -> Any, loop: EventLoop) {
    self.callName = callName
    self.body = body
    super.init(name: "to_thread", loop: loop)
  }

  override func start() throws -> Progress {
    let (session, context, body) = (session, session.copiedContext(), body)
    return .awaiting(
      .future(try loop.runInExecutor(nil, callName) { try session.run(in: context, body) }))
  }
}

extension EventLoop {
  /// The coroutine's result is that of the call.
  package func toThread(_ callName: String, _ body: @escaping () throws -> Any) -> any Coroutine {
    ToThread(callName, body, loop: self)
  }
}
