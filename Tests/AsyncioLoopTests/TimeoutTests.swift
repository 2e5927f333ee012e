import AsyncioLoop
import Testing

@Suite struct `Timeouts` {
  @Test func `a deadline turns the cancellation into TimeoutError`() throws {
    let program = Program()
    try program.run { loop in
      let error = await failure {
        try await loop.withTimeout(after: 1) { _ in try await loop.value(of: loop.sleep(3)) }
      }
      #expect(described(error) == "TimeoutError")
      #expect(described((error as? LoopError)?.cause) == "CancelledError")
      #expect(program.session.currentTask?.cancelling == 0)
    }
    #expect(
      program.log.lines(about: "scope", "Task-1 cancel", "Task-1 ready") == [
        "0 scope 1 enter timeout by Task-1 until 1", "1 Task-1 cancel by nobody timeout",
        "1 Task-1 ready by timer", "1 scope 1 exit timed out",
      ])
  }

  @Test func `a deadline that is over takes effect at the first await`() throws {
    let program = Program()
    try program.run { loop in
      for delay in [0.0, -5] {
        let error = await failure {
          try await loop.withTimeout(after: delay) { timeout in
            program.print("inside")
            try await loop.value(of: loop.sleep(1))
          }
        }
        #expect(described(error) == "TimeoutError")
      }
      #expect(loop.time() == 0)
    }
    #expect(program.printed == ["inside", "inside"])
    #expect(program.log.lines(about: "Task-1 cancel").first == "0 Task-1 cancel by nobody timeout")
  }

  @Test func `the deadline can move and go`() throws {
    let program = Program()
    try program.run { loop in
      try await loop.withTimeout(after: 1) { timeout in
        #expect(timeout.when == 1)
        try timeout.reschedule(to: 5)
        try await loop.value(of: loop.sleep(3))
        try timeout.reschedule(to: nil)
        try await loop.value(of: loop.sleep(30))
        #expect(!timeout.isExpired)
      }
    }
    #expect(
      program.log.lines(about: "scope") == [
        "0 scope 1 enter timeout by Task-1 until 1", "0 scope 1 reschedule 5", "3 scope 1 reschedule never",
        "33 scope 1 exit clean",
      ])
  }

  @Test func `of nested deadlines the one that fired raises`() throws {
    let program = Program()
    try program.run { loop in
      func nested(outer: Double, inner: Double) async throws -> String {
        do {
          return try await loop.withTimeout(after: outer) { _ in
            do {
              try await loop.withTimeout(after: inner) { _ in _ = try await loop.value(of: loop.sleep(9)) }
            } catch  where error.loopTypeName == "TimeoutError" {
              return "inner"
            }
            return "neither"
          }
        } catch  where error.loopTypeName == "TimeoutError" {
          return "outer"
        }
      }
      var raised: [String] = []
      for (outer, inner) in [(2.0, 1.0), (1, 2), (1, 1)] {
        raised.append(try await nested(outer: outer, inner: inner))
      }
      #expect(raised == ["inner", "outer", "outer"])
    }
  }

  @Test func `a body that swallows the cancellation is not stopped`() throws {
    let program = Program()
    try program.run { loop in
      try await loop.withTimeout(after: 1) { timeout in
        _ = await failure { try await loop.value(of: loop.sleep(3)) }
        #expect(timeout.isExpired)
        try await loop.value(of: loop.sleep(3))
      }
      #expect(loop.time() == 4)
    }
    #expect(program.log.lines(about: "scope 1 exit") == ["4 scope 1 exit timed out"])
  }

  @Test func `a cancellation from outside at the same time wins`() throws {
    let program = Program()
    try program.run { loop in
      let task = try loop.task("worker") {
        try await loop.withTimeout(after: 1) { _ in
          do {
            try await loop.value(of: loop.sleep(9))
          } catch {
            try await loop.value(of: loop.sleep(1))
            throw error
          }
        }
      }
      try await loop.value(of: loop.sleep(1.5))
      try task.cancel(message: "outside")
      #expect(described(await failure { try await loop.value(of: task) }) == "CancelledError: outside")
    }
  }

  @Test func `an error raised from the cancellation has the timeout in its chain`() throws {
    let program = Program()
    try program.run { loop in
      let error = await failure {
        try await loop.withTimeout(after: 1) { _ in
          do {
            try await loop.value(of: loop.sleep(9))
          } catch {
            let raised = LoopError(.value, "instead")
            raised.context = error
            throw raised
          }
        }
      }
      let context = (error as? LoopError)?.context as? LoopError
      #expect(described(error) == "ValueError: instead")
      #expect(described(context) == "TimeoutError")
      #expect(described(context?.cause) == "CancelledError")
    }
  }

  @Test func `misuse is refused in asyncio's words`() throws {
    let program = Program()
    try program.run { loop in
      let timeout = program.session.timeout(after: 1)
      #expect(
        described(await failure { try timeout.reschedule(to: 2) })
          == "RuntimeError: Timeout has not been entered")
      try timeout.enter()
      #expect(timeout.representation == "<Timeout [active] when=1.0>")
      #expect(
        described(await failure { try timeout.enter() })
          == "RuntimeError: Timeout has already been entered")
      try timeout.exit(nil)
      #expect(
        described(await failure { try timeout.reschedule(to: 2) })
          == "RuntimeError: Cannot change state of finished Timeout")
    }
  }

  @Test func `wait_for awaits in the same task, and cancels it when time is up`() throws {
    let program = Program()
    try program.run { loop in
      #expect(
        try await loop.value(of: loop.waitFor(.coroutine(program.count("quick", 1, on: loop)), timeout: 2))
          as? String == "quick")
      let error = await failure {
        try await loop.value(of: loop.waitFor(.coroutine(program.count("slow", 9, on: loop)), timeout: 1))
      }
      #expect(described(error) == "TimeoutError")
      try await loop.value(of: loop.waitFor(.coroutine(program.count("patient", 9, on: loop)), timeout: nil))
    }
    #expect(program.printed == ["quick", "patient"])
    #expect(program.log.lines(about: "Task-2").isEmpty)
    #expect(
      program.log.lines(about: "scope") == [
        "0 scope 1 enter wait_for by Task-1 until 2", "1 scope 1 exit clean",
        "1 scope 2 enter wait_for by Task-1 until 2", "2 scope 2 exit timed out",
        "2 scope 3 enter wait_for by Task-1", "11 scope 3 exit clean",
      ])
  }

  @Test func `wait_for without any time cancels what is not done, before it starts`() throws {
    let program = Program()
    try program.run { loop in
      let error = await failure {
        try await loop.value(of: loop.waitFor(.coroutine(program.count("never", 0, on: loop)), timeout: 0))
      }
      #expect(described(error) == "TimeoutError")
      let done = try loop.createTask(program.count("done", 0, on: loop))
      try await loop.value(of: done)
      #expect(try await loop.value(of: loop.waitFor(.future(done), timeout: 0)) as? String == "done")
    }
    #expect(program.printed == ["done"])
    #expect(
      program.log.lines(about: "Task-2") == [
        "0 Task-2 create by Task-1 in scope 1", "0 Task-2 cancel by Task-1 timeout",
        "0 Task-2 resume CancelledError", "0 Task-2 finish cancelled",
      ])
  }

  @Test func `wait_for of a task that is cancelled outside cancels the task`() throws {
    let program = Program()
    try program.run { loop in
      let inner = try loop.createTask(program.count("inner", 9, on: loop), name: "inner")
      let waiter = try loop.task("waiter") {
        try await loop.value(of: loop.waitFor(.future(inner), timeout: 5))
      }
      try await loop.value(of: loop.sleep(1))
      try waiter.cancel()
      #expect(described(await failure { try await loop.value(of: waiter) }) == "CancelledError")
      #expect(inner.isCancelled)
    }
    #expect(
      program.log.lines(about: "inner cancel", "waiter cancel", "scope") == [
        "0 scope 1 enter wait_for by waiter until 5 of inner", "1 waiter cancel by Task-1 explicit",
        "1 inner cancel by Task-1 passed_on", "1 scope 1 exit cancelled",
      ])
  }
}
