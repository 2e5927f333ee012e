import TaskModel

/// Collects what a connection receives, for coroutines to read (CPython 3.13 `streams.py`).
package final class StreamReader {
  package let loop: EventLoop
  package let limit: Int

  package private(set) var exception: (any Error)?

  var buffer = ByteQueue()
  private(set) var hasEnded = false
  private var waiter: Future?
  private var transport: SocketTransport?
  private var isPaused = false

  package static let defaultLimit = 64 * 1024

  package init(limit: Int = StreamReader.defaultLimit, loop: EventLoop) throws {
    guard limit > 0 else { throw LoopError(.value, "Limit cannot be <= 0") }
    self.limit = limit
    self.loop = loop
  }

  // MARK: What a transport does

  package func setTransport(_ transport: SocketTransport) { self.transport = transport }

  package func feed(_ data: [UInt8]) throws {
    if hasEnded { throw LoopError(.assertion, "feed_data after feed_eof") }
    guard !data.isEmpty else { return }
    buffer.append(data)
    wake()
    if let transport, !isPaused, buffer.count > 2 * limit {
      transport.pauseReading()
      isPaused = true
    }
  }

  package func feedEnd() {
    hasEnded = true
    wake()
  }

  package func setException(_ error: any Error) throws {
    exception = error
    let waiting = waiter
    waiter = nil
    if let waiting, !waiting.isCancelled { try waiting.setException(error) }
  }

  private func wake() {
    let waiting = waiter
    waiter = nil
    waiting?.setResultUnlessDone(())
  }

  // MARK: What a reading coroutine does

  package var isAtEnd: Bool { hasEnded && buffer.isEmpty }

  /// A future that is done when there is more, or an end.
  func waitForMore(_ method: String) throws -> Future {
    if waiter != nil {
      throw LoopError(
        .runtime, "\(method)() called while another coroutine is already waiting for incoming data")
    }
    // Who waits for more than a paused transport lets through would wait for ever.
    if isPaused {
      isPaused = false
      try transport?.resumeReading()
    }
    let future = loop.createFuture()
    future.awaited = .io("read " + (transport?.peerName ?? "a stream"))
    waiter = future
    return future
  }

  func stopWaiting() { waiter = nil }

  /// Takes up to `count` bytes out, and lets a paused transport go on where there is room again.
  func take(_ count: Int) throws -> [UInt8] {
    let taken = buffer.take(count)
    try resumeIfLow()
    return taken
  }

  func resumeIfLow() throws {
    guard isPaused, buffer.count <= limit else { return }
    isPaused = false
    try transport?.resumeReading()
  }

  /// Python's `repr()` of it.
  package var representation: String {
    var parts = ["StreamReader"]
    if !buffer.isEmpty { parts.append("\(buffer.count) bytes") }
    if hasEnded { parts.append("eof") }
    if limit != Self.defaultLimit { parts.append("limit=\(limit)") }
    if let waiter { parts.append("waiter=\(waiter.representation)") }
    if let exception { parts.append("exception=\(loop.session.hooks.describe(exception) ?? "None")") }
    if let transport { parts.append("transport=\(transport.representation)") }
    if isPaused { parts.append("paused") }
    return "<\(parts.joined(separator: " "))>"
  }
}
