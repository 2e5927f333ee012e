package import TaskModel

/// Follows a recording: the events of all its processes, in the order of their times, while they are written.
package final class RecordingReader {
  private struct Source {
    var reader: SegmentReader
    var process: RecordedProcess?
    var dropped = 0
    /// The latest time so far: the order in which a process writes is the truth, and its times may lag behind it.
    var latest = TraceTime.zero
  }

  private let folder: RecordingFolder
  private var sources: [Source] = []
  private var known: Set<String> = []
  private var numbers = RecordedProcess.Numbers()
  private var zero: UInt64?
  private var last = TraceTime.zero
  /// The script of the first process, as it was called.
  package private(set) var script: String?
  /// The Python that runs it, such as `3.13.0`.
  package private(set) var version: String?

  package init(_ folder: RecordingFolder) { self.folder = folder }

  /// Whether any process has been recorded.
  package var isEmpty: Bool { zero == nil }

  /// Whether any task was seen to run.
  package private(set) var hasSteps = false

  /// The events that have come since the last time.
  package func poll() -> [TaskEvent] {
    findProcesses()
    var events: [TaskEvent] = []
    for index in sources.indices { take(from: index, into: &events) }
    // Each process's events are in order; those of one time stay so.
    let order = events.indices.sorted { (events[$0].time, $0) < (events[$1].time, $1) }
    return order.map { index in
      var event = events[index]
      event.time = max(event.time, last)
      last = event.time
      return event
    }
  }

  /// The last events, once all processes have ended; `signal` is the name of what ended the first one.
  package func finish(signal: String?) -> [TaskEvent] {
    // Again, for slots that were taken and never written.
    var events = (0...SegmentReader.patience).flatMap { _ in poll() }
    for source in sources {
      guard let process = source.process, !process.hasEnded else { continue }
      let outcome = signal.map { Outcome.raised(type: $0, message: "the process was killed") }
      events.append(TaskEvent(.finish(process.lane, outcome ?? .returned(value: nil)), at: last))
    }
    let lost = sources.reduce(0) { $0 + $1.reader.lost + $1.reader.dropped }
    if lost > 0 { events.append(TaskEvent(.dropped(count: lost), at: last)) }
    return events
  }

  /// What there is to say of a recording that has ended and tells nothing of tasks; nil where it does.
  package func problem(of command: String) -> RecordingError? {
    isEmpty ? .nothingRecorded(command) : hasSteps ? nil : .noTasks(command)
  }

  private func findProcesses() {
    for name in RecordingFolder.names(in: folder.path) where name.hasSuffix(".000000.events") {
      guard known.insert(name).inserted, let number = name.split(separator: ".").first.flatMap({ Int($0) })
      else { continue }
      sources.append(Source(reader: SegmentReader(folder: folder.path, process: number)))
    }
  }

  private func take(from index: Int, into events: inout [TaskEvent]) {
    let reader = sources[index].reader
    reader.poll { raw in
      guard raw.kind != .process else {
        begin(index, raw, reader.texts, &events)
        return
      }
      guard let kind = sources[index].process?.event(raw, reader.texts, &numbers) else { return }
      if case .resume = kind { hasSteps = true }
      let time = sources[index].process?.moment(Int64(clamping: raw.time)) ?? last
      sources[index].latest = max(sources[index].latest, time)
      events.append(TaskEvent(kind, at: sources[index].latest))
    }
    guard let dropped = sources[index].process?.dropped, dropped > sources[index].dropped else { return }
    events.append(
      TaskEvent(.dropped(count: dropped - sources[index].dropped), at: sources[index].latest))
    sources[index].dropped = dropped
  }

  /// The first process has the lane of the program; another one gets a lane like a task.
  private func begin(_ index: Int, _ raw: RawEvent, _ texts: [UInt32: String], _ events: inout [TaskEvent]) {
    let parts = (texts[raw.b] ?? "").split(separator: SegmentLayout.part, omittingEmptySubsequences: false)
    let isFirst = zero == nil
    let zero = zero ?? raw.time
    self.zero = zero
    if isFirst {
      script = parts.first.map(String.init)
      version = parts.dropFirst().first.map(String.init)
    }
    let lane = isFirst ? TaskID.program : TaskID(RecordedProcess.Numbers.take(&numbers.task))
    let process = RecordedProcess(lane: lane, zero: zero)
    sources[index].process = process
    let file = parts.first.flatMap { $0.split(separator: "/").last }.map(String.init) ?? ""
    let time = process.moment(Int64(clamping: raw.time))
    let name = isFirst ? file : "\(file) (process \(raw.a))"
    events.append(
      TaskEvent(
        .create(lane, parent: .program, name: name, coroutine: "<module>", site: nil, scope: nil), at: time))
    events.append(TaskEvent(.resume(lane, throwing: nil), at: time))
  }
}
