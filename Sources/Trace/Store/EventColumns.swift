/// The rows of a trace, 21 bytes each: what happened in one, when and to whom in the other 20.
///
/// A time is held as its distance from the beginning of its stretch; a stretch ends where that no longer fits, after four
/// seconds at most. A trace in which every event is a stretch of its own, as when tasks sleep for hours, takes 16 bytes an
/// event more.
struct EventColumns: Sendable {
  private struct Row: Sendable {
    var offset: UInt32
    var task: Int32
    var a: Int32
    var b: Int32
    var c: Int32
  }

  private struct Stretch: Sendable {
    var first: Int
    var base: Int64
  }

  private struct Block: Sendable {
    /// The code in the high half, the detail in the low one.
    var heads: [UInt8] = []
    var rows: [Row] = []
  }

  /// How many rows a full block has. Blocks are never moved: one that grows without end is copied over and over, into
  /// memory that the system has to clear first.
  private static let blockSize = 1 << 14

  private var full: [Block] = []
  private var last = Block()
  private var stretches: [Stretch] = []
  private var base: Int64 = 0

  /// Stands for `EventCode.resource` with a detail that is wide.
  private static let wideResource: UInt8 = 15

  private(set) var count = 0

  /// What the events take, in bytes, without the room kept for growth.
  var byteCount: Int {
    count * (1 + MemoryLayout<Row>.stride) + stretches.count * MemoryLayout<Stretch>.stride
  }

  private mutating func beginBlock() {
    full.append(last)
    last = Block()
    last.heads.reserveCapacity(Self.blockSize)
    last.rows.reserveCapacity(Self.blockSize)
  }

  @inline(__always)
  mutating func append(_ row: EventRow, at time: Int64) {
    if last.rows.count == Self.blockSize { beginBlock() }
    var offset = UInt64(bitPattern: time &- base)
    if offset > UInt64(UInt32.max) || stretches.isEmpty {
      base = time
      stretches.append(Stretch(first: count, base: time))
      offset = 0
    }
    let isWide = row.detail & EventRow.wide != 0
    last.heads.append((isWide ? Self.wideResource : row.code.rawValue) << 4 | row.detail & 15)
    last.rows.append(
      Row(offset: UInt32(truncatingIfNeeded: offset), task: row.task, a: row.a, b: row.b, c: row.c))
    count += 1
  }

  /// The event at an offset, which must be less than `count`.
  subscript(event: Int) -> EventRow {
    let head = head(event)
    let row = fields(event)
    let isWide = head >> 4 == Self.wideResource
    return EventRow(
      code: isWide ? .resource : EventCode(rawValue: head >> 4) ?? .dropped,
      detail: head & 15 | (isWide ? EventRow.wide : 0), task: row.task, a: row.a, b: row.b, c: row.c)
  }

  /// When it happened, in nanoseconds since the trace began.
  func time(_ event: Int) -> Int64 {
    var low = 0
    var high = stretches.count - 1
    // Most of the time it is the last one, and there is only one.
    if stretches[high].first <= event { low = high }
    while low < high {
      let middle = (low + high + 1) / 2
      if stretches[middle].first <= event { low = middle } else { high = middle - 1 }
    }
    return stretches[low].base &+ Int64(fields(event).offset)
  }

  @inline(__always)
  private func head(_ event: Int) -> UInt8 {
    let block = event / Self.blockSize
    return block < full.count
      ? full[block].heads[event % Self.blockSize] : last.heads[event % Self.blockSize]
  }

  @inline(__always)
  private func fields(_ event: Int) -> Row {
    let block = event / Self.blockSize
    return block < full.count
      ? full[block].rows[event % Self.blockSize] : last.rows[event % Self.blockSize]
  }
}
