import AsyncioLoop
import Testing

@Suite struct `as_completed, wait and shield` {
  @Test func `as_completed gives results as they come`() throws {
    let program = Program()
    let results = try program.run { loop in
      let all = try loop.asCompleted(
        [("a", 3.0), ("b", 1), ("c", 2), ("d", 1)].map { .coroutine(program.count($0, $1, on: loop)) })
      var results: [String] = []
      while let next = all.next() { results.append(try await loop.value(of: next) as? String ?? "?") }
      return results
    }
    #expect(results == ["b", "d", "c", "a"])
    #expect(
      program.log.lines(about: "scope", "Task-1 ready") == [
        "0 scope 1 enter as_completed by Task-1", "1 Task-1 ready by Task-3", "2 Task-1 ready by Task-4",
        "3 scope 1 exit clean", "3 Task-1 ready by Task-2",
      ])
  }

  @Test func `as_completed gives the futures themselves to asynchronous iteration`() throws {
    let program = Program()
    try program.run { loop in
      let slow = try loop.createTask(program.count("slow", 2, on: loop))
      let bad = try loop.createTask(program.fail("bad", 1, on: loop))
      let all = try loop.asCompleted([.future(slow), .future(bad), .future(slow)])
      var order: [Future] = []
      while let next = all.nextFuture() {
        if let future = try await loop.value(of: next) as? Future { order.append(future) }
      }
      #expect(order.map { $0 === slow } == [false, true])
      #expect(described(await failure { _ = try bad.result() }) == "ValueError: bad")
    }
  }

  @Test func `as_completed raises TimeoutError for each that is late`() throws {
    let program = Program()
    let results = try program.run { loop in
      let all = try loop.asCompleted(
        [("a", 1.0), ("b", 9), ("c", 9)].map { .coroutine(program.count($0, $1, on: loop)) }, timeout: 2)
      var results: [String] = []
      while let next = all.next() {
        let error = await failure { results.append(try await loop.value(of: next) as? String ?? "?") }
        if let error { results.append(described(error)) }
      }
      return results
    }
    #expect(results == ["a", "TimeoutError", "TimeoutError"])
    #expect(program.log.lines(about: "scope 1 exit") == ["2 scope 1 exit timed out"])
  }

  @Test func `as_completed of nothing gives nothing`() throws {
    try Program().run { loop in
      let all = try loop.asCompleted([])
      #expect(all.next() == nil)
    }
  }

  @Test func `wait returns what is done and what is not, and cancels nothing`() throws {
    let program = Program()
    try program.run { loop in
      let a = try loop.createTask(program.count("a", 1, on: loop))
      let bad = try loop.createTask(program.fail("bad", 2, on: loop))
      let c = try loop.createTask(program.count("c", 9, on: loop))
      func wait(_ timeout: Double?, _ condition: WaitCondition) async throws -> WaitResult? {
        try await loop.value(of: loop.wait([a, bad, c, a], timeout: timeout, condition: condition))
          as? WaitResult
      }
      #expect(try await wait(0.5, .allCompleted)?.pending.count == 3)
      #expect(try await wait(nil, .firstCompleted)?.done.map { $0 === a } == [true])
      let failed = try await wait(nil, .firstException)
      #expect(loop.time() == 2 && failed?.done.count == 2)
      #expect(try await wait(nil, .allCompleted)?.done.count == 3)
      #expect(loop.time() == 9)
      #expect(
        described(await failure { try await loop.value(of: loop.wait([])) })
          == "ValueError: Set of Tasks/Futures is empty.")
    }
    #expect(
      program.log.lines(about: "scope 1") == [
        "0 scope 1 enter wait by Task-1 until 0.5 of Task-2,Task-3,Task-4", "0.5 scope 1 exit timed out",
      ])
  }

  @Test func `a shield keeps a cancellation from what is inside`() throws {
    let program = Program()
    try program.run { loop in
      let inner = try loop.createTask(program.count("inner", 3, on: loop), name: "inner")
      let waiter = try loop.task("waiter") { try await loop.value(of: loop.shield(.future(inner))) }
      try await loop.value(of: loop.sleep(1))
      try waiter.cancel()
      #expect(described(await failure { try await loop.value(of: waiter) }) == "CancelledError")
      #expect(loop.time() == 1)
      #expect(try await loop.value(of: inner) as? String == "inner")
    }
    #expect(program.log.lines(about: "inner cancel").isEmpty)
    #expect(
      program.log.lines(about: "scope") == [
        "0 scope 1 enter shield by waiter of inner", "1 scope 1 exit cancelled",
      ])
  }

  @Test func `a shield passes on how the inside ends`() throws {
    let program = Program()
    try program.run { loop in
      #expect(
        try await loop.value(of: loop.shield(.coroutine(program.count("a", 1, on: loop)))) as? String == "a")
      let error = await failure {
        try await loop.value(of: loop.shield(.coroutine(program.fail("bad", 1, on: loop))))
      }
      #expect(described(error) == "ValueError: bad")
      let inner = try loop.createTask(program.count("never", 9, on: loop))
      try loop.callLater(1) { try inner.cancel() }
      #expect(
        described(await failure { try await loop.value(of: loop.shield(.future(inner))) }) == "CancelledError"
      )
      #expect(try loop.shield(.future(inner)) === inner)
    }
  }

  @Test func `a failure behind a shield that nobody waits at any more is reported`() throws {
    let program = Program()
    try program.run { loop in
      let waiter = try loop.task("waiter") {
        try await loop.value(of: loop.shield(.coroutine(program.fail("unseen", 2, on: loop))))
      }
      try await loop.value(of: loop.sleep(1))
      try waiter.cancel()
      _ = await failure { try await loop.value(of: waiter) }
      try await loop.value(of: loop.sleep(5))
    }
    #expect(
      program.errors.hasPrefix("Task exception was never retrieved\nfuture: <Task finished name='Task-2'"))
    #expect(program.errors.hasSuffix("\nValueError: unseen\n"))
  }
}
