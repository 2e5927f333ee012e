import TaskModel
import Timeline

/// What a timeline answers, computed from the whole trace each time: slow and plain, to compare the index with.
struct NaiveTimeline {
  let events: [TaskEvent]

  /// The states of a task after none, one, two ... of the events.
  func states(_ task: TaskID) -> [LaneState] {
    let plain = plainStates(task)
    var states = plain
    for (offset, event) in events.enumerated() {
      guard case .stall(task, let length, _) = event.kind else { continue }
      let began = event.time.nanoseconds - length.wholeNanoseconds
      let first = events.count { $0.time.nanoseconds <= began }
      // Within one stretch of running only: a stall is told before the task gives the loop back.
      guard plain[first...offset + 1].allSatisfy({ $0 == .running }) else { continue }
      for position in first...offset { states[position] = .stalled }
    }
    return states
  }

  private func plainStates(_ task: TaskID) -> [LaneState] {
    var state = LaneState.absent
    var states = [state]
    var asked = false
    for event in events {
      switch event.kind {
      case _ where state == .ended: break
      case .create(task, _, _, _, _, _): state = .created
      case .ready(task, _): if !asked { state = .ready }
      case .resume(task, _):
        state = .running
        asked = false
      case .suspend(task, _, _): state = asked ? .cancelling : .waiting
      case .cancel(task, _, _, _):
        asked = true
        if state != .running { state = .cancelling }
      case .finish(task, _): state = .ended
      default: break
      }
      states.append(state)
    }
    return states
  }

  var tasks: [TaskID] {
    var tasks: [TaskID] = []
    for event in events {
      if case .create(let task, _, _, _, _, _) = event.kind, !tasks.contains(task) { tasks.append(task) }
    }
    return tasks
  }

  var steps: [(task: TaskID, first: Int, last: Int?)] {
    var steps: [(task: TaskID, first: Int, last: Int?)] = []
    for (offset, event) in events.enumerated() {
      switch event.kind {
      case .resume(let task, _) where task != .program: steps.append((task, offset, nil))
      case .suspend(let task, _, _), .finish(let task, _):
        if let open = steps.lastIndex(where: { $0.task == task && $0.last == nil }) {
          steps[open].last = offset
        }
      default: break
      }
    }
    return steps
  }

  /// How many tasks have failed, and how many have been cancelled, after so many events.
  func badEndings(at position: Int) -> [Int] {
    var ended: Set<TaskID> = [.program]
    var numbers = [0, 0]
    for event in events.prefix(position) {
      guard case .finish(let task, let outcome) = event.kind, ended.insert(task).inserted else { continue }
      if case .raised = outcome { numbers[0] += 1 }
      if case .cancelled = outcome { numbers[1] += 1 }
    }
    return numbers
  }

  /// The tree in rows, each with its depth, without scopes: children below parents, by creation.
  func rows() -> [TaskID] {
    var children: [TaskID: [TaskID]] = [:]
    var roots: [TaskID] = []
    var known: Set<TaskID> = []
    for event in events {
      guard case .create(let task, let parent, _, _, _, _) = event.kind else { continue }
      if known.contains(parent), parent != task {
        children[parent, default: []].append(task)
      } else {
        roots.append(task)
      }
      known.insert(task)
    }
    func below(_ task: TaskID) -> [TaskID] { [task] + (children[task] ?? []).flatMap(below) }
    return roots.flatMap(below)
  }
}
