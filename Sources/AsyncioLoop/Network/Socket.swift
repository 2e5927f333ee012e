/// A stream socket of the simulated network, with the answers that Linux's give.
///
/// Every call returns at once: where a real socket would block, a non-blocking one throws `SystemError.wouldBlock`.
final class Socket {
  enum Family { case inet, unix }

  private enum State { case idle, listening, connecting, connected, closed }

  /// Given when the program gets the socket; -1 before that.
  private(set) var descriptor = -1
  let family: Family
  private(set) var local: SocketAddress?
  private(set) var remote: SocketAddress?

  /// The name of the task at the other end, where it was given one: people know it better than a port.
  private(set) var peerTask: String?
  private var ownTask: String?

  /// Who is told when it becomes readable or writable.
  weak var selector: Selector?

  /// Who moves its bytes.
  weak var transport: SocketTransport?

  private unowned let network: Network
  private let conditions: NetworkConditions
  private var state = State.idle
  private weak var peer: Socket?

  /// Connections that wait to be accepted.
  private var backlog: [Socket] = []

  private var received = ByteQueue()
  /// The peer sends nothing any more.
  private var hasReceivedEnd = false
  private var hasSentEnd = false
  private var isReset = false
  private var error: SystemError?

  /// Bytes on their way or not yet read by the peer.
  private var outstanding = 0
  /// When all that was sent so far has left.
  private var lineFree = 0.0

  /// What a limited line carries at once, so that a long text arrives bit by bit.
  private static let segment = 16 * 1024

  init(_ family: Family, network: Network) {
    self.family = family
    self.network = network
    conditions = family == .unix ? .unix : network.conditions
  }

  var isListening: Bool { state == .listening }

  // MARK: Making connections

  func bind(_ address: SocketAddress) throws { local = try network.bind(self, to: address) }

  func listen() { state = .listening }

  /// Begins to connect: `SystemError.inProgress` says that the socket becomes writable when that has succeeded or failed.
  func connect(to address: SocketAddress) throws {
    if let task = network.session.currentTask, !task.name.hasPrefix("Task-") { ownTask = task.name }
    if family == .unix { return try connectAtOnce(to: address) }
    guard case .inet(var host, let port) = address, SocketAddress.isLocal(host) else {
      throw SystemError.networkUnreachable
    }
    if host == SocketAddress.anyHost { host = SocketAddress.loopback }
    let target = SocketAddress.inet(host: host, port: port)
    local = .inet(host: SocketAddress.loopback, port: network.nextPort())
    remote = target
    state = .connecting
    after { [network] in
      // The listener is looked up when the request arrives there.
      guard let listener = network.listener(at: target) else {
        return self.after { self.fail(.refused) }
      }
      let accepted = self.makePeer(at: target)
      self.after {
        guard self.state == .connecting else { return }
        self.state = .connected
        self.selector?.wake(self, [.write])
        self.after { listener.enqueue(accepted) }
      }
    }
    throw SystemError.inProgress
  }

  private func connectAtOnce(to address: SocketAddress) throws {
    guard network.exists(address) else { throw SystemError.noSuchFile }
    guard let listener = network.listener(at: address) else { throw SystemError.refused }
    local = .unix(path: "")
    remote = address
    let accepted = makePeer(at: address)
    state = .connected
    listener.enqueue(accepted)
  }

  /// The other end of a connection, which nobody has accepted yet.
  private func makePeer(at address: SocketAddress) -> Socket {
    let made = Socket(family, network: network)
    made.local = address
    made.remote = local
    made.peerTask = ownTask
    made.state = .connected
    made.peer = self
    peer = made
    return made
  }

  private func enqueue(_ connection: Socket) {
    guard state == .listening else { return connection.abort() }
    backlog.append(connection)
    selector?.wake(self, [.read])
  }

  func accept() throws -> Socket {
    guard !backlog.isEmpty else { throw SystemError.wouldBlock }
    network.noteMove()
    let accepted = backlog.removeFirst()
    accepted.open()
    return accepted
  }

  /// Takes a descriptor.
  func open() { descriptor = network.open(self) }

  /// Takes the error that waits to be told: `SO_ERROR`.
  func takeError() -> SystemError? {
    defer { error = nil }
    return error
  }

  // MARK: Sending

  /// How many bytes it would take now.
  var room: Int { conditions.window - outstanding }

  /// Sends as much as there is room for, and says how much that was.
  func send(_ bytes: ArraySlice<UInt8>) throws -> Int {
    // Both ends of a Unix socket are one object of the kernel: it knows at once that nobody is there.
    if family == .unix, peer?.state != .connected { throw SystemError.brokenPipe }
    if let error = takeError() { throw error }
    if hasSentEnd || isReset { throw SystemError.brokenPipe }
    guard room > 0 else { throw SystemError.wouldBlock }
    let taken = bytes.prefix(room)
    outstanding += taken.count
    var rest = taken
    while !rest.isEmpty {
      let piece = Array(conditions.bandwidth == nil ? rest : rest.prefix(Self.segment))
      rest = rest.dropFirst(piece.count)
      transmit(piece.count) { $0.receive(piece, from: self) }
    }
    return taken.count
  }

  /// Says that nothing more will be sent.
  func shutdownWriting() throws {
    guard state == .connected, !isReset else { throw SystemError(107, "Transport endpoint is not connected") }
    guard !hasSentEnd else { return }
    hasSentEnd = true
    transmit(0) { $0.receiveEnd() }
  }

  /// Has something happen at the peer when everything sent so far has arrived there.
  private func transmit(_ size: Int, _ body: @escaping (Socket) -> Void) {
    network.noteMove()
    let takes = conditions.bandwidth.map { Double(size) / $0 } ?? 0
    lineFree = max(lineFree, network.now) + takes
    guard let peer else {
      // Nothing is left of the other end: only data is answered, once it has arrived.
      if size > 0 { network.arrive(at: lineFree + conditions.latency) { self.after { self.reset() } } }
      return
    }
    network.arrive(at: lineFree + conditions.latency) { body(peer) }
  }

  private func after(_ body: @escaping () -> Void) {
    network.arrive(at: network.now + conditions.latency, body)
  }

  // MARK: Receiving

  /// Takes up to `limit` bytes; none means that there will be no more.
  func receive(_ limit: Int) throws -> [UInt8] {
    if !received.isEmpty {
      network.noteMove()
      let taken = received.take(limit)
      let sender = peer
      after { sender?.acknowledge(taken.count) }
      return taken
    }
    // The end was there before anything that went wrong after it; Unix sockets tell of the error first.
    if hasReceivedEnd, family == .inet { return [] }
    if let error = takeError() { throw error }
    if isReset || hasReceivedEnd { return [] }
    throw SystemError.wouldBlock
  }

  private func acknowledge(_ count: Int) {
    outstanding -= count
    selector?.wake(self, [.write])
  }

  private func receive(_ bytes: [UInt8], from sender: Socket) {
    // Who is gone answers what still comes with a reset.
    guard state == .connected else { return after { sender.reset() } }
    received.append(bytes)
    selector?.wake(self, [.read])
  }

  private func receiveEnd() {
    guard state == .connected else { return }
    hasReceivedEnd = true
    selector?.wake(self, [.read])
  }

  /// The connection was thrown away at the other end.
  private func reset() {
    guard state == .connected, !isReset else { return }
    isReset = true
    fail(hasReceivedEnd && family == .inet ? .brokenPipe : .reset)
  }

  private func fail(_ error: SystemError) {
    self.error = error
    selector?.wake(self, [.read, .write])
  }

  // MARK: Closing

  /// Gives the socket up; what was sent still arrives, and after it the end, or a reset if something was left unread.
  func close(removingPath: Bool = false) {
    guard state != .closed else { return }
    let before = state
    if before == .connected, !isReset {
      if received.isEmpty {
        if !hasSentEnd { transmit(0) { $0.receiveEnd() } }
      } else {
        transmit(0) { $0.reset() }
      }
    }
    state = .closed
    selector?.forget(self)
    network.remove(self, removingPath: removingPath)
    for connection in backlog { connection.abort() }
    backlog = []
  }

  /// Closes so that the peer sees a reset.
  private func abort() {
    transmit(0) { $0.reset() }
    state = .closed
    network.remove(self, removingPath: false)
  }

  /// Lets go of what it holds, when nobody will use it any more.
  func forget() {
    state = .closed
    backlog = []
    transport?.release()
  }

  // MARK: Readiness

  /// What can be done without waiting, as `epoll` tells it: an error or a reset counts as both.
  var readiness: Selector.Events {
    switch state {
    case .listening: return backlog.isEmpty ? [] : [.read]
    case .connecting: return error == nil ? [] : [.read, .write]
    // A socket that neither listens nor connects has been hung up.
    case .idle, .closed: return [.read, .write]
    case .connected:
      if error != nil || isReset { return [.read, .write] }
      var events: Selector.Events = []
      if !received.isEmpty || hasReceivedEnd { events.insert(.read) }
      if outstanding < conditions.window { events.insert(.write) }
      if hasReceivedEnd, hasSentEnd { events = [.read, .write] }
      return events
    }
  }
}
