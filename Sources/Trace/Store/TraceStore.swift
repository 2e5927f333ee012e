package import TaskModel

/// The events of a trace, in columns: append at the end, read anywhere.
///
/// 21 bytes an event, and what its texts, sites and chains take the first time that they appear. Events come out
/// exactly as they went in, with three limits of range: ids are not negative, a line is at most `Int32.max`, and a
/// stall's duration is in whole nanoseconds.
package struct TraceStore: Sendable {
  package var header: TraceHeader
  /// What was written about its moments, in their order.
  package var annotations: [Annotation] = []

  private var events = EventColumns()
  /// What is too wide for the columns; rows hold the offset.
  package internal(set) var words: [Int32] = []
  package internal(set) var strings = StringTable()
  package internal(set) var sites = SiteTable()
  var identities: [ResourceIdentity] = []
  var identityNumbers: [ResourceIdentity: Int32] = [:]
  var recentChains = RecentChains()
  /// What resources were that had an event of late, at the place of their low bits.
  var recentResources = [RecentResource](repeating: RecentResource(), count: 64)
  /// What ran in the task that was created last: most tasks are made of a few coroutines.
  var recentCoroutine = (name: "", number: Int32(-1))

  /// How many events did not fit any more; far beyond what memory holds.
  package private(set) var refused = 0

  package init(header: TraceHeader = TraceHeader(clock: .virtual)) { self.header = header }

  package var count: Int { events.count }

  package var isEmpty: Bool { count == 0 }

  /// The time of the last event.
  package var end: TraceTime { isEmpty ? .zero : time(count - 1) }

  /// When an event happened, whose offset must be less than `count`.
  package func time(_ event: Int) -> TraceTime { TraceTime(nanoseconds: events.time(event)) }

  /// The event at an offset, which must be less than `count`.
  package subscript(event: Int) -> TaskEvent {
    TaskEvent(decode(row(event)), at: time(event))
  }

  /// The raw columns of an event, whose offset must be less than `count`; nothing is allocated.
  package func row(_ event: Int) -> EventRow { events[event] }

  /// Takes the next event of the trace.
  package mutating func append(_ event: TaskEvent) { append(at: event.time) { $0.encode(event.kind) } }

  /// Takes the row of the next event, which `row` makes if there is room for it.
  @inline(__always)
  mutating func append(at time: TraceTime, _ row: (inout TraceStore) -> EventRow) {
    guard !isFull else {
      refused += 1
      return
    }
    append(row(&self), at: time.nanoseconds)
  }

  /// Whether an offset or a number no longer fits into 32 bits.
  var isFull: Bool {
    let room = Int(Int32.max) - 1 << 20
    return count >= room || words.count >= room || strings.isFull
  }

  /// What the columns and tables take, in bytes, without the room kept for growth.
  package var byteCount: Int {
    events.byteCount + words.count * 4 + strings.byteCount + sites.byteCount + identities.count * 16
  }

  @inline(__always)
  mutating func append(_ row: EventRow, at time: Int64) { events.append(row, at: time) }
}

/// A resource as its last event named it, known again without a hash.
struct RecentResource: Sendable {
  var resource: Int32 = -1
  /// By its code: to compare kinds compares their names.
  var kind = ResourceKind.future.code
  var name = ""
  var number: Int32 = -1
}

/// A resource as its events name it; interned, for one resource has many events.
struct ResourceIdentity: Hashable, Sendable {
  var resource: Int32
  var kind: UInt8
  var name: Int32
}
