import AsyncioLoop
import Testing

@Suite struct `Bodies in Swift` {
  @Test func `helpers that are async functions of their own stay on the loop`() throws {
    let program = Program()
    let result = try program.run { loop in try await twice(loop) }
    #expect(result == 2)
  }

  @Test func `an await that is not the loop's is an error, not a hang`() throws {
    let program = Program()
    let error = #expect(throws: LoopError.self) {
      try program.run { _ in try await _Concurrency.Task.sleep(for: .seconds(1)) }
    }
    #expect(error?.message.hasPrefix("main awaited something that is not the loop's") == true)
  }

  @Test func `a helper that leaves the actor of its caller leaves the loop`() throws {
    let program = Program()
    let error = #expect(throws: LoopError.self) { try program.run { _ in try await away() } }
    #expect(error?.message.hasPrefix("main awaited something that is not the loop's") == true)
  }

  @Test func `a body that is closed has its clean-up run`() throws {
    let program = Program()
    let loop = EventLoop(session: program.session)
    let body = loop.coroutine("body") {
      defer { program.print("cleaned up") }
      try await loop.turn()
    }
    _ = body.resume(.send)
    body.close()
    #expect(program.printed == ["cleaned up"])
  }

  @Test func `a body that awaits a body runs it in its place, and takes what it raises`() throws {
    let program = Program()
    try program.run { loop in
      let outer = try loop.task("outer") {
        let inner = loop.coroutine("inner") {
          try await loop.turn()
          try await loop.value(of: loop.coroutine("innermost") { try await loop.value(of: loop.sleep(1)) })
          throw LoopError(.value, "inner")
        }
        return described(await failure { try await loop.value(of: inner) })
      }
      #expect(try await loop.value(of: outer) as? String == "ValueError: inner")
    }
    #expect(
      program.log.lines(about: "outer") == [
        "0 outer create by Task-1", "0 outer resume", "0 outer suspend on turn", "0 outer ready by outer",
        "0 outer resume", "0 outer suspend on sleep until 1", "1 outer ready by timer", "1 outer resume",
        "1 outer finish returned ValueError: inner",
      ])
  }

  @Test func `a coroutine runs once`() throws {
    let program = Program()
    try program.run { loop in
      let one = program.count("one", 0, on: loop)
      try await loop.value(of: one)
      let error = await failure { try await loop.value(of: one) }
      #expect(described(error) == "RuntimeError: cannot reuse already awaited coroutine")
      let sleep = loop.sleep(0)
      try await loop.value(of: sleep)
      #expect(
        described(await failure { try await loop.value(of: sleep) })
          == "RuntimeError: cannot reuse already awaited coroutine")
    }
  }

  @Test func `a task that awaits itself is told so`() throws {
    let program = Program()
    try program.run { loop in
      let me = program.session.currentTask
      let error = await failure { if let me { try await loop.value(of: me) } }
      #expect(
        described(error).hasPrefix("RuntimeError: Task cannot await on itself: <Task pending name='Task-1'"))
    }
  }
}

/// It makes a call: one that does nothing would not leave.
@concurrent private func away() async throws { #expect(described(nil) == "nothing") }

private func twice(_ loop: EventLoop) async throws -> Int {
  try await loop.value(of: loop.sleep(1))
  try await loop.value(of: loop.sleep(1))
  return Int(loop.time())
}
