import AsyncioLoop
import TaskModel
import Testing

@Suite struct `Worker threads` {
  private let program = Program()
  private var session: LoopSession { program.session }

  /// A call that sleeps and says when it begins and ends.
  private func sleepy(_ name: String, _ delay: Double) -> () throws -> Any {
    let (program, session) = (program, session)
    return {
      program.print("\(name) begins at \(session.now)")
      try session.block(for: delay, what: "sleep")
      program.print("\(name) ends at \(session.now)")
      return name
    }
  }

  @Test func `sleep beside the loop and beside each other`() throws {
    try program.run { loop in
      let calls = [loop.toThread("a", self.sleepy("a", 1)), loop.toThread("b", self.sleepy("b", 0.5))]
      try await loop.value(
        of: loop.gather((calls + [program.count("task", 0.75, on: loop)]).map { .coroutine($0) }))
      program.print("all at \(session.now)")
    }
    #expect(
      program.printed == [
        "a begins at 0.0", "b begins at 0.0", "b ends at 0.5", "task", "a ends at 1.0", "all at 1.0",
      ])
  }

  @Test func `are lanes that run, sleep, wait for calls and end with the loop`() throws {
    try program.run { loop in
      try await loop.value(of: loop.toThread("work", self.sleepy("x", 1)))
    }
    #expect(
      program.log.lines(about: "asyncio_0", "Task-1 suspend", "Task-1 ready") == [
        "0 asyncio_0 create by program", "0 Task-1 suspend on work", "0 asyncio_0 resume",
        "0 asyncio_0 suspend on sleep until 1", "1 asyncio_0 ready by timer", "1 asyncio_0 resume",
        "1 asyncio_0 suspend on another call", "1 Task-1 ready by asyncio_0",
        "1 asyncio_0 ready by callback ", "1 asyncio_0 resume", "1 asyncio_0 finish returned",
      ])
  }

  @Test func `a pool has no more of them than it may`() throws {
    try program.run { loop in
      let pool = try ThreadPool(maxWorkers: 2, session: session)
      let futures = try (0..<4).map { try loop.runInExecutor(pool, "call", self.sleepy("\($0)", 1)) }
      try await loop.value(of: loop.gather(futures.map { .future($0) }))
      #expect(session.now == 2)
      try pool.shutDown()
      #expect(throws: LoopError.self) { try pool.submit("late") { 0 } }
    }
    #expect(
      program.printed.filter { $0.contains("begins") } == [
        "0 begins at 0.0", "1 begins at 0.0", "2 begins at 1.0", "3 begins at 1.0",
      ])
  }

  @Test func `go on while the loop is blocked, each at its time`() throws {
    try program.run { loop in
      let future = try loop.runInExecutor(nil, "call", self.sleepy("x", 1))
      try await loop.value(of: loop.sleep(0))
      try session.block(for: 3, what: "time.sleep")
      program.print("unblocked at \(session.now)")
      try await loop.value(of: future)
    }
    #expect(program.printed == ["x begins at 0.0", "x ends at 1.0", "unblocked at 3.0"])
  }

  @Test func `a call that was cancelled before it began is never made`() throws {
    try program.run { loop in
      let pool = try ThreadPool(maxWorkers: 1, session: session)
      _ = try loop.runInExecutor(pool, "first", self.sleepy("first", 1))
      let second = try loop.runInExecutor(pool, "second", self.sleepy("second", 1))
      try await loop.value(of: loop.sleep(0.5))
      try second.cancel()
      try await loop.value(of: loop.sleep(5))
    }
    #expect(program.printed == ["first begins at 0.0", "first ends at 1.0"])
  }

  @Test func `wait for what they have the loop do, and nobody holds it meanwhile`() throws {
    try program.run { loop in
      let coroutine = loop.coroutine("inner") { try await loop.value(of: loop.sleep(2)) }
      let answer = try await loop.value(
        of: loop.toThread("ask") {
          let future = try loop.submit(.coroutine(coroutine), named: "inner")
          try future.wait()
          _ = try future.result()
          return session.now
        })
      #expect(answer as? Double == 2)
    }
  }

  @Test func `what they raise is raised where their call is awaited`() throws {
    try program.run { loop in
      let error = await failure {
        try await loop.value(of: loop.toThread("fail") { throw LoopError(.value, "no") })
      }
      #expect(described(error) == "ValueError: no")
    }
  }

  @Test func `one that waits for ever is a deadlock, and is let go of in the end`() throws {
    let error = #expect(throws: Deadlock.self) {
      try program.run { loop in
        try await loop.value(
          of: loop.toThread("stuck") {
            defer { program.print("let go of") }
            try ThreadFuture(callName: "never", session: session).wait()
            return ()
          })
      }
    }
    #expect(error?.waiters.first?.awaited == "stuck")
    #expect(program.printed == ["let go of"])
  }
}
