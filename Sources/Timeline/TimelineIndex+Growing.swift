import TaskModel

extension TimelineIndex {
  /// Takes in what an event says; `event` is its offset, and its time has arrived.
  mutating func apply(_ kind: TaskEvent.Kind, _ event: UInt32) {
    switch kind {
    case .create(let task, let parent, _, let coroutine, _, let scope):
      create(task, parent: parent, coroutine: coroutine, scope: scope, event)
    case .ready(let task, let waker):
      let lane = laneMaking(task)
      if case .task(let by) = waker { noteCause(by, event) }
      if lanes[lane].cancelPending {
        lanes[lane].hiddenWakes.append(event)
      } else {
        begin(.ready, lane, event)
      }
    case .resume(let task, let throwing):
      resume(laneMaking(task), throwing: throwing != nil, event)
    case .suspend(let task, let awaited, _):
      suspend(laneMaking(task), on: awaited, event)
    case .cancel(let task, let by, let reason, _):
      cancel(laneMaking(task), by: by, reason, event)
    case .finish(let task, let outcome):
      finish(laneMaking(task), outcome, event)
    case .enter(let id, let kind, let owner, let deadline, let members, _):
      enter(id, kind, owner: owner, deadline: deadline, members: members, event)
    case .reschedule(let id, let deadline):
      guard let scope = scopeOfID[id.number] else { return }
      scopes[scope].deadlines.append((event, deadline))
      if deadline != nil, nodeOfScope[scope] < 0, scopes[scope].exited == nil { addDeadlineRow(scope) }
    case .exit(let id, let outcome):
      if let scope = scopeOfID[id.number] { exit(scope, outcome, event) }
    case .resource(let id, let kind, _, let operation, let by, _, _):
      change(id, kind, operation, by: by, event)
    case .output(let task, _, _):
      lanes[laneMaking(task)].outputs.append(event)
      outputs.append(event)
    case .note:
      notes.append(event)
    case .stall(let task, let duration, _):
      stall(laneMaking(task), duration, event)
    case .dropped(let number):
      dropped = dropped.addingReportingOverflow(max(0, number)).partialValue
    }
  }

  // MARK: Tasks

  private mutating func create(
    _ task: TaskID, parent: TaskID, coroutine: String, scope: ScopeID?, _ event: UInt32
  ) {
    guard laneOfTask[task.number] == nil else { return }
    let scopeIndex = scope.flatMap { scopeOfID[$0.number] }
    let lane = addLane(task, parent: task == parent ? nil : laneOfTask[parent.number], event)
    lanes[lane].scope = scopeIndex
    if let scopeIndex { addMember(lane, to: scopeIndex) }
    let name = coroutines[coroutine] ?? Int32(coroutineCounts.count)
    if Int(name) == coroutineCounts.count {
      coroutines[coroutine] = name
      coroutineCounts.append(0)
    }
    coroutineCounts[Int(name)] += 1
    let isRoot = task != .program && lanes[lane].parent == nil
    if isRoot, mainLane.map({ lanes[$0].finished != nil }) ?? true { mainLane = lane }
    lanes[lane].coroutine = name
    lanes[lane].sameCoroutine = Int(coroutineCounts[Int(name)])
    noteCause(parent, event)
    begin(.created, lane, event)
  }

  private mutating func laneMaking(_ task: TaskID) -> Int {
    laneOfTask[task.number] ?? addLane(task, parent: nil, nil)
  }

  private mutating func addLane(_ task: TaskID, parent: Int?, _ event: UInt32?) -> Int {
    let index = lanes.count
    var lane = Lane(task: task, created: event)
    lane.parent = parent.flatMap { lanes[$0].task == .program ? nil : $0 }
    lanes.append(lane)
    laneOfTask.insert(task.number, index: index)
    nodeOfLane.append(Int32(tree.insert(.lane(index), under: parent.map { Int(nodeOfLane[$0]) })))
    return index
  }

  private mutating func begin(_ state: LaneState, _ lane: Int, _ event: UInt32) {
    let old = lanes[lane].history.last
    guard old != .ended, old != state else { return }
    lanes[lane].history.begin(state, at: event + 1, time: moments.lastTime)
    record(old, state, lane)
  }

  private mutating func record(_ old: LaneState, _ new: LaneState, _ lane: Int) {
    guard lanes[lane].task != .program, let last = moves.indices.last else { return }
    // Who holds the loop is counted among those that run.
    let old = old == .stalled ? .running : old
    moves[last] = old.rawValue << 4 | new.rawValue
    counts.move(from: old, to: new)
  }

  private mutating func resume(_ lane: Int, throwing: Bool, _ event: UInt32) {
    if lanes[lane].task == .program {
      if moments.programStart == 0 { moments.programStart = Int(event) }
      begin(.running, lane, event)
      return
    }
    moments.beginStep(lane: lane)
    totals.steps += 1
    let now = moments.lastTime
    let slept = lanes[lane].sleepsUntil
    if slept >= 0 {
      totals.endSleep(from: lanes[lane].waitsSince, until: slept, at: now)
      if throwing, slept > now {
        lanes[lane].cutSleeps.append(Lane.CutSleep(event: event, until: TraceTime(nanoseconds: slept)))
        totals.horizon = max(totals.horizon, slept)
      }
      lanes[lane].sleepsUntil = -1
    }
    if lanes[lane].isOutside {
      totals.endCall(from: lanes[lane].waitsSince, at: now)
      lanes[lane].isOutside = false
    }
    if lanes[lane].awaitedResource >= 0 {
      if throwing, lanes[lane].cancelPending {
        resources[Int(lanes[lane].awaitedResource)].givenUp.append(event)
      }
      lanes[lane].awaitedResource = -1
    }
    if throwing { lanes[lane].surfaced.append(event) }
    if throwing, lanes[lane].cancelPending { lanes[lane].delivered = event }
    lanes[lane].cancelPending = false
    begin(.running, lane, event)
  }

  private mutating func suspend(_ lane: Int, on awaited: Awaited, _ event: UInt32) {
    moments.endStep(lane: lane)
    lanes[lane].holding = nil
    switch awaited {
    case .sleep(let until):
      lanes[lane].sleepsUntil = max(0, until.nanoseconds)
      lanes[lane].waitsSince = moments.lastTime
    case .io, .executor:
      lanes[lane].isOutside = isCounted(awaited, in: lane)
      lanes[lane].waitsSince = moments.lastTime
    case .task, .scope, .resource, .turn: break
    }
    begin(lanes[lane].cancelPending ? .cancelling : .waiting, lane, event)
  }

  /// Whether a wait for I/O or a thread is one that nothing else tells of: what a thread with a lane of its own does is told
  /// there, and its waits between calls are for lack of work.
  private func isCounted(_ awaited: Awaited, in lane: Int) -> Bool {
    guard let threads = coroutines[TaskEvent.threadCoroutine] else { return true }
    if case .executor = awaited { return false }
    return lanes[lane].coroutine != threads
  }

  private mutating func cancel(_ lane: Int, by: TaskID?, _ reason: CancelReason, _ event: UInt32) {
    guard lanes[lane].history.last != .ended else { return }
    // A loop that closes while what it runs for still waits has found nothing left to run.
    if reason == .shutdown, lane == mainLane { moments.endStandstill() }
    moments.mark()
    lanes[lane].cancels.append(event)
    lanes[lane].cancelPending = true
    if let by { noteCause(by, event) }
    let state = lanes[lane].history.last
    if state != .running, state != .stalled { begin(.cancelling, lane, event) }
  }

  private mutating func finish(_ lane: Int, _ outcome: Outcome, _ event: UInt32) {
    guard lanes[lane].finished == nil else { return }
    moments.endStep(lane: lane)
    lanes[lane].holding = nil
    let ending: Lane.Ending =
      switch outcome {
      case .returned: .returned
      case .raised: .raised
      case .cancelled: .cancelled
      }
    begin(.ended, lane, event)
    lanes[lane].finished = event
    lanes[lane].ending = ending
    tree.end(Int(nodeOfLane[lane]), ending)
    if ending == .raised { raisings.append(event) }
    guard lanes[lane].task != .program else { return }
    totals.end(outcome, lane: lane)
    if ending == .raised { failures.append(event) }
    if ending == .cancelled { cancellations.append(event) }
    if ending != .returned { incidents.append(event) }
    if ending == .raised, let scope = lanes[lane].scope { scopes[scope].failures.append(event) }
  }

  private mutating func stall(_ lane: Int, _ duration: Duration, _ event: UInt32) {
    moments.mark()
    let now = moments.lastTime
    let length = min(now, max(0, duration.wholeNanoseconds))
    totals.stall(length)
    lanes[lane].stalls += 1
    guard length > 0 else { return hold(lane, event) }
    incidents.append(event)
    lanes[lane].holding = nil
    if lanes[lane].history.last == .stalled {
      lanes[lane].history.begin(.running, at: event + 1, time: now)
      return
    }
    let began = position(at: TraceTime(nanoseconds: now - length))
    let history = lanes[lane].history
    // A stall is told when it is over; a task that has gone on since keeps the states that it took.
    guard history.last == .running, began >= history.lastPosition, began <= Int(event) else { return }
    lanes[lane].history.begin(.stalled, at: UInt32(began), time: now - length)
    lanes[lane].history.begin(.running, at: event + 1, time: now)
  }

  /// A step holds the loop, and nobody knows for how long yet: it has done so from its beginning.
  private mutating func hold(_ lane: Int, _ event: UInt32) {
    guard [.running, .stalled].contains(lanes[lane].history.last) else { return }
    lanes[lane].holding = event
    // The code outside of tasks has no steps of its own.
    let began = lanes[lane].task == .program ? event + 1 : UInt32(lanes[lane].history.lastPosition)
    if lanes[lane].history.last == .running {
      lanes[lane].history.begin(.stalled, at: began, time: moments.lastTime)
    }
  }

  private mutating func noteCause(_ task: TaskID, _ event: UInt32) {
    guard task != .program, let lane = laneOfTask[task.number] else { return }
    lanes[lane].causes.append(event)
  }

  // MARK: Scopes and resources

  private mutating func enter(
    _ id: ScopeID, _ kind: ScopeKind, owner: TaskID, deadline: TraceTime?, members: [TaskID], _ event: UInt32
  ) {
    guard scopeOfID[id.number] == nil else { return }
    let lane = laneMaking(owner)
    let index = scopes.count
    scopes.append(Scope(id: id, kind: kind, owner: lane, entered: event))
    scopeOfID.insert(id.number, index: index)
    nodeOfScope.append(-1)
    if deadline != nil { scopes[index].deadlines.append((event, deadline)) }
    for member in members {
      if let lane = laneOfTask[member.number] { addMember(lane, to: index) }
    }
    if kind == .waitFor { lanes[lane].waitScopes.append(Int32(index)) }
    switch kind {
    case .taskGroup: addRow(index)
    case .timeout, .waitFor: if deadline != nil { addDeadlineRow(index) }
    case .gather, .wait, .asCompleted, .shield: break
    }
  }

  private mutating func addMember(_ lane: Int, to scope: Int) {
    if lanes[lane].scope == nil { lanes[lane].scope = scope }
    if scopes[scope].members.last != Int32(lane) { scopes[scope].members.append(Int32(lane)) }
  }

  /// A row of its own, right before the first member that stands below the owner, or behind all that does.
  private mutating func addRow(_ scope: Int) {
    let owner = Int(nodeOfLane[scopes[scope].owner])
    let member = scopes[scope].members.first.map { Int(nodeOfLane[Int($0)]) }
    let sibling = member.flatMap { tree.nodes[$0].parent == Int32(owner) ? $0 : nil }
    nodeOfScope[scope] = Int32(tree.insert(.scope(scope), under: owner, before: sibling))
  }

  /// Deadlines of one task that follow each other share a row.
  private mutating func addDeadlineRow(_ scope: Int) {
    let owner = scopes[scope].owner
    if let node = freeDeadlineNodes[owner]?.popLast() {
      nodeOfScope[scope] = Int32(node)
    } else {
      nodeOfScope[scope] = Int32(tree.insert(.scope(scope), under: Int(nodeOfLane[owner])))
      deadlineNodes[owner, default: []].append(nodeOfScope[scope])
    }
    scopesOfNode[nodeOfScope[scope], default: []].append(Int32(scope))
  }

  private mutating func exit(_ scope: Int, _ outcome: ScopeOutcome, _ event: UInt32) {
    guard scopes[scope].exited == nil else { return }
    scopes[scope].exited = event
    let ending: Scope.Ending =
      switch outcome {
      case .clean: .clean
      case .failed: .failed
      case .timedOut: .timedOut
      case .cancelled: .cancelled
      }
    scopes[scope].ending = ending
    if ending == .failed || ending == .timedOut { raisings.append(event) }
    let owner = scopes[scope].owner
    let kind = scopes[scope].kind
    switch kind {
    case .timeout, .waitFor:
      if nodeOfScope[scope] >= 0 { freeDeadlineNodes[owner, default: []].append(Int(nodeOfScope[scope])) }
      if ending == .timedOut { totals.timeouts.append(scope) }
    case .gather, .wait, .asCompleted, .shield:
      if ending == .failed || ending == .cancelled, scopes[scope].members.count > 1 { addRow(scope) }
    case .taskGroup: break
    }
    // A group or a timeout turns what was thrown in at its await into an exception of its own.
    guard ending == .failed || ending == .timedOut, [.taskGroup, .timeout, .waitFor].contains(kind) else {
      return
    }
    if let last = lanes[owner].surfaced.last, last > scopes[scope].entered,
      last == lanes[owner].delivered || moments.step(at: Int(last) + 1) == moments.step(at: count)
    {
      lanes[owner].surfaced.removeLast()
    }
    lanes[owner].surfaced.append(event)
  }

  private mutating func change(
    _ id: ResourceID, _ kind: ResourceKind, _ operation: ResourceOperation, by task: TaskID, _ event: UInt32
  ) {
    let index = resourceOfID[id.number] ?? resources.count
    if index == resources.count {
      resources.append(Resource(id: id, kind: kind))
      resourceOfID.insert(id.number, index: index)
    }
    resources[index].changes.append(event)
    switch operation {
    case .acquire:
      resources[index].open.append(resources[index].holdings.count)
      resources[index].holdings.append(Resource.Holding(lane: laneMaking(task), from: event))
    case .release:
      // Released by another one, it is given back by the one that has held it longest.
      let lane = laneOfTask[task.number]
      let open = resources[index].open
      let place = open.firstIndex { resources[index].holdings[$0].lane == lane } ?? open.indices.first
      guard let place else { return }
      resources[index].holdings[resources[index].open.remove(at: place)].to = event
    case .wait:
      let lane = laneMaking(task)
      lanes[lane].awaitedResource = Int32(index)
      resources[index].waits.append(Resource.Wait(lane: lane, from: event))
      addRow(ofResource: index)
    default: break
    }
  }

  /// What a task had to wait for has a row below all that there is by then; what nobody waits for is no story.
  private mutating func addRow(ofResource number: Int) {
    guard !resources[number].hasRow, resources[number].kind != .future else { return }
    resources[number].hasRow = true
    _ = tree.insert(.resource(number), under: nil)
  }
}
