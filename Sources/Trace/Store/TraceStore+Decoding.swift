package import TaskModel

/// Rows as events.
extension TraceStore {
  func decode(_ row: EventRow) -> TaskEvent.Kind {
    let task = TaskID(row.task)
    switch row.code {
    case .create:
      return .create(
        task, parent: TaskID(row.a), name: strings[word(row.c, 0)], coroutine: strings[word(row.c, 1)],
        site: site(word(row.c, 2)), scope: row.b < 0 ? nil : ScopeID(row.b))
    case .ready: return .ready(task, by: waker(row))
    case .resume: return .resume(task, throwing: text(row.a))
    case .suspend: return .suspend(task, on: awaited(row), chain: chain(row.c))
    case .cancel:
      return .cancel(
        task, by: row.a < 0 ? nil : TaskID(row.a), reason: CaseCode.value(row.detail) ?? .explicit,
        message: text(row.b))
    case .finish: return .finish(task, outcome(row))
    case .enter:
      let deadline = Halves(low: word(row.c, 1), high: word(row.c, 2)).value
      return .enter(
        ScopeID(row.a), CaseCode.value(row.detail) ?? .gather, owner: task,
        deadline: word(row.c, 0) == 0 ? nil : TraceTime(nanoseconds: deadline),
        members: members(ofEnter: row).map(TaskID.init), site: site(row.b))
    case .reschedule:
      let deadline = TraceTime(nanoseconds: Halves(low: row.b, high: row.c).value)
      return .reschedule(ScopeID(row.a), deadline: row.detail == 0 ? nil : deadline)
    case .exit: return .exit(ScopeID(row.a), scopeOutcome(row))
    case .resource: return resource(row)
    case .output:
      return .output(task, CaseCode.value(row.detail) ?? .standardOutput, text: strings[row.a])
    case .note: return .note(text: strings[row.a], site: site(row.b))
    case .stall:
      return .stall(task, duration: .nanoseconds(Halves(low: row.a, high: row.b).value), what: strings[row.c])
    case .dropped: return .dropped(count: Int(Halves(low: row.a, high: row.b).value))
    }
  }

  private func waker(_ row: EventRow) -> Waker {
    switch row.detail {
    case 0: .task(TaskID(row.a))
    case 1: .timer
    case 2: .io(strings[row.a])
    default: .callback(strings[row.a])
    }
  }

  private func awaited(_ row: EventRow) -> Awaited {
    switch row.detail {
    case 0: .sleep(until: TraceTime(nanoseconds: Halves(low: row.a, high: row.b).value))
    case 1: .task(TaskID(row.a))
    case 2: .scope(ScopeID(row.a))
    case 3: .resource(ResourceID(row.a), to: CaseCode.value(UInt8(truncatingIfNeeded: row.b)) ?? .wait)
    case 4: .io(strings[row.a])
    case 5: .executor(strings[row.a])
    default: .turn
    }
  }

  private func outcome(_ row: EventRow) -> Outcome {
    switch row.detail {
    case 0: .returned(value: text(row.a))
    case 1: .raised(type: strings[row.a], message: strings[row.b])
    default: .cancelled(message: text(row.a))
    }
  }

  private func scopeOutcome(_ row: EventRow) -> ScopeOutcome {
    switch row.detail {
    case 0: .clean
    case 1:
      .failed(
        type: strings[row.b], message: strings[word(row.c, 0)], members: counted(row.c, 1).map { strings[$0] }
      )
    case 2: .timedOut
    default: .cancelled
    }
  }

  private func resource(_ row: EventRow) -> TaskEvent.Kind {
    let known = identities.indices.contains(Int(row.a))
    let identity = known ? identities[Int(row.a)] : ResourceIdentity(resource: 0, kind: 0, name: -1)
    var (size, waiting) = (Int64(row.b), Int64(row.c))
    if row.detail & EventRow.wide != 0 {
      size = Halves(low: word(row.b, 0), high: word(row.b, 1)).value
      waiting = Halves(low: word(row.b, 2), high: word(row.b, 3)).value
    }
    return .resource(
      ResourceID(identity.resource), CaseCode.value(identity.kind) ?? .future, name: strings[identity.name],
      CaseCode.value(row.detail & ~EventRow.wide) ?? .create, by: TaskID(row.task), size: Int(size),
      waiting: Int(waiting))
  }

  // MARK: Numbers

  /// A site by its number; nil for -1.
  package func site(_ number: Int32) -> SourceSite? {
    sites.site(number).map {
      SourceSite(file: strings[$0.file], line: Int($0.line), function: strings[$0.function])
    }
  }

  /// A chain by its number, outermost first.
  package func chain(_ number: Int32) -> [SourceSite] {
    var chain: [SourceSite] = []
    var node = sites.chain(number)
    while let current = node {
      if let site = site(current.site) { chain.append(site) }
      node = sites.chain(current.outer)
    }
    chain.reverse()
    return chain
  }

  /// The members that an enter event names.
  func members(ofEnter row: EventRow) -> ArraySlice<Int32> { counted(row.c, 3) }

  private func text(_ number: Int32) -> String? { number < 0 ? nil : strings[number] }

  func word(_ offset: Int32, _ index: Int) -> Int32 {
    words.indices.contains(Int(offset) + index) ? words[Int(offset) + index] : -1
  }

  private func counted(_ offset: Int32, _ index: Int) -> ArraySlice<Int32> {
    let start = Int(offset) + index
    guard words.indices.contains(start) else { return [] }
    return words[(start + 1)..<min(words.count, start + 1 + Int(max(0, words[start])))]
  }
}
