import EventScript
import TaskModel

/// Traces of many tasks, made rather than written.
enum BigTrace {
  /// Workers below one task: each runs `turns` times with a sleep of its own length between; some fail, some are cancelled.
  static func workers(_ count: Int, turns: Int) -> [TaskEvent] {
    var events: [TaskEvent] = []
    func emit(_ kind: TaskEvent.Kind, _ milliseconds: Int) {
      events.append(TaskEvent(kind, at: TraceTime(nanoseconds: Int64(milliseconds) * 1_000_000)))
    }
    let main = TaskID(1)
    emit(.create(main, parent: .program, name: "Task-1", coroutine: "main", site: nil, scope: nil), 0)
    emit(.resume(main, throwing: nil), 0)
    for number in 0..<count {
      emit(
        .create(
          TaskID(Int32(number + 2)), parent: main, name: "Task-\(number + 2)", coroutine: "worker", site: nil,
          scope: nil), 0)
    }
    emit(.suspend(main, on: .turn, chain: []), 0)
    for turn in 0..<turns {
      for number in 0..<count {
        let task = TaskID(Int32(number + 2))
        let time = turn * 1000 + number * 1000 / max(1, count)
        if turn == turns / 2, number % 10 == 3 {
          if turn > 0 { emit(.ready(task, by: .timer), time) }
          emit(.resume(task, throwing: nil), time)
          emit(.finish(task, .raised(type: "ValueError", message: "number \(number)")), time)
        } else if turn <= turns / 2 || number % 10 != 3 {
          if turn > 0 { emit(.ready(task, by: .timer), time) }
          emit(.resume(task, throwing: nil), time)
          let until = TraceTime(nanoseconds: Int64(time + 1000) * 1_000_000)
          emit(.suspend(task, on: .sleep(until: until), chain: []), time)
        }
      }
    }
    return events
  }
}
