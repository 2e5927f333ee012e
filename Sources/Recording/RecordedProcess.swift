import TaskModel

/// Turns what one process has written into events of the trace, with the numbers that the trace gives.
///
/// What contradicts the events before it, as after events that were lost, is left out and counted.
struct RecordedProcess {
  /// The numbers that the next tasks, scopes and resources of the whole trace get.
  struct Numbers {
    var task: Int32 = 1
    var scope: Int32 = 1
    var resource: Int32 = 1

    static func take(_ number: inout Int32) -> Int32 {
      defer { number &+= 1 }
      return number
    }
  }

  private enum State { case waiting, running, finished }

  /// The lane of the code outside every task.
  let lane: TaskID
  let zero: UInt64
  private(set) var dropped = 0
  private(set) var hasEnded = false
  private(set) var tasks: [UInt32: TaskID] = [:]
  private var states: [TaskID: State] = [:]
  private(set) var scopes: [UInt32: ScopeID] = [:]
  private(set) var resources: [UInt32: ResourceID] = [:]
  private var sites: [UInt32: SourceSite] = [:]
  private var chains: [UInt32: [SourceSite]] = [:]

  init(lane: TaskID, zero: UInt64) {
    self.lane = lane
    self.zero = zero
    tasks[0] = lane
    states[lane] = .running
  }

  /// The event that a slot holds; nil where it does not fit.
  mutating func event(_ raw: RawEvent, _ texts: [UInt32: String], _ numbers: inout Numbers) -> TaskEvent.Kind?
  {
    let kind = kind(raw, texts, &numbers)
    if kind == nil { dropped += 1 }
    return kind
  }

  private mutating func kind(
    _ raw: RawEvent, _ texts: [UInt32: String], _ numbers: inout Numbers
  ) -> TaskEvent.Kind? {
    switch raw.kind {
    case .create: return create(raw, texts, &numbers)
    case .ready:
      guard let task = live(raw.a), let waker = waker(raw, texts) else { return nil }
      return .ready(task, by: waker)
    case .resume:
      guard let task = live(raw.a), states[task] == .waiting else { return nil }
      states[task] = .running
      return .resume(task, throwing: raw.b == 0 ? nil : texts[raw.b])
    case .suspend:
      guard let task = live(raw.a), states[task] == .running, let awaited = awaited(raw, texts) else {
        return nil
      }
      states[task] = .waiting
      return .suspend(task, on: awaited, chain: chain(raw.c, texts))
    case .cancel:
      guard let task = live(raw.a) else { return nil }
      let reason = CancelReason.allCases[checked: raw.detail] ?? .explicit
      return .cancel(task, by: raw.b == 0 ? nil : tasks[raw.b], reason: reason, message: text(raw.c, texts))
    case .finish: return finish(raw, texts)
    case .enter: return enter(raw, texts, &numbers)
    case .reschedule:
      guard let scope = scopes[raw.a] else { return nil }
      return .reschedule(scope, deadline: raw.detail == 0 ? nil : moment(RawEvent.whole(raw.b, raw.c)))
    case .exit:
      guard let scope = scopes.removeValue(forKey: raw.a) else { return nil }
      return .exit(scope, scopeOutcome(raw, texts))
    case .resource: return resource(raw, texts, &numbers)
    case .output:
      guard let text = texts[raw.b] else { return nil }
      let stream = raw.detail == 0 ? OutputStream.standardOutput : .standardError
      return .output(live(raw.a) ?? lane, stream, text: text)
    case .stall:
      guard let task = live(raw.a) else { return nil }
      return .stall(task, duration: .nanoseconds(RawEvent.whole(raw.b, raw.c)), what: texts[raw.d] ?? "")
    case .note:
      guard let text = texts[raw.a] else { return nil }
      return .note(text: text, site: site(raw.b, texts))
    case .dropped: return .dropped(count: max(1, Int(raw.a)))
    case .text, .textBegun, .padding, .process: return nil
    }
  }

  // MARK: Tasks

  private mutating func create(
    _ raw: RawEvent, _ texts: [UInt32: String], _ numbers: inout Numbers
  ) -> TaskEvent.Kind? {
    guard raw.a != 0, tasks[raw.a] == nil else { return nil }
    let task = TaskID(Numbers.take(&numbers.task))
    tasks[raw.a] = task
    states[task] = .waiting
    let description = (texts[raw.c] ?? "").split(
      separator: SegmentLayout.part, omittingEmptySubsequences: false)
    let isNumbered = raw.e & SegmentLayout.numberedName != 0
    let name = isNumbered ? "Task-\(raw.e & ~SegmentLayout.numberedName)" : texts[raw.e] ?? "Task-\(raw.a)"
    return .create(
      task, parent: tasks[raw.b] ?? lane, name: name, coroutine: description.first.map(String.init) ?? "",
      site: description.last.flatMap { UInt32($0) }.flatMap { site($0, texts) }, scope: scopes[raw.d])
  }

  private mutating func finish(_ raw: RawEvent, _ texts: [UInt32: String]) -> TaskEvent.Kind? {
    guard let task = live(raw.a) else { return nil }
    states[task] = .finished
    if raw.a == 0 { hasEnded = true }
    switch raw.detail {
    case 0: return .finish(task, .returned(value: text(raw.b, texts)))
    case 1: return .finish(task, .raised(type: texts[raw.b] ?? "", message: texts[raw.c] ?? ""))
    default: return .finish(task, .cancelled(message: text(raw.b, texts)))
    }
  }

  /// A task that has been made and has not ended.
  func live(_ number: UInt32) -> TaskID? {
    tasks[number].flatMap { states[$0] == .finished ? nil : $0 }
  }

  /// Whether a step of a task is under way.
  func isRunning(_ number: UInt32) -> Bool { tasks[number].map { states[$0] == .running } ?? false }

  private func waker(_ raw: RawEvent, _ texts: [UInt32: String]) -> Waker? {
    switch raw.detail {
    case 0: tasks[raw.b].map(Waker.task)
    case 1: .timer
    case 2: .io(texts[raw.b] ?? "")
    default: .callback(texts[raw.b] ?? "")
    }
  }

  private func awaited(_ raw: RawEvent, _ texts: [UInt32: String]) -> Awaited? {
    switch raw.detail {
    case 0: .sleep(until: moment(RawEvent.whole(raw.d, raw.e)))
    case 1: tasks[raw.b].map(Awaited.task)
    case 2: scopes[raw.b].map(Awaited.scope) ?? .io("")
    case 3:
      resources[raw.b].map {
        .resource($0, to: ResourceOperation.allCases[checked: UInt8(clamping: raw.f)] ?? .wait)
      }
    case 4: .io(texts[raw.b] ?? "")
    case 5: .executor(texts[raw.b] ?? "")
    default: .turn
    }
  }

  // MARK: Scopes and resources

  private mutating func enter(
    _ raw: RawEvent, _ texts: [UInt32: String], _ numbers: inout Numbers
  ) -> TaskEvent.Kind? {
    guard scopes[raw.a] == nil, let kind = ScopeKind.allCases[checked: raw.detail] else { return nil }
    let parts = (texts[raw.c] ?? "").split(separator: SegmentLayout.part, omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    let scope = ScopeID(Numbers.take(&numbers.scope))
    scopes[raw.a] = scope
    return .enter(
      scope, kind, owner: live(raw.b) ?? lane, deadline: Int64(parts[0]).map(moment),
      members: parts[1].split(separator: ",").compactMap { UInt32($0).flatMap { tasks[$0] } },
      site: UInt32(parts[2]).flatMap { site($0, texts) })
  }

  private func scopeOutcome(_ raw: RawEvent, _ texts: [UInt32: String]) -> ScopeOutcome {
    switch raw.detail {
    case 0: return .clean
    case 1:
      let parts = (texts[raw.b] ?? "").split(separator: SegmentLayout.part, omittingEmptySubsequences: false)
        .map(String.init)
      return .failed(
        type: parts.first ?? "", message: parts.dropFirst().first ?? "", members: Array(parts.dropFirst(2)))
    case 2: return .timedOut
    default: return .cancelled
    }
  }

  private mutating func resource(
    _ raw: RawEvent, _ texts: [UInt32: String], _ numbers: inout Numbers
  ) -> TaskEvent.Kind? {
    guard let kind = ResourceKind.allCases[checked: UInt8(clamping: raw.f)],
      let operation = ResourceOperation.allCases[checked: raw.detail]
    else { return nil }
    let id = resources[raw.a] ?? ResourceID(Numbers.take(&numbers.resource))
    resources[raw.a] = id
    return .resource(
      id, kind, name: texts[raw.e] ?? "", operation, by: live(raw.b) ?? lane, size: Int(raw.c),
      waiting: Int(raw.d))
  }

  // MARK: Times, texts and places

  /// A moment of the system's clock on the trace's.
  func moment(_ nanoseconds: Int64) -> TraceTime {
    TraceTime(
      nanoseconds: max(0, nanoseconds.subtractingReportingOverflow(Int64(clamping: zero)).partialValue))
  }

  private func text(_ number: UInt32, _ texts: [UInt32: String]) -> String? {
    number == 0 ? nil : texts[number]
  }

  private mutating func site(_ number: UInt32, _ texts: [UInt32: String]) -> SourceSite? {
    if let known = sites[number] { return known }
    guard let made = Self.sites(texts[number] ?? "").first else { return nil }
    sites[number] = made
    return made
  }

  private mutating func chain(_ number: UInt32, _ texts: [UInt32: String]) -> [SourceSite] {
    if let known = chains[number] { return known }
    let made = Self.sites(texts[number] ?? "")
    chains[number] = made
    return made
  }

  /// Places, each in three parts.
  private static func sites(_ text: String) -> [SourceSite] {
    let parts = text.split(separator: SegmentLayout.part, omittingEmptySubsequences: false)
    return stride(from: 0, to: parts.count - 2, by: 3).map {
      SourceSite(file: String(parts[$0]), line: Int(parts[$0 + 1]) ?? 0, function: String(parts[$0 + 2]))
    }
  }
}

extension Array {
  /// The element at a number that a file holds; nil where there is none.
  fileprivate subscript(checked number: UInt8) -> Element? {
    Int(number) < count ? self[Int(number)] : nil
  }
}
