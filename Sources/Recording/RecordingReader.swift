package import Processes
package import TaskModel

/// Follows a recording: the events of all its processes, in the order of their times, while they are written.
package final class RecordingReader {
  private struct Source {
    var reader: SegmentReader
    var process: RecordedProcess?
    var dropped = 0
    /// The latest time so far: the order in which a process writes is the truth, and its times may lag behind it.
    var latest = TraceTime.zero
    /// The step that its last event began, while nobody has said that it holds its loop.
    var step: (task: TaskID, since: TraceTime)?
    /// The lanes of threads, which hold no loop.
    var threads: Set<TaskID> = []
    /// How many events it has handed on, with those that it has missed, and the time of the last one.
    var told = RecordedProcess.Told()
    /// Whether the last look came to its end before all had been told.
    var hasMore = false

    /// Steps that another thread's events of a later time were written before, and when they began for that.
    var late: [TaskID: TraceTime] = [:]

    /// A stall that is no longer than its step, whose beginning may have been told for later than it was.
    mutating func cut(_ kind: TaskEvent.Kind, at time: TraceTime) -> TaskEvent.Kind {
      switch kind {
      case .resume(let task, _) where time < latest: late[task] = latest
      case .resume(let task, _), .finish(let task, _): if !late.isEmpty { late[task] = nil }
      case .stall(let task, let duration, let what):
        guard let began = late[task] else { break }
        return .stall(task, duration: min(duration, max(latest, time).since(began)), what: what)
      default: break
      }
      return kind
    }

    mutating func note(_ kind: TaskEvent.Kind) {
      step = nil
      switch kind {
      case .create(let task, _, _, let coroutine, _, _) where coroutine == TaskEvent.threadCoroutine:
        threads.insert(task)
      case .resume(let task, _) where !threads.contains(task): step = (task, latest)
      default: break
      }
    }
  }

  private let folder: RecordingFolder
  private var sources: [Source] = []
  private var known: Set<Int> = []
  private var numbers = RecordedProcess.Numbers()
  private var zero: UInt64?
  private var last = TraceTime.zero
  /// The script of the first process, as it was called.
  package private(set) var script: String?
  /// The Python that runs it, such as `3.13.0`.
  package private(set) var version: String?

  /// How long it may take from the time that an event bears until it is written, in nanoseconds.
  private static let writing: Int64 = 5_000_000

  /// How often the end of a recording is looked for.
  private static let mostLooks = 1000

  /// How long one look may take, in nanoseconds: those who look on see what has come so far.
  var longest: UInt64 = 15_000_000

  /// How much longer than a stall a step may last before it is told to hold its loop, in nanoseconds, where the recorder's
  /// own thread has not told of it: C code that keeps all others from running keeps that one, too.
  private static let patience: Int64 = 50_000_000

  /// How long a step may hold its loop, in nanoseconds.
  private let stall: Int64

  /// Whether its times are those of a clock that the program alone moves.
  private let isVirtual: Bool

  package init(
    _ folder: RecordingFolder, isVirtual: Bool = false, stall: Duration = RecordingOptions.plainStall
  ) {
    self.folder = folder
    self.stall = stall.nanoseconds
    self.isVirtual = isVirtual
  }

  /// What is told at the next look: another process may still tell of what came before it.
  private var held: [TaskEvent] = []
  /// Whether something has been begun and not yet been told, which others behind it have.
  var isBehind: Bool { !held.isEmpty || sources.contains { $0.hasMore || $0.reader.isBehind } }

  /// How many events were begun and never told, or found no room.
  var lost: Int { sources.reduce(0) { $0 + $1.reader.lost + $1.reader.dropped } }

  /// The numbers of the processes that have been recorded.
  var processes: [Int] { sources.map(\.reader.process) }

  /// Whether any process has been recorded.
  package var isEmpty: Bool { zero == nil }

  /// The process whose lane is the program's own.
  private var first: Int?
  /// How the program says that it ended: told last, as more may be written after it.
  private var ending: Outcome?

  /// Whether any task was seen to run.
  package private(set) var hasSteps = false

  /// The events that have come since the last time.
  package func poll() -> [TaskEvent] { look(until: MonotonicClock.now) }

  /// Whether so many events have been told, far more than are left of the recording, that those are worth reading anew.
  func isOutgrown(by count: Int, atLeast least: Int = 1_000_000) -> Bool {
    guard count > least else { return false }
    let segments = RecordingFolder.names(in: folder.path).count { $0.hasSuffix(".events") }
    return count > 2 * segments * (SegmentLayout.segmentSize / SegmentLayout.slot)
  }

  /// The events that are left once the program has ended.
  package func pollToEnd() -> [TaskEvent] {
    var events = look(until: nil)
    // Again, for slots that were taken and never written, and for segments that were left.
    for _ in 0..<Self.mostLooks where sources.contains(where: { $0.reader.isBehind }) {
      events += look(until: nil)
    }
    return events
  }

  /// The events before a moment of the system's clock: of those behind it not all processes have been asked.
  private func look(until now: UInt64?) -> [TaskEvent] {
    findProcesses()
    var events = held
    var known = TraceTime(nanoseconds: .max)
    for index in sources.indices {
      let deadline = now == nil ? .max : MonotonicClock.now + longest / UInt64(sources.count)
      sources[index].hasMore = !take(from: index, until: deadline, into: &events)
      // Of one that has more to tell, nothing is known behind that.
      if sources[index].hasMore { known = min(known, sources[index].latest) }
    }
    if let now, !isVirtual { tellHolding(at: now, into: &events) }
    // Each process's events are in order; those of one time stay so.
    let order = events.indices.sorted { (events[$0].time, $0) < (events[$1].time, $1) }
    var horizon = order.endIndex
    if let now, sources.count > 1, !isVirtual {
      let clock = RecordedProcess(lane: .program, zero: zero ?? now)
      known = min(known, clock.moment(Int64(clamping: now) - Self.writing))
      horizon = order.firstIndex { events[$0].time > known } ?? horizon
    }
    held = order[horizon...].map { events[$0] }
    return order[..<horizon].map { index in
      var event = events[index]
      event.time = max(event.time, last)
      last = event.time
      return event
    }
  }

  private func tellHolding(at now: UInt64, into events: inout [TaskEvent]) {
    let time = RecordedProcess(lane: .program, zero: zero ?? now).moment(Int64(clamping: now))
    // What one that has more to tell did last is not what it does now.
    for index in sources.indices where !sources[index].hasMore {
      guard let step = sources[index].step,
        time.nanoseconds - step.since.nanoseconds - Self.patience >= stall
      else { continue }
      sources[index].step = nil
      sources[index].latest = time
      events.append(TaskEvent(.stall(step.task, duration: .zero, what: ""), at: time))
    }
  }

  /// The last events: how the program ended, which it may not have been able to say. `process` is the one that was started.
  package func finish(_ end: ProcessEnd?, process: Int? = nil) -> [TaskEvent] {
    var events: [TaskEvent] = []
    for source in sources {
      guard let lane = source.process?.lane, lane != .program, source.process?.hasEnded == false else {
        continue
      }
      events.append(TaskEvent(.finish(lane, .returned(value: nil)), at: last))
    }
    if lost > 0 { events.append(TaskEvent(.dropped(count: lost), at: last)) }
    // Of an end that nobody saw, nothing is said.
    if !isEmpty, end != nil || ending != nil {
      events.append(TaskEvent(.finish(.program, outcome(end, process)), at: last))
    }
    return events
  }

  /// What the program said of its end, or what its end says of it.
  private func outcome(_ end: ProcessEnd?, _ process: Int?) -> Outcome {
    switch end {
    // What was started may have started the Python: its end is the Python's where that said nothing of its own.
    case .killed? where ending == nil || process == first:
      .raised(type: end?.signalName ?? "", message: "the program was killed")
    case .exited(let code)? where ending == nil && code != 0:
      .raised(type: "exit", message: "the program left without Python's own end, with code \(code)")
    // `sys.exit` is no error that the program could tell of.
    case .exited(let code)? where ending == .returned(value: nil) && code != 0 && process == first:
      .raised(type: "SystemExit", message: "\(code)")
    default: ending ?? .returned(value: nil)
    }
  }

  /// What there is to say of a recording that has ended and tells nothing of tasks; nil where it does.
  package func problem(of command: String) -> RecordingError? {
    script == nil ? .nothingRecorded(command, reason: folder.reason) : hasSteps ? nil : .noTasks(command)
  }

  private func findProcesses() {
    for name in RecordingFolder.names(in: folder.path)
    where name.hasSuffix(".000000.events") || name.hasSuffix(".base") {
      guard let number = name.split(separator: ".").first.flatMap({ Int($0) }), known.insert(number).inserted
      else { continue }
      sources.append(Source(reader: SegmentReader(folder: folder.path, process: number)))
    }
  }

  /// Takes what a process has told; false where it has more to tell.
  private func take(from index: Int, until deadline: UInt64, into events: inout [TaskEvent]) -> Bool {
    let reader = sources[index].reader
    let isAll = reader.poll(
      until: deadline,
      base: { base in
        // Of what one has begun to read before, only the news.
        let told = sources[index].told
        for raw in sources[index].process?.news(in: base, since: told) ?? base {
          take(raw, from: index, into: &events)
        }
        sources[index].told = RecordedProcess.Told(after: base, since: told)
      },
      { raw in
        sources[index].told.note(raw)
        take(raw, from: index, into: &events)
      })
    guard let dropped = sources[index].process?.dropped, dropped > sources[index].dropped else {
      return isAll
    }
    events.append(
      TaskEvent(.dropped(count: dropped - sources[index].dropped), at: sources[index].latest))
    sources[index].dropped = dropped
    return isAll
  }

  private func take(_ raw: RawEvent, from index: Int, into events: inout [TaskEvent]) {
    let texts = sources[index].reader.texts
    guard raw.kind != .process else { return begin(index, raw, texts, &events) }
    guard let told = sources[index].process?.event(raw, texts, &numbers) else { return }
    let time = sources[index].process?.moment(Int64(clamping: raw.time)) ?? last
    let kind = sources[index].cut(told, at: time)
    if case .resume = kind { hasSteps = true }
    if case .finish(.program, let outcome) = kind {
      ending = outcome
      return
    }
    sources[index].latest = max(sources[index].latest, time)
    sources[index].note(kind)
    events.append(TaskEvent(kind, at: sources[index].latest))
    if case .suspend(let task, on: .turn, chain: _) = kind {
      // Whoever gives a turn away is ready again at once.
      events.append(TaskEvent(.ready(task, by: .task(task)), at: sources[index].latest))
    }
  }

  /// Gives a program a lane that is no Python, or not yet.
  func begin(name: String, process: Int, at time: UInt64) -> [TaskEvent] {
    zero = isVirtual ? 0 : time
    first = process
    return Self.beginning(of: .program, name: name, at: .zero)
  }

  /// A moment of the system's clock on the trace's: no event before it will come any more.
  func moment(_ time: UInt64) -> TraceTime {
    if isVirtual { return last }
    last = max(last, RecordedProcess(lane: .program, zero: zero ?? time).moment(Int64(clamping: time)))
    return last
  }

  /// The first process has the lane of the program; another one gets a lane like a task.
  private func begin(_ index: Int, _ raw: RawEvent, _ texts: [UInt32: String], _ events: inout [TaskEvent]) {
    let parts = (texts[raw.b] ?? "").split(separator: SegmentLayout.part, omittingEmptySubsequences: false)
    let hasBegun = zero != nil
    let zero = zero ?? raw.time
    self.zero = zero
    first = first ?? Int(raw.a)
    let isFirst = first == Int(raw.a)
    if script == nil {
      script = parts.first.map(String.init)
      version = parts.dropFirst().first.map(String.init)
    }
    let lane = isFirst ? TaskID.program : TaskID(RecordedProcess.Numbers.take(&numbers.task))
    let process = RecordedProcess(lane: lane, zero: zero)
    sources[index].process = process
    if isFirst, hasBegun { return }
    let file = parts.first.flatMap { $0.split(separator: "/").last }.map(String.init) ?? ""
    let time = process.moment(Int64(clamping: raw.time))
    events += Self.beginning(of: lane, name: isFirst ? file : "\(file) (process \(raw.a))", at: time)
  }

  private static func beginning(of lane: TaskID, name: String, at time: TraceTime) -> [TaskEvent] {
    [
      TaskEvent(
        .create(lane, parent: .program, name: name, coroutine: "<module>", site: nil, scope: nil), at: time),
      TaskEvent(.resume(lane, throwing: nil), at: time),
    ]
  }
}
