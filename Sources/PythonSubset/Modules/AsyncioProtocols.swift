import AsyncioLoop

/// A protocol of the program's own, as a transport calls it.
final class PyProtocol: NetworkProtocol {
  let object: Value
  private unowned let machine: Machine

  init(_ object: Value, machine: Machine) {
    self.object = object
    self.machine = machine
  }

  @discardableResult
  private func call(_ method: String, _ arguments: [Value] = []) throws -> Value {
    try machine.callMethod(object, machine.intern(method), arguments)
  }

  var callbackName: String {
    let method = try? machine.getAttribute(object, machine.intern("connection_made"))
    return machine.callbackName(method ?? .none)
  }

  func connectionMade(_ transport: SocketTransport) throws {
    try call("connection_made", [.object(machine.wrap(transport))])
  }

  func dataReceived(_ data: [UInt8]) throws { try call("data_received", [.bytes(data)]) }

  func eofReceived() throws -> Bool { try machine.isTrue(call("eof_received")) }

  func connectionLost(_ error: (any Error)?) throws {
    try call("connection_lost", [error.flatMap(machine.pythonException).map { .object($0) } ?? .none])
  }

  func pauseWriting() throws { try call("pause_writing") }

  func resumeWriting() throws { try call("resume_writing") }

  func representation(_ hooks: LoopSession.Hooks) throws -> String { try machine.representation(object) }
}

extension Machine {
  func fillProtocols(_ names: PyDict) {
    let base = PyType("BaseProtocol", bases: [types.object], layout: .instance, module: "asyncio.protocols")
    let stream = PyType("Protocol", bases: [base], layout: .instance, module: "asyncio.protocols")
    names.set(intern("BaseProtocol"), .object(base))
    names.set(intern("Protocol"), .object(stream))
    for (type, name, count) in [
      (base, "connection_made", 2), (base, "connection_lost", 2), (base, "pause_writing", 1),
      (base, "resume_writing", 1), (stream, "data_received", 2), (stream, "eof_received", 1),
    ] {
      method(type, name, .exactly(count)) { _, _ in .none }
    }
    fillConnecting()
  }

  /// The methods of a loop that connect protocols.
  private func fillConnecting() {
    let type = types.named("_UnixSelectorEventLoop", module: "asyncio.unix_events")
    func loop(_ value: Value) throws -> EventLoop {
      guard let loop = (value.object as? PyEventLoop)?.loop else {
        throw self.typeError("an event loop was expected")
      }
      return loop
    }
    method(type, "create_connection", .any) { m, a in
      try m.refuseUnknown(a, "create_connection", ["host", "port"])
      let (loop, factory) = (try loop(a[0]), a[1])
      let host = try m.host(a.keyword("host") ?? a[position: 2])
      let port = try m.port(a.keyword("port") ?? a[position: 3])
      return m.coroutine(loop.createConnection(host, port: port, m.protocolMaker(factory), made: m.pair))
    }
    method(type, "create_unix_connection", .any) { m, a in
      try m.refuseUnknown(a, "create_unix_connection", ["path"])
      let (loop, factory) = (try loop(a[0]), a[1])
      let path = try m.string(a.keyword("path") ?? a[position: 2])
      return m.coroutine(loop.createUnixConnection(path, m.protocolMaker(factory), made: m.pair))
    }
    method(type, "create_server", .any) { m, a in
      let options = try m.serverOptions(a, "create_server", ["host", "port", "reuse_address", "reuse_port"])
      let hosts = try m.hosts(a.keyword("host") ?? a[position: 2])
      let endpoint = EventLoop.Endpoint.inet(
        hosts: hosts, port: try m.port(a.keyword("port") ?? a[position: 3]))
      return try m.createServer(loop(a[0]), at: endpoint, a[1], options)
    }
    method(type, "create_unix_server", .any) { m, a in
      let options = try m.serverOptions(a, "create_unix_server", ["path"])
      let path = try m.string(a.keyword("path") ?? a[position: 2])
      return try m.createServer(loop(a[0]), at: .unix(path: path), a[1], options)
    }
  }

  private func createServer(
    _ loop: EventLoop, at endpoint: EventLoop.Endpoint, _ factory: Value, _ options: ServerOptions
  ) throws -> Value {
    coroutine(
      loop.createServer(
        at: endpoint, backlog: try integer(options.backlog), startsServing: options.startsServing,
        protocolMaker(factory)))
  }

  private func protocolMaker(_ factory: Value) -> () throws -> any NetworkProtocol {
    { [unowned self] in PyProtocol(try call(factory, []), machine: self) }
  }

  /// What `create_connection` gives: the transport and the program's own object.
  private func pair(_ transport: SocketTransport, _ connection: any NetworkProtocol) -> Any {
    Value.object(PyTuple([.object(wrap(transport)), (connection as? PyProtocol)?.object ?? .none]))
  }
}
