/// Tells a loop which of its sockets can be read or written: asyncio's `_selector` with Linux's epoll behind it.
///
/// As in epoll, a socket that becomes ready goes to the end of a list, and stays in it for as long as it is found ready.
final class Selector {
  struct Events: OptionSet {
    let rawValue: UInt8

    static let read = Events(rawValue: 1)
    static let write = Events(rawValue: 2)
  }

  private struct Interest {
    let socket: Socket
    var reader: Handle?
    var writer: Handle?

    var events: Events {
      var events: Events = []
      if reader != nil { events.insert(.read) }
      if writer != nil { events.insert(.write) }
      return events
    }
  }

  private var interests: [Int: Interest] = [:]
  private var ready: [Int] = []

  func addReader(_ socket: Socket, _ handle: Handle) { change(socket) { replace(&$0.reader, handle) } }

  func addWriter(_ socket: Socket, _ handle: Handle) { change(socket) { replace(&$0.writer, handle) } }

  func removeReader(_ socket: Socket) {
    guard interests[socket.descriptor]?.socket === socket else { return }
    change(socket) { replace(&$0.reader, nil) }
  }

  func removeWriter(_ socket: Socket) {
    guard interests[socket.descriptor]?.socket === socket else { return }
    change(socket) { replace(&$0.writer, nil) }
  }

  private func replace(_ place: inout Handle?, _ handle: Handle?) {
    place?.cancel()
    place = handle
  }

  private func change(_ socket: Socket, _ body: (inout Interest) -> Void) {
    let descriptor = socket.descriptor
    var interest = interests[descriptor] ?? Interest(socket: socket)
    body(&interest)
    guard !interest.events.isEmpty else {
      interests[descriptor] = nil
      ready.removeAll { $0 == descriptor }
      socket.selector = nil
      return
    }
    interests[descriptor] = interest
    socket.selector = self
    wake(socket, socket.readiness)
  }

  /// A closed socket is waited for no more, as epoll has it.
  func forget(_ socket: Socket) {
    guard interests[socket.descriptor]?.socket === socket else { return }
    interests[socket.descriptor] = nil
    ready.removeAll { $0 == socket.descriptor }
    socket.selector = nil
  }

  /// Whether the loop waits for the socket in this way.
  func isPolling(_ socket: Socket, _ event: Events) -> Bool {
    guard let interest = interests[socket.descriptor], interest.socket === socket else { return false }
    return interest.events.contains(event)
  }

  /// A socket says that it may be ready.
  func wake(_ socket: Socket, _ events: Events) {
    let descriptor = socket.descriptor
    guard let interest = interests[descriptor], !interest.events.isDisjoint(with: events),
      !ready.contains(descriptor)
    else { return }
    ready.append(descriptor)
  }

  /// Whether `poll` will give a handle; what is found not to be ready leaves the list, as it does when epoll begins to wait.
  func findsReady() -> Bool {
    ready.removeAll { descriptor in
      guard let interest = interests[descriptor] else { return true }
      return interest.socket.readiness.isDisjoint(with: interest.events)
    }
    return !ready.isEmpty
  }

  /// The handles of what is ready now, in the order in which asyncio queues them.
  func poll() -> [Handle] {
    guard !ready.isEmpty else { return [] }
    var handles: [Handle] = []
    let candidates = ready
    ready = []
    for descriptor in candidates {
      guard let interest = interests[descriptor] else { continue }
      let events = interest.socket.readiness.intersection(interest.events)
      guard !events.isEmpty else { continue }
      ready.append(descriptor)
      if events.contains(.read), let reader = interest.reader { handles.append(reader) }
      if events.contains(.write), let writer = interest.writer { handles.append(writer) }
    }
    return handles
  }

  func removeAll() {
    for interest in interests.values { interest.socket.selector = nil }
    interests = [:]
    ready = []
  }
}
