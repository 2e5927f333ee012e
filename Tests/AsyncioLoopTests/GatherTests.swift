import AsyncioLoop
import Testing

@Suite struct `gather` {
  @Test func `results come in the order given, not in that of their ends`() throws {
    let program = Program()
    let results = try program.run { loop in
      let all = try loop.gather([
        .coroutine(program.count("slow", 2, on: loop)), .coroutine(program.count("fast", 1, on: loop)),
      ])
      return (try await loop.value(of: all) as? [Any])?.map { $0 as? String }
    }
    #expect(results == ["slow", "fast"])
    #expect(program.printed == ["fast", "slow"])
  }

  @Test func `the first failure is passed on and the others run on`() throws {
    let program = Program()
    try program.run { loop in
      let error = await failure {
        try await loop.value(
          of: loop.gather([
            .coroutine(program.fail("bad", 1, on: loop)), .coroutine(program.count("other", 2, on: loop)),
          ]))
      }
      #expect(described(error) == "ValueError: bad")
      #expect(loop.time() == 1)
      try await loop.value(of: loop.sleep(5))
    }
    #expect(program.printed == ["other"])
    #expect(
      program.log.lines(about: "scope", "Task-3 finish") == [
        "0 scope 1 enter gather by Task-1", "1 scope 1 exit failed ValueError: bad",
        "2 Task-3 finish returned other",
      ])
  }

  @Test func `exceptions are results where that is asked for`() throws {
    let program = Program()
    try program.run { loop in
      let cancelled = try loop.createTask(program.count("never", 9, on: loop))
      try cancelled.cancel()
      let all = try loop.gather(
        [
          .coroutine(program.fail("bad", 1, on: loop)), .future(cancelled),
          .coroutine(program.count("good", 1, on: loop)),
        ], returnExceptions: true)
      let results = try await loop.value(of: all) as? [Any] ?? []
      #expect(described(results[0] as? any Error) == "ValueError: bad")
      #expect(described(results[1] as? any Error) == "CancelledError")
      #expect(results[2] as? String == "good")
    }
    #expect(program.errors.isEmpty)
  }

  @Test func `a duplicate runs once and has its result twice`() throws {
    let program = Program()
    try program.run { loop in
      let one = program.count("one", 1, on: loop)
      let all = try loop.gather([.coroutine(one), .coroutine(one)])
      #expect((try await loop.value(of: all) as? [Any])?.count == 2)
    }
    #expect(program.printed == ["one"])
  }

  @Test func `children that are done complete it at once`() throws {
    let program = Program()
    try program.run { loop in
      let task = try loop.createTask(program.count("done", 0, on: loop))
      try await loop.value(of: task)
      #expect(try loop.gather([.future(task), .future(task)]).isDone)
      #expect(try loop.gather([]).isDone)
    }
  }

  @Test func `cancelling it cancels the children, and it ends when they have`() throws {
    let program = Program()
    try program.run { loop in
      let waiter = try loop.task("waiter") {
        try await loop.value(
          of: loop.gather(["a", "b"].map { .coroutine(program.count($0, 9, on: loop)) }))
      }
      try await loop.value(of: loop.sleep(1))
      try waiter.cancel(message: "stop")
      let error = await failure { try await loop.value(of: waiter) }
      #expect(described(error) == "CancelledError: stop")
    }
    #expect(
      program.log.lines(about: "waiter", "Task-3", "scope").dropFirst(7) == [
        "1 waiter cancel by Task-1 explicit 'stop'", "1 Task-3 cancel by Task-1 passed_on 'stop'",
        "1 Task-3 ready by Task-1", "1 Task-3 resume CancelledError", "1 Task-3 finish cancelled 'stop'",
        "1 scope 1 exit cancelled", "1 waiter ready by Task-2", "1 waiter resume CancelledError",
        "1 waiter finish cancelled 'stop'",
      ])
  }

  @Test func `a child that is cancelled fails it without cancelling it`() throws {
    let program = Program()
    try program.run { loop in
      let child = try loop.createTask(program.count("child", 9, on: loop))
      let all = try loop.gather([.future(child), .coroutine(program.count("other", 1, on: loop))])
      try loop.callSoon { try child.cancel() }
      let error = await failure { try await loop.value(of: all) }
      #expect(described(error) == "CancelledError")
      #expect(!all.isCancelled && all.isDone)
      try await loop.value(of: loop.sleep(2))
    }
    #expect(program.printed == ["other"])
  }

  @Test func `a cancelled gather stays cancelled although its children swallow it`() throws {
    let program = Program()
    try program.run { loop in
      let stubborn = loop.coroutine("stubborn") {
        _ = await failure { try await loop.value(of: loop.sleep(9)) }
        return "kept on"
      }
      let waiter = try loop.task("waiter") {
        try await loop.value(of: loop.gather([.coroutine(stubborn)], returnExceptions: true))
      }
      try await loop.value(of: loop.sleep(1))
      try waiter.cancel()
      #expect(described(await failure { try await loop.value(of: waiter) }) == "CancelledError")
    }
  }

  @Test func `a future of another loop is refused, and the scope is closed`() throws {
    let program = Program()
    try program.run { loop in
      let other = EventLoop(session: program.session).createFuture()
      #expect(throws: LoopError.self) { try loop.gather([.future(other)]) }
    }
    #expect(program.log.lines(about: "scope 1 exit").count == 1)
  }
}
