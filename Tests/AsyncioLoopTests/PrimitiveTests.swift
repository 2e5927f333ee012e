import AsyncioLoop
import TaskModel
import Testing

/// What the generated programs do not compare with CPython: the events, and the API for Swift.
@Suite struct `The primitives` {
  private let program = Program()
  private var session: LoopSession { program.session }

  @Test func `a lock tells who waits for it, who holds it and who gave it back`() throws {
    try program.run { loop in
      let lock = Lock(name: "db", session: self.session)
      for name in ["a", "b"] {
        try loop.task(name) {
          try await loop.value(of: lock.acquire())
          try await loop.value(of: loop.sleep(1))
          try lock.release()
        }
      }
      try await loop.value(of: loop.sleep(3))
    }
    #expect(
      program.log.lines(about: "Lock", "b suspend", "b ready") == [
        "0 Lock db create by Task-1, size 1, 0 waiting", "0 Lock db acquire by a, size 0, 0 waiting",
        "0 Lock db wait by b, size 0, 1 waiting", "0 b suspend on Lock db to acquire",
        "1 Lock db release by a, size 1, 1 waiting", "1 b ready by a",
        "1 Lock db acquire by b, size 0, 0 waiting", "1 b suspend on sleep until 2", "2 b ready by timer",
        "2 Lock db release by b, size 1, 0 waiting",
      ])
  }

  @Test func `a condition with a lock of its own is one resource`() throws {
    try program.run { loop in
      let condition = Condition(name: "ready", session: self.session)
      try loop.task("listener") {
        try await loop.value(of: condition.lock.acquire())
        try await loop.value(of: condition.wait())
        try condition.lock.release()
      }
      try await loop.value(of: loop.sleep(1))
      try await loop.value(of: condition.lock.acquire())
      try condition.notify()
      try condition.lock.release()
      try await loop.value(of: loop.sleep(1))
    }
    #expect(
      program.log.lines(about: "Condition", "listener suspend") == [
        "0 Condition ready create by Task-1, size 1, 0 waiting",
        "0 Condition ready acquire by listener, size 0, 0 waiting",
        "0 Condition ready release by listener, size 1, 1 waiting",
        "0 Condition ready wait by listener, size 1, 1 waiting", "0 listener suspend on Condition ready",
        "1 Condition ready acquire by Task-1, size 0, 1 waiting",
        "1 Condition ready notify by Task-1, size 0, 1 waiting",
        "1 Condition ready release by Task-1, size 1, 1 waiting",
        "1 Condition ready acquire by listener, size 0, 0 waiting",
        "1 Condition ready release by listener, size 1, 0 waiting",
      ])
  }

  @Test func `a queue tells of its items and of who waits to put, to get and to join`() throws {
    try program.run { loop in
      let queue = Queue(capacity: 1, name: "jobs", session: self.session)
      try loop.task("consumer") {
        for _ in 0..<2 {
          try await loop.value(of: queue.get())
          try await loop.value(of: loop.sleep(1))
          try queue.taskDone()
        }
      }
      try await loop.value(of: loop.sleep(0))
      for item in 0..<2 { try await loop.value(of: queue.put(item)) }
      try await loop.value(of: queue.join())
      try queue.shutDown()
    }
    #expect(
      program.log.lines(about: "Queue jobs wait", "Task-1 suspend", "consumer suspend").filter {
        !$0.contains("sleep") && !$0.contains("turn")
      } == [
        "0 Queue jobs wait by consumer, size 0, 1 waiting", "0 consumer suspend on Queue jobs to get",
        "0 Queue jobs wait by Task-1, size 1, 2 waiting", "0 Task-1 suspend on Queue jobs to put",
        "0 Queue jobs wait by Task-1, size 1, 1 waiting", "0 Task-1 suspend on Queue jobs to join",
      ])
    #expect(
      program.log.lines(about: "Queue jobs").filter { !$0.contains("wait by") }.map {
        $0.split(separator: " ")[3]
      } == ["create", "put", "get", "put", "task_done", "get", "task_done", "close"])
  }

  @Test func `a barrier counts those who have arrived`() throws {
    var places: [Int] = []
    try program.run { loop in
      let barrier = try Barrier(parties: 2, name: "start", session: self.session)
      for name in ["a", "b"] {
        try loop.task(name) { places.append(try await loop.value(of: barrier.wait()) as? Int ?? -1) }
      }
      try await loop.value(of: loop.sleep(1))
      #expect(barrier.waitingCount == 0 && !barrier.isBroken)
    }
    #expect(places == [1, 0])
    #expect(
      program.log.lines(about: "Barrier", "a suspend") == [
        "0 Barrier start create by Task-1, size 2, 0 waiting", "0 Barrier start wait by a, size 1, 1 waiting",
        "0 a suspend on Barrier start", "0 Barrier start set by b, size 2, 1 waiting",
      ])
  }

  @Test func `a second resource of a name is numbered, and one without a name has its class's`() throws {
    let names = [Lock(name: "lock", session: session), Lock(name: "lock", session: session)].map(
      \.resource.name)
    #expect(names == ["lock", "lock-2"])
    #expect(
      (0..<2).map { _ in Lock(name: "forks[]", session: session).resource.name } == ["forks[0]", "forks[1]"])
    #expect((0..<2).map { _ in Event(session: session).resource.name } == ["Event-1", "Event-2"])
  }

  @Test func `a lock that one loop has waited for refuses another`() throws {
    let lock = Lock(session: session)
    func wait() throws {
      try session.run { loop in
        if !lock.isLocked { try await loop.value(of: lock.acquire()) }
        let again = try loop.createTask(lock.acquire())
        try await loop.value(of: loop.sleep(0))
        try again.cancel()
        try await loop.value(of: again)
      }
    }
    #expect(described(error(wait)) == "CancelledError")
    #expect(described(error(wait)).contains("> is bound to a different event loop"))
    session.finish()
  }

  @Test func `comparing the items of a queue may use the queue`() throws {
    let session = session
    var queue: AsyncioLoop.Queue?
    queue = Queue(
      order: .leastFirst { a, b in
        if (a as? Int ?? 0) == 7 { try queue?.putNow(1) }
        return (a as? Int ?? 0) < (b as? Int ?? 0)
      }, session: session)
    try queue?.putNow(3)
    #expect(described(error { try queue?.putNow(7) }) == "RuntimeError: list changed size during iteration")
    #expect(queue?.count == 3)
  }

  private func error(_ body: () throws -> Void) -> (any Error)? {
    do {
      try body()
      return nil
    } catch {
      return error
    }
  }
}
