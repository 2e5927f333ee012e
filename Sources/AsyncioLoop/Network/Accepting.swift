/// Makes a transport for an accepted connection: asyncio's `_accept_connection2`.
final class Accepting: NativeCoroutine {
  private let socket: Socket
  private let makeProtocol: () throws -> any NetworkProtocol
  private let server: Server
  private var transport: SocketTransport?

  init(
    _ socket: Socket, _ makeProtocol: @escaping () throws -> any NetworkProtocol, server: Server,
    loop: EventLoop
  ) {
    self.socket = socket
    self.makeProtocol = makeProtocol
    self.server = server
    super.init(name: "BaseSelectorEventLoop._accept_connection2", loop: loop)
  }

  override func start() throws -> Progress {
    let waiter = loop.createFuture()
    do {
      transport = try SocketTransport(socket, makeProtocol(), loop: loop, waiter: waiter, server: server)
    } catch {
      return try end(after: error)
    }
    return .awaiting(.future(waiter))
  }

  override func proceed(_ result: Result<Any, any Error>) throws -> Progress {
    do {
      _ = try result.get()
    } catch {
      try transport?.close()
      return try end(after: error)
    }
    return .returned(())
  }

  override func abandonUnstarted() { socket.close() }

  /// Only debug mode tells of a connection that could not be set up.
  private func end(after error: any Error) throws -> Progress {
    if error.endsProgram { throw error }
    return .returned(())
  }
}
