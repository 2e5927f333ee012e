/// What a transport tells about its connection (CPython 3.13 `protocols.py`).
package protocol NetworkProtocol: AnyObject {
  /// What `connection_made` is called in reports.
  var callbackName: String { get }

  func connectionMade(_ transport: SocketTransport) throws

  func dataReceived(_ data: [UInt8]) throws

  /// The peer will send no more; true keeps the connection open for writing.
  func eofReceived() throws -> Bool

  func connectionLost(_ error: (any Error)?) throws

  /// The transport holds more than its high-water mark.
  func pauseWriting() throws

  /// It is down to its low-water mark again.
  func resumeWriting() throws

  /// Python's `repr()` of it.
  func representation(_ hooks: LoopSession.Hooks) throws -> String
}
