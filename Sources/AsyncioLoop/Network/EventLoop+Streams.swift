extension EventLoop {
  /// Where a server listens: hosts (nil is every address of the machine) and a port, or the path of a Unix socket.
  package enum Endpoint {
    case inet(hosts: [String?], port: Int)
    case unix(path: String)
  }

  /// Connects to a host and port; gives `(StreamReader, StreamWriter)` as asyncio's `open_connection`.
  package func openConnection(_ host: String?, port: Int, limit: Int) -> any Coroutine {
    OpenStream(.host(host, port: port), limit: limit, name: "open_connection", loop: self)
  }

  package func openUnixConnection(_ path: String, limit: Int) -> any Coroutine {
    OpenStream(.path(path), limit: limit, name: "open_unix_connection", loop: self)
  }

  /// Connects any protocol; `made` gives the coroutine's result.
  package func createConnection(
    _ host: String?, port: Int, _ makeProtocol: @escaping () throws -> any NetworkProtocol,
    made: @escaping (SocketTransport, any NetworkProtocol) throws -> Any
  ) -> any Coroutine {
    CreateConnection(
      .host(host, port: port), loop: self, name: "BaseEventLoop.create_connection", makeProtocol, made: made)
  }

  package func createUnixConnection(
    _ path: String, _ makeProtocol: @escaping () throws -> any NetworkProtocol,
    made: @escaping (SocketTransport, any NetworkProtocol) throws -> Any
  ) -> any Coroutine {
    CreateConnection(
      .path(path), loop: self, name: "_UnixSelectorEventLoop.create_unix_connection", makeProtocol, made: made
    )
  }

  /// Serves streams; gives the `Server`.
  package func startServer(
    at endpoint: Endpoint, limit: Int, backlog: Int, startsServing: Bool,
    clientConnected: @escaping StreamReaderProtocol.ClientConnected
  ) -> any Coroutine {
    createServer(at: endpoint, backlog: backlog, startsServing: startsServing, name: "start_server") {
      [self] in
      StreamReaderProtocol(
        try StreamReader(limit: limit, loop: self), loop: self, clientConnected: clientConnected)
    }
  }

  /// Serves any protocol; gives the `Server`.
  package func createServer(
    at endpoint: Endpoint, backlog: Int, startsServing: Bool, name: String = "BaseEventLoop.create_server",
    _ makeProtocol: @escaping () throws -> any NetworkProtocol
  ) -> any Coroutine {
    switch endpoint {
    case .inet(let hosts, let port):
      CreateServer(
        hosts: hosts, port: port, backlog: backlog, startsServing: startsServing, loop: self, name: name,
        makeProtocol)
    case .unix(let path):
      CreateUnixServer(
        path: path, backlog: backlog, startsServing: startsServing, loop: self, name: name, makeProtocol)
    }
  }
}

/// What `open_connection` gives.
package struct StreamPair {
  package let reader: StreamReader
  package let writer: StreamWriter
}

/// Opens a stream: the reader is made first, as it may refuse its limit.
private final class OpenStream: NativeCoroutine {
  private let target: CreateConnection.Target
  private let limit: Int

  init(_ target: CreateConnection.Target, limit: Int, name: String, loop: EventLoop) {
    self.target = target
    self.limit = limit
    super.init(name: name, loop: loop)
  }

  override func start() throws -> Progress {
    let reader = try StreamReader(limit: limit, loop: loop)
    let connection = StreamReaderProtocol(reader, loop: loop)
    return .awaiting(
      .coroutine(
        CreateConnection(target, loop: loop, name: name) {
          connection
        } made: { transport, _ in
          StreamPair(reader: reader, writer: StreamWriter(transport, connection, reader))
        }))
  }
}
