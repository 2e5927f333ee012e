#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads what one process has committed, segment after segment, while it may still write.
///
/// It reads and never maps: a file that somebody cuts off cannot end this process.
final class SegmentReader {
  private let folder: String
  let process: Int
  private var index = 0
  private var descriptor: Int32 = -1
  private var place = SegmentLayout.slot
  private(set) var texts: [UInt32: String] = [:]
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  private var firstLook = [UInt8](repeating: 0, count: 1 << 16)
  /// A slot that was taken and not yet written when those behind it were, how often it has been looked at, and since when.
  private var hole = (place: -1, looks: 0, since: UInt64(0))
  /// A segment in which nothing more has come though there is one behind it, and how often it has been looked at, and
  /// since when.
  private var passed = (index: -1, place: -1, looks: 0, since: UInt64(0))
  /// Whether its process may still write: a thread may have taken a slot and wait for its turn to go on.
  private var mayGrow = true
  private(set) var lost = 0

  /// How often a slot that is passed over is looked at before it counts as lost.
  static let patience = 5
  /// The same while its process may still write, in nanoseconds.
  private static let pause: UInt64 = 100_000_000

  init(folder: String, process: Int) {
    self.folder = folder
    self.process = process
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Hands on the events that have come since the last time, in order; false where there may be more, and it is late.
  ///
  /// A process may write faster than anybody reads.
  @discardableResult
  func poll(until deadline: UInt64 = .max, _ take: (RawEvent) -> Void) -> Bool {
    poll(until: deadline, base: { $0.forEach(take) }, take)
  }

  /// The same; what stands for segments that have gone is handed on as a whole.
  func poll(until deadline: UInt64, base: ([RawEvent]) -> Void, _ take: (RawEvent) -> Void) -> Bool {
    mayGrow = deadline < .max
    while true {
      let start = place
      if readSegment(until: deadline, take) {
        skip(to: index + 1)
      } else if place != start, isLate(deadline) {
        return false
      } else if (descriptor >= 0 || !readBase(base)) && !isPassedOver() {
        return true
      }
    }
  }

  /// Goes on behind a segment that its process has left, as one may that is interrupted while it begins it.
  private func isPassedOver() -> Bool {
    guard access("\(folder)/\(Self.name(process: process, index: index + 1))", F_OK) == 0 else {
      return false
    }
    let isAgain = passed.index == index && passed.place == place
    passed = isAgain ? (index, place, passed.looks + 1, passed.since) : (index, place, 1, MonotonicClock.now)
    guard passed.looks >= Self.patience, isOver(since: passed.since) else { return false }
    skip(to: index + 1)
    return true
  }

  private func isLate(_ deadline: UInt64) -> Bool { deadline < .max && MonotonicClock.now >= deadline }

  /// Goes on with another segment.
  func skip(to index: Int) {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
    self.index = index
    place = SegmentLayout.slot
  }

  /// Whether it waits for a slot that is passed over.
  var isBehind: Bool { hole.place == place || passed.index == index }

  /// How many events the process had no room for.
  var dropped: Int {
    let first = Self.name(process: process, index: 0)
    let count: UInt64? = FileReading.number("\(folder)/\(first)", at: SegmentLayout.droppedPlace)
    return Int(clamping: count ?? 0)
  }

  /// When a segment began; 0 where it is not there.
  static func beginning(folder: String, process: Int, index: Int) -> UInt64 {
    let path = "\(folder)/\(name(process: process, index: index))"
    return FileReading.number(path, at: SegmentLayout.beginningPlace) ?? 0
  }

  static func name(process: Int, index: Int) -> String {
    let digits = String(index)
    return "\(process).\(String(repeating: "0", count: max(0, 6 - digits.count)))\(digits).events"
  }

  private func open() -> Bool {
    let path = "\(folder)/\(Self.name(process: process, index: index))"
    if descriptor < 0, let opened = FileReading.open(path) { descriptor = opened }
    return descriptor >= 0
  }

  /// Hands on what has come in the segment; whether it has been read to its end.
  func readSegment(until deadline: UInt64 = .max, _ take: (RawEvent) -> Void) -> Bool {
    guard open() else { return false }
    while place < SegmentLayout.segmentSize {
      let start = place
      let count = readCommitted()
      let isOver = buffer.withUnsafeBytes { bytes in
        read(UnsafeRawBufferPointer(rebasing: bytes[..<count]), upTo: SegmentLayout.segmentSize, take)
      }
      if isOver { return true }
      if place == start || isLate(deadline) { return false }
    }
    return true
  }

  /// Reads a piece of the segment into the buffer, and gives its length.
  ///
  /// The system copies a slot from its beginning on: a process that writes it meanwhile may have committed it before its last
  /// byte is copied, and after the others were. So it is read twice, and only what the first look saw committed counts.
  private func readCommitted() -> Int {
    let seen = firstLook.withUnsafeMutableBytes { FileReading.read(descriptor, into: $0, at: place) }
    let commits = stride(from: SegmentLayout.slot - 1, to: seen, by: SegmentLayout.slot)
    guard commits.contains(where: { firstLook[$0] != 0 }) else { return 0 }
    let count = buffer.withUnsafeMutableBytes { FileReading.read(descriptor, into: $0, at: place) }
    for commit in commits where firstLook[commit] == 0 && commit < count { buffer[commit] = 0 }
    return min(seen, count)
  }

  /// Reads what stands for the segments that have gone, where this one has; false where it has not.
  private func readBase(_ take: ([RawEvent]) -> Void) -> Bool {
    let path = "\(folder)/\(BaseFile.name(process))"
    guard let bytes = FileReading.all(path), bytes.count >= SegmentLayout.slot else { return false }
    let last = bytes.withUnsafeBytes {
      UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: SegmentLayout.indexPlace, as: UInt32.self))
    }
    guard Int(last) >= index else { return false }
    place = SegmentLayout.slot
    var events: [RawEvent] = []
    _ = bytes.withUnsafeBytes { bytes in
      read(UnsafeRawBufferPointer(rebasing: bytes[SegmentLayout.slot...]), upTo: bytes.count) {
        events.append($0)
      }
    }
    take(events)
    skip(to: Int(last) + 1)
    return true
  }

  // MARK: Texts

  /// Texts of which there is only one use, which follows at once: the oldest are forgotten.
  private var fresh: [UInt32] = []
  private var freshNumbers: Set<UInt32> = []
  private static let mostFresh = 8192

  func isFresh(_ number: UInt32) -> Bool { freshNumbers.contains(number) }

  private func keep(_ text: String, _ event: RawEvent) {
    texts[event.a] = text
    guard event.detail == SegmentLayout.freshText else { return }
    fresh.append(event.a)
    freshNumbers.insert(event.a)
    guard fresh.count >= Self.mostFresh else { return }
    for number in fresh.prefix(Self.mostFresh / 2) {
      texts[number] = nil
      freshNumbers.remove(number)
    }
    fresh.removeFirst(Self.mostFresh / 2)
  }

  // MARK: Slots

  /// Reads whole slots from a piece of the segment; true where it says that nothing follows in it.
  private func read(
    _ bytes: UnsafeRawBufferPointer, upTo limit: Int, _ take: (RawEvent) -> Void
  ) -> Bool {
    let start = place
    while place - start + SegmentLayout.slot <= bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[(place - start)...])
      guard let event = RawEvent(rest) else {
        if rest[31] == 0, !isLost(rest) { return false }
        place += SegmentLayout.slot
        continue
      }
      switch event.kind {
      case .padding: return true
      case .textBegun:
        if !isLost(rest) { return false }
        place += size(ofText: event)
      case .text:
        guard place + size(ofText: event) <= limit else { return true }
        guard size(ofText: event) <= rest.count else { return false }
        let text = rest[SegmentLayout.slot..<SegmentLayout.slot + Int(event.b)]
        keep(String(decoding: text, as: UTF8.self), event)
        place += size(ofText: event)
      default:
        take(event)
        place += SegmentLayout.slot
      }
    }
    return false
  }

  private func size(ofText event: RawEvent) -> Int {
    SegmentLayout.slot * (1 + (Int(event.b) + SegmentLayout.slot - 1) / SegmentLayout.slot)
  }

  private func isOver(since moment: UInt64) -> Bool { !mayGrow || MonotonicClock.now - moment >= Self.pause }

  /// Whether a slot that is not committed never will be: others behind it have been for a while.
  private func isLost(_ rest: UnsafeRawBufferPointer) -> Bool {
    let slots = stride(
      from: SegmentLayout.slot, to: rest.count - SegmentLayout.slot + 1, by: SegmentLayout.slot)
    guard slots.prefix(64).contains(where: { rest[$0 + 31] != 0 }) else { return false }
    hole = hole.place == place ? (place, hole.looks + 1, hole.since) : (place, 1, MonotonicClock.now)
    guard hole.looks >= Self.patience, isOver(since: hole.since) else { return false }
    lost += 1
    return true
  }
}
