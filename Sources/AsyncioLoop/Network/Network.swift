import HeapModule

/// A network within one program, on the session's virtual clock: what the kernel is to asyncio's sockets.
///
/// What is sent arrives in order, after the latency and the time that the bandwidth takes. Without latency it arrives
/// within the call that sends it, as between two sockets of one process on Linux's loopback device; that is why such
/// programs take the steps here that they take there.
package final class Network {
  /// How connections made from now on behave, Unix sockets apart.
  package var conditions = NetworkConditions()

  unowned let session: LoopSession

  /// The open sockets by their descriptors.
  private(set) var sockets: [Int: Socket] = [:]
  private var bound: [SocketAddress: Socket] = [:]
  /// The paths of Unix sockets that nobody serves any more: the file stays.
  private var leftPaths: Set<String> = []
  private var arrivals = Heap<Arrival>()
  private var arrivalCount = 0
  /// How often bytes, ends and connections have been sent or taken: what a loop with ready sockets brings about.
  private(set) var moves = 0
  private var lastPort = Network.firstPort - 1

  /// Where Linux's automatic ports begin; they are given in order, so that every run has the same ones.
  private static let firstPort = 32768
  /// The first descriptor that a loop leaves to its program: before it are the standard streams and its own three.
  private static let firstDescriptor = 6

  /// Something on its way.
  private struct Arrival: Comparable {
    let time: Double
    let number: Int
    let body: () -> Void

    static func < (a: Arrival, b: Arrival) -> Bool {
      a.time < b.time || (a.time == b.time && a.number < b.number)
    }

    static func == (a: Arrival, b: Arrival) -> Bool { a.number == b.number }
  }

  init(session: LoopSession) { self.session = session }

  var now: Double { session.now }

  func noteMove() { moves += 1 }

  /// When the next thing arrives; nil: nothing is on its way.
  var nextArrival: Double? { arrivals.min?.time }

  /// Has `body` happen at a moment; now, if that has come.
  func arrive(at time: Double, _ body: @escaping () -> Void) {
    guard time > now else { return body() }
    arrivalCount += 1
    arrivals.insert(Arrival(time: time, number: arrivalCount, body: body))
  }

  /// Lets arrive what is due.
  func advance() {
    while let first = arrivals.min, first.time <= now {
      arrivals.removeMin()
      first.body()
    }
  }

  // MARK: Sockets and addresses

  func makeSocket(_ family: Socket.Family) -> Socket {
    let socket = Socket(family, network: self)
    socket.open()
    return socket
  }

  /// Keeps a socket, and gives it the lowest free descriptor.
  func open(_ socket: Socket) -> Int {
    var descriptor = Self.firstDescriptor
    while sockets[descriptor] != nil { descriptor += 1 }
    sockets[descriptor] = socket
    return descriptor
  }

  /// Forgets a closed socket; the file of a Unix socket stays unless it is removed with it.
  func remove(_ socket: Socket, removingPath: Bool) {
    if sockets[socket.descriptor] === socket { sockets[socket.descriptor] = nil }
    guard let local = socket.local, bound[local] === socket else { return }
    bound[local] = nil
    if case .unix(let path) = local, !removingPath { leftPaths.insert(path) }
  }

  /// Gives a socket its address: port 0 becomes the next free one.
  func bind(_ socket: Socket, to address: SocketAddress) throws -> SocketAddress {
    var address = address
    if case .inet(let host, let port) = address {
      guard SocketAddress.isLocal(host) else { throw SystemError.addressNotAvailable }
      if port == 0 { address = .inet(host: host, port: nextPort()) }
      if bound.keys.contains(where: { $0.overlaps(address) }) { throw SystemError.addressInUse }
    } else if bound[address] != nil || isLeft(address) {
      throw SystemError.addressInUse
    }
    bound[address] = socket
    return address
  }

  private func isLeft(_ address: SocketAddress) -> Bool {
    if case .unix(let path) = address { leftPaths.contains(path) } else { false }
  }

  /// What `os.remove` does to the file of a Unix socket.
  func removePath(_ path: String) {
    leftPaths.remove(path)
    bound[.unix(path: path)] = nil
  }

  /// The socket that hears what is sent to an address.
  func listener(at address: SocketAddress) -> Socket? {
    if let exact = bound[address], exact.isListening { return exact }
    guard case .inet(_, let port) = address,
      let everywhere = bound[.inet(host: SocketAddress.anyHost, port: port)], everywhere.isListening
    else { return nil }
    return everywhere
  }

  /// Whether a Unix socket's file is there, served or not.
  func exists(_ address: SocketAddress) -> Bool { bound[address] != nil || isLeft(address) }

  func nextPort() -> Int {
    repeat {
      lastPort = lastPort >= 60999 ? Self.firstPort : lastPort + 1
    } while bound.keys.contains { $0.overlaps(.inet(host: SocketAddress.anyHost, port: lastPort)) }
    return lastPort
  }

  /// Lets go of everything when the program has ended.
  func clear() {
    arrivals = Heap()
    for socket in sockets.values { socket.forget() }
    sockets = [:]
    bound = [:]
  }
}

extension SocketAddress {
  /// Whether two servers cannot have both.
  fileprivate func overlaps(_ other: SocketAddress) -> Bool {
    guard case .inet(let host, let port) = self, case .inet(let otherHost, let otherPort) = other else {
      return self == other
    }
    return port == otherPort
      && (host == otherHost || host == Self.anyHost || otherHost == Self.anyHost)
  }
}
