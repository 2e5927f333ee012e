import TaskModel

extension EventLoop {
  /// Has `body` called whenever the socket can be read.
  func addReader(_ socket: Socket, name: String, _ body: @escaping () throws -> Void) throws {
    try checkOpen()
    selector.addReader(socket, Handle(name: name, context: session.copiedContext(), body))
  }

  /// Has `body` called whenever the socket can be written to, or a connection attempt has ended.
  @discardableResult
  func addWriter(_ socket: Socket, name: String, _ body: @escaping () throws -> Void) throws -> Handle {
    try checkOpen()
    let handle = Handle(name: name, context: session.copiedContext(), body)
    selector.addWriter(socket, handle)
    return handle
  }

  func removeReader(_ socket: Socket) {
    if !isClosed { selector.removeReader(socket) }
  }

  func removeWriter(_ socket: Socket) {
    if !isClosed { selector.removeWriter(socket) }
  }

  /// The addresses that a host and a port stand for: at once for a number, from the resolver for a name.
  ///
  /// The simulated network has IPv4 alone, and knows the name `localhost`.
  func resolve(_ host: String?, port: Int, isPassive: Bool) -> Resolved {
    if let host, SocketAddress.isNumeric(host) { return .address(.inet(host: host, port: port)) }
    let future = createFuture()
    future.awaited = .io("resolve \(host ?? "this machine")")
    ready(future) {
      switch host {
      case nil, "":
        let host = isPassive ? SocketAddress.anyHost : SocketAddress.loopback
        try future.setResult(SocketAddress.inet(host: host, port: port))
      case "localhost": try future.setResult(SocketAddress.inet(host: SocketAddress.loopback, port: port))
      default: try future.setException(SystemError.unknownName.exception)
      }
    }
    return .later(future)
  }

  enum Resolved {
    case address(SocketAddress)
    case later(Future)
  }

  /// Settles a future on the next turn, unless it was cancelled before.
  private func ready(_ future: Future, _ settle: @escaping () throws -> Void) {
    push(.handle(Handle(name: "getaddrinfo") { if !future.isDone { try settle() } }))
  }
}
