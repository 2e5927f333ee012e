/// Where a socket of the simulated network is, or would like to be.
package enum SocketAddress: Hashable, Sendable {
  case inet(host: String, port: Int)
  /// A Unix socket by its path; the path of a socket that was never bound is empty.
  case unix(path: String)

  /// Short, for events and for people: `127.0.0.1:8888`.
  package var text: String {
    switch self {
    case .inet(let host, let port): "\(host):\(port)"
    case .unix(let path): path.isEmpty ? "a Unix socket" : path
    }
  }

  /// As Python's `socket` module shows it: a tuple, or the path.
  package var representation: String {
    switch self {
    case .inet(let host, let port): "('\(host)', \(port))"
    case .unix(let path): "'\(path)'"
    }
  }

  /// The address on which nobody in particular is meant: a server there hears every address of the machine.
  static let anyHost = "0.0.0.0"

  static let loopback = "127.0.0.1"

  /// The IPv4 address that a text stands for, as asyncio accepts it without asking a resolver; nil for a name.
  static func isNumeric(_ host: String) -> Bool {
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        (1...3).contains(part.utf8.count) && part.utf8.allSatisfy { (48...57).contains($0) }
          && UInt8(part) != nil
      }
  }

  /// Whether packets to this host stay on the machine.
  static func isLocal(_ host: String) -> Bool { host == anyHost || host.hasPrefix("127.") }
}
