#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The environment of a program, byte for byte: nobody promises that it is text.
package struct Variables {
  /// `NAME=value`, each without the byte that ends it.
  private var entries: [[CChar]]

  /// Nothing but these.
  package init(_ values: [String: String]) {
    entries = values.sorted { $0.key < $1.key }.map { Array("\($0.key)=\($0.value)".utf8CString.dropLast()) }
  }

  /// Those of this process.
  package static var current: Variables {
    var variables = Variables([:])
    var next = environ
    while let entry = next.pointee {
      variables.entries.append(Array(UnsafeBufferPointer(start: entry, count: strlen(entry))))
      next += 1
    }
    return variables
  }

  /// Their names and values as text, in their order.
  package var texts: [(name: String, value: String)] {
    entries.compactMap { entry in
      let bytes = entry.map(UInt8.init(bitPattern:))
      guard let end = bytes.firstIndex(of: UInt8(ascii: "=")) else { return nil }
      return (
        String(decoding: bytes[..<end], as: UTF8.self), String(decoding: bytes[(end + 1)...], as: UTF8.self)
      )
    }
  }

  /// Sets a variable, or takes it away.
  package mutating func set(_ name: String, to value: String?) {
    let start = Self.start(name)
    entries.removeAll { $0.starts(with: start) }
    if let value { entries.append(start + value.utf8CString.dropLast()) }
  }

  /// Puts a folder before those that a variable lists, separated by colons.
  package mutating func prepend(_ folder: String, to name: String) {
    let start = Self.start(name)
    let old = entries.first { $0.starts(with: start) }?.dropFirst(start.count) ?? []
    entries.removeAll { $0.starts(with: start) }
    let all = folder + (old.isEmpty ? "" : ":")
    entries.append(start + all.utf8CString.dropLast() + old)
  }

  private static func start(_ name: String) -> [CChar] { Array("\(name)=".utf8CString.dropLast()) }

  /// As C has them; the caller's to free.
  func pointers() -> [UnsafeMutablePointer<CChar>?] {
    entries.map { strdup($0 + [0]) } + [nil]
  }
}
