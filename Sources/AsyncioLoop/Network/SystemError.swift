/// What a system call answers when it fails: a number and a text, Linux's.
package struct SystemError: Error, Hashable, Sendable {
  package var number: Int
  package var text: String

  package init(_ number: Int, _ text: String) {
    self.number = number
    self.text = text
  }

  static let noSuchFile = SystemError(2, "No such file or directory")
  static let wouldBlock = SystemError(11, "Resource temporarily unavailable")
  static let brokenPipe = SystemError(32, "Broken pipe")
  static let addressInUse = SystemError(98, "Address already in use")
  static let addressNotAvailable = SystemError(99, "Cannot assign requested address")
  static let networkUnreachable = SystemError(101, "Network is unreachable")
  static let reset = SystemError(104, "Connection reset by peer")
  static let refused = SystemError(111, "Connection refused")
  static let inProgress = SystemError(115, "Operation now in progress")

  /// What resolving a name fails with: `socket.gaierror`, whose numbers are getaddrinfo's.
  package static let unknownName = SystemError(-2, "Name or service not known")

  /// The same number with words of asyncio's own.
  func saying(_ text: String) -> SystemError { SystemError(number, text) }

  /// The exception that Python makes of it: the number decides on the class.
  package var exception: LoopError {
    let kind: LoopError.Kind =
      switch number {
      case Self.unknownName.number: .addressInfo
      case Self.noSuchFile.number: .fileNotFound
      case Self.brokenPipe.number: .brokenPipe
      case Self.reset.number: .connectionReset
      case Self.refused.number: .connectionRefused
      default: .system
      }
    return LoopError(kind, self)
  }
}
