import Dashboard
import EventScript
import TaskModel
import Testing
import Timeline

/// What is said of tasks that wait for locks, queues ...
@Suite struct ResourceWordsTests {
  private func words(_ script: String) -> (LaneWords, [TaskEvent]) {
    let script = EventScript(script)
    var index = TimelineIndex()
    for event in script.events { index.append(event) }
    let events = script.events
    return (LaneWords(index: index, events: { events[$0] }, glyphs: .unicode), events)
  }

  /// The first wording for each wait of a task.
  private func waits(of task: Int32, _ script: String) -> [String] {
    let (words, events) = words(script)
    return events.indices.compactMap { offset in
      guard case .suspend(TaskID(task), _, _) = events[offset].kind else { return nil }
      return words.waiting(offset).first
    }
  }

  @Test func `a wait for a lock names it and its holder at that moment`() {
    let (words, _) = words(
      """
      0 create writer-1 by program
      0 create writer-2 by program
      0 create writer-3 by program
      0 lock db create size 1
      0 resume writer-1
      0 lock db acquire by writer-1
      0 suspend writer-1 on sleep 1
      0 resume writer-2
      0 suspend writer-2 on resource db acquire
      1 ready writer-1
      1 resume writer-1
      1 lock db release by writer-1 size 1
      1 finish writer-1 returned
      1 resume writer-2
      1 lock db acquire by writer-2
      1 suspend writer-2 on sleep 2
      1 resume writer-3
      1 suspend writer-3 on resource db acquire
      """)
    #expect(words.waiting(8) == ["Lock db, held by writer-1", "Lock db"])
    #expect(words.waiting(17) == ["Lock db, held by writer-2", "Lock db"])
    #expect(words.resource(ResourceID(1), to: .acquire, at: 12) == "Lock db")
  }

  @Test func `several holders are named, and a release by another is for the first of them`() {
    let (words, events) = words(
      """
      0 create a by program
      0 create b by program
      0 semaphore pool create size 2
      0 semaphore pool acquire by a size 1
      0 semaphore pool acquire by b
      1 semaphore pool release by program size 1
      """)
    #expect(words.resource(ResourceID(1), to: .acquire, at: 5) == "Semaphore pool, held by a and b")
    #expect(words.resource(ResourceID(1), to: .acquire, at: events.count) == "Semaphore pool, held by b")
  }

  @Test func `waits for queues, events and barriers say what is missing`() {
    let script = """
      0 create main by program
      0 queue jobs create
      0 event ready create
      0 barrier start create
      0 barrier start wait by main size 2
      0 resume main
      0 suspend main via main,work on resource jobs get
      1 resume main
      1 suspend main on resource jobs put
      2 resume main
      2 suspend main on resource jobs join
      3 resume main
      3 suspend main on resource ready wait
      4 resume main
      4 suspend main on resource start wait
      """
    #expect(
      waits(of: 1, script) == [
        "work ▸ Queue jobs (empty)", "Queue jobs (full)", "Queue jobs, until its items are done",
        "Event ready", "Barrier start (2 arrived)",
      ])
  }

  @Test(arguments: [
    (ResourceKind.lock, "db", "Lock db"), (.lock, "Lock-1", "Lock-1"), (.lock, "lock-2", "Lock lock-2"),
    (.semaphore, "BoundedSemaphore-12", "BoundedSemaphore-12"), (.queue, "", "a queue"),
    (.event, "Event-", "Event Event-"),
  ])
  func `a title names the class once`(kind: ResourceKind, name: String, title: String) {
    #expect(kind.title(name) == title)
  }
}
