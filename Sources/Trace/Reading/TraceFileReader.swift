/// Reads a trace file bit by bit: its first events can be shown while the rest loads, and a file that grows is followed.
///
/// Keys may come in any order and with any spacing; unknown keys and unknown kinds
/// of events are left out. After an error no more can be read.
package final class TraceFileReader {
  package enum Progress: Equatable, Sendable {
    /// There is more to read.
    case more
    /// Nothing has come through the pipe since the last time.
    case waiting
    /// The document is whole.
    case complete
    /// The file ends early; should it grow, reading goes on.
    case cut
  }

  private let name: String
  private let buffer: InputBuffer
  private let size: Int
  private var document = TraceDocument()
  private var storeCount = 0
  private var isCut = false
  private var lostBytes = 0
  /// The file as it was when all of it had been read; nil before, and for what is no regular file.
  private var identity: FileDescriptor.Identity?

  /// Opens a file or named pipe.
  package init(path: String) throws(TraceFileError) {
    name = path
    do throws(FileDescriptor.SystemError) {
      let descriptor = try FileDescriptor.open(reading: path)
      buffer = InputBuffer(descriptor, owned: true)
      size = try descriptor.regularFileSize() ?? 0
    } catch {
      throw Self.problem(path, error)
    }
  }

  /// Reads from an open descriptor, which stays open; `name` stands in errors.
  package init(descriptor: Int32, name: String) throws(TraceFileError) {
    self.name = name
    let source = FileDescriptor(number: descriptor)
    do throws(FileDescriptor.SystemError) {
      size = try source.regularFileSize() ?? 0
    } catch {
      throw Self.problem(name, error)
    }
    buffer = InputBuffer(source, owned: false)
  }

  package convenience init(bytes: [UInt8], name: String) {
    self.init(InputBuffer(bytes), name: name, size: bytes.count)
  }

  init(_ buffer: InputBuffer, name: String, size: Int) {
    self.buffer = buffer
    self.name = name
    self.size = size
  }

  /// What the file says about itself; whole when the first events have been read.
  package var header: TraceHeader { document.header }

  package var report: TraceFileReport {
    var report = TraceFileReport()
    report.events = document.events
    report.bytes = buffer.offset(of: buffer.position)
    report.isCut = isCut
    report.lostBytes = isCut ? lostBytes : 0
    report.unknownEvents = document.unknownEvents.count
    report.repairedTexts = document.repairedTexts
    report.misfits = document.misfits
    return report
  }

  /// The part of a regular file that has been read, from 0 to 1; nil where its size is not known.
  package var fraction: Double? {
    size > 0 ? min(1, Double(buffer.offset(of: buffer.position)) / Double(size)) : nil
  }

  /// Appends up to `maxEvents` events to a store, always the same one, and sets its header.
  @discardableResult
  package func read(into store: inout TraceStore, maxEvents: Int = .max) throws(TraceFileError) -> Progress {
    if store.count != storeCount { document.forgetStore() }
    defer {
      storeCount = store.count
      store.header = document.header
      if document.hasEnded { store.take(document.annotations, leftOut: document.unknownEvents) }
    }
    var budget = maxEvents
    while true {
      var scanner = JSONScanner(buffer.start, buffer.position..<buffer.count)
      var position = buffer.position
      do throws(TraceDocument.Fault) {
        defer { buffer.position = position }
        document.origin = buffer.offset(of: 0)
        try document.read(&scanner, into: &store, budget: &budget, position: &position)
        return .more
      } catch {
        guard case .scan(.needMore) = error else { throw problem(error) }
        if let progress = try refill() { return progress }
      }
    }
  }

  /// Gets more bytes; how reading stands where there are none.
  private func refill() throws(TraceFileError) -> Progress? {
    let filled: InputBuffer.Filled
    do throws(FileDescriptor.SystemError) {
      filled = try buffer.fill()
    } catch {
      throw Self.problem(name, error)
    }
    switch filled {
    case .bytes:
      isCut = false
      return nil
    case .nothingYet: return .waiting
    case .tooLarge:
      throw .tooLarge(place(buffer.position), "one value is longer than \(InputBuffer.limit >> 20) MB")
    case .end: return try ended()
    }
  }

  private func ended() throws(TraceFileError) -> Progress {
    if document.hasEnded {
      buffer.position = buffer.count
      if identity == nil { identity = buffer.identity }
      return .complete
    }
    if !document.hasBegun { throw .empty(file: name) }
    guard document.hasFormat else { throw .notATrace(file: name, "it ends before its \"format\"") }
    isCut = true
    lostBytes = buffer.count - buffer.position
    return .cut
  }

  private func problem(_ fault: TraceDocument.Fault) -> TraceFileError {
    switch fault {
    case .scan(.needMore): .notJSON(place(buffer.count), expected: "more")
    case .scan(.expected(let what, let at)): .notJSON(place(at), expected: what)
    case .scan(.tooDeep(let at)): .nestedTooDeep(place(at), limit: JSONScanner.depthLimit)
    case .field(let problem, let at): .badValue(place(at), key: problem.key, problem.what)
    case .contradiction(let contradiction, let at): .contradiction(place(at), contradiction)
    case .full(let at): .tooLarge(place(at), "the trace has more events than fit")
    case .notATrace(let what): .notATrace(file: name, what)
    case .version(let version): .unsupportedVersion(file: name, version: version)
    }
  }

  /// What keeps annotations in the file that was read.
  package func annotationWriter() throws(TraceFileError) -> AnnotationWriter {
    guard document.hasEnded else { throw .cannotAnnotate(file: name, "it has no end yet") }
    guard let identity else {
      throw .cannotAnnotate(file: name, "it is no regular file: write the trace to one first")
    }
    return AnnotationWriter(
      path: name, identity: identity, place: document.place, leftOut: document.unknownEvents)
  }

  private func place(_ at: Int) -> TraceFileError.Place {
    TraceFileError.Place(file: name, line: buffer.line(of: at), byte: buffer.offset(of: at))
  }

  private static func problem(_ file: String, _ error: FileDescriptor.SystemError) -> TraceFileError {
    switch error {
    case .notFound: .notFound(file: file)
    case .isDirectory: .isDirectory(file: file)
    default: .cannotRead(file: file, error.words)
    }
  }
}

extension TraceStore {
  /// Reads a whole trace file.
  package static func read(path: String) throws(TraceFileError) -> (TraceStore, TraceFileReport) {
    try read(TraceFileReader(path: path))
  }

  package static func read(bytes: [UInt8], name: String) throws(TraceFileError) -> (
    TraceStore, TraceFileReport
  ) {
    try read(TraceFileReader(bytes: bytes, name: name))
  }

  private static func read(_ reader: TraceFileReader) throws(TraceFileError) -> (TraceStore, TraceFileReport)
  {
    var store = TraceStore()
    while true {
      switch try reader.read(into: &store) {
      case .more, .waiting: continue
      case .complete, .cut: return (store, reader.report)
      }
    }
  }
}
