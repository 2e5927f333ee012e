/// Takes the document of a trace apart, unit by unit: a unit is read whole or not at all.
struct TraceDocument {
  /// What the next unit is.
  private enum Expecting {
    case document, firstMember, member, afterMember, firstEvent, event, afterEvent, nothing
  }

  /// Why a unit cannot be read; places are those of the scanner.
  enum Fault: Error {
    case scan(JSONScanner.Fault)
    case field(FieldProblem, at: Int)
    case contradiction(Contradiction, at: Int)
    case full(at: Int)
    case notATrace(String)
    case version(String)
  }

  private var expecting = Expecting.document
  private var head = HeaderParser()
  private var parser = EventParser()
  private var validator = TraceValidator()
  private var hadEvents = false
  private(set) var events = 0
  /// The events of kinds that this version does not know, by their place among all of the file.
  private(set) var unknownEvents: [Int] = []
  /// Where the window that is scanned begins in the file.
  var origin = 0
  /// Where annotations go.
  private(set) var place = AnnotationPlace(bytes: 0..<0, isMember: false)

  var header: TraceHeader { head.header }
  var annotations: [Annotation] { head.annotations }
  var hasFormat: Bool { head.hasFormat }
  var hasBegun: Bool { expecting != .document }
  var hasEnded: Bool { expecting == .nothing }
  var repairedTexts: Int { parser.decoder.repairs }
  var misfits: Int { validator.misfits }

  mutating func forgetStore() { parser.forgetStore() }

  /// Reads units until `budget` events have come; `position` is left behind the last whole unit.
  mutating func read(
    _ scanner: inout JSONScanner, into store: inout TraceStore, budget: inout Int, position: inout Int
  ) throws(Fault) {
    while budget > 0 {
      try readUnit(&scanner, &store, &budget)
      position = scanner.at
    }
  }

  @inline(__always)
  private mutating func readUnit(
    _ scanner: inout JSONScanner, _ store: inout TraceStore, _ budget: inout Int
  ) throws(Fault) {
    scanner.skipSpace()
    switch expecting {
    case .event, .firstEvent:
      if expecting == .firstEvent, scanner.has(UInt8(ascii: "]")) {
        endMember(&scanner)
        return
      }
      try readEvent(&scanner, &store)
      expecting = .afterEvent
      budget -= 1
    case .afterEvent:
      if scanner.has(UInt8(ascii: ",")) {
        expecting = .event
      } else {
        try take(UInt8(ascii: "]"), "',' or ']'", &scanner)
        endMember(&scanner)
      }
    case .document: try begin(&scanner)
    case .firstMember, .member:
      if expecting == .firstMember, scanner.has(UInt8(ascii: "}")) { return try end() }
      try readMember(&scanner)
    case .afterMember:
      if scanner.has(UInt8(ascii: ",")) {
        expecting = .member
      } else {
        try take(UInt8(ascii: "}"), "',' or '}'", &scanner)
        try end()
      }
    case .nothing: throw .scan(scanner.fault("the end of the file"))
    }
  }

  private func take(_ byte: UInt8, _ expected: String, _ scanner: inout JSONScanner) throws(Fault) {
    do throws(JSONScanner.Fault) { try scanner.take(byte, expected) } catch { throw .scan(error) }
  }

  // MARK: The header

  private mutating func begin(_ scanner: inout JSONScanner) throws(Fault) {
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
      throw .notATrace("it is not an object")
    default: throw .scan(scanner.fault("'{'"))
    }
  }

  private mutating func readMember(_ scanner: inout JSONScanner) throws(Fault) {
    let start = scanner.at
    let text: JSONScanner.Text
    do throws(JSONScanner.Fault) {
      text = try scanner.text()
      scanner.skipSpace()
      try scanner.take(UInt8(ascii: ":"), "':'")
    } catch {
      throw .scan(error)
    }
    scanner.skipSpace()
    let value = scanner.at
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
      case .field(let problem): throw .field(problem, at: start)
      case .notATrace(let what): throw .notATrace(what)
      case .version(let version): throw .version(version)
      }
    }
    endMember(&scanner)
    if key == .annotations {
      place = AnnotationPlace(bytes: origin + value..<origin + scanner.at, isMember: true)
    }
  }

  private mutating func endMember(_ scanner: inout JSONScanner) {
    expecting = .afterMember
    if !place.isMember { place.bytes = origin + scanner.at..<origin + scanner.at }
  }

  private mutating func end() throws(Fault) {
    if let missing { throw .notATrace("it has no \"\(missing)\"") }
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
  private mutating func readEvent(_ scanner: inout JSONScanner, _ store: inout TraceStore) throws(Fault) {
    let start = scanner.at
    do throws(JSONScanner.Fault) { try parser.scan(&scanner) } catch { throw .scan(error) }
    guard !store.isFull else { throw .full(at: start) }
    let time: Int64
    let row: EventRow?
    do throws(FieldProblem) {
      time = try parser.fields.nanoseconds(.time)
      row = try parser.row(&store, scanner.start)
    } catch {
      // Somebody else's "events" are not a trace with an error in it.
      if !head.hasFormat { throw .notATrace("it has no \"format\"") }
      throw .field(error, at: start)
    }
    guard let row else {
      unknownEvents.append(events + unknownEvents.count)
      return
    }
    do throws(Contradiction) {
      try validator.check(row, at: time, in: store)
    } catch {
      throw .contradiction(error, at: start)
    }
    store.append(row, at: time)
    events += 1
  }
}
