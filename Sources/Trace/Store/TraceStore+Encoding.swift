import TaskModel

/// Events as rows.
extension TraceStore {
  mutating func encode(_ kind: TaskEvent.Kind) -> EventRow {
    switch kind {
    case .create(let task, let parent, let name, let coroutine, let site, let scope):
      return createRow(task, parent: parent, name: name, coroutine: coroutine, site: site, scope: scope)
    case .ready(let task, let waker): return readyRow(task, by: waker)
    case .resume(let task, let throwing): return resumeRow(task, throwing: throwing)
    case .suspend(let task, let awaited, let chain): return suspendRow(task, on: awaited, chain: chain)
    case .cancel(let task, let by, let reason, let message):
      return EventRow(
        code: .cancel, detail: CaseCode.code(reason), task: task.number, a: by?.number ?? -1,
        b: number(message))
    case .finish(let task, let outcome): return finishRow(task, outcome)
    case .enter(let scope, let kind, let owner, let deadline, let members, let site):
      let halves = Halves(deadline?.nanoseconds ?? 0)
      let words = [deadline == nil ? 0 : 1, halves.low, halves.high] + counted(members.map(\.number))
      return EventRow(
        code: .enter, detail: CaseCode.code(kind), task: owner.number, a: scope.number, b: number(site),
        c: store(words))
    case .reschedule(let scope, let deadline):
      let halves = Halves(deadline?.nanoseconds ?? 0)
      return EventRow(
        code: .reschedule, detail: deadline == nil ? 0 : 1, a: scope.number, b: halves.low, c: halves.high)
    case .exit(let scope, let outcome):
      var row = encode(outcome)
      row.a = scope.number
      return row
    case .resource(let resource, let kind, let name, let operation, let by, let size, let waiting):
      return resourceRow(resource, kind, name: name, operation, by: by, size: size, waiting: waiting)
    case .output(let task, let stream, let text):
      return EventRow(
        code: .output, detail: CaseCode.code(stream), task: task.number, a: strings.intern(text))
    case .note(let text, let site):
      return EventRow(code: .note, a: strings.intern(text), b: number(site))
    case .stall(let task, let duration, let what):
      let halves = Halves(duration.traceNanoseconds)
      return EventRow(
        code: .stall, task: task.number, a: halves.low, b: halves.high, c: strings.intern(what))
    case .dropped(let count):
      let halves = Halves(Int64(count))
      return EventRow(code: .dropped, a: halves.low, b: halves.high)
    }
  }

  // MARK: What most rows are, without the event

  mutating func createRow(
    _ task: TaskID, parent: TaskID, name: String, coroutine: String, site: SourceSite?, scope: ScopeID?
  ) -> EventRow {
    let offset = store(strings.intern(name))
    store(number(ofCoroutine: coroutine))
    store(number(site))
    return EventRow(code: .create, task: task.number, a: parent.number, b: scope?.number ?? -1, c: offset)
  }

  mutating func finishRow(_ task: TaskID, _ outcome: Outcome) -> EventRow {
    var row = encode(outcome)
    row.task = task.number
    return row
  }

  @inline(__always)
  mutating func readyRow(_ task: TaskID, by waker: Waker) -> EventRow {
    switch waker {
    case .task(let waker): EventRow(code: .ready, detail: 0, task: task.number, a: waker.number)
    case .timer: EventRow(code: .ready, detail: 1, task: task.number)
    case .io(let what): EventRow(code: .ready, detail: 2, task: task.number, a: strings.intern(what))
    case .callback(let what): EventRow(code: .ready, detail: 3, task: task.number, a: strings.intern(what))
    }
  }

  @inline(__always)
  mutating func resumeRow(_ task: TaskID, throwing: String?) -> EventRow {
    EventRow(code: .resume, task: task.number, a: number(throwing))
  }

  @inline(__always)
  mutating func suspendRow(_ task: TaskID, on awaited: Awaited, chain: [SourceSite]) -> EventRow {
    var row = encode(awaited)
    row.task = task.number
    row.c = number(chain)
    return row
  }

  @inline(__always)
  mutating func resourceRow(
    _ resource: ResourceID, _ kind: ResourceKind, name: String, _ operation: ResourceOperation,
    by task: TaskID,
    size: Int, waiting: Int
  ) -> EventRow {
    resourceRow(
      identity(resource, kind, name), operation.code, by: task.number, Int64(size), Int64(waiting))
  }

  // MARK: Parts

  private mutating func encode(_ awaited: Awaited) -> EventRow {
    switch awaited {
    case .sleep(let until):
      let halves = Halves(until.nanoseconds)
      return EventRow(code: .suspend, detail: 0, a: halves.low, b: halves.high)
    case .task(let task): return EventRow(code: .suspend, detail: 1, a: task.number)
    case .scope(let scope): return EventRow(code: .suspend, detail: 2, a: scope.number)
    case .resource(let resource, let operation):
      return EventRow(code: .suspend, detail: 3, a: resource.number, b: Int32(operation.code))
    case .io(let what): return EventRow(code: .suspend, detail: 4, a: strings.intern(what))
    case .executor(let what): return EventRow(code: .suspend, detail: 5, a: strings.intern(what))
    case .turn: return EventRow(code: .suspend, detail: 6)
    }
  }

  private mutating func encode(_ outcome: Outcome) -> EventRow {
    switch outcome {
    case .returned(let value): EventRow(code: .finish, detail: 0, a: number(value))
    case .raised(let type, let message):
      EventRow(code: .finish, detail: 1, a: strings.intern(type), b: strings.intern(message))
    case .cancelled(let message): EventRow(code: .finish, detail: 2, a: number(message))
    }
  }

  private mutating func encode(_ outcome: ScopeOutcome) -> EventRow {
    switch outcome {
    case .clean: return EventRow(code: .exit, detail: 0)
    case .failed(let type, let message, let members):
      let words = [strings.intern(message)] + counted(members.map { strings.intern($0) })
      return EventRow(code: .exit, detail: 1, b: strings.intern(type), c: store(words))
    case .timedOut: return EventRow(code: .exit, detail: 2)
    case .cancelled: return EventRow(code: .exit, detail: 3)
    }
  }

  mutating func resourceRow(
    _ number: Int32, _ operation: UInt8, by: Int32, _ size: Int64, _ waiting: Int64
  ) -> EventRow {
    if let size = Int32(exactly: size), let waiting = Int32(exactly: waiting) {
      return EventRow(code: .resource, detail: operation, task: by, a: number, b: size, c: waiting)
    }
    let (size, waiting) = (Halves(size), Halves(waiting))
    let offset = store([size.low, size.high, waiting.low, waiting.high])
    return EventRow(code: .resource, detail: operation | EventRow.wide, task: by, a: number, b: offset)
  }

  private mutating func identity(_ resource: ResourceID, _ kind: ResourceKind, _ name: String) -> Int32 {
    let place = Int(resource.number) & (recentResources.count - 1)
    // Field by field: a copy of the entry would hold its name.
    if recentResources[place].resource == resource.number, recentResources[place].kind == kind.code,
      name.isText(recentResources[place].name)
    {
      return recentResources[place].number
    }
    let number = intern(
      ResourceIdentity(resource: resource.number, kind: kind.code, name: strings.intern(name)))
    if name.isASCII {
      recentResources[place] = RecentResource(
        resource: resource.number, kind: kind.code, name: name, number: number)
    }
    return number
  }

  mutating func intern(_ identity: ResourceIdentity) -> Int32 {
    if let number = identityNumbers[identity] { return number }
    let number = Int32(truncatingIfNeeded: identities.count)
    identities.append(identity)
    identityNumbers[identity] = number
    return number
  }

  mutating func store(_ values: some Sequence<Int32>) -> Int32 {
    let offset = Int32(truncatingIfNeeded: words.count)
    words.append(contentsOf: values)
    return offset
  }

  @discardableResult
  private mutating func store(_ value: Int32) -> Int32 {
    words.append(value)
    return Int32(truncatingIfNeeded: words.count - 1)
  }

  private func counted(_ values: [Int32]) -> [Int32] { [Int32(truncatingIfNeeded: values.count)] + values }

  private mutating func number(_ text: String?) -> Int32 { text.map { strings.intern($0) } ?? -1 }

  private mutating func number(ofCoroutine name: String) -> Int32 {
    if recentCoroutine.number >= 0, name.isText(recentCoroutine.name) { return recentCoroutine.number }
    let number = strings.intern(name)
    if name.isASCII { recentCoroutine = (name, number) }
    return number
  }

  private mutating func number(_ site: SourceSite?) -> Int32 {
    guard let site else { return -1 }
    return sites.intern(
      SiteTable.Site(
        file: strings.intern(site.file), line: Int32(clamping: site.line),
        function: strings.intern(site.function)))
  }

  private mutating func number(_ chain: [SourceSite]) -> Int32 {
    if chain.isEmpty { return -1 }
    if let known = recentChains.number(of: chain) { return known }
    let number = chain.reduce(-1) { outer, site in
      sites.intern(SiteTable.ChainNode(outer: outer, site: self.number(site)))
    }
    recentChains.remember(chain, as: number)
    return number
  }
}

extension String {
  fileprivate var isASCII: Bool { utf8.allSatisfy { $0 < 128 } }

  /// Whether it is the same text as one of ASCII. `==` alone takes some texts of other bytes for the same; they are longer.
  @inline(__always)
  fileprivate func isText(_ ascii: String) -> Bool { self == ascii && utf8.count == ascii.utf8.count }
}

extension Duration {
  /// Whole nanoseconds, held to the range of `Int64`.
  var traceNanoseconds: Int64 {
    let (seconds, attoseconds) = components
    let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, carry) = whole.addingReportingOverflow(attoseconds / 1_000_000_000)
    return overflow || carry ? (seconds < 0 ? .min : .max) : sum
  }
}
