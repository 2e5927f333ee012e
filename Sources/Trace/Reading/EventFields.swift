/// The keys that events and annotations have; any other is stepped over.
enum EventKey: Int, CaseIterable {
  case time, event, task, parent, name, coroutine, site, scope, waker, by, what, throwing, on, until, awaited
  case resource, chain, reason, message, outcome, value, type, kind, owner, deadline, members, exceptions
  case operation, size, waiting, stream, text, duration, count, after

  static let table = KeywordTable(allCases.map { "\($0)" })
}

/// A value that an event's key cannot have.
struct FieldProblem: Error {
  var key: String
  var what: String
}

/// The values of one flat object by key, in whatever order they come; texts and arrays as places in the file.
struct EventFields {
  enum Value {
    case integer(Int64)
    case outOfRange
    case text(JSONScanner.Text)
    /// An array, by the range from its bracket to its end.
    case array(Int, Int)
    case other
  }

  /// A place for each key, at a fixed address: this is written for every field of every event.
  private final class Places {
    let values = UnsafeMutablePointer<Value>.allocate(capacity: EventKey.allCases.count)
    init() { values.initialize(repeating: .other, count: EventKey.allCases.count) }
    deinit { values.deallocate() }
  }

  private let places: Places
  private let values: UnsafeMutablePointer<Value>
  private var present: UInt64 = 0

  init() {
    places = Places()
    values = places.values
  }

  subscript(key: EventKey) -> Value? {
    present & 1 << UInt64(key.rawValue) == 0 ? nil : values[key.rawValue]
  }

  /// Takes the fields of the object that begins where the scanner stands.
  mutating func scan(_ scanner: inout JSONScanner, _ decoder: inout TextDecoder) throws(JSONScanner.Fault) {
    present = 0
    try scanner.take(UInt8(ascii: "{"), "'{'")
    scanner.skipSpace()
    if scanner.has(UInt8(ascii: "}")) { return }
    while true {
      scanner.skipSpace()
      let key = try scanner.text()
      scanner.skipSpace()
      try scanner.take(UInt8(ascii: ":"), "':'")
      scanner.skipSpace()
      let number =
        key.hasEscapes
        ? Self.number(decoder.string(key, scanner.start))
        : EventKey.table.number(scanner.start + key.start, key.count)
      if number < 0 { try scanner.skipValue() } else { try scan(number, &scanner) }
      scanner.skipSpace()
      if scanner.has(UInt8(ascii: ",")) { continue }
      try scanner.take(UInt8(ascii: "}"), "',' or '}'")
      return
    }
  }

  @inline(__always)
  private mutating func scan(_ key: Int, _ scanner: inout JSONScanner) throws(JSONScanner.Fault) {
    switch scanner.byte {
    case UInt8(ascii: "\""): values[key] = .text(try scanner.text())
    case UInt8(ascii: "["):
      let start = scanner.at
      try scanner.skipValue()
      values[key] = .array(start, scanner.at)
    case UInt8(ascii: "n"):
      // As if the key were not there.
      try scanner.literal("null")
      present &= ~(1 << UInt64(key))
      return
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      switch try scanner.number() {
      case .integer(let value): values[key] = .integer(value)
      case .outOfRange: values[key] = .outOfRange
      case .fraction: values[key] = .other
      }
    default:
      try scanner.skipValue()
      values[key] = .other
    }
    present |= 1 << UInt64(key)
  }

  private static func number(_ key: String) -> Int {
    let bytes = Array(key.utf8) + [UInt8](repeating: 0, count: InputBuffer.padding)
    return bytes.withUnsafeBufferPointer {
      $0.baseAddress.map { EventKey.table.number($0, key.utf8.count) } ?? -1
    }
  }

  // MARK: Values

  func has(_ key: EventKey) -> Bool { present & 1 << UInt64(key.rawValue) != 0 }

  func integer(_ key: EventKey) throws(FieldProblem) -> Int64 {
    switch self[key] {
    case .integer(let value): return value
    case nil: throw FieldProblem(key: "\(key)", what: "is missing")
    case .outOfRange: throw FieldProblem(key: "\(key)", what: "does not fit into 64 bits")
    case .text, .array, .other: throw FieldProblem(key: "\(key)", what: "is not a whole number")
    }
  }

  /// A time or a length of time.
  func nanoseconds(_ key: EventKey) throws(FieldProblem) -> Int64 {
    let value = try integer(key)
    guard value >= 0 else { throw FieldProblem(key: "\(key)", what: "is negative, \(value) ns") }
    return value
  }

  func identifier(_ key: EventKey) throws(FieldProblem) -> Int32 {
    let value = try integer(key)
    guard value >= 0, let number = Int32(exactly: value) else {
      throw FieldProblem(key: "\(key)", what: "is no id: \(value)")
    }
    return number
  }

  /// -1 where there is none.
  func optionalIdentifier(_ key: EventKey) throws(FieldProblem) -> Int32 {
    has(key) ? try identifier(key) : -1
  }

  func text(_ key: EventKey) throws(FieldProblem) -> JSONScanner.Text {
    switch self[key] {
    case .text(let text): return text
    case nil: throw FieldProblem(key: "\(key)", what: "is missing")
    default: throw FieldProblem(key: "\(key)", what: "is not a string")
    }
  }

  /// The range of an array; nil where there is none.
  func array(_ key: EventKey) throws(FieldProblem) -> Range<Int>? {
    switch self[key] {
    case .array(let start, let end): return start..<end
    case nil: return nil
    default: throw FieldProblem(key: "\(key)", what: "is not an array")
    }
  }

  /// Which of the words of a table a key has.
  func word(_ key: EventKey, _ table: KeywordTable, _ start: UnsafePointer<UInt8>) throws(FieldProblem) -> Int
  {
    let text = try text(key)
    let number = table.number(start + text.start, text.count)
    guard number >= 0 else {
      let shown = String(
        decoding: UnsafeBufferPointer(start: start + text.start, count: min(40, text.count)), as: UTF8.self)
      throw FieldProblem(key: "\(key)", what: "has the value \"\(shown)\", which this taskviz does not know")
    }
    return number
  }
}
