#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The file that stands for the segments of a process that have gone: a header, texts and events as in a segment.
enum BaseFile {
  static func name(_ process: Int) -> String { "\(process).base" }

  /// Writes it in the place of the one before; false where there is no room.
  static func write(
    _ state: RingState, folder: String, process: Int, upTo index: Int, at end: UInt64
  ) -> Bool {
    var bytes = SegmentLayout.magic
    append(UInt32(clamping: process), to: &bytes)
    append(UInt32(clamping: index), to: &bytes)
    append(end, to: &bytes)
    append(UInt64(0), to: &bytes)
    for (number, text) in state.allTexts { append(text, number, to: &bytes) }
    for event in state.events(at: end) { append(event, to: &bytes) }
    let path = "\(folder)/\(name(process))"
    guard RecorderFiles.replace("\(path).new", bytes) else { return false }
    return rename("\(path).new", path) == 0
  }

  private static func append(_ text: String, _ number: UInt32, to bytes: inout [UInt8]) {
    let utf8 = Array(text.utf8)
    append(RawEvent(.text, time: 0, a: number, b: UInt32(utf8.count)), to: &bytes)
    bytes += utf8
    let rest = utf8.count % SegmentLayout.slot
    if rest > 0 { bytes += [UInt8](repeating: 0, count: SegmentLayout.slot - rest) }
  }

  private static func append(_ event: RawEvent, to bytes: inout [UInt8]) {
    append(event.time, to: &bytes)
    for number in [event.a, event.b, event.c, event.d, event.e] { append(number, to: &bytes) }
    append(event.f, to: &bytes)
    bytes += [event.detail, event.kind.rawValue]
  }

  private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
  }
}
