import AsyncioLoop

/// `asyncio.StreamReader`.
final class PyStreamReader: PyWrapper, NativeAsyncIterable {
  func asyncIterator(_ machine: Machine) -> Value { .object(self) }

  /// The next line; there is none where a line is empty.
  func asyncNext(_ machine: Machine) throws -> Value {
    let reader: StreamReader = try machine.wrapped(.object(self))
    return machine.coroutine(
      MappedCoroutine(reader.readLine(), name: "StreamReader.__anext__") { [unowned machine] line in
        if (line as? ReceivedBytes)?.bytes.isEmpty == true {
          throw machine.makeException(machine.types[.stopAsyncIteration], [])
        }
        return line
      })
  }
}

extension Machine {
  func wrap(_ reader: StreamReader) -> PyStreamReader {
    PyStreamReader(reader, types.named("StreamReader", module: "asyncio.streams"))
  }

  func wrap(_ writer: StreamWriter) -> PyWrapper {
    PyWrapper(writer, types.named("StreamWriter", module: "asyncio.streams"))
  }

  func wrap(_ transport: SocketTransport) -> PyWrapper {
    if let known = transport.wrapper as? PyWrapper { return known }
    let made = PyWrapper(
      transport, types.named("_SelectorSocketTransport", module: "asyncio.selector_events"))
    transport.wrapper = made
    return made
  }

  func wrap(_ server: Server) -> PyWrapper {
    if let known = server.wrapper as? PyWrapper { return known }
    let made = PyWrapper(server, types.named("Server", module: "asyncio.base_events"))
    server.wrapper = made
    return made
  }

  func wrap(_ socket: TransportSocket) -> PyWrapper {
    PyWrapper(socket, types.named("TransportSocket", module: "asyncio.trsock"))
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
