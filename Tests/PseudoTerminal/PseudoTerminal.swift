import CPseudoTerminal

/// A program that runs in a terminal of its own, whose keys and window the test is.
///
/// Every wait has a deadline and throws with what the program wrote when it passes; ending the test ends the program.
package final class PseudoTerminal {
  private var pty = taskviz_pty()
  private var isRunning = true
  /// Everything the program has written so far.
  package private(set) var output: [UInt8] = []
  /// Where in `output` the next wait begins to look: after what the last one found.
  private var seen = 0

  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  package struct Modes: Hashable, Sendable {
    package var input: UInt32
    package var output: UInt32
    package var control: UInt32
    package var local: UInt32
  }

  /// - Parameters:
  ///   - command: the program's path and its arguments.
  ///   - environment: all of its environment.
  package init(
    _ command: [String], environment: [String: String] = ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"],
    folder: String? = nil, columns: Int = 80, rows: Int = 24
  ) throws {
    let entries = environment.map { "\($0.key)=\($0.value)" }.sorted()
    let isStarted = withCStrings(command) { arguments in
      withCStrings(entries) { variables in
        taskviz_pty_spawn(&pty, command[0], arguments, variables, folder, Int32(columns), Int32(rows))
      }
    }
    guard isStarted else {
      isRunning = false
      throw Failure(description: "cannot start \(command[0])")
    }
  }

  deinit { taskviz_pty_close(&pty, isRunning) }

  /// The modes that the terminal is in.
  package func modes() throws -> Modes {
    var modes: (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
    let isKnown = withUnsafeMutableBytes(of: &modes) {
      $0.withMemoryRebound(to: UInt32.self) { taskviz_pty_modes(&pty, $0.baseAddress) }
    }
    guard isKnown else { throw Failure(description: "the terminal tells no modes") }
    return Modes(input: modes.0, output: modes.1, control: modes.2, local: modes.3)
  }

  /// Types, or sends what a terminal sends.
  package func send(_ text: String) throws {
    let bytes = Array(text.utf8)
    guard taskviz_pty_write(&pty, bytes, bytes.count) else { throw Failure(description: "cannot type") }
  }

  package func resize(columns: Int, rows: Int) throws {
    guard taskviz_pty_resize(&pty, Int32(columns), Int32(rows)) else {
      throw Failure(description: "cannot resize")
    }
  }

  package func signal(_ number: Int32) throws {
    guard taskviz_pty_signal(&pty, number) else { throw Failure(description: "cannot signal") }
  }

  /// Closes the terminal under the program.
  package func hangUp() { taskviz_pty_hang_up(&pty) }

  /// Waits until the program has written a text, after what earlier waits found.
  package func wait(for text: String, within limit: Duration = .seconds(20)) throws {
    let wanted = Array(text.utf8)
    let deadline = ContinuousClock.now + limit
    while true {
      if let end = Self.end(of: wanted, in: output[seen...]) {
        seen = end
        return
      }
      guard .now < deadline else {
        throw Failure(description: "no \(text.debugDescription) within \(limit); since then: \(tail)")
      }
      if !read(milliseconds: 50) {
        guard Self.end(of: wanted, in: output[seen...]) == nil else { continue }
        throw Failure(description: "no \(text.debugDescription) before the end; since then: \(tail)")
      }
    }
  }

  /// Waits until the program has ended; its exit status, or 128 and the signal that ended it.
  package func waitForEnd(within limit: Duration = .seconds(20)) throws -> Int {
    let deadline = ContinuousClock.now + limit
    while true {
      var status: Int32 = 0
      if taskviz_pty_has_ended(&pty, &status) {
        isRunning = false
        while pty.master >= 0 && read(milliseconds: 0, isLast: true) {}
        return Int(status)
      }
      guard .now < deadline else { throw Failure(description: "still running after \(limit); last: \(tail)") }
      _ = read(milliseconds: 20)
    }
  }

  /// What was written since the last wait found something, as a source text would show it.
  private var tail: String { String(decoding: output[seen...], as: UTF8.self).debugDescription }

  /// Reads what there is; false when there will be no more, or, the last time, when there is none.
  private func read(milliseconds: Int32, isLast: Bool = false) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = taskviz_pty_read(&pty, &buffer, buffer.count, milliseconds)
    if count > 0 { output += buffer.prefix(count) }
    return isLast ? count > 0 : count >= 0
  }

  private static func end(of wanted: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count >= wanted.count else { return nil }
    let last = bytes.endIndex - wanted.count
    return (bytes.startIndex...last).first { bytes[$0..<$0 + wanted.count].elementsEqual(wanted) }
      .map { $0 + wanted.count }
  }
}

/// Calls a function with texts as C has them: an array of pointers, ended by a null one.
private func withCStrings<Result>(
  _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  var bytes: [CChar] = []
  let starts = texts.map { text in
    defer { bytes += text.utf8CString }
    return bytes.count
  }
  return bytes.withUnsafeMutableBufferPointer { bytes in
    let pointers = starts.map { start in bytes.baseAddress.map { $0 + start } } + [nil]
    return pointers.withUnsafeBufferPointer { body($0.baseAddress ?? emptyList) }
  }
}

private nonisolated(unsafe) let emptyList: UnsafePointer<UnsafeMutablePointer<CChar>?> = {
  let list = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: 1)
  list.initialize(to: nil)
  return UnsafePointer(list)
}()
