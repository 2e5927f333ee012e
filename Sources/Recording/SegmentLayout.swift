/// What a recording's files are like: the same numbers stand in the recorder's `layout.py`, which explains them.
enum SegmentLayout {
  static let slot = 32
  static let segmentSize = 4 << 20
  static let magic: [UInt8] = Array("TASKVIZ\u{1}".utf8)
  /// Where a process's first segment counts the events that found no room.
  static let droppedPlace = 24
  /// Where a segment says which of its process's it is, and when it began.
  static let indexPlace = 12
  static let beginningPlace = 16
  /// The detail of a text that hardly comes a second time.
  static let freshText: UInt8 = 1
  /// Between the parts of a text.
  static let part: Character = "\u{1f}"
  /// Of a task's name that asyncio gave: `Task-7` is the number 7 with this bit.
  static let numberedName: UInt32 = 1 << 31

  enum Kind: UInt8 {
    case create = 1
    case ready, resume, suspend, cancel, finish, enter, reschedule, exit
    case resource, output, stall, dropped, text, textBegun, padding, process, note
  }
}

/// One event as the recorder wrote it; texts, tasks, scopes and resources by the numbers of their process.
struct RawEvent: Equatable {
  var kind: SegmentLayout.Kind
  /// In nanoseconds of the system's monotonic clock.
  var time: UInt64
  var a: UInt32
  var b: UInt32
  var c: UInt32
  var d: UInt32
  var e: UInt32
  var f: UInt16
  var detail: UInt8

  init(_ kind: SegmentLayout.Kind, time: UInt64, a: UInt32, b: UInt32 = 0) {
    self.kind = kind
    (self.time, self.a, self.b) = (time, a, b)
    (c, d, e, f, detail) = (0, 0, 0, 0, 0)
  }

  /// What stands in a slot; nil where it is no event that this version knows.
  init?(_ slot: UnsafeRawBufferPointer) {
    guard slot.count >= SegmentLayout.slot, let kind = SegmentLayout.Kind(rawValue: slot[31]) else {
      return nil
    }
    func number<Value: FixedWidthInteger>(_ offset: Int) -> Value {
      Value(littleEndian: slot.loadUnaligned(fromByteOffset: offset, as: Value.self))
    }
    self.kind = kind
    time = number(0)
    (a, b, c, d, e) = (number(8), number(12), number(16), number(20), number(24))
    f = number(28)
    detail = slot[30]
  }

  /// Two numbers that hold the halves of a larger one.
  static func whole(_ low: UInt32, _ high: UInt32) -> Int64 {
    Int64(clamping: UInt64(high) << 32 | UInt64(low))
  }
}
