import TaskModel

/// Which event a row holds; the cases of `TaskEvent.Kind` without what they carry.
package enum EventCode: UInt8, CaseIterable, Sendable {
  case create, ready, resume, suspend, cancel, finish, enter, reschedule, exit, resource, output, note, stall
  case dropped
}

/// One event as the columns hold it: numbers only, and texts, sites and chains by their number.
///
/// | code | detail | task | a | b | c |
/// |---|---|---|---|---|---|
/// | create | | task | parent | scope | words: name, coroutine, site |
/// | ready | waker | task | task or text | | |
/// | resume | | task | text: what is thrown in | | |
/// | suspend | awaited | task | task, scope, resource, text; sleep: low half | sleep: high half; resource: operation | chain |
/// | cancel | reason | task | by | text: message | |
/// | finish | outcome | task | text: value, type or message | text: message of what was raised | |
/// | enter | kind | owner | scope | site | words: has a deadline, its halves, count, members |
/// | reschedule | has a deadline | -1 | scope | low half | high half |
/// | exit | outcome | -1 | scope | text: type | words: message, count, texts of members |
/// | resource | operation, 128 if wide | by | identity | size; wide: words with the halves of both | waiting |
/// | output | stream | task | text | | |
/// | note | | -1 | text | site | |
/// | stall | | task | low half | high half | text: what |
/// | dropped | | -1 | low half | high half | |
///
/// A number that is absent is -1. Details are the case's place in its enumeration, in the order of declaration.
package struct EventRow: Equatable, Sendable {
  package var code: EventCode
  package var detail: UInt8 = 0
  package var task: Int32 = -1
  package var a: Int32 = -1
  package var b: Int32 = -1
  package var c: Int32 = -1

  static let wide: UInt8 = 128
}

/// The low and high half of a 64-bit number in two columns.
struct Halves: Equatable {
  var low: Int32
  var high: Int32

  init(low: Int32, high: Int32) {
    self.low = low
    self.high = high
  }

  @inline(__always)
  init(_ value: Int64) {
    low = Int32(truncatingIfNeeded: value)
    high = Int32(truncatingIfNeeded: value >> 32)
  }

  @inline(__always)
  var value: Int64 { Int64(high) << 32 | Int64(UInt32(bitPattern: low)) }
}

extension ResourceKind {
  /// Its place in the enumeration, without a search: resources have many events.
  var code: UInt8 {
    switch self {
    case .future: 0
    case .lock: 1
    case .event: 2
    case .condition: 3
    case .semaphore: 4
    case .queue: 5
    case .barrier: 6
    }
  }
}

extension ResourceOperation {
  /// Its place in the enumeration, without a search.
  var code: UInt8 {
    switch self {
    case .create: 0
    case .acquire: 1
    case .release: 2
    case .set: 3
    case .clear: 4
    case .put: 5
    case .get: 6
    case .wait: 7
    case .notify: 8
    case .taskDone: 9
    case .join: 10
    case .close: 11
    }
  }
}

/// The place of a case in its enumeration, for the detail column.
struct CaseCode<Value: CaseIterable & Hashable> {
  static func code(_ value: Value) -> UInt8 {
    var code: UInt8 = 0
    for candidate in Value.allCases {
      if candidate == value { return code }
      code &+= 1
    }
    return code
  }

  static func value(_ code: UInt8) -> Value? {
    let index = Value.allCases.index(
      Value.allCases.startIndex, offsetBy: Int(code), limitedBy: Value.allCases.endIndex)
    guard let index, index < Value.allCases.endIndex else { return nil }
    return Value.allCases[index]
  }
}
