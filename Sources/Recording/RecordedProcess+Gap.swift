extension RecordedProcess {
  /// What has been told of a process.
  struct Told: Equatable {
    /// How many events, with those that are known to be missing.
    var count = 0
    /// The time of the last one.
    var until: UInt64 = 0

    init() {}

    /// Once one has gone on behind segments that have gone, for which a base stands.
    init(after base: [RawEvent], since before: Told) {
      until = before.until
      // A base has a step begin that it has end: not both have been kept.
      for event in base where event.kind != .resume { note(event) }
    }

    mutating func note(_ event: RawEvent) {
      count += event.kind == .dropped ? max(1, Int(event.a)) : 1
      until = max(until, event.time)
    }
  }

  /// What of a base is news to those who have read a part of the segments that it stands for, and missed the rest: how many
  /// events these are, what has ended meanwhile, and what has begun.
  ///
  /// How something ended that nobody saw end is not known; it counts as having gone well.
  func news(in base: [RawEvent], since told: Told) -> [RawEvent] {
    let fresh = base.filter { isNews($0, since: told.until) }
    let missing = Told(after: base, since: told).count - told.count - fresh.count { $0.kind != .resume }
    let gap = RawEvent(.dropped, time: told.until, a: UInt32(clamping: max(1, missing)))
    return [gap] + endings(in: base, at: told.until) + fresh
  }

  /// The ends of tasks and scopes of which a base knows no more.
  private func endings(in base: [RawEvent], at time: UInt64) -> [RawEvent] {
    let living = Set(base.filter { $0.kind == .create }.map(\.a))
    let open = Set(base.filter { $0.kind == .enter }.map(\.a))
    let ended = tasks.keys.filter { $0 != 0 && live($0) != nil && !living.contains($0) }.sorted()
    let left = scopes.keys.filter { !open.contains($0) }.sorted()
    return ended.map { RawEvent(.finish, time: time, a: $0) }
      + left.map { RawEvent(.exit, time: time, a: $0) }
  }

  private func isNews(_ event: RawEvent, since time: UInt64) -> Bool {
    switch event.kind {
    case .process, .dropped: false
    case .create: tasks[event.a] == nil
    case .enter: scopes[event.a] == nil
    case .reschedule: event.time > time || scopes[event.a] == nil
    case .resource: event.time > time || resources[event.a] == nil
    case .resume where isRunning(event.a): false
    default: event.time > time || tasks[event.a] == nil
    }
  }
}
