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

  // MARK: Arguments

  private func limit(_ value: Value) throws -> Int {
    value.isUndefined ? StreamReader.defaultLimit : try integer(value)
  }

  func integer(_ value: Value) throws -> Int {
    guard let number = value.bigInteger else {
      throw typeError("'\(typeName(of: value))' object cannot be interpreted as an integer")
    }
    return Int(clamping: number)
  }

  func host(_ value: Value) throws -> String? {
    if value.isUndefined || value.isNone { return nil }
    guard let text = value.string else {
      throw typeError("getaddrinfo() argument 1 must be string or None")
    }
    return text.value
  }

  func port(_ value: Value) throws -> Int {
    if value.isUndefined || value.isNone { return 0 }
    if let text = value.string {
      guard let number = Int(text.value) else {
        throw SystemError(-8, "Servname not supported for ai_socktype").exception
      }
      return number
    }
    let number = try integer(value)
    guard (0...65535).contains(number) else {
      throw error(.overflowError, "bind(): port must be 0-65535.")
    }
    return number
  }

  /// Refuses what CPython can do and the simulated network cannot.
  func refuseUnknown(_ arguments: Arguments, _ function: String, _ known: [String]) throws {
    for (index, name) in arguments.names.enumerated() where !known.contains(name.value) {
      let value = arguments[arguments.count + index]
      if value.isNone { continue }
      throw error(
        .notImplementedError,
        "taskviz's network does not know the argument '\(name.value)' of \(function)(); "
          + "run the program under real CPython")
    }
  }

  // MARK: Opening and serving

  private func fillOpening(_ names: PyDict) {
    function(names, "open_connection", .any) { m, a in
      let (host, port) = (a.keyword("host") ?? a[position: 0], a.keyword("port") ?? a[position: 1])
      let limit = a.keyword("limit") ?? .undefined
      try m.refuseUnknown(a, "open_connection", ["host", "port", "limit"])
      return m.deferred("open_connection") { m in
        if host.or(.none).isNone, port.or(.none).isNone {
          throw m.valueError("host and port was not specified and no sock specified")
        }
        return try m.runningLoop().openConnection(m.host(host), port: m.port(port), limit: m.limit(limit))
      }
    }
    function(names, "open_unix_connection", .any) { m, a in
      let (path, limit) = (a.keyword("path") ?? a[position: 0], a.keyword("limit") ?? .undefined)
      try m.refuseUnknown(a, "open_unix_connection", ["path", "limit"])
      return m.deferred("open_unix_connection") { m in
        guard let path = path.or(.none).string else { throw m.valueError("no path and sock were specified") }
        return try m.runningLoop().openUnixConnection(path.value, limit: m.limit(limit))
      }
    }
  }

  private func fillServing(_ names: PyDict) {
    function(names, "start_server", .any) { m, a in
      guard a.count > 0 else {
        throw m.missingArguments("start_server", ["client_connected_cb"], kind: "positional")
      }
      let (callback, host, port) = (
        a[0], a.keyword("host") ?? a[position: 1], a.keyword("port") ?? a[position: 2]
      )
      let options = try m.serverOptions(a, "start_server", ["host", "port", "reuse_address", "reuse_port"])
      return m.deferred("start_server") { m in
        let hosts = try m.hosts(host)
        if host.or(.none).isNone, port.or(.none).isNone {
          throw m.valueError("Neither host/port nor sock were specified")
        }
        return try m.serve(.inet(hosts: hosts, port: m.port(port)), callback, options)
      }
    }
    function(names, "start_unix_server", .any) { m, a in
      guard a.count > 0 else {
        throw m.missingArguments("start_unix_server", ["client_connected_cb"], kind: "positional")
      }
      let (callback, path) = (a[0], a.keyword("path") ?? a[position: 1])
      let options = try m.serverOptions(a, "start_unix_server", ["path"])
      return m.deferred("start_unix_server") { m in
        guard let path = path.or(.none).string else {
          throw m.valueError("path was not specified, and no sock specified")
        }
        return try m.serve(.unix(path: path.value), callback, options)
      }
    }
  }

  struct ServerOptions {
    var limit: Value
    var backlog: Value
    var startsServing: Bool
  }

  func serverOptions(_ a: Arguments, _ function: String, _ own: [String]) throws -> ServerOptions {
    try refuseUnknown(a, function, own + ["limit", "backlog", "start_serving"])
    return ServerOptions(
      limit: a.keyword("limit") ?? .undefined, backlog: a.keyword("backlog") ?? .int(100),
      startsServing: try isTrue(a.keyword("start_serving") ?? .bool(true)))
  }

  func hosts(_ value: Value) throws -> [String?] {
    if value.string != nil || value.or(.none).isNone { return [try host(value)] }
    return try values(of: value).map(host)
  }

  private func serve(
    _ endpoint: EventLoop.Endpoint, _ callback: Value, _ options: ServerOptions
  ) throws -> any Coroutine {
    try runningLoop().startServer(
      at: endpoint, limit: limit(options.limit), backlog: integer(options.backlog),
      startsServing: options.startsServing
    ) { [unowned self] reader, writer in
      let result = try call(callback, [.object(PyStreamReader(reader)), .object(PyStreamWriter(writer))])
      guard result.object is PyCoroutine || result.object is PyNativeCoroutine else { return nil }
      return try coroutineArgument(result, .typeError)
    }
  }

  // MARK: The reader

  private func fillStreamReader(_ names: PyDict) {
    let type = types.named("StreamReader", module: "asyncio.streams")
    names.set(intern("StreamReader"), .object(type))
    constructor(type) { m, a in
      try m.checkKeywords(a, "StreamReader.__init__", allowed: ["limit", "loop"])
      let loop = try (a.keyword("loop")?.object as? PyEventLoop)?.loop ?? m.runningLoop()
      let limit = try m.limit(a.keyword("limit") ?? a[position: 1])
      return .object(PyStreamReader(try StreamReader(limit: limit, loop: loop)))
    }
    func reader(_ value: Value) throws -> StreamReader {
      guard let reader = (value.object as? PyStreamReader)?.reader else {
        throw self.typeError("a StreamReader was expected")
      }
      return reader
    }
    method(type, "read", .named(["self", "n"], required: 1)) { m, a in
      m.coroutine(try reader(a[0]).read(a[1].isUndefined ? -1 : m.integer(a[1])))
    }
    method(type, "readexactly", .named(["self", "n"], required: 2)) { m, a in
      m.coroutine(try reader(a[0]).readExactly(m.integer(a[1])))
    }
    method(type, "readline", .exactly(1)) { m, a in m.coroutine(try reader(a[0]).readLine()) }
    method(type, "readuntil", .named(["self", "separator"], required: 1)) { m, a in
      let separators = a[1].isUndefined ? [.object(PyBytes([10]))] : a[1].tuple?.items ?? [a[1]]
      return m.coroutine(
        try reader(a[0]).readUntil(
          separators.map {
            try m.bytes($0) { "argument should be integer or bytes-like object, not '\($0)'" }
          }))
    }
    method(type, "at_eof", .exactly(1)) { _, a in .bool(try reader(a[0]).isAtEnd) }
    method(type, "feed_data", .exactly(2)) { m, a in
      try reader(a[0]).feed(m.bytes(a[1]) { "can't extend bytearray with \($0)" })
      return .none
    }
    method(type, "feed_eof", .exactly(1)) { _, a in
      try reader(a[0]).feedEnd()
      return .none
    }
    method(type, "set_exception", .exactly(2)) { m, a in
      try reader(a[0]).setException(m.raised(a[1], cause: nil))
      return .none
    }
    method(type, "exception", .exactly(1)) { m, a in
      try reader(a[0]).exception.flatMap(m.pythonException).map { .object($0) } ?? .none
    }
  }

  // MARK: The writer

  private func fillStreamWriter(_ names: PyDict) {
    let type = types.named("StreamWriter", module: "asyncio.streams")
    names.set(intern("StreamWriter"), .object(type))
    func writer(_ value: Value) throws -> StreamWriter {
      guard let writer = (value.object as? PyStreamWriter)?.writer else {
        throw self.typeError("a StreamWriter was expected")
      }
      return writer
    }
    method(type, "drain", .exactly(1)) { m, a in m.coroutine(try writer(a[0]).drain()) }
    method(type, "wait_closed", .exactly(1)) { m, a in m.coroutine(try writer(a[0]).waitClosed()) }
    attribute(type, "transport", get: { m, v in .object(m.wrap(try writer(v).transport)) })
    fillWriting(type) { try writer($0).transport }
  }

  /// The methods that a writer hands on to its transport.
  private func fillWriting(_ type: PyType, _ transport: @escaping (Value) throws -> SocketTransport) {
    method(type, "write", .exactly(2)) { m, a in
      try transport(a[0]).write(
        m.bytes(a[1]) { "data argument must be a bytes-like object, not '\($0)'" })
      return .none
    }
    method(type, "writelines", .exactly(2)) { m, a in
      try transport(a[0]).writeLines(
        m.values(of: a[1]).map {
          try m.bytes($0) { "memoryview: a bytes-like object is required, not '\($0)'" }
        })
      return .none
    }
    method(type, "write_eof", .exactly(1)) { _, a in
      try transport(a[0]).writeEnd()
      return .none
    }
    method(type, "can_write_eof", .exactly(1)) { _, _ in .bool(true) }
    method(type, "close", .exactly(1)) { _, a in
      try transport(a[0]).close()
      return .none
    }
    method(type, "is_closing", .exactly(1)) { _, a in .bool(try transport(a[0]).isClosing) }
    method(type, "get_extra_info", .named(["self", "name", "default"], required: 2)) { m, a in
      let transport = try transport(a[0])
      switch a[1].string?.value {
      case "peername": return m.value(transport.remoteAddress)
      case "sockname": return m.value(transport.localAddress)
      case "socket":
        return .object(
          PyTransportSocket(
            TransportSocket(
              descriptor: transport.descriptor, address: transport.localAddress,
              remote: transport.remoteAddress)))
      default: return a[2].or(.none)
      }
    }
  }

  private func fillTransport() {
    let type = types.named("_SelectorSocketTransport", module: "asyncio.selector_events")
    func transport(_ value: Value) throws -> SocketTransport {
      guard let transport = (value.object as? PyTransport)?.transport else {
        throw self.typeError("a transport was expected")
      }
      return transport
    }
    fillWriting(type, transport)
    method(type, "abort", .exactly(1)) { _, a in
      try transport(a[0]).abort()
      return .none
    }
    method(type, "pause_reading", .exactly(1)) { _, a in
      try transport(a[0]).pauseReading()
      return .none
    }
    method(type, "resume_reading", .exactly(1)) { _, a in
      try transport(a[0]).resumeReading()
      return .none
    }
    method(type, "is_reading", .exactly(1)) { _, a in .bool(try transport(a[0]).isReading) }
    method(type, "get_write_buffer_size", .exactly(1)) { _, a in .int(try transport(a[0]).writeBufferSize) }
    method(type, "get_write_buffer_limits", .exactly(1)) { _, a in
      let transport = try transport(a[0])
      return .object(PyTuple([.int(transport.lowWater), .int(transport.highWater)]))
    }
    method(type, "set_write_buffer_limits", .named(["self", "high", "low"], required: 1)) { m, a in
      let limits = try [a[1], a[2]].map { $0.or(.none).isNone ? nil : try m.integer($0) }
      try transport(a[0]).setWriteBufferLimits(high: limits[0], low: limits[1])
      return .none
    }
  }

  // MARK: The server

  private func fillServer(_ names: PyDict) {
    let type = types.named("Server", module: "asyncio.base_events")
    names.set(intern("Server"), .object(type))
    func server(_ value: Value) throws -> Server {
      guard let server = (value.object as? PyServer)?.server else {
        throw self.typeError("a Server was expected")
      }
      return server
    }
    attribute(
      type, "sockets",
      get: { _, v in
        .object(
          PyTuple(
            try server(v).endpoints.map {
              .object(PyTransportSocket(TransportSocket(descriptor: $0.descriptor, address: $0.address)))
            }))
      })
    method(type, "is_serving", .exactly(1)) { _, a in .bool(try server(a[0]).isServing) }
    method(type, "get_loop", .exactly(1)) { _, a in .object(PyEventLoop(try server(a[0]).loop)) }
    for (name, action) in [
      ("close", Server.close), ("close_clients", Server.closeClients), ("abort_clients", Server.abortClients),
    ] {
      method(type, name, .exactly(1)) { _, a in
        try action(try server(a[0]))()
        return .none
      }
    }
    for (name, make) in [
      ("wait_closed", Server.waitClosed), ("start_serving", Server.startServing),
      ("serve_forever", Server.serveForever),
    ] {
      method(type, name, .exactly(1)) { m, a in m.coroutine(make(try server(a[0]))()) }
    }
    method(type, "__aenter__", .exactly(1)) { m, a in
      let value = a[0]
      return m.immediate("Server.__aenter__") { _ in value }
    }
    method(type, "__aexit__", .exactly(4)) { m, a in m.coroutine(try server(a[0]).exit()) }
  }

  private func fillTransportSocket() {
    let type = types.named("TransportSocket", module: "asyncio.trsock")
    for (name, path) in [("getsockname", \TransportSocket.address), ("getpeername", \TransportSocket.remote)]
    {
      method(type, name, .exactly(1)) { m, a in
        m.value((a[0].object as? PyTransportSocket)?.socket[keyPath: path])
      }
    }
    method(type, "fileno", .exactly(1)) { _, a in
      .int((a[0].object as? PyTransportSocket)?.socket.descriptor ?? -1)
    }
  }

  // MARK: Errors

  private func fillStreamErrors() {
    method(types[.incompleteReadError], "__init__", .named(["self", "partial", "expected"], required: 3)) {
      m, a in
      let partial = try m.bytes(a[1]) { "object of type '\($0)' has no len()" }
      let expected = a[2].isNone ? nil : try m.integer(a[2])
      if let exception = a[0].exception {
        m.describe(exception, IncompleteRead(partial: partial, expected: expected))
      }
      return .none
    }
    method(types[.limitOverrunError], "__init__", .named(["self", "message", "consumed"], required: 3)) {
      m, a in
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

extension Arguments {
  /// The argument at a position, undefined where that is one with a name.
  subscript(position index: Int) -> Value { index < count ? self[index] : .undefined }
}
