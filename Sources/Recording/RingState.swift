/// What still matters of events that have gone: the tasks that live, the scopes that are open and the resources.
struct RingState {
  private struct Task {
    var creation: RawEvent
    /// How its last step began or ended.
    var step: RawEvent?
    /// What has come since: that it is ready, that somebody asked it to stop.
    var news: [RawEvent] = []
  }

  private var process: RawEvent?
  private var ending: RawEvent?
  private var tasks: [UInt32: Task] = [:]
  private var scopes: [UInt32: [RawEvent]] = [:]
  /// The first event of each, from which on it can be waited for, and the last one.
  private var resources: [UInt32: [RawEvent]] = [:]
  /// The texts that come once, of what is kept.
  private var ownTexts: [UInt32: String] = [:]
  /// The texts that come again and again.
  var texts: [UInt32: String] = [:]
  private var count = 0

  mutating func take(_ event: RawEvent, _ texts: [UInt32: String]) {
    count += 1
    switch event.kind {
    case .process:
      process = event
      keep(event.b, texts)
    case .create:
      tasks[event.a] = Task(creation: event)
      for number in [event.c, event.e] { keep(number, texts) }
    case .resume, .suspend:
      tasks[event.a]?.step = event
      tasks[event.a]?.news = []
    case .ready, .cancel: if tasks[event.a]?.news.count ?? 9 < 8 { tasks[event.a]?.news.append(event) }
    case .finish:
      if event.a == 0 { ending = event }
      if let task = tasks.removeValue(forKey: event.a) { ownTexts[task.creation.e] = nil }
    case .enter:
      scopes[event.a] = [event]
      keep(event.c, texts)
    case .reschedule: if let enter = scopes[event.a]?.first { scopes[event.a] = [enter, event] }
    case .exit: if let enter = scopes.removeValue(forKey: event.a)?.first { ownTexts[enter.c] = nil }
    case .resource: resources[event.a] = (resources[event.a]?.first).map { [$0, event] } ?? [event]
    case .output, .stall, .note, .text, .textBegun, .padding: break
    case .dropped: count += max(0, Int(event.a) - 1)
    }
  }

  private mutating func keep(_ number: UInt32, _ texts: [UInt32: String]) {
    if let text = texts[number] { ownTexts[number] = text }
  }

  /// All the texts that what is kept and what follows speak of.
  var allTexts: [UInt32: String] { texts.merging(ownTexts) { $1 } }

  /// The events that bring about what there was, in the order of their times; then how many are missing, at a moment.
  func events(at end: UInt64) -> [RawEvent] {
    var events = Array(resources.values.joined()) + scopes.values.joined()
    var kept = events.count + (process == nil ? 0 : 1) + (ending == nil ? 0 : 1)
    for task in tasks.values {
      events.append(task.creation)
      kept += 1 + (task.step == nil ? 0 : 1 + task.news.count)
      guard let step = task.step else { continue }
      // A task can only be suspended that has run.
      if step.kind == .suspend { events.append(RawEvent(.resume, time: step.time, a: step.a)) }
      events += [step] + task.news
    }
    let order = events.indices.sorted {
      (events[$0].time, rank(events[$0]), $0) < (events[$1].time, rank(events[$1]), $1)
    }
    let missing = UInt32(clamping: count - kept)
    let dropped = missing > 0 ? [RawEvent(.dropped, time: end, a: missing)] : []
    return [process].compactMap { $0 } + order.map { events[$0] } + dropped + [ending].compactMap { $0 }
  }

  /// Of one moment, what others speak of comes first.
  private func rank(_ event: RawEvent) -> Int {
    switch event.kind {
    case .create: 0
    case .enter: 1
    case .resource: 2
    default: 3
    }
  }
}
