/// Writes to a connection and waits for room (CPython 3.13 `streams.py`).
package final class StreamWriter {
  package let transport: SocketTransport
  private let connection: StreamReaderProtocol
  private let reader: StreamReader

  init(_ transport: SocketTransport, _ connection: StreamReaderProtocol, _ reader: StreamReader) {
    self.transport = transport
    self.connection = connection
    self.reader = reader
  }

  /// A connection that is forgotten is closed, as CPython does where nothing holds the writer any more.
  deinit {
    if !transport.isClosing, !transport.loop.isClosed { try? transport.close() }
  }

  /// Waits until the transport's buffer is down to its low-water mark, if it is above the high one.
  package func drain() -> any Coroutine { Drain(self) }

  /// Waits until the connection is closed.
  package func waitClosed() -> any Coroutine { WaitClosed(self) }

  /// Python's `repr()` of it.
  package var representation: String {
    "<StreamWriter transport=\(transport.representation) reader=\(reader.representation)>"
  }

  private final class Drain: NativeCoroutine {
    private var writer: StreamWriter?
    private var waiter: Future?
    private var hasGivenATurn = false

    init(_ writer: StreamWriter) {
      self.writer = writer
      super.init(name: "StreamWriter.drain", loop: writer.transport.loop)
    }

    override func start() throws -> Progress {
      if let exception = writer?.reader.exception { throw exception }
      if writer?.transport.isClosing == true {
        // The loss of the connection may be on its way: a loop that only writes and drains must come to see it.
        hasGivenATurn = true
        return .turn
      }
      return try waitForRoom()
    }

    override func proceed(_ result: Result<Any, any Error>) throws -> Progress {
      if let waiter { writer?.connection.stopWaiting(waiter) }
      _ = try result.get()
      if hasGivenATurn, waiter == nil {
        hasGivenATurn = false
        return try waitForRoom()
      }
      return .returned(())
    }

    private func waitForRoom() throws -> Progress {
      guard let waiter = try writer?.connection.waitForRoom() else { return .returned(()) }
      self.waiter = waiter
      return .awaiting(.future(waiter))
    }

    override var variables: [AnyObject] { writer.map { [$0] } ?? [] }

    override func letGo() { writer = nil }
  }

  /// Awaits the end of the connection, and holds the writer meanwhile, which else might close it.
  private final class WaitClosed: NativeCoroutine {
    private var writer: StreamWriter?

    init(_ writer: StreamWriter) {
      self.writer = writer
      super.init(name: "StreamWriter.wait_closed", loop: writer.transport.loop)
    }

    override func start() throws -> Progress {
      guard let writer else { return .returned(()) }
      return .awaiting(.future(writer.connection.closed))
    }

    override func proceed(_ result: Result<Any, any Error>) throws -> Progress {
      _ = try result.get()
      return .returned(())
    }

    override var variables: [AnyObject] { writer.map { [$0] } ?? [] }

    override func letGo() { writer = nil }
  }
}
