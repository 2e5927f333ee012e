import TaskModel
package import Trace

extension TimelineIndex {
  /// Takes the events of a store that are not in the index yet: as `append`, without making what it does not look at.
  ///
  /// Most events of a long trace are turns of tasks; their texts and chains of frames are left in their columns.
  package mutating func extend(to store: TraceStore) {
    for event in min(count, store.count)..<store.count {
      let before = count
      append(Self.kind(of: store.row(event)) ?? store[event].kind, at: store.time(event).nanoseconds)
      // Full: no event of the rest would be taken either.
      if count == before { return }
    }
  }

  /// What the index needs of an event, made from numbers alone; nil where it has to be decoded.
  private static func kind(of row: EventRow) -> TaskEvent.Kind? {
    let task = TaskID(row.task)
    switch row.code {
    case .ready: return .ready(task, by: row.detail == 0 ? .task(TaskID(row.a)) : .timer)
    case .resume: return .resume(task, throwing: row.a < 0 ? nil : "")
    case .suspend:
      return .suspend(task, on: awaited(row), chain: [])
    case .output: return .output(task, .standardOutput, text: "")
    case .note: return .note(text: "", site: nil)
    case .create, .cancel, .finish, .enter, .reschedule, .exit, .resource, .stall, .dropped: return nil
    }
  }

  /// Whether it is a sleep and until when, or something outside of the program; all else is one to the index.
  private static func awaited(_ row: EventRow) -> Awaited {
    switch row.detail {
    case 0:
      let until = Int64(row.b) << 32 | Int64(UInt32(bitPattern: row.a))
      return .sleep(until: TraceTime(nanoseconds: until))
    case 4: return .io("")
    case 5: return .executor("")
    default: return .turn
    }
  }
}
