/// How a connection of the simulated network behaves; all of it can be set by the program's `# network:` line.
package struct NetworkConditions: Hashable, Sendable {
  /// How long anything takes from one end to the other, in seconds.
  ///
  /// 0 is what a loopback device shows a program that is both ends: what it sends is there at once.
  package var latency = 0.0

  /// Bytes a second in each direction; nil: as many as are sent.
  package var bandwidth: Double?

  /// How many bytes may be on their way or unread before the sender has to wait.
  package var window = Self.inetWindow

  /// About what Linux takes on a loopback connection that nobody reads from.
  static let inetWindow = 3_910_656

  /// The same for a Unix socket.
  static let unixWindow = 233_152

  /// A Unix socket joins two ends on one machine, whatever the network is like.
  static let unix = NetworkConditions(window: unixWindow)

  package init(latency: Double = 0, bandwidth: Double? = nil, window: Int = Self.inetWindow) {
    self.latency = latency
    self.bandwidth = bandwidth
    self.window = window
  }
}
