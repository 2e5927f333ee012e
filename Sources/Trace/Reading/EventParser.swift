import TaskModel

/// Turns the fields of an event into a row of a store.
struct EventParser {
  var decoder = TextDecoder()
  private(set) var fields = EventFields()

  /// Chains and sites recur: their bytes are looked up before they are taken apart.
  private var spans = StringTable()
  private var spanNumbers: [Int32] = []

  private static let codes = KeywordTable(EventCode.allCases.map { "\($0)" })
  private static let wakers = KeywordTable(["task", "timer", "io", "callback"])
  private static let awaited = KeywordTable(["sleep", "task", "scope", "resource", "io", "executor", "turn"])
  private static let outcomes = KeywordTable(["returned", "raised", "cancelled"])
  private static let scopeOutcomes = KeywordTable(["clean", "failed", "timed_out", "cancelled"])
  private static let reasons = KeywordTable(CancelReason.allCases.map(\.rawValue))
  private static let scopeKinds = KeywordTable(ScopeKind.allCases.map(\.rawValue))
  private static let resourceKinds = KeywordTable(ResourceKind.allCases.map(\.rawValue))
  private static let operations = KeywordTable(ResourceOperation.allCases.map(\.rawValue))
  private static let streams = KeywordTable(OutputStream.allCases.map(\.rawValue))

  /// Forgets what it knows of a store, which is not the same any more.
  mutating func forgetStore() {
    spans = StringTable()
    spanNumbers = []
  }

  mutating func scan(_ scanner: inout JSONScanner) throws(JSONScanner.Fault) {
    try fields.scan(&scanner, &decoder)
  }

  /// The row of the event that was scanned; nil for a kind that this version does not know.
  mutating func row(
    _ store: inout TraceStore, _ start: UnsafePointer<UInt8>
  ) throws(FieldProblem) -> EventRow? {
    let kind = try fields.text(.event)
    let number = Self.codes.number(start + kind.start, kind.count)
    guard number >= 0, let code = EventCode(rawValue: UInt8(truncatingIfNeeded: number)) else { return nil }
    var row = EventRow(code: code)
    switch code {
    case .create, .ready, .resume, .suspend, .cancel, .finish, .output, .stall:
      row.task = try fields.identifier(.task)
    case .enter, .reschedule, .exit: row.a = try fields.identifier(.scope)
    case .resource, .note, .dropped: break
    }
    switch code {
    case .create: try create(&row, &store, start)
    case .ready: try ready(&row, &store, start)
    case .resume: row.a = try optionalText(.throwing, &store, start)
    case .suspend: try suspend(&row, &store, start)
    case .cancel:
      row.a = try fields.optionalIdentifier(.by)
      row.detail = try word(.reason, Self.reasons, start)
      row.b = try optionalText(.message, &store, start)
    case .finish: try finish(&row, &store, start)
    case .enter: try enter(&row, &store, start)
    case .reschedule:
      let deadline = Halves(try optionalDeadline() ?? 0)
      (row.detail, row.b, row.c) = (fields.has(.deadline) ? 1 : 0, deadline.low, deadline.high)
    case .exit: try exit(&row, &store, start)
    case .resource: row = try resource(&store, start)
    case .output:
      row.detail = try word(.stream, Self.streams, start)
      row.a = try text(.text, &store, start)
    case .note:
      row.a = try text(.text, &store, start)
      row.b = try site(&store, start)
    case .stall:
      let duration = Halves(try fields.nanoseconds(.duration))
      (row.a, row.b) = (duration.low, duration.high)
      row.c = try text(.what, &store, start)
    case .dropped:
      let count = Halves(try fields.nanoseconds(.count))
      (row.a, row.b) = (count.low, count.high)
    }
    return row
  }

  // MARK: Kinds

  private typealias Start = UnsafePointer<UInt8>

  private mutating func create(_ row: inout EventRow, _ store: inout TraceStore, _ start: Start)
    throws(FieldProblem)
  {
    row.a = try fields.identifier(.parent)
    row.b = try fields.optionalIdentifier(.scope)
    let name = try text(.name, &store, start)
    let coroutine = try text(.coroutine, &store, start)
    row.c = store.store([name, coroutine, try site(&store, start)])
  }

  private mutating func ready(_ row: inout EventRow, _ store: inout TraceStore, _ start: Start)
    throws(FieldProblem)
  {
    row.detail = try word(.waker, Self.wakers, start)
    switch row.detail {
    case 0: row.a = try fields.identifier(.by)
    case 1: break
    default: row.a = try text(.what, &store, start)
    }
  }

  private mutating func suspend(_ row: inout EventRow, _ store: inout TraceStore, _ start: Start)
    throws(FieldProblem)
  {
    row.detail = try word(.on, Self.awaited, start)
    switch row.detail {
    case 0:
      let until = Halves(try fields.nanoseconds(.until))
      (row.a, row.b) = (until.low, until.high)
    case 1: row.a = try fields.identifier(.awaited)
    case 2: row.a = try fields.identifier(.scope)
    case 3:
      row.a = try fields.identifier(.resource)
      let wait = ResourceOperation.wait.code
      row.b = Int32(fields.has(.operation) ? try word(.operation, Self.operations, start) : wait)
    case 4, 5: row.a = try text(.what, &store, start)
    default: break
    }
    row.c = try chain(&store, start)
  }

  private mutating func finish(_ row: inout EventRow, _ store: inout TraceStore, _ start: Start)
    throws(FieldProblem)
  {
    row.detail = try word(.outcome, Self.outcomes, start)
    switch row.detail {
    case 0: row.a = try optionalText(.value, &store, start)
    case 1:
      row.a = try text(.type, &store, start)
      row.b = try text(.message, &store, start)
    default: row.a = try optionalText(.message, &store, start)
    }
  }

  private mutating func enter(_ row: inout EventRow, _ store: inout TraceStore, _ start: Start)
    throws(FieldProblem)
  {
    row.task = try fields.identifier(.owner)
    row.detail = try word(.kind, Self.scopeKinds, start)
    row.b = try site(&store, start)
    let deadline = try optionalDeadline()
    let halves = Halves(deadline ?? 0)
    var members: [Int32] = []
    if let array = try fields.array(.members) {
      var list = ArrayScanner(start, array)
      while list.next() {
        guard case .integer(let value)? = list.integer(), value >= 0, let member = Int32(exactly: value)
        else {
          throw FieldProblem(key: "members", what: "is not an array of ids")
        }
        members.append(member)
      }
    }
    row.c = store.store([
      deadline == nil ? 0 : 1, halves.low, halves.high, Int32(truncatingIfNeeded: members.count),
    ])
    _ = store.store(members)
  }

  private mutating func exit(_ row: inout EventRow, _ store: inout TraceStore, _ start: Start)
    throws(FieldProblem)
  {
    row.detail = try word(.outcome, Self.scopeOutcomes, start)
    guard row.detail == 1 else { return }
    row.b = try text(.type, &store, start)
    let message = try text(.message, &store, start)
    var members: [Int32] = []
    if let array = try fields.array(.exceptions) {
      var list = ArrayScanner(start, array)
      while list.next() {
        guard let text = list.text() else {
          throw FieldProblem(key: "exceptions", what: "is not an array of strings")
        }
        members.append(intern(text, &store, start))
      }
    }
    row.c = store.store([message, Int32(truncatingIfNeeded: members.count)])
    _ = store.store(members)
  }

  private mutating func resource(_ store: inout TraceStore, _ start: Start) throws(FieldProblem) -> EventRow {
    let identity = ResourceIdentity(
      resource: try fields.identifier(.resource), kind: try word(.kind, Self.resourceKinds, start),
      name: try text(.name, &store, start))
    return store.resourceRow(
      store.intern(identity), try word(.operation, Self.operations, start), by: try fields.identifier(.by),
      try fields.integer(.size), try fields.integer(.waiting))
  }

  // MARK: Values

  @inline(__always)
  private func word(_ key: EventKey, _ table: KeywordTable, _ start: Start) throws(FieldProblem) -> UInt8 {
    UInt8(truncatingIfNeeded: try fields.word(key, table, start))
  }

  private func optionalDeadline() throws(FieldProblem) -> Int64? {
    fields.has(.deadline) ? try fields.nanoseconds(.deadline) : nil
  }

  @inline(__always)
  private mutating func text(_ key: EventKey, _ store: inout TraceStore, _ start: Start) throws(FieldProblem)
    -> Int32
  {
    intern(try fields.text(key), &store, start)
  }

  private mutating func optionalText(
    _ key: EventKey, _ store: inout TraceStore, _ start: Start
  ) throws(FieldProblem) -> Int32 {
    fields.has(key) ? try text(key, &store, start) : -1
  }

  @inline(__always)
  private mutating func intern(_ text: JSONScanner.Text, _ store: inout TraceStore, _ start: Start) -> Int32 {
    if text.isASCII, !text.hasEscapes {
      return store.strings.intern(UnsafeBufferPointer(start: start + text.start, count: text.count))
    }
    return store.strings.intern(decoder.string(text, start))
  }

  // MARK: Sites

  private mutating func site(_ store: inout TraceStore, _ start: Start) throws(FieldProblem) -> Int32 {
    guard let array = try fields.array(.site) else { return -1 }
    let chain = try chain(array, .site, &store, start)
    guard let node = store.sites.chain(chain), node.outer < 0 else {
      throw FieldProblem(key: "site", what: "is not one [file, line, function]")
    }
    return node.site
  }

  private mutating func chain(_ store: inout TraceStore, _ start: Start) throws(FieldProblem) -> Int32 {
    guard let array = try fields.array(.chain) else { return -1 }
    return try chain(array, .chain, &store, start)
  }

  private mutating func chain(
    _ array: Range<Int>, _ key: EventKey, _ store: inout TraceStore, _ start: Start
  ) throws(FieldProblem) -> Int32 {
    let known = spans.count
    let span = Int(spans.intern(UnsafeBufferPointer(start: start + array.lowerBound, count: array.count)))
    if span < spanNumbers.count { return spanNumbers[span] }
    // A span that was no chain the first time was an error, so that each known span has its number.
    guard span == known, known == spanNumbers.count else { return -1 }
    let number = try newChain(array, key, &store, start)
    spanNumbers.append(number)
    return number
  }

  private mutating func newChain(
    _ array: Range<Int>, _ key: EventKey, _ store: inout TraceStore, _ start: Start
  ) throws(FieldProblem) -> Int32 {
    var list = ArrayScanner(start, array)
    var chain: Int32 = -1
    while list.next() {
      guard let file = list.text(), list.next(), case .integer(let line)? = list.integer(), list.next(),
        let function = list.text(), line >= 0, let line = Int32(exactly: line)
      else { throw FieldProblem(key: "\(key)", what: "does not consist of file, line and function in turn") }
      let site = SiteTable.Site(
        file: intern(file, &store, start), line: line, function: intern(function, &store, start))
      chain = store.sites.intern(SiteTable.ChainNode(outer: chain, site: store.sites.intern(site)))
    }
    return chain
  }
}

/// Steps through an array that is known to be JSON.
struct ArrayScanner {
  private var scanner: JSONScanner
  private var isFirst = true

  init(_ start: UnsafePointer<UInt8>, _ range: Range<Int>) {
    scanner = JSONScanner(start, (range.lowerBound + 1)..<range.upperBound)
  }

  /// Whether another element follows; it must be taken then.
  mutating func next() -> Bool {
    scanner.skipSpace()
    if !isFirst { _ = scanner.has(UInt8(ascii: ",")) }
    isFirst = false
    scanner.skipSpace()
    return scanner.at < scanner.end - 1
  }

  /// The string that is next; nil for anything else.
  mutating func text() -> JSONScanner.Text? { try? scanner.text() }

  /// The number that is next; nil for anything else.
  mutating func integer() -> JSONScanner.Number? { try? scanner.number() }
}
