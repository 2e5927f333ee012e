import TaskModel

/// Connects a socket: asyncio's `sock_connect`, as a future.
private final class Connecting: DoneObserver {
  var callbackName: String { "BaseSelectorEventLoop._sock_write_done()" }

  let future: Future
  private let loop: EventLoop
  private let socket: Socket
  private var handle: Handle?

  init(_ socket: Socket, to address: SocketAddress, loop: EventLoop) throws {
    self.loop = loop
    self.socket = socket
    future = loop.createFuture()
    future.awaited = .io("connect \(address.text)")
    do {
      try socket.connect(to: address)
      try future.setResult(())
    } catch let error as SystemError where error == .inProgress {
      let future = future
      handle = try loop.addWriter(socket, name: address.text) { try Self.ended(socket, address, future) }
      future.addDoneCallback(self)
    } catch let error as SystemError {
      try future.setException(error.exception)
    }
  }

  private static func ended(_ socket: Socket, _ address: SocketAddress, _ future: Future) throws {
    guard !future.isDone else { return }
    if let error = socket.takeError() {
      try future.setException(error.saying("Connect call failed \(address.representation)").exception)
    } else {
      try future.setResult(())
    }
  }

  func futureIsDone(_ future: Future) {
    if let handle, !handle.isCancelled { loop.removeWriter(socket) }
  }
}

/// Connects and makes a transport: asyncio's `create_connection` and `create_unix_connection`.
final class CreateConnection: NativeCoroutine {
  enum Target {
    case host(String?, port: Int)
    case path(String)
  }

  private enum Stage {
    case resolving
    case connecting(Socket)
    case starting(SocketTransport, any NetworkProtocol)
  }

  private let target: Target
  private let makeProtocol: () throws -> any NetworkProtocol
  private let made: (SocketTransport, any NetworkProtocol) throws -> Any
  private var stage = Stage.resolving

  /// `made` gives the coroutine's result.
  init(
    _ target: Target, loop: EventLoop, name: String,
    _ makeProtocol: @escaping () throws -> any NetworkProtocol,
    made: @escaping (SocketTransport, any NetworkProtocol) throws -> Any
  ) {
    self.target = target
    self.makeProtocol = makeProtocol
    self.made = made
    super.init(name: name, loop: loop)
  }

  override func start() throws -> Progress {
    switch target {
    case .path(let path): return try connect(.unix, to: .unix(path: path))
    case .host(let host, let port):
      switch loop.resolve(host, port: port, isPassive: false) {
      case .address(let address): return try connect(.inet, to: address)
      case .later(let future): return .awaiting(.future(future))
      }
    }
  }

  override func proceed(_ result: Result<Any, any Error>) throws -> Progress {
    switch stage {
    case .resolving:
      guard let address = try result.get() as? SocketAddress else { throw SystemError.unknownName.exception }
      return try connect(.inet, to: address)
    case .connecting(let socket):
      do {
        _ = try result.get()
      } catch {
        socket.close()
        throw error
      }
      return try makeTransport(socket)
    case .starting(let transport, let connection):
      do {
        _ = try result.get()
      } catch {
        try transport.close()
        throw error
      }
      return .returned(try made(transport, connection))
    }
  }

  private func connect(_ family: Socket.Family, to address: SocketAddress) throws -> Progress {
    let socket = loop.session.network.makeSocket(family)
    stage = .connecting(socket)
    return .awaiting(.future(try Connecting(socket, to: address, loop: loop).future))
  }

  private func makeTransport(_ socket: Socket) throws -> Progress {
    let connection = try makeProtocol()
    let waiter = loop.createFuture()
    waiter.awaited = .io("connect \(socket.remote?.text ?? "")")
    let transport = try SocketTransport(socket, connection, loop: loop, waiter: waiter, server: nil)
    stage = .starting(transport, connection)
    return .awaiting(.future(waiter))
  }
}
