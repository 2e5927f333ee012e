import DequeModule
import TaskModel

/// Feeds a stream reader, and lets a stream writer wait for room (CPython 3.13 `streams.py`).
package final class StreamReaderProtocol: NetworkProtocol {
  /// What a server does with a new connection; a coroutine is run in a task of its own.
  package typealias ClientConnected = (StreamReader, StreamWriter) throws -> (any Coroutine)?

  private let loop: EventLoop
  private weak var reader: StreamReader?
  /// Holds a server's reader until the connection is there: nobody else has it before.
  private var newReader: StreamReader?
  private let clientConnected: ClientConnected?
  private var transport: SocketTransport?
  /// What serves the client, held until the connection is lost.
  private var task: Task?
  private var isPaused = false
  private var isLost = false
  private var drainWaiters = Deque<Future>()

  /// Done when the connection is closed.
  let closed: Future

  init(_ reader: StreamReader, loop: EventLoop, clientConnected: ClientConnected? = nil) {
    self.loop = loop
    self.reader = reader
    self.clientConnected = clientConnected
    if clientConnected != nil { newReader = reader }
    closed = loop.createFuture()
  }

  package var callbackName: String { "StreamReaderProtocol.connection_made" }

  package func connectionMade(_ transport: SocketTransport) throws {
    self.transport = transport
    closed.awaited = .io("close \(transport.peerName)")
    defer { newReader = nil }
    guard let reader else { return }
    reader.setTransport(transport)
    guard let clientConnected else { return }
    let writer = StreamWriter(transport, self, reader)
    guard let coroutine = try clientConnected(reader, writer) else { return }
    let task = try loop.createTask(coroutine)
    self.task = task
    task.addDoneCallback(ClientEnd(transport))
  }

  package func connectionLost(_ error: (any Error)?) throws {
    if let error {
      try reader?.setException(error)
      if !closed.isDone { try closed.setException(error) }
      // CPython's protocol looks at it when it goes, so that nobody is told of it.
      closed.markRetrieved()
    } else {
      reader?.feedEnd()
      closed.setResultUnlessDone(())
    }
    isLost = true
    if isPaused { try release(error) }
    reader = nil
    task = nil
    transport = nil
  }

  package func dataReceived(_ data: [UInt8]) throws { try reader?.feed(data) }

  package func eofReceived() -> Bool {
    reader?.feedEnd()
    return true
  }

  package func pauseWriting() { isPaused = true }

  package func resumeWriting() throws {
    isPaused = false
    try release(nil)
  }

  package func representation(_ hooks: LoopSession.Hooks) -> String {
    "<asyncio.streams.StreamReaderProtocol object at \(hooks.address(self))>"
  }

  private func release(_ error: (any Error)?) throws {
    for waiter in drainWaiters where !waiter.isDone {
      if let error { try waiter.setException(error) } else { try waiter.setResult(()) }
    }
  }

  /// A future to wait for before more is written; nil: there is room.
  func waitForRoom() throws -> Future? {
    if isLost { throw LoopError(.connectionReset, "Connection lost") }
    guard isPaused else { return nil }
    let waiter = loop.createFuture()
    waiter.awaited = .io("drain " + (transport?.peerName ?? "a stream"))
    drainWaiters.append(waiter)
    return waiter
  }

  func stopWaiting(_ waiter: Future) { drainWaiters.removeAll { $0 === waiter } }
}

/// Closes the connection of a client whose handler failed, and says so.
private final class ClientEnd: DoneObserver {
  var callbackName: String { "StreamReaderProtocol.connection_made.<locals>.callback" }

  private let transport: SocketTransport

  init(_ transport: SocketTransport) { self.transport = transport }

  func futureIsDone(_ task: Future) throws {
    if task.isCancelled { return try transport.close() }
    guard let error = try task.exception() else { return }
    try transport.loop.callExceptionHandler(
      ErrorReport(
        message: "Unhandled exception in client_connected_cb", exception: error, transport: transport))
    try transport.close()
  }
}
