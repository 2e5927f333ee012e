#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A terminal that is made for one program: what the program writes is read here, and what is written here it reads.
package final class ProgramTerminal: Sendable {
  /// This side of it; reading and writing do not block.
  package let descriptor: Int32
  /// The program's side stays open here, too: nothing is lost when the program closes it, and its modes can be read.
  private let programSide: Int32
  /// The name under which the program's side is opened.
  package let path: String

  /// Throws the system's error where it has no terminal left.
  package init(columns: Int, rows: Int) throws(SpawnError) {
    var (ours, theirs): (Int32, Int32) = (-1, -1)
    var size = Self.size(columns, rows)
    var name = [CChar](repeating: 0, count: 1024)
    guard openpty(&ours, &theirs, &name, nil, &size) == 0 else {
      throw SpawnError(command: "a terminal", code: errno)
    }
    for end in [ours, theirs] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(ours, F_SETFL, O_NONBLOCK)
    (descriptor, programSide) = (ours, theirs)
    path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    close(descriptor)
    close(programSide)
  }

  /// Tells the program that its terminal has another size.
  package func resize(columns: Int, rows: Int) {
    var size = Self.size(columns, rows)
    _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)
  }

  /// Whether what is typed is meant to be seen: not while a program asks for a password.
  package var echoes: Bool {
    var modes = termios()
    return tcgetattr(programSide, &modes) != 0 || modes.c_lflag & tcflag_t(ECHO) != 0
  }

  private static func size(_ columns: Int, _ rows: Int) -> winsize {
    winsize(ws_row: UInt16(clamping: rows), ws_col: UInt16(clamping: columns), ws_xpixel: 0, ws_ypixel: 0)
  }
}
