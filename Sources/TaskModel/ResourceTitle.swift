extension ResourceKind {
  /// How a resource is called in a sentence: `Lock db`; a name that asyncio's class gave, such as `Lock-1`, says enough, and so
  /// does one that is the kind's own, such as `queue`.
  package func title(_ name: String) -> String {
    if name.isEmpty { return "a \(rawValue)" }
    if name.lowercased() == rawValue || Self.isDefault(name) { return name }
    return "\(rawValue.prefix(1).uppercased())\(rawValue.dropFirst()) \(name)"
  }

  private static let classNames: Set<Substring> = [
    "Lock", "Event", "Condition", "Semaphore", "BoundedSemaphore", "Barrier", "Queue", "LifoQueue",
    "PriorityQueue",
  ]

  private static func isDefault(_ name: String) -> Bool {
    guard let dash = name.lastIndex(of: "-") else { return false }
    let digits = name[name.index(after: dash)...].utf8
    return !digits.isEmpty && digits.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
      && classNames.contains(name[..<dash])
  }
}
