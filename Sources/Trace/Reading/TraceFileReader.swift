/// Reads a trace file bit by bit: its first events can be shown while the rest loads, and a file that grows is followed.
///
/// Some hundreds of megabytes a second. Keys may come in any order and with any spacing; unknown keys and unknown kinds
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

  /// What the next unit of the document is: a unit is read whole or not at all.
  private enum Expecting {
    case document, firstMember, member, afterMember, firstEvent, event, afterEvent, nothing
  }

  private enum Fault: Error {
    case scan(JSONScanner.Fault)
    case file(TraceFileError)
  }

  private let name: String
  private let buffer: InputBuffer
  private let size: Int
  private var expecting = Expecting.document
  private var head = HeaderParser()
  private var parser = EventParser()
  private var validator = TraceValidator()
  private var storeCount = 0
  private var result = TraceFileReport()
  private var hadEvents = false

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
  package var header: TraceHeader { head.header }

  package var report: TraceFileReport {
    var report = result
    report.bytes = buffer.offset(of: buffer.position)
    report.repairedTexts = parser.decoder.repairs
    report.misfits = validator.misfits
    return report
  }

  /// The part of a regular file that has been read, from 0 to 1; nil where its size is not known.
  package var fraction: Double? {
    size > 0 ? min(1, Double(buffer.offset(of: buffer.position)) / Double(size)) : nil
  }

  /// Appends up to `maxEvents` events to a store, always the same one, and sets its header.
  @discardableResult
  package func read(into store: inout TraceStore, maxEvents: Int = .max) throws(TraceFileError) -> Progress {
    if store.count != storeCount { parser.forgetStore() }
    if expecting == .document { store.reserveCapacity(store.count + size / 96) }
    defer {
      storeCount = store.count
      store.header = head.header
    }
    var budget = maxEvents
    while true {
      var scanner = JSONScanner(buffer.start, buffer.position..<buffer.count)
      do throws(Fault) {
        while budget > 0 {
          try readUnit(&scanner, &store, &budget)
          buffer.position = scanner.at
        }
        return .more
      } catch {
        switch error {
        case .file(let problem): throw problem
        case .scan(.needMore): if let progress = try refill() { return progress }
        case .scan(.expected(let what, let at)): throw .notJSON(place(at), expected: what)
        case .scan(.tooDeep(let at)): throw .nestedTooDeep(place(at), limit: JSONScanner.depthLimit)
        }
      }
    }
  }

  // MARK: The document

  @inline(__always)
  private func readUnit(
    _ scanner: inout JSONScanner, _ store: inout TraceStore, _ budget: inout Int
  ) throws(Fault) {
    scanner.skipSpace()
    switch expecting {
    case .event, .firstEvent:
      if expecting == .firstEvent, scanner.has(UInt8(ascii: "]")) {
        expecting = .afterMember
        return
      }
      try readEvent(&scanner, &store)
      expecting = .afterEvent
      budget -= 1
    case .afterEvent:
      if scanner.has(UInt8(ascii: ",")) {
        expecting = .event
      } else {
        try scanning { () throws(JSONScanner.Fault) in try scanner.take(UInt8(ascii: "]"), "',' or ']'") }
        expecting = .afterMember
      }
    case .document: try begin(&scanner)
    case .firstMember, .member:
      if expecting == .firstMember, scanner.has(UInt8(ascii: "}")) { return try end() }
      try readMember(&scanner)
    case .afterMember:
      if scanner.has(UInt8(ascii: ",")) {
        expecting = .member
      } else {
        try scanning { () throws(JSONScanner.Fault) in try scanner.take(UInt8(ascii: "}"), "',' or '}'") }
        try end()
      }
    case .nothing:
      throw .scan(scanner.fault("the end of the file"))
    }
  }

  private func begin(_ scanner: inout JSONScanner) throws(Fault) {
    // The byte order mark that some editors put in front.
    if scanner.byte == 0xef, scanner.start[scanner.at + 1] == 0xbb, scanner.start[scanner.at + 2] == 0xbf {
      scanner.at += 3
      scanner.skipSpace()
    }
    switch scanner.byte {
    case UInt8(ascii: "{"):
      scanner.at += 1
      expecting = .firstMember
    case UInt8(ascii: "["), UInt8(ascii: "\""), UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      throw .file(.notATrace(file: name, "it is not an object"))
    default: throw .scan(scanner.fault("'{'"))
    }
  }

  private func readMember(_ scanner: inout JSONScanner) throws(Fault) {
    let start = scanner.at
    let text = try scanning { () throws(JSONScanner.Fault) in try scanner.text() }
    scanner.skipSpace()
    try scanning { () throws(JSONScanner.Fault) in try scanner.take(UInt8(ascii: ":"), "':'") }
    scanner.skipSpace()
    let key = HeaderParser.key(text, scanner.start)
    if key == .events, !hadEvents, scanner.has(UInt8(ascii: "[")) {
      hadEvents = true
      expecting = .firstEvent
      return
    }
    do throws(HeaderParser.Problem) {
      try head.take(key, &scanner, &parser.decoder)
    } catch {
      switch error {
      case .scan(let fault): throw .scan(fault)
      case .field(let problem): throw .file(problem.error(at: place(start)))
      case .notATrace(let what): throw .file(.notATrace(file: name, what))
      case .version(let version): throw .file(.unsupportedVersion(file: name, version: version))
      }
    }
    expecting = .afterMember
  }

  private func end() throws(Fault) {
    if let missing { throw .file(.notATrace(file: name, "it has no \"\(missing)\"")) }
    expecting = .nothing
  }

  private var missing: String? {
    if !head.hasFormat { return "format" }
    if !head.hasVersion { return "version" }
    if !head.hasClock { return "clock" }
    return hadEvents ? nil : "events"
  }

  // MARK: Events

  @inline(__always)
  private func readEvent(_ scanner: inout JSONScanner, _ store: inout TraceStore) throws(Fault) {
    let start = scanner.at
    do throws(JSONScanner.Fault) { try parser.scan(&scanner) } catch { throw .scan(error) }
    guard !store.isFull else { throw .file(.tooLarge(place(start), "the trace has more events than fit")) }
    let time: Int64
    let row: EventRow?
    do throws(FieldProblem) {
      time = try parser.fields.nanoseconds(.time)
      row = try parser.row(&store, scanner.start)
    } catch {
      // Somebody else's "events" are not a trace with an error in it.
      throw .file(
        head.hasFormat ? error.error(at: place(start)) : .notATrace(file: name, "it has no \"format\""))
    }
    guard let row else {
      result.unknownEvents += 1
      return
    }
    do throws(Contradiction) {
      try validator.check(row, at: time, in: store)
    } catch {
      throw .file(.contradiction(place(start), error))
    }
    store.append(row, at: time)
    result.events += 1
  }

  // MARK: Pieces

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
      result.isCut = false
      return nil
    case .nothingYet: return .waiting
    case .tooLarge:
      throw .tooLarge(place(buffer.position), "one value is longer than \(InputBuffer.limit >> 20) MB")
    case .end: return try ended()
    }
  }

  private func ended() throws(TraceFileError) -> Progress {
    if expecting == .nothing {
      buffer.position = buffer.count
      return .complete
    }
    if expecting == .document { throw .empty(file: name) }
    guard head.hasFormat else { throw .notATrace(file: name, "it ends before its \"format\"") }
    result.isCut = true
    result.lostBytes = buffer.count - buffer.position
    return .cut
  }

  private func scanning<Result>(_ body: () throws(JSONScanner.Fault) -> Result) throws(Fault) -> Result {
    do throws(JSONScanner.Fault) { return try body() } catch { throw .scan(error) }
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

extension FieldProblem {
  fileprivate func error(at place: TraceFileError.Place) -> TraceFileError {
    .badValue(place, key: key, what)
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
