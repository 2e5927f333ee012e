/// A coroutine that reads: it tries, and waits for more as long as that gives nothing.
private final class StreamRead: NativeCoroutine {
  private let reader: StreamReader
  private let method: String
  private var attempt: (() throws -> [UInt8]?)?

  /// `method` is what a second reader is told that it called.
  init(_ name: String, method: String, _ reader: StreamReader, _ attempt: @escaping () throws -> [UInt8]?) {
    self.reader = reader
    self.method = method
    self.attempt = attempt
    super.init(name: "StreamReader.\(name)", loop: reader.loop)
  }

  override func start() throws -> Progress {
    if let data = try attempt?() { return .returned(ReceivedBytes(data)) }
    return .awaiting(.future(try reader.waitForMore(method)))
  }

  override func proceed(_ result: Result<Any, any Error>) throws -> Progress {
    reader.stopWaiting()
    _ = try result.get()
    return try start()
  }

  override var variables: [AnyObject] { [reader] }

  override func letGo() { attempt = nil }
}

/// What a read gives; an array of bytes would be taken for an empty array of anything.
package struct ReceivedBytes {
  package let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }
}

/// What `readexactly` and `readuntil` raise where the stream ends too early.
package struct IncompleteRead {
  package let partial: [UInt8]
  /// nil: nobody can say.
  package let expected: Int?

  package init(partial: [UInt8], expected: Int?) {
    self.partial = partial
    self.expected = expected
  }
}

/// What `readuntil` raises where the limit is passed.
package struct LimitOverrun {
  package let message: String
  /// How many bytes the caller may throw away.
  package let consumed: Int
}

extension IncompleteRead: CustomStringConvertible {
  package var description: String {
    "\(partial.count) bytes read on a total of \(expected.map(String.init) ?? "undefined") expected bytes"
  }
}

extension LimitOverrun: CustomStringConvertible {
  package var description: String { message }
}

extension StreamReader {
  /// Reads up to `count` bytes, as soon as there are any; all of them to the end where it is negative.
  package func read(_ count: Int) -> any Coroutine {
    if count < 0 { return readToEnd() }
    var hasWaited = false
    var hasStarted = false
    return StreamRead("read", method: "read", self) { [self] in
      if !hasStarted, let exception { throw exception }
      hasStarted = true
      if count == 0 { return [] }
      if buffer.isEmpty, !hasEnded, !hasWaited {
        hasWaited = true
        return nil
      }
      return try take(count)
    }
  }

  /// Reads pieces of the limit's size until there are no more.
  private func readToEnd() -> any Coroutine {
    var all: [UInt8] = []
    var hasWaited = false
    return StreamRead("read", method: "read", self) { [self] in
      while true {
        if !hasWaited, let exception { throw exception }
        if buffer.isEmpty, !hasEnded, !hasWaited {
          hasWaited = true
          return nil
        }
        hasWaited = false
        let piece = try take(limit)
        if piece.isEmpty { return all }
        all += piece
      }
    }
  }

  /// Reads exactly `count` bytes.
  package func readExactly(_ count: Int) -> any Coroutine {
    var hasStarted = false
    return StreamRead("readexactly", method: "readexactly", self) { [self] in
      if !hasStarted {
        if count < 0 { throw LoopError(.value, "readexactly size can not be less than zero") }
        if let exception { throw exception }
        hasStarted = true
      }
      if buffer.count >= count { return count == 0 ? [] : try take(count) }
      if hasEnded {
        throw LoopError(.incompleteRead, IncompleteRead(partial: buffer.takeAll(), expected: count))
      }
      return nil
    }
  }

  /// Reads to the end of the first of the separators that ends; the separators are part of what is read.
  package func readUntil(_ separators: [[UInt8]]) -> any Coroutine {
    let search = SeparatorSearch(separators, in: self)
    return StreamRead("readuntil", method: "readuntil", self) { try search.attempt() }
  }

  /// Reads a line, or what is left where the stream ends without one.
  package func readLine() -> any Coroutine {
    let search = SeparatorSearch([Self.newline], in: self)
    return StreamRead("readline", method: "readuntil", self) { [self] in
      do {
        return try search.attempt()
      } catch let error as LoopError {
        if let early = error.argument as? IncompleteRead { return early.partial }
        guard let overrun = error.argument as? LimitOverrun else { throw error }
        let whole = buffer.hasPrefix(Self.newline, at: overrun.consumed)
        _ = buffer.take(whole ? overrun.consumed + Self.newline.count : buffer.count)
        try resumeIfLow()
        let refusal = LoopError(.value, overrun.message)
        refusal.context = error
        throw refusal
      }
    }
  }

  private static let newline = [UInt8(ascii: "\n")]
}

/// Looks for separators in what a reader has, without looking twice at what cannot hold one.
private final class SeparatorSearch {
  private let separators: [[UInt8]]
  private let reader: StreamReader
  private var hasStarted = false
  /// No separator begins before this distance from the front.
  private var offset = 0

  init(_ separators: [[UInt8]], in reader: StreamReader) {
    // The shortest first; equally long ones keep their order, as Python's sort does.
    self.separators = separators.enumerated().sorted {
      ($0.element.count, $0.offset) < ($1.element.count, $1.offset)
    }.map(\.element)
    self.reader = reader
  }

  /// What the separators end, or nil if none is there yet.
  func attempt() throws -> [UInt8]? {
    if !hasStarted { try checkStart() }
    hasStarted = true
    let (shortest, longest) = (separators.first?.count ?? 0, separators.last?.count ?? 0)
    if reader.buffer.count - offset >= shortest {
      if let match = firstMatch() {
        guard match.start <= reader.limit else {
          throw overrun("Separator is found, but chunk is longer than limit", match.start)
        }
        return try reader.take(match.end)
      }
      offset = max(0, reader.buffer.count + 1 - longest)
      if offset > reader.limit {
        throw overrun("Separator is not found, and chunk exceed the limit", offset)
      }
    }
    if reader.hasEnded {
      throw LoopError(.incompleteRead, IncompleteRead(partial: reader.buffer.takeAll(), expected: nil))
    }
    return nil
  }

  private func checkStart() throws {
    guard let shortest = separators.first else {
      throw LoopError(.value, "Separator should contain at least one element")
    }
    if shortest.isEmpty { throw LoopError(.value, "Separator should be at least one-byte string") }
    if let exception = reader.exception { throw exception }
  }

  /// The match that ends first.
  private func firstMatch() -> (start: Int, end: Int)? {
    var best: (start: Int, end: Int)?
    for separator in separators {
      guard let start = reader.buffer.firstOccurrence(of: separator, from: offset) else { continue }
      let end = start + separator.count
      if end < best?.end ?? .max { best = (start, end) }
    }
    return best
  }

  private func overrun(_ message: String, _ consumed: Int) -> LoopError {
    LoopError(.limitOverrun, LimitOverrun(message: message, consumed: consumed))
  }
}
