import AsyncioLoop

/// The loop's methods that make connections, whose parameters `open_connection` and its like hand on (CPython 3.13
/// `base_events.py`, `unix_events.py`).
struct Connections {
  let header: Header
  /// The class that has the method.
  let owner: String
  /// The parameters that the simulated network knows.
  let known: Set<String>

  static let connection = Connections(
    header: """
      async create_connection(self, protocol_factory, host=None, port=None, *, ssl=None, family=0, proto=0, flags=0, \
      sock=None, local_addr=None, server_hostname=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None, \
      happy_eyeballs_delay=None, interleave=None, all_errors=False)
      """, owner: "BaseEventLoop", known: ["host", "port"])

  static let unixConnection = Connections(
    header: """
      async create_unix_connection(self, protocol_factory, path=None, *, ssl=None, sock=None, server_hostname=None, \
      ssl_handshake_timeout=None, ssl_shutdown_timeout=None)
      """, owner: "_UnixSelectorEventLoop", known: ["path"])

  static let server = Connections(
    header: """
      async create_server(self, protocol_factory, host=None, port=None, *, family=0, flags=1, sock=None, backlog=100, \
      ssl=None, reuse_address=None, reuse_port=None, keep_alive=None, ssl_handshake_timeout=None, \
      ssl_shutdown_timeout=None, start_serving=True)
      """, owner: "BaseEventLoop",
    known: ["host", "port", "backlog", "reuse_address", "reuse_port", "start_serving"])

  static let unixServer = Connections(
    header: """
      async create_unix_server(self, protocol_factory, path=None, *, sock=None, backlog=100, ssl=None, \
      ssl_handshake_timeout=None, ssl_shutdown_timeout=None, start_serving=True, cleanup_socket=True)
      """, owner: "_UnixSelectorEventLoop", known: ["path", "backlog", "start_serving"])
}

/// What `**kwds` takes of a call.
struct Options {
  let names: [PyString]
  let values: [Value]

  /// Those of a call that has `count` parameters.
  init(_ arguments: Arguments, from count: Int) {
    names = arguments.names
    values = (count..<max(count, arguments.total)).map { arguments[$0] }
  }
}

/// The arguments of a method of the loop that makes connections.
struct ConnectionArguments {
  let signature: Signature
  let values: [Value]

  /// What is given for a parameter; undefined: nothing.
  subscript(name: String) -> Value {
    signature.parameters.firstIndex { $0.name == name }.map { values[$0] } ?? .undefined
  }
}

extension Machine {
  /// What a function hands on to a method of the loop: the factory's place, what comes by position, and the options.
  func arguments(_ method: Connections, _ positional: Value..., options: Options) throws
    -> ConnectionArguments
  {
    let all = [.none, .none] + positional + options.values
    let bound = try all.withUnsafeBufferPointer {
      try bind(
        method.header.signature, of: "\(method.owner).\(method.header.name)",
        Arguments(base: $0.baseAddress, total: $0.count, names: options.names))
    }
    return try checked(method, bound.values)
  }

  /// Refuses what CPython can do and the simulated network cannot.
  private func checked(_ method: Connections, _ values: [Value]) throws -> ConnectionArguments {
    let signature = method.header.signature
    for (parameter, value) in zip(signature.parameters, values).dropFirst(2) {
      guard !method.known.contains(parameter.name), try isTrue(value.or(.none)) else { continue }
      throw error(
        .notImplementedError,
        "taskviz's network does not know the argument '\(parameter.name)' of \(method.header.name)(); "
          + "run the program under real CPython")
    }
    return ConnectionArguments(signature: signature, values: values)
  }

  // MARK: The loop's methods

  func fillConnecting() {
    method(.connection) { m, loop, factory, a in
      let (host, port) = (try m.host(a["host"]), try m.port(a["port"]))
      return m.coroutine(loop.createConnection(host, port: port, m.protocolMaker(factory), made: m.pair))
    }
    method(.unixConnection) { m, loop, factory, a in
      m.coroutine(
        loop.createUnixConnection(try m.path(a["path"]), m.protocolMaker(factory), made: m.pair))
    }
    method(.server) { m, loop, factory, a in
      let endpoint = EventLoop.Endpoint.inet(hosts: try m.hosts(a["host"]), port: try m.port(a["port"]))
      return try m.createServer(loop, at: endpoint, factory, a)
    }
    method(.unixServer) { m, loop, factory, a in
      try m.createServer(loop, at: .unix(path: m.path(a["path"])), factory, a)
    }
  }

  private func method(
    _ method: Connections,
    _ body: @escaping (Machine, EventLoop, Value, ConnectionArguments) throws -> Value
  ) {
    self.method(loopType, method.header, owner: method.owner) { (m, loop: EventLoop, a) in
      let values = method.header.signature.parameters.indices.map { a[$0] }
      return try body(m, loop, a[1], m.checked(method, values))
    }
  }

  private func createServer(
    _ loop: EventLoop, at endpoint: EventLoop.Endpoint, _ factory: Value, _ a: ConnectionArguments
  ) throws -> Value {
    coroutine(
      loop.createServer(
        at: endpoint, backlog: try backlog(a), startsServing: try startsServing(a), protocolMaker(factory)))
  }

  private func protocolMaker(_ factory: Value) -> () throws -> any NetworkProtocol {
    { [unowned self] in PyProtocol(try call(factory, []), machine: self) }
  }

  /// What `create_connection` gives: the transport and the program's own object.
  private func pair(_ transport: SocketTransport, _ connection: any NetworkProtocol) -> Any {
    Value.object(PyTuple([.object(wrap(transport)), (connection as? PyProtocol)?.object ?? .none]))
  }

  // MARK: Arguments

  func backlog(_ a: ConnectionArguments) throws -> Int { try integer(a["backlog"].or(.int(100))) }

  func startsServing(_ a: ConnectionArguments) throws -> Bool {
    try isTrue(a["start_serving"].or(.bool(true)))
  }

  func limit(_ value: Value) throws -> Int {
    try countArgument(value, or: StreamReader.defaultLimit, comparison: "<=")
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

  func hosts(_ value: Value) throws -> [String?] {
    if value.string != nil || value.or(.none).isNone { return [try host(value)] }
    return try values(of: value).map(host)
  }

  func path(_ value: Value) throws -> String {
    guard let text = value.string else {
      throw typeError("expected str, bytes or os.PathLike object, not \(typeName(of: value.or(.none)))")
    }
    return text.value
  }
}
