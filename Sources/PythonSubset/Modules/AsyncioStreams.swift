import AsyncioLoop

extension Machine {
  func fillStreams(_ names: PyDict) {
    for name in [ExceptionName.incompleteReadError, .limitOverrunError] {
      names.set(intern(name.rawValue), .object(types[name]))
    }
    fillStreamErrors()
    fillOpening(names)
    fillServing(names)
    fillStreamReader(names)
    fillStreamWriter(names)
    fillTransport()
    fillServer(names)
    fillTransportSocket()
    fillProtocols(names)
  }

  /// The bytes of a bytes-like object.
  func bytes(_ value: Value, orElse refusal: (String) -> String) throws -> [UInt8] {
    guard let bytes = value.bytesLike else { throw typeError(refusal(typeName(of: value))) }
    return bytes
  }

  // MARK: Opening and serving

  private func fillOpening(_ names: PyDict) {
    function(names, "async open_connection(host=None, port=None, *, limit=65536, **kwds)") { m, a in
      let options = Options(a, from: 3)
      let (host, port, limit) = (a[0].or(.none), a[1].or(.none), a[2])
      return m.deferred("open_connection") { m in
        _ = try m.arguments(.connection, host, port, options: options)
        if host.isNone, port.isNone {
          throw m.valueError("host and port was not specified and no sock specified")
        }
        return try m.runningLoop().openConnection(m.host(host), port: m.port(port), limit: m.limit(limit))
      }
    }
    function(names, "async open_unix_connection(path=None, *, limit=65536, **kwds)") { m, a in
      let (options, path, limit) = (Options(a, from: 2), a[0].or(.none), a[1])
      return m.deferred("open_unix_connection") { m in
        _ = try m.arguments(.unixConnection, path, options: options)
        guard !path.isNone else { throw m.valueError("no path and sock were specified") }
        return try m.runningLoop().openUnixConnection(m.path(path), limit: m.limit(limit))
      }
    }
  }

  private func fillServing(_ names: PyDict) {
    let header: Header =
      "async start_server(client_connected_cb, host=None, port=None, *, limit=65536, **kwds)"
    function(names, header) { m, a in
      let options = Options(a, from: 4)
      let (callback, host, port, limit) = (a[0], a[1].or(.none), a[2].or(.none), a[3])
      return m.deferred("start_server") { m in
        let a = try m.arguments(.server, host, port, options: options)
        if host.isNone, port.isNone { throw m.valueError("Neither host/port nor sock were specified") }
        return try m.serve(.inet(hosts: m.hosts(host), port: m.port(port)), callback, limit, a)
      }
    }
    function(names, "async start_unix_server(client_connected_cb, path=None, *, limit=65536, **kwds)") {
      m, a in
      let (options, callback, path, limit) = (Options(a, from: 3), a[0], a[1].or(.none), a[2])
      return m.deferred("start_unix_server") { m in
        let a = try m.arguments(.unixServer, path, options: options)
        guard !path.isNone else { throw m.valueError("path was not specified, and no sock specified") }
        return try m.serve(.unix(path: m.path(path)), callback, limit, a)
      }
    }
  }

  private func serve(
    _ endpoint: EventLoop.Endpoint, _ callback: Value, _ limit: Value, _ a: ConnectionArguments
  ) throws -> any Coroutine {
    try runningLoop().startServer(
      at: endpoint, limit: self.limit(limit), backlog: backlog(a), startsServing: startsServing(a)
    ) { [unowned self] reader, writer in
      let result = try call(callback, [.object(wrap(reader)), .object(wrap(writer))])
      guard result.object is PyCoroutine || result.object is PyNativeCoroutine else { return nil }
      return try coroutineArgument(result, .typeError)
    }
  }

  // MARK: The reader

  private func fillStreamReader(_ names: PyDict) {
    let type = types.named("StreamReader", module: "asyncio.streams")
    names.set(intern("StreamReader"), .object(type))
    initializer(type, "__init__(self, limit=65536, loop=None)") { m, a in
      let limit = try m.limit(a[1])
      return .object(m.wrap(try StreamReader(limit: limit, loop: m.eventLoop(a[2]))))
    }
    method(type, "async read(self, n=-1)") { (m, reader: StreamReader, a) in
      m.coroutine(reader.read(try m.countArgument(a[1], or: -1)))
    }
    method(type, "async readexactly(self, n)") { (m, reader: StreamReader, a) in
      m.coroutine(reader.readExactly(try m.countArgument(a[1], or: 0)))
    }
    method(type, "async readline(self)") { (m, reader: StreamReader, _) in m.coroutine(reader.readLine()) }
    method(type, "async readuntil(self, separator=b'\\n')") { (m, reader: StreamReader, a) in
      let separators = a[1].isUndefined ? [.object(PyBytes([10]))] : a[1].tuple?.items ?? [a[1]]
      return m.coroutine(
        try reader.readUntil(
          separators.map {
            try m.bytes($0) { "argument should be integer or bytes-like object, not '\($0)'" }
          }))
    }
    method(type, "at_eof(self)") { (_, reader: StreamReader, _) in .bool(reader.isAtEnd) }
    method(type, "feed_data(self, data)") { (m, reader: StreamReader, a) in
      try reader.feed(m.bytes(a[1]) { "can't extend bytearray with \($0)" })
      return .none
    }
    method(type, "feed_eof(self)") { (_, reader: StreamReader, a) in
      reader.feedEnd()
      return .none
    }
    method(type, "set_exception(self, exc)") { (m, reader: StreamReader, a) in
      try reader.setException(m.raised(a[1], cause: nil))
      return .none
    }
    method(type, "exception(self)") { (m, reader: StreamReader, a) in
      reader.exception.flatMap(m.pythonException).map { .object($0) } ?? .none
    }
  }

  // MARK: The writer

  private func fillStreamWriter(_ names: PyDict) {
    let type = types.named("StreamWriter", module: "asyncio.streams")
    names.set(intern("StreamWriter"), .object(type))
    method(type, "async drain(self)") { (m, writer: StreamWriter, _) in m.coroutine(writer.drain()) }
    method(type, "async wait_closed(self)") { (m, writer: StreamWriter, _) in m.coroutine(writer.waitClosed())
    }
    attribute(
      type, "transport",
      get: { m, v in
        let writer: StreamWriter = try m.wrapped(v)
        return .object(m.wrap(writer.transport))
      })
    fillWriting(type, owner: "StreamWriter") { (writer: StreamWriter) in writer.transport }
  }

  /// The methods that a writer hands on to its transport.
  private func fillWriting<Wrapped>(
    _ type: PyType, owner: String, _ transport: @escaping (Wrapped) -> SocketTransport
  ) {
    func method(
      _ header: Header, _ body: @escaping (Machine, SocketTransport, Arguments) throws -> Value
    ) {
      self.method(type, header, owner: owner) { (m, wrapped: Wrapped, a) in try body(m, transport(wrapped), a)
      }
    }
    method("write(self, data)") { m, transport, a in
      try transport.write(
        m.bytes(a[1]) { "data argument must be a bytes-like object, not '\($0)'" })
      return .none
    }
    method("writelines(self, data)") { m, transport, a in
      try transport.writeLines(
        m.values(of: a[1]).map {
          try m.bytes($0) { "memoryview: a bytes-like object is required, not '\($0)'" }
        })
      return .none
    }
    method("write_eof(self)") { _, transport, a in
      try transport.writeEnd()
      return .none
    }
    method("can_write_eof(self)") { _, transport, _ in .bool(true) }
    method("close(self)") { _, transport, a in
      try transport.close()
      return .none
    }
    method("is_closing(self)") { _, transport, a in .bool(transport.isClosing) }
    method("get_extra_info(self, name, default=None)") { m, transport, a in
      switch a[1].string?.value {
      case "peername": return m.value(transport.remoteAddress)
      case "sockname": return m.value(transport.localAddress)
      case "socket":
        return .object(
          m.wrap(
            TransportSocket(
              descriptor: transport.descriptor, address: transport.localAddress,
              remote: transport.remoteAddress)))
      default: return a[2].or(.none)
      }
    }
  }

  private func fillTransport() {
    let type = types.named("_SelectorSocketTransport", module: "asyncio.selector_events")
    fillWriting(type, owner: type.name) { (transport: SocketTransport) in transport }
    method(type, "abort(self)") { (_, transport: SocketTransport, _) in
      try transport.abort()
      return .none
    }
    method(type, "pause_reading(self)") { (_, transport: SocketTransport, a) in
      transport.pauseReading()
      return .none
    }
    method(type, "resume_reading(self)") { (_, transport: SocketTransport, a) in
      try transport.resumeReading()
      return .none
    }
    method(type, "is_reading(self)") { (_, transport: SocketTransport, _) in .bool(transport.isReading) }
    method(type, "get_write_buffer_size(self)") { (_, transport: SocketTransport, _) in
      .int(transport.writeBufferSize)
    }
    method(type, "get_write_buffer_limits(self)") { (_, transport: SocketTransport, a) in
      .object(PyTuple([.int(transport.lowWater), .int(transport.highWater)]))
    }
    method(type, "set_write_buffer_limits(self, high=None, low=None)") { (m, transport: SocketTransport, a) in
      let limits = try [a[1], a[2]].map { $0.or(.none).isNone ? nil : try m.integer($0) }
      try transport.setWriteBufferLimits(high: limits[0], low: limits[1])
      return .none
    }
  }

  // MARK: The server

  private func fillServer(_ names: PyDict) {
    let type = types.named("Server", module: "asyncio.base_events")
    names.set(intern("Server"), .object(type))
    attribute(
      type, "sockets",
      get: { m, v in
        let server: Server = try m.wrapped(v)
        return .object(
          PyTuple(
            server.endpoints.map {
              .object(m.wrap(TransportSocket(descriptor: $0.descriptor, address: $0.address)))
            }))
      })
    method(type, "is_serving(self)") { (_, server: Server, _) in .bool(server.isServing) }
    method(type, "get_loop(self)") { (m, server: Server, _) in .object(m.wrap(server.loop)) }
    for (name, action) in [
      ("close", Server.close), ("close_clients", Server.closeClients), ("abort_clients", Server.abortClients),
    ] {
      method(type, "\(name)(self)") { (_, server: Server, _) in
        try action(server)()
        return .none
      }
    }
    for (name, make) in [
      ("wait_closed", Server.waitClosed), ("start_serving", Server.startServing),
      ("serve_forever", Server.serveForever),
    ] {
      method(type, "async \(name)(self)") { (m, server: Server, _) in m.coroutine(make(server)()) }
    }
    method(type, "async __aenter__(self)", owner: "AbstractServer") { m, a in
      let value = a[0]
      return m.immediate("AbstractServer.__aenter__") { _ in value }
    }
    method(type, "async __aexit__(self, *exc)", owner: "AbstractServer") { (m, server: Server, _) in
      m.coroutine(server.exit())
    }
  }

  private func fillTransportSocket() {
    let type = types.named("TransportSocket", module: "asyncio.trsock")
    for (name, path) in [("getsockname", \TransportSocket.address), ("getpeername", \TransportSocket.remote)]
    {
      method(type, "\(name)(self)") { (m, socket: TransportSocket, _) in m.value(socket[keyPath: path]) }
    }
    method(type, "fileno(self)") { (_, socket: TransportSocket, _) in .int(socket.descriptor) }
  }

  // MARK: Errors

  private func fillStreamErrors() {
    method(types[.incompleteReadError], "__init__(self, partial, expected)") { m, a in
      let partial = try m.bytes(a[1]) { "object of type '\($0)' has no len()" }
      let expected = a[2].isNone ? nil : try m.integer(a[2])
      if let exception = a[0].exception {
        m.describe(exception, IncompleteRead(partial: partial, expected: expected))
      }
      return .none
    }
    method(types[.limitOverrunError], "__init__(self, message, consumed)") { m, a in
      a[0].exception?.args = [a[1]]
      a[0].exception?.attributesForWriting()?.set(m.intern("consumed"), a[2])
      return .none
    }
  }

  func describe(_ exception: PyException, _ early: IncompleteRead) {
    exception.args = [.text(early.description)]
    let attributes = exception.attributesForWriting()
    attributes?.set(intern("partial"), .object(PyBytes(early.partial)))
    attributes?.set(intern("expected"), early.expected.map { .int($0) } ?? .none)
  }

  func describe(_ exception: PyException, _ overrun: LimitOverrun) {
    exception.args = [.text(overrun.message)]
    exception.attributesForWriting()?.set(intern("consumed"), .int(overrun.consumed))
  }
}
