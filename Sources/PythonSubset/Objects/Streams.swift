import AsyncioLoop

/// `asyncio.StreamReader`.
final class PyStreamReader: PyObject, NativeRepresentation, NativeAsyncIterable {
  let reader: StreamReader

  init(_ reader: StreamReader) {
    self.reader = reader
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType {
    machine.types.named("StreamReader", module: "asyncio.streams")
  }

  func representation(_ machine: Machine) -> String { reader.representation }

  func asyncIterator(_ machine: Machine) -> Value { .object(self) }

  /// The next line; there is none where a line is empty.
  func asyncNext(_ machine: Machine) -> Value {
    machine.coroutine(
      MappedCoroutine(reader.readLine(), name: "StreamReader.__anext__") { [unowned machine] line in
        if (line as? ReceivedBytes)?.bytes.isEmpty == true {
          throw machine.makeException(machine.types[.stopAsyncIteration], [])
        }
        return line
      })
  }
}

/// `asyncio.StreamWriter`.
final class PyStreamWriter: PyObject, NativeRepresentation {
  let writer: StreamWriter

  init(_ writer: StreamWriter) {
    self.writer = writer
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType {
    machine.types.named("StreamWriter", module: "asyncio.streams")
  }

  func representation(_ machine: Machine) -> String { writer.representation }
}

/// The transport of a connection.
final class PyTransport: PyObject, NativeRepresentation {
  let transport: SocketTransport

  init(_ transport: SocketTransport) {
    self.transport = transport
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType {
    machine.types.named("_SelectorSocketTransport", module: "asyncio.selector_events")
  }

  func representation(_ machine: Machine) -> String { transport.representation }
}

/// `asyncio.Server`.
final class PyServer: PyObject, NativeRepresentation {
  let server: Server

  init(_ server: Server) {
    self.server = server
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType {
    machine.types.named("Server", module: "asyncio.base_events")
  }

  func representation(_ machine: Machine) -> String { server.representation }
}

/// What a program sees of a socket: `asyncio.trsock.TransportSocket`.
final class PyTransportSocket: PyObject, NativeRepresentation {
  let socket: TransportSocket

  init(_ socket: TransportSocket) {
    self.socket = socket
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType {
    machine.types.named("TransportSocket", module: "asyncio.trsock")
  }

  func representation(_ machine: Machine) -> String { socket.representation }
}

extension Machine {
  func wrap(_ transport: SocketTransport) -> PyTransport {
    if let known = transport.wrapper as? PyTransport { return known }
    let made = PyTransport(transport)
    transport.wrapper = made
    return made
  }

  func wrap(_ server: Server) -> PyServer {
    if let known = server.wrapper as? PyServer { return known }
    let made = PyServer(server)
    server.wrapper = made
    return made
  }

  /// A tuple of host and port, or a path.
  func value(_ address: SocketAddress?) -> Value {
    switch address {
    case nil: .none
    case .inet(let host, let port): .object(PyTuple([.text(host), .int(port)]))
    case .unix(let path): .text(path)
    }
  }
}
