import CTerminal
import Screen

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Terminal {
  /// Why a wait ended; nothing at all is the end of its time.
  package struct Wake {
    package var events: [InputEvent] = []
    /// The other descriptors that can be read, or have ended.
    package var readable: [Int32] = []
  }

  /// How long after an escape nothing must follow for it to be the key.
  private static let escapeDelay = Duration.milliseconds(25)

  /// Waits for something to happen, without using the processor: keys, a signal, data on other descriptors.
  ///
  /// - Parameters:
  ///   - timeout: how long at most; nil waits for ever.
  ///   - descriptors: what to watch besides the terminal.
  package func wait(for timeout: Duration?, orReading descriptors: [Int32] = []) -> Wake {
    let deadline = timeout.map { ContinuousClock.now + $0 }
    while true {
      var wake = Wake()
      var left = deadline.map { max(.zero, $0 - .now) }
      let isEscape = decoder.isWaiting && (left ?? Self.escapeDelay) >= Self.escapeDelay
      if isEscape { left = Self.escapeDelay }
      let ready = Self.poll([signals, input] + descriptors, left)
      if ready.contains(signals) { wake.events += eventsOfSignals() }
      if ready.contains(input) {
        wake.events += eventsOfInput()
      } else if isEscape && ready.isEmpty {
        wake.events += decoder.flush()
      }
      wake.readable = descriptors.filter(ready.contains)
      let isOver = deadline.map { $0 <= .now } ?? false
      if isOver || !wake.events.isEmpty || !wake.readable.isEmpty { return wake }
    }
  }

  private static func poll(_ descriptors: [Int32], _ timeout: Duration?) -> Set<Int32> {
    var requests = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    let count = pollDescriptors(&requests, nfds_t(requests.count), milliseconds(timeout))
    guard count > 0 else { return [] }
    return Set(requests.lazy.filter { $0.revents != 0 }.map(\.fd))
  }

  /// Rounded up, so that a wait never ends just before its time; -1 is for ever.
  private static func milliseconds(_ timeout: Duration?) -> Int32 {
    guard let timeout else { return -1 }
    let (seconds, attoseconds) = timeout.components
    guard seconds < 1_000_000 else { return 1_000_000_000 }
    return Int32(seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }

  private func eventsOfInput() -> [InputEvent] {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = read(input, &buffer, buffer.count)
    if count > 0 { return decoder.feed(buffer.prefix(count)) }
    if count < 0 && (errno == EINTR || errno == EAGAIN) { return [] }
    return [.lost]
  }

  private func eventsOfSignals() -> [InputEvent] {
    var events: [InputEvent] = []
    while true {
      switch taskviz_signals_next() {
      case 0: return events
      case SIGWINCH:
        if readSize() { events.append(.resize(width: size.width, height: size.height)) }
      case SIGTSTP:
        taskviz_screen_suspend()
        events.append(resumed())
      case SIGCONT:
        // A stopped process is told nothing of a new size, and the shell has used the terminal meanwhile.
        taskviz_screen_resume()
        events.append(resumed())
      case let signal: events.append(.endRequested(signal: signal))
      }
    }
  }

  private func resumed() -> InputEvent {
    readSize()
    forgetScreen()
    return .resize(width: size.width, height: size.height)
  }
}

// Inside the extension the name `poll` is the method above.
private func pollDescriptors(_ requests: inout [pollfd], _ count: nfds_t, _ timeout: Int32) -> Int32 {
  poll(&requests, count, timeout)
}
