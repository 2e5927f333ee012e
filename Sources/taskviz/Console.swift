import Dashboard
import Screen
import TaskModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The standard streams: the only place from which the program prints.
enum Console {
  /// Writes to standard output; a reader that has gone away ends the program quietly, as it does for other tools.
  static func print(_ text: String) throws(Failure) {
    try print(Array(text.utf8))
  }

  static func print(_ bytes: [UInt8]) throws(Failure) {
    guard let code = write(bytes, to: STDOUT_FILENO) else { return }
    if code == EPIPE { exit(EXIT_SUCCESS) }
    throw Failure(.inputOutput, "standard output cannot be written: \(describe(errno: code))")
  }

  /// Writes a run as sentences.
  static func tell(_ run: RunState, ascii: Bool) throws(Failure) {
    // Many lines at a time: a long run has millions.
    var text = ""
    try PlainStory(run, ascii: ascii).tell { line throws(Failure) in
      text += line + "\n"
      if text.utf8.count > 1 << 16 {
        try print(text)
        text = ""
      }
    }
    try print(text)
  }

  /// Writes what a program prints; where that is impossible, nobody reads what it does.
  static func pass(_ text: String, on stream: OutputStream) {
    let bytes = Array(text.utf8)
    switch stream {
    case .standardOutput:
      do {
        try print(bytes)
      } catch {
        complain(error.description)
        exit(error.code.rawValue)
      }
    case .standardError: _ = write(bytes, to: STDERR_FILENO)
    }
  }

  /// Writes one message to standard error, with whatever it quotes made harmless.
  static func complain(_ message: String) {
    let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
    let text = lines.map { DisplayText.clean(String($0)) }.joined(separator: "\n")
    writeError("taskviz: \(text)\n")
  }

  /// Writes to standard error as it is; there is nowhere to report that this fails.
  static func writeError(_ text: String) {
    _ = write(Array(text.utf8), to: STDERR_FILENO)
  }

  /// The error's number where not everything could be written.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let written = systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: rest))
        if written < 0 {
          if errno == EINTR || errno == EAGAIN { continue }
          return errno
        }
        rest = rest.dropFirst(written)
      }
      return nil
    }
  }

  private static func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #else
      Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }

  /// Ends the process with an exit code.
  static func end(_ code: Int32) -> Never { exit(code) }

  /// What the system calls an error.
  static func describe(errno code: Int32) -> String { String(cString: strerror(code)) }

  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
}
