import TaskModel

/// Listens on sockets and knows the connections that came from them (CPython 3.13 `base_events.py`).
package final class Server {
  package let loop: EventLoop
  package private(set) var isServing = false

  /// An interpreter's object for it.
  package weak var wrapper: AnyObject?

  private var sockets: [Socket]?
  private let backlog: Int
  private let makeProtocol: () throws -> any NetworkProtocol
  private var clients: [SocketTransport] = []
  /// nil once it is closed and the last connection is gone.
  private var waiters: [Future]? = []
  fileprivate var servingForever: ServingFuture?

  init(
    _ sockets: [Socket], backlog: Int, loop: EventLoop,
    _ makeProtocol: @escaping () throws -> any NetworkProtocol
  ) {
    self.sockets = sockets
    self.backlog = backlog
    self.loop = loop
    self.makeProtocol = makeProtocol
  }

  /// Where it listens, with the descriptors; empty once it is closed.
  package var endpoints: [(descriptor: Int, address: SocketAddress?)] {
    (sockets ?? []).map { ($0.descriptor, $0.local) }
  }

  fileprivate var isOpen: Bool { sockets != nil }

  /// The addresses, for events.
  var name: String { (sockets ?? []).compactMap { $0.local?.text }.joined(separator: ", ") }

  func listen() throws {
    guard !isServing else { return }
    isServing = true
    for socket in sockets ?? [] {
      socket.listen()
      try loop.addReader(socket, name: "a client of \(socket.local?.text ?? "")") { [self] in
        try accept(from: socket)
      }
    }
  }

  private func accept(from socket: Socket) throws {
    for _ in 0..<backlog {
      guard let connection = try? socket.accept() else { return }
      let accepting = Accepting(connection, makeProtocol, server: self, loop: loop)
      _ = try loop.createInternalTask(accepting)
    }
  }

  // MARK: Connections

  /// - Throws: AssertionError if it was closed after it had accepted the connection.
  func attach(_ transport: SocketTransport) throws {
    guard isOpen else { throw LoopError(.assertion) }
    clients.append(transport)
  }

  func detach(_ transport: SocketTransport) {
    clients.removeAll { $0 === transport }
    if clients.isEmpty, sockets == nil { wake() }
  }

  private func wake() {
    for waiter in waiters ?? [] { waiter.setResultUnlessDone(()) }
    waiters = nil
  }

  package func closeClients() throws { for client in clients { try client.close() } }

  package func abortClients() throws { for client in clients { try client.abort() } }

  // MARK: Serving and closing

  /// Stops listening; connections stay.
  package func close() throws {
    guard let open = sockets else { return }
    sockets = nil
    for socket in open {
      loop.removeReader(socket)
      socket.close(removingPath: true)
    }
    isServing = false
    if let servingForever, !servingForever.isDone {
      try servingForever.cancel()
      self.servingForever = nil
    }
    if clients.isEmpty { wake() }
  }

  /// Waits until the server is closed and its connections are gone.
  package func waitClosed() -> any Coroutine { WaitClosed(self) }

  package func startServing() -> any Coroutine { StartServing(self, returning: ()) }

  /// Serves until it is cancelled, and closes the server then.
  package func serveForever() -> any Coroutine { ServeForever(self) }

  /// Closes, and waits for the connections: `__aexit__`.
  package func exit() -> any Coroutine { Exit(self) }

  fileprivate func makeWaiter() -> Future? {
    guard waiters != nil else { return nil }
    let waiter = loop.createFuture()
    waiter.awaited = .io("close " + (name.isEmpty ? "the server" : name))
    waiters?.append(waiter)
    return waiter
  }
}

/// Listens, and lets one turn pass so that the loop's selector knows.
final class StartServing: NativeCoroutine {
  private let server: Server
  private let value: Any

  init(_ server: Server, returning value: Any) {
    self.server = server
    self.value = value
    super.init(name: "Server.start_serving", loop: server.loop)
  }

  override func start() throws -> Progress {
    try server.listen()
    return .turn
  }

  override func proceed(_ result: Result<Any, any Error>) throws -> Progress {
    _ = try result.get()
    return .returned(value)
  }
}

private class WaitClosed: NativeCoroutine {
  let server: Server

  init(_ server: Server, name: String = "Server.wait_closed") {
    self.server = server
    super.init(name: name, loop: server.loop)
  }

  override func start() throws -> Progress {
    server.makeWaiter().map { .awaiting(.future($0)) } ?? .returned(())
  }

  override func proceed(_ result: Result<Any, any Error>) throws -> Progress {
    _ = try result.get()
    return .returned(())
  }
}

private final class Exit: WaitClosed {
  init(_ server: Server) { super.init(server, name: "Server.__aexit__") }

  override func start() throws -> Progress {
    try server.close()
    return try super.start()
  }
}

/// What `serve_forever` waits for: its cancellation.
final class ServingFuture: Future {
  /// Where the server listens, for people.
  fileprivate(set) var address = ""
}

private final class ServeForever: NativeCoroutine {
  private let server: Server
  /// What ended the serving, while the connections are waited for.
  private var ending: (any Error)?

  init(_ server: Server) {
    self.server = server
    super.init(name: "Server.serve_forever", loop: server.loop)
  }

  override func start() throws -> Progress {
    guard server.servingForever == nil else {
      throw LoopError(.runtime, "server \(server.representation) is already being awaited on serve_forever()")
    }
    guard server.isOpen else { throw LoopError(.runtime, "server \(server.representation) is closed") }
    try server.listen()
    let future = ServingFuture(loop: loop)
    future.address = server.name
    future.awaited = .io("serve \(server.name)")
    server.servingForever = future
    return .awaiting(.future(future))
  }

  override func proceed(_ result: Result<Any, any Error>) throws -> Progress {
    if let ending {
      server.servingForever = nil
      do {
        _ = try result.get()
      } catch {
        // What goes wrong while the connections are waited for takes its place.
        (error as? any LoopException)?.context = ending
        throw error
      }
      throw ending
    }
    do {
      _ = try result.get()
    } catch  where error.isCancellation {
      ending = error
      return try closeServer(error)
    } catch {
      server.servingForever = nil
      throw error
    }
    server.servingForever = nil
    return .returned(())
  }

  private func closeServer(_ error: any Error) throws -> Progress {
    try? server.close()
    if let waiter = server.makeWaiter() { return .awaiting(.future(waiter)) }
    server.servingForever = nil
    throw error
  }
}

extension Server {
  /// Python's `repr()` of it.
  package var representation: String {
    let texts = endpoints.map {
      TransportSocket(descriptor: $0.descriptor, address: $0.address).representation
    }
    let list = texts.count == 1 ? texts[0] + "," : texts.joined(separator: ", ")
    return "<Server sockets=(\(list))>"
  }
}

/// What a program sees of a transport's socket: `asyncio.trsock.TransportSocket`.
package final class TransportSocket {
  package let descriptor: Int
  package let address: SocketAddress?
  package var remote: SocketAddress?

  package init(descriptor: Int, address: SocketAddress?, remote: SocketAddress? = nil) {
    self.descriptor = descriptor
    self.address = address
    self.remote = remote
  }

  /// Python's `repr()` of it.
  package var representation: String {
    let isUnix = if case .unix = address { true } else { false }
    var text =
      "<asyncio.TransportSocket fd=\(descriptor), family=\(isUnix ? 1 : 2), type=1, proto=\(isUnix ? 0 : 6)"
    for case (let name, let address?) in [("laddr", address), ("raddr", remote)] {
      switch address {
      case .inet: text += ", \(name)=\(address.representation)"
      case .unix(let path): text += path.isEmpty ? "" : ", \(name)=\(path)"
      }
    }
    return text + ">"
  }
}
