import TaskModel
import Trace

/// A trace of many tasks that all do some work: ten events a task, a few sites and chains, a line of output here and there.
enum SyntheticTrace {
  static func store(tasks: Int) -> TraceStore {
    var store = TraceStore(
      header: TraceHeader(clock: .virtual, source: "synthetic.py", language: "synthetic"))
    let main = SourceSite(file: "synthetic.py", line: 20, function: "main")
    let work = SourceSite(file: "synthetic.py", line: 8, function: "work")
    let fetch = SourceSite(file: "synthetic.py", line: 12, function: "fetch")
    let batch = 64
    var now: Int64 = 0
    func put(_ kind: TaskEvent.Kind) { store.append(TaskEvent(kind, at: TraceTime(nanoseconds: now))) }
    for first in stride(from: 1, through: tasks, by: batch) {
      let ids = (first..<min(first + batch, tasks + 1)).map { TaskID(Int32($0)) }
      for id in ids {
        put(
          .create(
            id, parent: id == ids.first ? .program : ids[0], name: "Task-\(id.number)", coroutine: "work",
            site: main, scope: nil))
      }
      for id in ids {
        put(.resume(id, throwing: nil))
        let until = TraceTime(nanoseconds: now + 1_000_000)
        put(.suspend(id, on: .sleep(until: until), chain: [work, fetch]))
      }
      now += 1_000_000
      for id in ids { put(.ready(id, by: .timer)) }
      for id in ids {
        put(.resume(id, throwing: nil))
        put(.suspend(id, on: .resource(ResourceID(1), to: .wait), chain: [work]))
        put(.ready(id, by: .task(id)))
      }
      now += 500_000
      for id in ids {
        put(.resume(id, throwing: nil))
        put(.output(id, .standardOutput, text: "done \(id.number % 100)\n"))
        put(
          .finish(
            id, id.number % 50 == 0 ? .raised(type: "ValueError", message: "bad") : .returned(value: nil)))
      }
    }
    return store
  }
}
