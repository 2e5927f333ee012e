import AsyncioLoop
import TaskModel
import Testing

@Suite struct `The order of steps` {
  @Test func `three sleeps overlap, and every event comes at its moment`() throws {
    let program = Program()
    try program.run { loop in
      let coroutines = ["a", "b"].map { Awaitable.coroutine(program.count($0, 1, on: loop)) }
      try await loop.value(of: loop.gather(coroutines))
    }
    #expect(program.printed == ["a", "b"])
    #expect(
      program.log.text == """
        0 Task-1 create by program
        0 Task-1 resume
        0 scope 1 enter gather by Task-1
        0 Task-2 create by Task-1 in scope 1
        0 Task-3 create by Task-1 in scope 1
        0 Task-1 suspend on scope 1
        0 Task-2 resume
        0 Task-2 suspend on sleep until 1
        0 Task-3 resume
        0 Task-3 suspend on sleep until 1
        1 Task-2 ready by timer
        1 Task-3 ready by timer
        1 Task-2 resume
        1 Task-2 finish returned a
        1 Task-3 resume
        1 Task-3 finish returned b
        1 scope 1 exit clean
        1 Task-1 ready by Task-3
        1 Task-1 resume
        1 Task-1 finish returned
        """)
  }

  @Test func `timers of one moment fire in the order of their calls`() throws {
    let program = Program()
    try program.run { loop in
      let names = ["a", "b", "c", "d", "e", "f", "g"]
      try await loop.value(of: loop.gather(names.map { .coroutine(program.count($0, 0.3, on: loop)) }))
    }
    #expect(program.printed == ["a", "b", "c", "d", "e", "f", "g"])
  }

  @Test func `loop time adds doubles as CPython does`() throws {
    let program = Program()
    try program.run { loop in
      try await loop.value(of: loop.sleep(0.1))
      try await loop.value(of: loop.sleep(0.2))
      #expect(loop.time() == 0.1 + 0.2)
      #expect(loop.time() != 0.3)
    }
  }

  @Test func `sleep of nothing gives the loop one turn`() throws {
    let program = Program()
    try program.run { loop in
      let other = try loop.createTask(program.count("other", 0, on: loop))
      for n in 0..<3 {
        program.print("main \(n)")
        try await loop.value(of: loop.sleep(n == 1 ? -1 : 0))
      }
      try await loop.value(of: other)
    }
    #expect(program.printed == ["main 0", "main 1", "other", "main 2"])
  }

  @Test func `callbacks soon, later and at a time run in order, unless they are cancelled`() throws {
    let program = Program()
    try program.run { loop in
      try loop.callLater(0.2, name: "second") { program.print("later") }
      try loop.callAt(0.1, name: "first") { program.print("at") }
      try loop.callLater(0.1) { program.print("never") }.cancel()
      try loop.callSoon { program.print("soon") }
      try await loop.value(of: loop.sleep(1))
    }
    #expect(program.printed == ["soon", "at", "later"])
  }

  @Test func `a callback that fails is reported and nothing else stops`() throws {
    let program = Program()
    try program.run { loop in
      try loop.callSoon(name: "fails") { throw LoopError(.value, "oops") }
      try loop.callSoon(name: "next") { program.print("next") }
      try await loop.value(of: loop.sleep(1))
    }
    #expect(program.printed == ["next"])
    #expect(program.errors == "Exception in callback fails()\nhandle: <Handle fails()>\nValueError: oops\n")
  }

  @Test func `a future that is set wakes its waiter, and says by whom`() throws {
    let program = Program()
    try program.run { loop in
      let future = loop.createFuture()
      try loop.task("setter") {
        try await loop.value(of: loop.sleep(1))
        try future.setResult(42)
      }
      let value = try await loop.value(of: future)
      #expect(value as? Int == 42)
    }
    #expect(
      program.log.lines(about: "future", "Task-1 suspend", "Task-1 ready", "setter ready") == [
        "0 future 1 wait by Task-1, 1 waiting", "0 Task-1 suspend on future 1", "1 setter ready by timer",
        "1 future 1 set by setter, 0 waiting", "1 Task-1 ready by setter",
      ])
  }

  @Test func `a program gives the same events each time`() throws {
    func events() throws -> String {
      let program = Program()
      _ = try? program.run { loop in
        try await loop.withTaskGroup { group in
          for n in 0..<20 { _ = try group.createTask(program.count("\(n)", Double(n % 4), on: loop)) }
          _ = try group.createTask(program.fail("bad", 2, on: loop))
        }
      }
      return program.log.text
    }
    let first = try events()
    #expect(first.contains("cancel"))
    #expect(try events() == first)
  }

  @Test func `times that are no times neither trap nor move the clock`() throws {
    let program = Program()
    try program.run { loop in
      let nan = await failure { try await loop.value(of: loop.sleep(.nan)) }
      #expect(described(nan) == "ValueError: Invalid delay: NaN (not a number)")
      #expect(throws: LoopError.self) { try loop.callLater(.nan) {} }
      try loop.callLater(-.infinity) { program.print("at once") }
      try loop.callLater(.infinity) { program.print("never") }
      try await loop.value(of: loop.sleep(1e300))
      try await loop.value(of: loop.sleep(1))
      #expect(loop.time() == 1e300)
    }
    #expect(program.printed == ["at once"])
    #expect(program.log.events.last?.time.nanoseconds == .max)
  }

  @Test func `many cancelled timers are swept and the others keep their order`() throws {
    let program = Program()
    try program.run { loop in
      var timers: [TimerHandle] = []
      for n in 0..<300 { timers.append(try loop.callLater(1) { program.print("\(n)") }) }
      for (n, timer) in timers.enumerated() where n % 3 != 0 { timer.cancel() }
      try await loop.value(of: loop.sleep(2))
    }
    #expect(program.printed == stride(from: 0, to: 300, by: 3).map { "\($0)" })
  }

  @Test func `time that is blocked is a stall, and timers wait for its end`() throws {
    let program = Program()
    try program.run { loop in
      try loop.callLater(1) { program.print("\(loop.time())") }
      try program.session.block(for: 3, what: "time.sleep")
      try await loop.value(of: loop.sleep(0))
    }
    #expect(program.printed == ["3.0"])
    #expect(program.log.lines(about: "Task-1 stall") == ["3 Task-1 stall 3.0 seconds time.sleep"])
  }
}
