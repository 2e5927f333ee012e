import TaskModel

/// Writes an event as one flat JSON object; the keys of a kind always come in the same order.
extension JSONText {
  mutating func append(_ event: TaskEvent) {
    append("{\"time\":")
    append(event.time.nanoseconds)
    append(",\"event\":\"")
    switch event.kind {
    case .create(let task, let parent, let name, let coroutine, let site, let scope):
      begin("create", task)
      field(",\"parent\":", parent.number)
      field(",\"name\":", name)
      field(",\"coroutine\":", coroutine)
      field(site)
      if let scope { field(",\"scope\":", scope.number) }
    case .ready(let task, let waker):
      begin("ready", task)
      append(waker)
    case .resume(let task, let throwing):
      begin("resume", task)
      field(",\"throwing\":", throwing)
    case .suspend(let task, let awaited, let chain):
      begin("suspend", task)
      append(awaited)
      if !chain.isEmpty {
        append(",\"chain\":")
        append(list: chain.count) { $0.append(chain[$1]) }
      }
    case .cancel(let task, let by, let reason, let message):
      begin("cancel", task)
      if let by { field(",\"by\":", by.number) }
      field(",\"reason\":", reason.rawValue)
      field(",\"message\":", message)
    case .finish(let task, let outcome):
      begin("finish", task)
      append(outcome)
    case .enter(let scope, let kind, let owner, let deadline, let members, let site):
      append("enter\"")
      field(",\"scope\":", scope.number)
      field(",\"kind\":", kind.rawValue)
      field(",\"owner\":", owner.number)
      field(deadline: deadline)
      if !members.isEmpty {
        append(",\"members\":")
        append(list: members.count) { $0.append(members[$1].number) }
      }
      field(site)
    case .reschedule(let scope, let deadline):
      append("reschedule\"")
      field(",\"scope\":", scope.number)
      field(deadline: deadline)
    case .exit(let scope, let outcome):
      append("exit\"")
      field(",\"scope\":", scope.number)
      append(outcome)
    case .resource(let resource, let kind, let name, let operation, let by, let size, let waiting):
      append("resource\"")
      field(",\"resource\":", resource.number)
      field(",\"kind\":", kind.rawValue)
      field(",\"name\":", name)
      field(",\"operation\":", operation.rawValue)
      field(",\"by\":", by.number)
      field(",\"size\":", size)
      field(",\"waiting\":", waiting)
    case .output(let task, let stream, let text):
      begin("output", task)
      field(",\"stream\":", stream.rawValue)
      field(",\"text\":", text)
    case .note(let text, let site):
      append("note\"")
      field(",\"text\":", text)
      field(site)
    case .stall(let task, let duration, let what):
      begin("stall", task)
      field(",\"duration\":", duration.traceNanoseconds)
      field(",\"what\":", what)
    case .dropped(let count):
      append("dropped\"")
      field(",\"count\":", count)
    }
    append("}")
  }

  // MARK: Parts

  private mutating func begin(_ kind: StaticString, _ task: TaskID) {
    append(kind)
    append("\",\"task\":")
    append(task.number)
  }

  private mutating func field(_ key: StaticString, _ value: some BinaryInteger) {
    append(key)
    append(value)
  }

  private mutating func field(_ key: StaticString, _ text: String?) {
    guard let text else { return }
    append(key)
    append(quoted: text)
  }

  private mutating func field(_ site: SourceSite?) {
    guard let site else { return }
    append(",\"site\":[")
    append(site)
    append("]")
  }

  private mutating func field(deadline: TraceTime?) {
    if let deadline { field(",\"deadline\":", deadline.nanoseconds) }
  }

  private mutating func append(_ waker: Waker) {
    switch waker {
    case .task(let task):
      append(",\"waker\":\"task\"")
      field(",\"by\":", task.number)
    case .timer: append(",\"waker\":\"timer\"")
    case .io(let what):
      append(",\"waker\":\"io\"")
      field(",\"what\":", what)
    case .callback(let what):
      append(",\"waker\":\"callback\"")
      field(",\"what\":", what)
    }
  }

  private mutating func append(_ awaited: Awaited) {
    switch awaited {
    case .sleep(let until):
      append(",\"on\":\"sleep\"")
      field(",\"until\":", until.nanoseconds)
    case .task(let task):
      append(",\"on\":\"task\"")
      field(",\"awaited\":", task.number)
    case .scope(let scope):
      append(",\"on\":\"scope\"")
      field(",\"scope\":", scope.number)
    case .resource(let resource, let operation):
      append(",\"on\":\"resource\"")
      field(",\"resource\":", resource.number)
      if operation != .wait { field(",\"operation\":", operation.rawValue) }
    case .io(let what):
      append(",\"on\":\"io\"")
      field(",\"what\":", what)
    case .executor(let what):
      append(",\"on\":\"executor\"")
      field(",\"what\":", what)
    case .turn: append(",\"on\":\"turn\"")
    }
  }

  private mutating func append(_ outcome: Outcome) {
    switch outcome {
    case .returned(let value):
      append(",\"outcome\":\"returned\"")
      field(",\"value\":", value)
    case .raised(let type, let message):
      append(",\"outcome\":\"raised\"")
      field(",\"type\":", type)
      field(",\"message\":", message)
    case .cancelled(let message):
      append(",\"outcome\":\"cancelled\"")
      field(",\"message\":", message)
    }
  }

  private mutating func append(_ outcome: ScopeOutcome) {
    switch outcome {
    case .clean: append(",\"outcome\":\"clean\"")
    case .failed(let type, let message, let members):
      append(",\"outcome\":\"failed\"")
      field(",\"type\":", type)
      field(",\"message\":", message)
      if !members.isEmpty {
        append(",\"exceptions\":")
        append(list: members.count) { $0.append(quoted: members[$1]) }
      }
    case .timedOut: append(",\"outcome\":\"timed_out\"")
    case .cancelled: append(",\"outcome\":\"cancelled\"")
    }
  }
}
