import TaskModel

/// Binds sockets and makes a server of them: asyncio's `create_server`.
final class CreateServer: NativeCoroutine {
  private let hosts: [String?]
  private let port: Int
  private let backlog: Int
  private let startsServing: Bool
  private let makeProtocol: () throws -> any NetworkProtocol
  private var isResolved = false

  init(
    hosts: [String?], port: Int, backlog: Int, startsServing: Bool, loop: EventLoop, name: String,
    _ makeProtocol: @escaping () throws -> any NetworkProtocol
  ) {
    self.hosts = hosts
    self.port = port
    self.backlog = backlog
    self.startsServing = startsServing
    self.makeProtocol = makeProtocol
    super.init(name: name, loop: loop)
  }

  /// Every host is looked up in a task, as in asyncio: they take their numbers of `Task-N`.
  override func start() throws -> Progress {
    let lookups = try hosts.map { host in
      try loop.createInternalTask(Lookup(host, port: port, loop: loop))
    }
    let all = try loop.gatherUnseen(lookups)
    all.awaited = .io(
      "listen " + hosts.map { "\($0 ?? SocketAddress.anyHost):\(port)" }.joined(separator: ", "))
    return .awaiting(.future(all))
  }

  override func proceed(_ result: Result<Any, any Error>) throws -> Progress {
    let value = try result.get()
    guard !isResolved else { return .returned(value) }
    isResolved = true
    var addresses: [SocketAddress] = []
    for case let address as SocketAddress in (value as? [Any]) ?? [] where !addresses.contains(address) {
      addresses.append(address)
    }
    let server = Server(try bind(addresses), backlog: backlog, loop: loop, makeProtocol)
    guard startsServing else { return .returned(server) }
    return .awaiting(.coroutine(StartServing(server, returning: server)))
  }

  private func bind(_ addresses: [SocketAddress]) throws -> [Socket] {
    var sockets: [Socket] = []
    for address in addresses {
      let socket = loop.session.network.makeSocket(.inet)
      do {
        try socket.bind(address)
        sockets.append(socket)
      } catch let error as SystemError where error == .addressNotAvailable {
        socket.close()
      } catch let error as SystemError {
        for socket in sockets + [socket] { socket.close() }
        throw error.saying(
          "error while attempting to bind on address \(address.representation): "
            + "[errno \(error.number)] \(error.text.lowercased())"
        ).exception
      }
    }
    guard !sockets.isEmpty else {
      let list = addresses.map(\.representation).joined(separator: ", ")
      throw LoopError(.system, "could not bind on any address out of [\(list)]")
    }
    return sockets
  }
}

/// Looks one host up: asyncio's `_create_server_getaddrinfo`.
private final class Lookup: NativeCoroutine {
  private let host: String?
  private let port: Int

  init(_ host: String?, port: Int, loop: EventLoop) {
    self.host = host
    self.port = port
    super.init(name: "BaseEventLoop._create_server_getaddrinfo", loop: loop)
  }

  override func start() throws -> Progress {
    switch loop.resolve(host, port: port, isPassive: true) {
    case .address(let address): .returned(address)
    case .later(let future): .awaiting(.future(future))
    }
  }
}

/// Makes a server at a path: asyncio's `create_unix_server`, which takes the path over from whoever has it.
final class CreateUnixServer: NativeCoroutine {
  private let path: String
  private let backlog: Int
  private let startsServing: Bool
  private let makeProtocol: () throws -> any NetworkProtocol

  init(
    path: String, backlog: Int, startsServing: Bool, loop: EventLoop, name: String,
    _ makeProtocol: @escaping () throws -> any NetworkProtocol
  ) {
    self.path = path
    self.backlog = backlog
    self.startsServing = startsServing
    self.makeProtocol = makeProtocol
    super.init(name: name, loop: loop)
  }

  override func start() throws -> Progress {
    let network = loop.session.network
    network.removePath(path)
    let socket = network.makeSocket(.unix)
    do {
      try socket.bind(.unix(path: path))
    } catch let error as SystemError {
      socket.close()
      throw error.exception
    }
    let server = Server([socket], backlog: backlog, loop: loop, makeProtocol)
    guard startsServing else { return .returned(server) }
    return .awaiting(.coroutine(StartServing(server, returning: server)))
  }
}
