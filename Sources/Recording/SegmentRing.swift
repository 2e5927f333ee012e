#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Keeps a recording from growing without end: old segments go, and what still matters of them stays.
///
/// Of the segments of a process that have gone, a file tells which tasks, scopes and resources there were at their end: a
/// reader begins with it and goes on in the segment that follows.
package final class SegmentRing {
  /// What is kept.
  package struct Limits: Equatable, Sendable {
    /// Events as old as this may go; nil where any may.
    package var age: Duration?
    /// How many bytes the segments may take.
    package var bytes: Int

    package init(age: Duration? = nil, bytes: Int? = nil) {
      self.age = age
      self.bytes = max(bytes ?? Self.mostBytes, 4 * SegmentLayout.segmentSize)
    }

    /// What a recording takes at most that nobody limits.
    private static let mostBytes = 1 << 30

    /// How many segments a process may have at one time.
    var segments: Int { bytes / SegmentLayout.segmentSize }
  }

  private struct Process {
    var reader: SegmentReader
    var state = RingState()
    /// The segments that are there.
    var segments: Range<Int>
  }

  private let folder: RecordingFolder
  private let limits: Limits
  private var processes: [Int: Process] = [:]

  init(_ folder: RecordingFolder, _ limits: Limits) {
    self.folder = folder
    self.limits = limits
  }

  /// Lets the segments go that are too old or too many, but for the last one of each process.
  func trim(at now: UInt64) {
    findSegments()
    if let age = limits.age {
      let nanoseconds = UInt64(clamping: age.nanoseconds)
      let oldest = now > nanoseconds ? now - nanoseconds : 0
      for number in processes.keys { while canDrop(number, before: oldest) { drop(number) } }
    }
    // A segment of room for each, in which it goes on.
    while processes.values.reduce(0, { $0 + $1.segments.count + 1 }) > limits.segments {
      let candidates = processes.filter { $0.value.segments.count > 1 }.keys
      guard let number = candidates.min(by: { beginning(of: $0, 0) < beginning(of: $1, 0) }) else { return }
      drop(number)
    }
  }

  private func findSegments() {
    for name in RecordingFolder.names(in: folder.path) where name.hasSuffix(".events") {
      let parts = name.split(separator: ".")
      guard parts.count == 3, let number = Int(parts[0]), let index = Int(parts[1]) else { continue }
      if var known = processes[number] {
        known.segments = min(known.segments.lowerBound, index)..<max(known.segments.upperBound, index + 1)
        processes[number] = known
      } else {
        let reader = SegmentReader(folder: folder.path, process: number)
        processes[number] = Process(reader: reader, segments: index..<index + 1)
      }
    }
  }

  /// Whether all of the oldest segment is older than a moment.
  private func canDrop(_ number: Int, before oldest: UInt64) -> Bool {
    (processes[number]?.segments.count ?? 0) > 1 && beginning(of: number, 1) < oldest
  }

  /// When the first segment began, or one behind it.
  private func beginning(of number: Int, _ offset: Int) -> UInt64 {
    guard let index = processes[number]?.segments.lowerBound else { return 0 }
    return SegmentReader.beginning(folder: folder.path, process: number, index: index + offset)
  }

  /// Keeps what matters of a process's oldest segment, and lets it go.
  private func drop(_ number: Int) {
    guard var process = processes[number] else { return }
    let index = process.segments.lowerBound
    let reader = process.reader
    for _ in 0...SegmentReader.patience {
      if reader.readSegment({ process.state.take($0, reader.texts) }) { break }
    }
    process.state.texts = reader.texts.filter { !reader.isFresh($0.key) }
    let end = beginning(of: number, 1)
    if BaseFile.write(process.state, folder: folder.path, process: number, upTo: index, at: end) {
      unlink("\(folder.path)/\(SegmentReader.name(process: number, index: index))")
    }
    reader.skip(to: index + 1)
    process.segments = index + 1..<process.segments.upperBound
    processes[number] = process
  }
}
