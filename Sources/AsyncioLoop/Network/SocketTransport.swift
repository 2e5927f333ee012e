import DequeModule

/// Moves the bytes of one connection between a socket and a protocol (CPython 3.13 `selector_events.py`,
/// `_SelectorSocketTransport`).
package final class SocketTransport {
  package let loop: EventLoop
  package let localAddress: SocketAddress?
  package let remoteAddress: SocketAddress?
  package let descriptor: Int

  /// An interpreter's object for it.
  package weak var wrapper: AnyObject?

  package private(set) var isClosing = false

  private let socket: Socket
  private var connection: (any NetworkProtocol)?
  private var server: Server?

  /// What the socket had no room for.
  private var unsent = Deque<ArraySlice<UInt8>>()
  private var unsentCount = 0

  /// 0 as long as `connectionLost` is not on its way; counts the writes after that.
  private var lostWrites = 0
  private var isPaused = false
  private var isProtocolPaused = false
  private var hasWrittenEnd = false
  /// Whether `close` was called: asyncio's transport has no way to write from then on.
  private var hasClosed = false
  private var isReleased = false

  package private(set) var highWater = 64 * 1024
  package private(set) var lowWater = 16 * 1024

  /// How much is read at once.
  private static let readSize = 256 * 1024
  /// How many pieces one call can send: Linux's IOV_MAX.
  private static let pieceLimit = 1024
  /// From this write to a lost connection on, asyncio complains.
  private static let complainsAt = 5

  /// Takes a connected socket over; `waiter` is given its turn once the protocol knows of the connection.
  init(
    _ socket: Socket, _ connection: any NetworkProtocol, loop: EventLoop, waiter: Future, server: Server?
  ) throws {
    self.loop = loop
    self.socket = socket
    self.connection = connection
    self.server = server
    localAddress = socket.local
    remoteAddress = socket.remote
    descriptor = socket.descriptor
    socket.transport = self
    // The socket of a transport that cannot be made stays open: CPython's is part of a ring that nothing collects soon.
    try server?.attach(self)
    try loop.callSoon(name: connection.callbackName) { try connection.connectionMade(self) }
    try loop.callSoon(name: "_SelectorTransport._add_reader") { try self.startReading() }
    try loop.callSoon(name: "_set_result_unless_cancelled") { waiter.setResultUnlessDone(()) }
  }

  /// Who is at the other end, for events.
  package var peerName: String { socket.peerTask ?? remoteAddress?.text ?? "nobody" }

  // MARK: Reading

  package var isReading: Bool { !isClosing && !isPaused }

  private func startReading() throws {
    if isReading { try loop.addReader(socket, name: peerName) { try self.readReady() } }
  }

  package func pauseReading() {
    guard isReading else { return }
    isPaused = true
    loop.removeReader(socket)
  }

  package func resumeReading() throws {
    guard !isClosing, isPaused else { return }
    isPaused = false
    try startReading()
  }

  private func readReady() throws {
    guard lostWrites == 0 else { return }
    let data: [UInt8]
    do {
      data = try socket.receive(Self.readSize)
    } catch let error as SystemError {
      if error == .wouldBlock { return }
      return try fail(error.exception, "Fatal read error on socket transport")
    }
    if data.isEmpty { return try endReached() }
    try guarded("Fatal error: protocol.data_received() call failed.") { try connection?.dataReceived(data) }
  }

  private func endReached() throws {
    try guarded("Fatal error: protocol.eof_received() call failed.") {
      if try connection?.eofReceived() == true { loop.removeReader(socket) } else { try close() }
    }
  }

  // MARK: Writing

  package func write(_ data: [UInt8]) throws {
    if hasWrittenEnd { throw LoopError(.runtime, "Cannot call write() after write_eof()") }
    guard !data.isEmpty else { return }
    if lostWrites > 0 {
      if lostWrites >= Self.complainsAt {
        loop.session.hooks.warn("socket.send() raised exception.")
      }
      lostWrites += 1
      return
    }
    var rest = data[...]
    if unsent.isEmpty {
      if isReleased { throw missing("call_exception_handler", after: missing("send")) }
      do {
        rest = rest.dropFirst(try socket.send(rest))
      } catch let error as SystemError {
        if error != .wouldBlock {
          return try fail(error.exception, "Fatal write error on socket transport")
        }
      }
      if rest.isEmpty { return }
      try startWriting()
    }
    keep(rest)
    try pauseProtocolIfFull()
  }

  package func writeLines(_ lines: [[UInt8]]) throws {
    if hasWrittenEnd { throw LoopError(.runtime, "Cannot call writelines() after write_eof()") }
    guard !lines.isEmpty else { return }
    for line in lines { keep(line[...]) }
    if hasClosed { throw LoopError(.type, "'NoneType' object is not callable") }
    try writeReady()
    guard !unsent.isEmpty else { return }
    if isReleased { throw missing("_add_writer") }
    try startWriting()
  }

  private func keep(_ data: ArraySlice<UInt8>) {
    unsent.append(data)
    unsentCount += data.count
  }

  private func dropUnsent() {
    unsent.removeAll()
    unsentCount = 0
  }

  private func startWriting() throws {
    try loop.addWriter(socket, name: peerName) { try self.writeReady() }
  }

  private func writeReady() throws {
    guard lostWrites == 0 else { return }
    do {
      try sendPieces()
    } catch let error as SystemError {
      if error == .wouldBlock { return }
      loop.removeWriter(socket)
      dropUnsent()
      return try fail(error.exception, "Fatal write error on socket transport")
    }
    try resumeProtocolIfLow()
    guard unsent.isEmpty else { return }
    loop.removeWriter(socket)
    if isClosing {
      try connectionLost(nil)
    } else if hasWrittenEnd {
      try shutdown()
    }
  }

  /// One call of `sendmsg`: the pieces are sent as one.
  private func sendPieces() throws {
    // No more is gathered than the socket can take: much may be waiting behind a narrow window.
    let room = max(1, socket.room)
    var gathered: [UInt8] = []
    for piece in unsent.prefix(Self.pieceLimit) where gathered.count < room {
      gathered += piece.prefix(room - gathered.count)
    }
    var sent = try socket.send(gathered[...])
    unsentCount -= sent
    while sent > 0, let first = unsent.popFirst() {
      if first.count > sent { unsent.prepend(first.dropFirst(sent)) }
      sent -= min(sent, first.count)
    }
  }

  package func writeEnd() throws {
    guard !isClosing, !hasWrittenEnd else { return }
    hasWrittenEnd = true
    if unsent.isEmpty { try shutdown() }
  }

  private func shutdown() throws {
    do {
      try socket.shutdownWriting()
    } catch let error as SystemError {
      throw error.exception
    }
  }

  // MARK: Flow control

  package var writeBufferSize: Int { unsentCount }

  package func setWriteBufferLimits(high: Int?, low: Int?) throws {
    let high = high ?? low.map { 4 * $0 } ?? 64 * 1024
    let low = low ?? high / 4
    guard high >= low, low >= 0 else {
      throw LoopError(.value, "high (\(high)) must be >= low (\(low)) must be >= 0")
    }
    highWater = high
    lowWater = low
    try pauseProtocolIfFull()
  }

  private func pauseProtocolIfFull() throws {
    guard unsentCount > highWater, !isProtocolPaused else { return }
    isProtocolPaused = true
    if isReleased { throw missing("call_exception_handler", after: missing("pause_writing")) }
    try reporting("protocol.pause_writing() failed") { try connection?.pauseWriting() }
  }

  private func resumeProtocolIfLow() throws {
    guard isProtocolPaused, unsentCount <= lowWater else { return }
    isProtocolPaused = false
    try reporting("protocol.resume_writing() failed") { try connection?.resumeWriting() }
  }

  // MARK: Closing

  /// Closes once everything is sent.
  package func close() throws {
    hasClosed = true
    guard !isClosing else { return }
    isClosing = true
    loop.removeReader(socket)
    guard unsent.isEmpty else { return }
    lostWrites += 1
    loop.removeWriter(socket)
    try loseSoon(nil)
  }

  /// Closes at once; what is not sent is lost.
  package func abort() throws { try forceClose(nil) }

  private func forceClose(_ error: (any Error)?) throws {
    guard lostWrites == 0 else { return }
    if !unsent.isEmpty {
      dropUnsent()
      if isReleased { throw missing("_remove_writer") }
      loop.removeWriter(socket)
    }
    if !isClosing {
      isClosing = true
      loop.removeReader(socket)
    }
    lostWrites += 1
    if isReleased { throw missing("call_soon") }
    try loseSoon(error)
  }

  private func loseSoon(_ error: (any Error)?) throws {
    try loop.callSoon(name: "_SelectorSocketTransport._call_connection_lost") {
      try self.connectionLost(error)
    }
  }

  private func connectionLost(_ error: (any Error)?) throws {
    // A protocol that closes when it is told to go on writing is told of the loss at once, and once more a turn later.
    if isReleased { throw missing("close", after: missing("connection_lost")) }
    defer { release() }
    try connection?.connectionLost(error)
  }

  /// Gives the socket back, and lets go of the protocol and the server, which hold this.
  func release() {
    guard !isReleased else { return }
    isReleased = true
    socket.close()
    connection = nil
    // What the connection held goes before those are told that wait for the server's last one.
    loop.session.flushReports()
    let served = server
    server = nil
    served?.detach(self)
  }

  // MARK: Errors

  /// What asyncio raises where it uses the loop, the socket or the protocol of a transport that has let go of them.
  private func missing(_ attribute: String, after context: LoopError? = nil) -> LoopError {
    let error = LoopError(.attribute, "'NoneType' object has no attribute '\(attribute)'")
    error.context = context
    return error
  }

  /// An error of the network ends the connection in silence; any other one is reported.
  private func fail(_ error: any Error, _ message: String) throws {
    if let error = error as? LoopError {
      error.frame = loop.session.hooks.holdFrame()
      loop.session.hooks.raising(error)
    }
    if !error.isSystemError { try report(error, message) }
    try forceClose(error)
  }

  private func report(_ error: any Error, _ message: String) throws {
    let report = ErrorReport(message: message, exception: error, connection: connection, transport: self)
    try loop.session.hooks.handling(error) { try loop.callExceptionHandler(report) }
  }

  /// Calls the protocol: what it raises ends the connection.
  private func guarded(_ message: String, _ body: () throws -> Void) throws {
    do {
      try body()
    } catch {
      if error.endsProgram { throw error }
      try fail(error, message)
    }
  }

  private func reporting(_ message: String, _ body: () throws -> Void) throws {
    do {
      try body()
    } catch {
      if error.endsProgram { throw error }
      try report(error, message)
    }
  }

  /// Python's `repr()` of it.
  package var representation: String {
    var parts = ["_SelectorSocketTransport"]
    if isReleased { parts.append("closed") } else if isClosing { parts.append("closing") }
    parts.append("fd=\(descriptor)")
    if !isReleased, !loop.isClosed {
      let reads = loop.selector.isPolling(socket, .read)
      let writes = loop.selector.isPolling(socket, .write)
      parts.append("read=\(reads ? "polling" : "idle")")
      parts.append("write=<\(writes ? "polling" : "idle"), bufsize=\(unsentCount)>")
    }
    return "<\(parts.joined(separator: " "))>"
  }
}
