import Foundation
import Subprocesses
import TaskModel
import Testing

@testable import Recording

/// A segment written by hand, as the recorder's `layout.py` describes it.
private struct Segment {
  var bytes = [UInt8](repeating: 0, count: SegmentLayout.slot)

  mutating func event(
    _ kind: SegmentLayout.Kind, time: UInt64 = 0, a: UInt32 = 0, b: UInt32 = 0, c: UInt32 = 0
  ) {
    var slot = [UInt8](repeating: 0, count: SegmentLayout.slot)
    withUnsafeBytes(of: time.littleEndian) { slot.replaceSubrange(0..<8, with: $0) }
    withUnsafeBytes(of: a.littleEndian) { slot.replaceSubrange(8..<12, with: $0) }
    withUnsafeBytes(of: b.littleEndian) { slot.replaceSubrange(12..<16, with: $0) }
    withUnsafeBytes(of: c.littleEndian) { slot.replaceSubrange(16..<20, with: $0) }
    slot[31] = kind.rawValue
    bytes += slot
  }

  mutating func text(_ number: UInt32, _ text: String) {
    event(.text, a: number, b: UInt32(text.utf8.count))
    let payload = Array(text.utf8)
    bytes += payload + [UInt8](repeating: 0, count: (32 - payload.count % 32) % 32)
  }

  mutating func hole() { bytes += [UInt8](repeating: 0, count: SegmentLayout.slot) }

  func write(to folder: TemporaryFolder, process: Int = 7, index: Int = 0) throws {
    let whole = bytes + [UInt8](repeating: 0, count: SegmentLayout.segmentSize - bytes.count)
    let digits = String(index)
    let name = "\(process).\(String(repeating: "0", count: 6 - digits.count))\(digits).events"
    try Data(whole).write(to: folder.url.appending(path: name))
  }
}

struct SegmentReaderTests {
  private func events(_ reader: SegmentReader) -> [UInt32] {
    var found: [UInt32] = []
    reader.poll { found.append($0.a) }
    return found
  }

  @Test func `what is committed later is read later, once`() throws {
    let folder = try TemporaryFolder()
    var segment = Segment()
    segment.text(1, "a text that takes more than the thirty-two bytes of a slot")
    segment.event(.resume, a: 3)
    try segment.write(to: folder)
    let reader = SegmentReader(folder: folder.url.path, process: 7)
    #expect(events(reader) == [3])
    #expect(reader.texts[1] == "a text that takes more than the thirty-two bytes of a slot")
    segment.event(.finish, a: 4)
    // The same file grows, as a mapping that is written to does.
    let file = try FileHandle(forWritingTo: folder.url.appending(path: "7.000000.events"))
    try file.write(contentsOf: Data(segment.bytes))
    try file.close()
    #expect(events(reader) == [4])
    #expect(events(reader) == [])
  }

  @Test func `a segment that is padded is followed by the next one`() throws {
    let folder = try TemporaryFolder()
    var first = Segment()
    first.event(.resume, a: 1)
    first.event(.padding)
    try first.write(to: folder)
    var second = Segment()
    second.event(.resume, a: 2)
    try second.write(to: folder, index: 1)
    #expect(events(SegmentReader(folder: folder.url.path, process: 7)) == [1, 2])
  }

  @Test func `a segment that its process has left is passed over, after some patience`() throws {
    let folder = try TemporaryFolder()
    var left = Segment()
    left.event(.resume, a: 1)
    try left.write(to: folder)
    var next = Segment()
    next.event(.resume, a: 2)
    try next.write(to: folder, index: 1)
    let reader = SegmentReader(folder: folder.url.path, process: 7)
    #expect(events(reader) == [1])
    #expect(reader.isBehind)
    var found: [UInt32] = []
    for _ in 0..<10 { found += events(reader) }
    #expect(found == [2])
    #expect(!reader.isBehind)
  }

  @Test func `a slot that nobody ever commits is passed over and counted, after some patience`() throws {
    let folder = try TemporaryFolder()
    var segment = Segment()
    segment.event(.resume, a: 1)
    segment.hole()
    segment.event(.resume, a: 2)
    try segment.write(to: folder)
    let reader = SegmentReader(folder: folder.url.path, process: 7)
    #expect(events(reader) == [1])
    var found: [UInt32] = []
    for _ in 0..<10 { found += events(reader) }
    #expect(found == [2])
    #expect(reader.lost == 1)
  }

  /// A process that writes slots into a mapped segment, each in the order in which its bytes lie.
  private static let writer = """
    import mmap, struct, sys

    size = 4 << 20
    with open(sys.argv[1], "w+b") as file:
        file.truncate(size)
        segment = mmap.mmap(file.fileno(), size)
    write = struct.Struct("<QIIIIIHBB").pack_into
    for place in range(32, size, 32):
        write(segment, place, place, place, place, place, place, place, 1, 1, 3)
    """

  @Test(.enabled(if: !Interpreters.all.isEmpty, "no CPython from 3.8 to 3.13"))
  func `a slot that is read while it is written is read once more`() throws {
    let folder = try TemporaryFolder()
    let python = try #require(Interpreters.all.last)
    let writer = try RunningSubprocess(
      [python, "-c", Self.writer, folder.url.appending(path: "7.000000.events").path])
    let reader = SegmentReader(folder: folder.url.path, process: 7)
    let slots = SegmentLayout.segmentSize / SegmentLayout.slot - 1
    var torn = 0
    var count = 0
    let deadline = MonotonicClock.now + 60_000_000_000
    while count < slots, MonotonicClock.now < deadline {
      reader.poll { event in
        count += 1
        let place = UInt32(count * SegmentLayout.slot)
        if event.time != UInt64(place) || event.a != place || event.c != place { torn += 1 }
      }
    }
    #expect(count == slots && torn == 0)
    #expect(try writer.wait().status == 0)
  }

  @Test func `events of two processes come in the order of their times, though one is read after the other`()
    throws
  {
    let folder = try TemporaryFolder()
    let now = MonotonicClock.now
    func process(_ number: Int, _ times: [UInt64]) throws {
      var segment = Segment()
      segment.text(1, "main.py\u{1f}3.13.0\u{1f}1")
      segment.event(.process, time: now - 1_000_000_000, a: UInt32(number), b: 1)
      segment.text(2, "main\u{1f}0")
      segment.event(.create, time: now - 1_000_000_000, a: 1)
      for time in times { segment.event(.ready, time: time, a: 1, b: 0) }
      try segment.write(to: folder, process: number)
    }
    let later: UInt64 = 60_000_000_000
    try process(7, [now - 500_000_000, now + later])
    try process(8, [now - 400_000_000, now + later - 1])
    func lanes(_ events: [TaskEvent]) -> [Int32] {
      events.compactMap { if case .ready(let task, _) = $0.kind { task.number } else { nil } }
    }
    let reader = try RecordingReader(RecordingFolder(existing: folder.url.path))
    let first = lanes(reader.poll())
    #expect(first.count == 2)
    #expect(reader.isBehind)
    // What the clock has not come to is not told while another process may tell of what came before.
    #expect(lanes(reader.poll()) == [])
    #expect(lanes(reader.pollToEnd()) == first.reversed())
    #expect(!reader.isBehind)
  }

  @Test func `of a process that writes faster than it is read, a part is told at each look, in order`() throws
  {
    let folder = try TemporaryFolder()
    var segment = Segment()
    for number in 1...5_000 { segment.event(.resume, a: UInt32(number)) }
    try segment.write(to: folder)
    let reader = SegmentReader(folder: folder.url.path, process: 7)
    var found: [UInt32] = []
    var looks = 0
    // The time is over from the start.
    while !reader.poll(until: 0, { found.append($0.a) }), looks < 10 { looks += 1 }
    #expect((1...9).contains(looks))
    #expect(found == Array(1...5_000))
  }

  @Test func `a step that nothing follows for a while is told to hold its loop, once`() throws {
    let now = MonotonicClock.now
    func stalls(_ kinds: [(SegmentLayout.Kind, UInt64)], coroutine: String = "main") throws -> [TaskEvent
      .Kind]
    {
      let folder = try TemporaryFolder()
      var segment = Segment()
      segment.text(1, "main.py\u{1f}3.13.0\u{1f}1")
      segment.event(.process, time: now - 2_000_000_000, a: 7, b: 1)
      segment.text(2, "\(coroutine)\u{1f}0")
      segment.event(.create, time: now - 2_000_000_000, a: 1, c: 2)
      for (kind, time) in kinds { segment.event(kind, time: time, a: 1) }
      try segment.write(to: folder)
      let reader = try RecordingReader(RecordingFolder(existing: folder.url.path))
      return (reader.poll() + reader.poll()).map(\.kind).filter {
        if case .stall = $0 { true } else { false }
      }
    }
    let begun = (SegmentLayout.Kind.resume, now - 1_000_000_000)
    #expect(try stalls([begun]) == [.stall(TaskID(1), duration: .zero, what: "")])
    // It has ended, it has just begun, or it is a thread's.
    #expect(try stalls([begun, (.suspend, now - 900_000_000)]) == [])
    #expect(try stalls([(.resume, now + 60_000_000_000)]) == [])
    #expect(try stalls([begun], coroutine: TaskEvent.threadCoroutine) == [])
  }

  @Test func `what a process that has more to tell did last is not told to hold its loop`() throws {
    let now = MonotonicClock.now
    let folder = try TemporaryFolder()
    var segment = Segment()
    segment.text(1, "main.py\u{1f}3.13.0\u{1f}1")
    segment.event(.process, time: now - 3_000_000_000, a: 7, b: 1)
    segment.text(2, "main\u{1f}0")
    for task in 1...5_000 as ClosedRange<UInt32> {
      segment.event(.create, time: now - 2_000_000_000, a: task, c: 2)
      segment.event(.resume, time: now - 1_000_000_000, a: task)
    }
    try segment.write(to: folder)
    let reader = try RecordingReader(RecordingFolder(existing: folder.url.path))
    // The time is over from the start.
    reader.longest = 0
    var events = reader.poll()
    #expect((1..<10_000).contains(events.count) && reader.isBehind)
    for _ in 0..<20 { events += reader.poll() }
    let stalled = events.filter { if case .stall = $0.kind { true } else { false } }
    #expect(stalled.map(\.kind) == [.stall(TaskID(5_000), duration: .zero, what: "")])
    #expect(events.count == 10_003 && !reader.isBehind)
  }

  @Test func `a step that other threads' later events were written before is held no longer than it lasts`()
    throws
  {
    let folder = try TemporaryFolder()
    let start = MonotonicClock.now - 3_000_000_000
    var segment = Segment()
    segment.text(1, "main.py\u{1f}3.13.0\u{1f}1")
    segment.event(.process, time: start, a: 7, b: 1)
    segment.event(.create, time: start, a: 1)
    segment.event(.create, time: start, a: 2)
    segment.event(.resume, time: start + 50, a: 2)
    segment.event(.resume, time: start + 10, a: 1)
    segment.event(.stall, time: start + 200, a: 1, b: 190)
    segment.event(.stall, time: start + 240, a: 2, b: 190)
    segment.event(.finish, time: start + 250, a: 1)
    segment.event(.finish, time: start + 250, a: 2)
    try segment.write(to: folder)
    let reader = try RecordingReader(RecordingFolder(existing: folder.url.path))
    let lengths = reader.poll().compactMap { event -> Duration? in
      if case .stall(_, let duration, _) = event.kind { duration } else { nil }
    }
    #expect(lengths == [.nanoseconds(150), .nanoseconds(190)])
  }

  @Test func `a recording is read anew when twice as much has been told as is left of it`() throws {
    let folder = try TemporaryFolder()
    for index in [5, 6] {
      var segment = Segment()
      segment.event(.resume, a: 1)
      try segment.write(to: folder, index: index)
    }
    let reader = try RecordingReader(RecordingFolder(existing: folder.url.path))
    let most = 2 * 2 * SegmentLayout.segmentSize / SegmentLayout.slot
    #expect(!reader.isOutgrown(by: most, atLeast: 0))
    #expect(reader.isOutgrown(by: most + 1, atLeast: 0))
    #expect(!reader.isOutgrown(by: most + 1, atLeast: most + 1))
  }

  @Test func `bytes of any kind end no process`() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<20 {
      let folder = try TemporaryFolder()
      var segment = Segment()
      for _ in 0..<2000 { segment.bytes += (0..<32).map { _ in UInt8.random(in: 0...20, using: &generator) } }
      try segment.write(to: folder)
      let reader = SegmentReader(folder: folder.url.path, process: 7)
      var process = RecordedProcess(lane: .program, zero: 0)
      var numbers = RecordedProcess.Numbers()
      reader.poll { _ = process.event($0, reader.texts, &numbers) }
    }
  }
}
