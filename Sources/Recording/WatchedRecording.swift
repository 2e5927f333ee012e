import Processes
package import TaskModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A recording that another process makes, or has made: it is read, and nobody there notices.
package final class WatchedRecording {
  package enum End: Equatable, Sendable {
    case ended(code: Int32)
    /// Whoever recorded has gone, and has not said how the program ended.
    case recorderGone
  }

  private let folder: RecordingFolder
  private var reader: RecordingReader
  package private(set) var end: End?

  package init(_ folder: RecordingFolder) {
    self.folder = folder
    reader = Self.reader(of: folder)
  }

  package var isEmpty: Bool { reader.isEmpty }

  /// What there is to say of a recording that has ended and tells nothing of tasks; nil where it does.
  package var problem: RecordingError? { reader.problem(of: folder.path) }

  /// All that is left of the recording, where that is far less than the events that have been told; else nil.
  package func takeAnew(insteadOf count: Int) -> [TaskEvent]? {
    guard end == nil, reader.isOutgrown(by: count) else { return nil }
    reader = Self.reader(of: folder)
    return reader.poll()
  }

  private static func reader(of folder: RecordingFolder) -> RecordingReader {
    let note = RecordingNote.read(in: folder) ?? RecordingNote()
    return RecordingReader(folder, isVirtual: note.isVirtual, stall: note.stall)
  }

  /// The events that have come since the last time; those after its end are the last ones.
  package func poll() -> [TaskEvent] {
    guard end == nil else { return [] }
    // In this order: what has ended writes nothing more.
    let note = RecordingNote.read(in: folder)
    let isOver = note?.end != nil || note?.isUnderWay != true && !reader.hasLivingProcess
    guard isOver else { return reader.poll() }
    let events = reader.pollToEnd()
    end = note?.end.map { .ended(code: $0.code) } ?? .recorderGone
    return events + reader.finish(note?.end, process: note?.program.map(Int.init))
  }
}

extension RecordingReader {
  /// Whether any process that was recorded still runs.
  fileprivate var hasLivingProcess: Bool {
    processes.contains { process in
      guard kill(pid_t(process), 0) == 0 || errno == EPERM else { return false }
      // One that has ended is listed until somebody has asked how.
      return FileReading.text("/proc/\(process)/stat", atMost: 1000)?.contains(") Z ") != true
    }
  }
}
