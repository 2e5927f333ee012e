package import TaskModel

/// The events of a trace, in columns: append at the end, read anywhere.
///
/// About 26 bytes an event, and what its texts, sites and chains take the first time that they appear. Events come out
/// exactly as they went in, with three limits of range: ids are not negative, a line is at most `Int32.max`, and a
/// stall's duration is in whole nanoseconds.
package struct TraceStore: Sendable {
  package var header: TraceHeader

  package internal(set) var codes: [UInt8] = []
  package internal(set) var details: [UInt8] = []
  /// Nanoseconds since the trace began.
  package internal(set) var times: [Int64] = []
  package internal(set) var tasks: [Int32] = []
  package internal(set) var a: [Int32] = []
  package internal(set) var b: [Int32] = []
  package internal(set) var c: [Int32] = []
  /// What is too wide for the columns; rows hold the offset.
  package internal(set) var words: [Int32] = []
  package internal(set) var strings = StringTable()
  package internal(set) var sites = SiteTable()
  var identities: [ResourceIdentity] = []
  var identityNumbers: [ResourceIdentity: Int32] = [:]

  /// How many events did not fit any more; far beyond what memory holds.
  package private(set) var refused = 0

  package init(header: TraceHeader = TraceHeader(clock: .virtual)) { self.header = header }

  package var count: Int { times.count }

  package var isEmpty: Bool { times.isEmpty }

  /// The time of the last event.
  package var end: TraceTime { TraceTime(nanoseconds: times.last ?? 0) }

  /// The event at an offset, which must be less than `count`.
  package subscript(event: Int) -> TaskEvent {
    TaskEvent(decode(row(event)), at: TraceTime(nanoseconds: times[event]))
  }

  /// The raw columns of an event, whose offset must be less than `count`; nothing is allocated.
  package func row(_ event: Int) -> EventRow {
    EventRow(
      code: EventCode(rawValue: codes[event]) ?? .dropped, detail: details[event], task: tasks[event],
      a: a[event],
      b: b[event], c: c[event])
  }

  /// Takes the next event of the trace.
  package mutating func append(_ event: TaskEvent) {
    guard !isFull else {
      refused += 1
      return
    }
    append(encode(event.kind), at: event.time.nanoseconds)
  }

  package mutating func reserveCapacity(_ events: Int) {
    codes.reserveCapacity(events)
    details.reserveCapacity(events)
    times.reserveCapacity(events)
    tasks.reserveCapacity(events)
    a.reserveCapacity(events)
    b.reserveCapacity(events)
    c.reserveCapacity(events)
  }

  /// Whether an offset or a number no longer fits into 32 bits.
  var isFull: Bool {
    let room = Int(Int32.max) - 1 << 20
    return count >= room || words.count >= room || strings.count >= room
  }

  /// What the columns and tables take, in bytes, without the room kept for growth.
  package var byteCount: Int {
    count * (2 + 8 + 4 * 4) + words.count * 4 + strings.byteCount + sites.byteCount + identities.count * 16
  }

  @inline(__always)
  mutating func append(_ row: EventRow, at time: Int64) {
    codes.append(row.code.rawValue)
    details.append(row.detail)
    times.append(time)
    tasks.append(row.task)
    a.append(row.a)
    b.append(row.b)
    c.append(row.c)
  }
}

/// A resource as its events name it; interned, for one resource has many events.
struct ResourceIdentity: Hashable, Sendable {
  var resource: Int32
  var kind: UInt8
  var name: Int32
}
