import Foundation
import Subprocesses
import TaskModel
import Testing

@testable import Recording

/// Segments that have gone before somebody has read them to their end.
struct RecordedGapTests {
  private typealias Kind = SegmentLayout.Kind

  private let folder: TemporaryFolder
  private let reader: RecordingReader
  private var ring = RingState()
  private var index = 0

  init() throws {
    folder = try TemporaryFolder()
    try Data().write(to: folder.url.appending(path: RecordingNote.name))
    reader = try RecordingReader(RecordingFolder(existing: folder.url.path), isVirtual: true)
  }

  private func path(_ index: Int) -> URL {
    folder.url.appending(path: SegmentReader.name(process: 7, index: index))
  }

  /// Ends a segment with these events: a kind, a time and the number of what it tells of.
  private mutating func segment(_ events: [(Kind, UInt64, UInt32)]) throws {
    var bytes = [UInt8](repeating: 0, count: SegmentLayout.slot)
    func add(_ event: RawEvent) {
      var slot = [UInt8](repeating: 0, count: SegmentLayout.slot)
      withUnsafeBytes(of: event.time.littleEndian) { slot.replaceSubrange(0..<8, with: $0) }
      withUnsafeBytes(of: event.a.littleEndian) { slot.replaceSubrange(8..<12, with: $0) }
      withUnsafeBytes(of: event.c.littleEndian) { slot.replaceSubrange(16..<20, with: $0) }
      slot[30] = event.detail
      slot[31] = event.kind.rawValue
      bytes += slot
    }
    // Who waits for the next turn waits for nothing that other events would have to tell of.
    for event in events {
      var raw = RawEvent(event.0, time: event.1, a: event.2)
      raw.detail = event.0 == .suspend ? 6 : 0
      ring.take(raw, [:])
      add(raw)
    }
    add(RawEvent(.padding, time: 0, a: 0))
    bytes += [UInt8](repeating: 0, count: SegmentLayout.segmentSize - bytes.count)
    try Data(bytes).write(to: path(index))
    index += 1
  }

  /// Lets all segments go that have been written.
  private func drop(at time: UInt64) throws {
    for old in 0..<index where FileManager.default.fileExists(atPath: path(old).path) {
      try FileManager.default.removeItem(at: path(old))
    }
    #expect(BaseFile.write(ring, folder: folder.url.path, process: 7, upTo: index - 1, at: time))
  }

  /// What comes next, in a few words.
  private func next() -> [String] {
    reader.poll().map { event in
      switch event.kind {
      case .create(let task, _, _, _, _, _): "create \(task.number)"
      case .resume(let task, _): "resume \(task.number)"
      case .suspend(let task, _, _): "suspend \(task.number)"
      case .ready(let task, _): "ready \(task.number)"
      case .finish(let task, _): "finish \(task.number)"
      case .dropped(let count): "dropped \(count)"
      default: "\(event.kind)"
      }
    }
  }

  @Test
  mutating func `who has missed segments hears what has ended and begun meanwhile, and of nothing twice`()
    throws
  {
    try segment([
      (.process, 0, 7), (.create, 1, 1), (.create, 2, 2), (.create, 3, 3), (.resume, 4, 1), (.suspend, 5, 1),
      (.resume, 6, 3),
    ])
    #expect(
      next() == [
        "create 0", "resume 0", "create 1", "create 2", "create 3", "resume 1", "suspend 1", "ready 1",
        "resume 3",
      ])
    // Of what follows, nobody reads anything: task 2 ends, task 4 comes and goes, task 5 comes.
    try segment([
      (.suspend, 7, 3), (.resume, 8, 2), (.finish, 9, 2), (.create, 10, 4), (.resume, 11, 4),
      (.finish, 12, 4),
      (.create, 13, 5), (.resume, 14, 5), (.suspend, 15, 5),
    ])
    try drop(at: 16)
    try segment([(.resume, 17, 1), (.resume, 18, 5)])
    let missed = next()
    #expect(
      missed == [
        "dropped 6", "finish 2", "suspend 3", "ready 3", "create 4", "resume 4", "suspend 4", "ready 4",
        "resume 1",
        "resume 4",
      ])
    #expect(reader.lost == 0)
  }

  @Test mutating func `segments that go twice before anybody reads are one gap`() throws {
    try segment([(.process, 0, 7), (.create, 1, 1)])
    #expect(next() == ["create 0", "resume 0", "create 1"])
    for turn: UInt64 in 1...2 {
      let steps: [(Kind, UInt64, UInt32)] = (1...10 as ClosedRange<UInt64>).flatMap { step in
        let time = turn * 100 + step
        return [(Kind.resume, time, UInt32(1)), (Kind.suspend, time, UInt32(1))]
      }
      try segment(steps)
      try drop(at: turn * 100 + 99)
    }
    try segment([(.resume, 300, 1)])
    #expect(next() == ["dropped 39", "resume 1", "suspend 1", "ready 1", "resume 1"])
  }
}
