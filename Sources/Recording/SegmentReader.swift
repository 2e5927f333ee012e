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
  private var buffer = [UInt8](repeating: 0, count: 1 << 18)
  /// A slot that was taken and not yet written when those behind it were, and how often it has been looked at.
  private var hole = (place: -1, looks: 0)
  private(set) var lost = 0

  /// How often a slot that is passed over is looked at before it counts as lost.
  static let patience = 5

  init(folder: String, process: Int) {
    self.folder = folder
    self.process = process
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Hands on the events that have come since the last time, in order.
  func poll(_ take: (RawEvent) -> Void) {
    while open(), readSegment(take) { next() }
  }

  /// Whether it waits for a slot that is passed over.
  var isBehind: Bool { hole.place == place }

  /// How many events the process had no room for.
  var dropped: Int {
    guard let first = FileReading.open("\(folder)/\(name(0))") else { return 0 }
    defer { close(first) }
    var count: UInt64 = 0
    let read = withUnsafeMutableBytes(of: &count) {
      FileReading.read(first, into: $0, at: SegmentLayout.droppedPlace)
    }
    return read == 8 ? Int(clamping: UInt64(littleEndian: count)) : 0
  }

  private func name(_ index: Int) -> String {
    let digits = String(index)
    return "\(process).\(String(repeating: "0", count: max(0, 6 - digits.count)))\(digits).events"
  }

  private func open() -> Bool {
    if descriptor < 0, let opened = FileReading.open("\(folder)/\(name(index))") { descriptor = opened }
    return descriptor >= 0
  }

  private func next() {
    close(descriptor)
    descriptor = -1
    index += 1
    place = SegmentLayout.slot
  }

  /// Whether the segment has been read to its end.
  private func readSegment(_ take: (RawEvent) -> Void) -> Bool {
    while place < SegmentLayout.segmentSize {
      let start = place
      let count = buffer.withUnsafeMutableBytes { FileReading.read(descriptor, into: $0, at: start) }
      let isOver = buffer.withUnsafeBytes { bytes in
        read(UnsafeRawBufferPointer(rebasing: bytes[..<count]), take)
      }
      if isOver { return true }
      if place == start { return false }
    }
    return true
  }

  /// Reads whole slots from a piece of the segment; true where it says that nothing follows in it.
  private func read(_ bytes: UnsafeRawBufferPointer, _ take: (RawEvent) -> Void) -> Bool {
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
        guard place + size(ofText: event) <= SegmentLayout.segmentSize else { return true }
        guard size(ofText: event) <= rest.count else { return false }
        let text = rest[SegmentLayout.slot..<SegmentLayout.slot + Int(event.b)]
        texts[event.a] = String(decoding: text, as: UTF8.self)
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

  /// Whether a slot that is not committed never will be: others behind it have been for a while.
  private func isLost(_ rest: UnsafeRawBufferPointer) -> Bool {
    let slots = stride(
      from: SegmentLayout.slot, to: rest.count - SegmentLayout.slot + 1, by: SegmentLayout.slot)
    guard slots.prefix(64).contains(where: { rest[$0 + 31] != 0 }) else { return false }
    hole = hole.place == place ? (place, hole.looks + 1) : (place, 1)
    guard hole.looks >= Self.patience else { return false }
    lost += 1
    return true
  }
}

/// Files that others write.
enum FileReading {
  static func open(_ path: String) -> Int32? {
    let descriptor = systemOpen(path)
    return descriptor >= 0 ? descriptor : nil
  }

  /// How many bytes were read; 0 where none can be.
  static func read(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, at place: Int) -> Int {
    max(0, pread(descriptor, buffer.baseAddress, buffer.count, off_t(place)))
  }

  private static func systemOpen(_ path: String) -> Int32 {
    #if canImport(Glibc)
      Glibc.open(path, O_RDONLY | O_CLOEXEC)
    #else
      Darwin.open(path, O_RDONLY | O_CLOEXEC)
    #endif
  }
}
