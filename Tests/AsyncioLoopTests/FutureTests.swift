import AsyncioLoop
import Testing

@Suite struct `A future` {
  private let loop = EventLoop(session: LoopSession())

  @Test func `it is settled once`() throws {
    let future = loop.createFuture()
    #expect(described(error { try future.result() }) == "InvalidStateError: Result is not set.")
    #expect(described(error { try future.exception() }) == "InvalidStateError: Exception is not set.")
    try future.setResult(1)
    #expect(
      described(error { try future.setResult(2) })
        == "InvalidStateError: invalid state")
    #expect(try !future.cancel())
    #expect(try future.result() as? Int == 1)
    #expect(try future.exception() == nil)
  }

  @Test func `a cancelled one raises with its message`() throws {
    let future = loop.createFuture()
    #expect(try future.cancel(message: "why"))
    #expect(future.isCancelled && future.isDone)
    #expect(described(error { try future.result() }) == "CancelledError: why")
    #expect(described(error { try future.exception() }) == "CancelledError: why")
  }

  @Test func `callbacks come from the loop, in order, and can be removed`() throws {
    var calls: [String] = []
    let future = loop.createFuture()
    func callback(_ name: String) -> DoneCallback {
      DoneCallback(function: name, name: name) { _ in calls.append(name) }
    }
    for name in ["a", "b", "a", "c"] { future.addDoneCallback(callback(name)) }
    #expect(future.representation == "<Future pending cb=[a(), <2 more>, c()]>")
    #expect(future.removeDoneCallbacks { $0.function as? String == "a" } == 2)
    try future.setResult(1)
    future.addDoneCallback(callback("late"))
    #expect(calls.isEmpty)
    try loop.callSoon { self.loop.stop() }
    try loop.runForever()
    #expect(calls == ["b", "c", "late"])
  }

  @Test func `the same error comes out as went in`() throws {
    let future = loop.createFuture()
    let failure = LoopError(.value, "x")
    try future.setException(failure)
    #expect(error { try future.result() } as? LoopError === failure)
    #expect(try future.exception() as? LoopError === failure)
  }

  @Test func `a task refuses to be settled from outside`() throws {
    let task = try loop.createTask(loop.sleep(0))
    #expect(
      described(error { try task.setResult(1) }) == "RuntimeError: Task does not support set_result operation"
    )
    #expect(
      described(error { try task.setException(LoopError(.value)) })
        == "RuntimeError: Task does not support set_exception operation")
  }

  private func error<T>(_ body: () throws -> T) -> (any Error)? {
    do {
      _ = try body()
      return nil
    } catch {
      return error
    }
  }
}
