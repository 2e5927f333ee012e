import AsyncioLoop
import Processes

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Takes what a program writes to its terminal as soon as it comes, and hands on what is typed, on a thread of its own:
/// whatever else this process does, the program never waits.
final class TerminalPump: Sendable {
  private struct Contents {
    var output: [UInt8] = []
    var input: [UInt8] = []
    var isEnding = false
    var hasEnded = false
  }

  private let terminal: ProgramTerminal
  private let contents = Monitor(Contents())
  private let pipe = WakePipe()

  /// More than anybody reads between two pictures.
  private static let mostBytes = 32 << 20

  init(_ terminal: ProgramTerminal) {
    self.terminal = terminal
    let isStarted = ProgramThread.start { [self] in run() }
    if !isStarted { contents.withLock { $0.hasEnded = true } }
  }

  /// What has been written since the last time, up to this moment.
  func take() -> [UInt8] {
    contents.withLock { contents in
      while read(into: &contents) {}
      defer { contents.output = [] }
      return contents.output
    }
  }

  func type(_ bytes: [UInt8]) {
    contents.withLock { $0.input += bytes }
    pipe.wake()
  }

  /// Returns when all that was written before is there to be taken.
  func end() {
    contents.withLock { $0.isEnding = true }
    pipe.wake()
    contents.withLock(when: { $0.hasEnded }) { _ in }
  }

  // MARK: On the thread

  private func run() {
    while true {
      let (wantsToWrite, isEnding) = contents.withLock { (!$0.input.isEmpty, $0.isEnding) }
      var requests = [
        pollfd(fd: terminal.descriptor, events: Int16(POLLIN | (wantsToWrite ? POLLOUT : 0)), revents: 0),
        pollfd(fd: pipe.readEnd, events: Int16(POLLIN), revents: 0),
      ]
      _ = poll(&requests, 2, isEnding ? 0 : -1)
      pipe.clear()
      if requests[0].revents & Int16(POLLOUT) != 0 { writeInput() }
      let hasMore = contents.withLock { read(into: &$0) }
      if !hasMore, isEnding { break }
    }
    contents.withLock { $0.hasEnded = true }
    contents.wakeAll()
  }

  /// Reads what there is, in the order in which it was written, whichever thread does; false where there is nothing.
  private func read(into contents: inout Contents) -> Bool {
    let size = 1 << 16
    if contents.output.count + size > Self.mostBytes {
      contents.output = Array("\n[\(contents.output.count >> 20) MB of output are not shown]\n".utf8)
    }
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = max(0, systemRead(terminal.descriptor, buffer.baseAddress, size))
    }
    contents.output += bytes
    return !bytes.isEmpty
  }

  private func writeInput() {
    contents.withLock { contents in
      let count = write(terminal.descriptor, contents.input, contents.input.count)
      if count > 0 { contents.input.removeFirst(count) }
    }
  }
}

// Inside the class the name `read` is the method above.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}
