import AsyncioLoop
import Testing

@Suite struct `run and its closing` {
  @Test func `what is left is cancelled, and given the time to clean up`() throws {
    let program = Program()
    try program.run { loop in
      try loop.task("left") {
        defer { program.print("cleaned up at \(loop.time())") }
        do {
          try await loop.value(of: loop.sleep(100))
        } catch {
          program.print("cancelled")
          try await loop.value(of: loop.sleep(2))
          throw error
        }
      }
      try await loop.value(of: loop.sleep(1))
    }
    #expect(program.printed == ["cancelled", "cleaned up at 3.0"])
    #expect(program.log.lines(about: "left cancel") == ["1 left cancel by nobody shutdown"])
    #expect(program.errors.isEmpty)
  }

  @Test func `an error in the clean-up goes to the exception handler`() throws {
    let program = Program()
    try program.run { loop in
      try loop.task("left") {
        _ = await failure { try await loop.value(of: loop.sleep(100)) }
        throw LoopError(.value, "in the clean-up")
      }
      try await loop.value(of: loop.sleep(1))
    }
    #expect(
      program.errors.hasPrefix("unhandled exception during asyncio.run() shutdown\ntask: <Task finished"))
    #expect(program.errors.hasSuffix("ValueError: in the clean-up\n"))
  }

  @Test func `names, ids and the clock go on from run to run`() throws {
    let program = Program()
    _ = try program.session.run { loop in try await loop.value(of: loop.sleep(1)) as? Int }
    try program.run { loop in
      #expect(program.session.currentTask?.name == "Task-4")
      #expect(loop.time() == 1)
    }
  }

  @Test func `a session has no running loop outside of run, and only one inside`() throws {
    let program = Program()
    try program.run { loop in
      let nested = await failure { try program.session.run { _ in } }
      #expect(described(nested) == "RuntimeError: asyncio.run() cannot be called from a running event loop")
      #expect(
        described(await failure { try loop.close() }) == "RuntimeError: Cannot close a running event loop")
      #expect(
        described(await failure { try loop.runForever() })
          == "RuntimeError: This event loop is already running")
      // CPython 3.13.0 takes it for stopped from then on.
      #expect(!loop.isRunning && program.session.runningLoop == nil)
    }
    let loop = EventLoop(session: program.session)
    #expect(program.session.runningLoop == nil)
    try loop.close()
    #expect(throws: LoopError.self) { try loop.callSoon {} }
    #expect(throws: LoopError.self) { try loop.createTask(loop.sleep(1)) }
  }

  @Test func `the first interrupt cancels main, which may clean up, and the end is KeyboardInterrupt`() throws
  {
    let program = Program()
    let error = #expect(throws: LoopError.self) {
      try program.run { loop in
        try loop.callLater(1) { program.session.interrupts.request() }
        do {
          try await loop.value(of: loop.sleep(100))
        } catch {
          program.print("cancelled at \(loop.time())")
          throw error
        }
      }
    }
    #expect(error?.kind == .keyboardInterrupt)
    #expect(described(error?.context) == "CancelledError")
    #expect(program.printed == ["cancelled at 1.0"])
    #expect(program.log.lines(about: "Task-1 cancel") == ["1 Task-1 cancel by nobody interrupt"])
  }

  @Test func `the second interrupt is raised at once`() throws {
    let program = Program()
    let error = #expect(throws: LoopError.self) {
      try program.run { loop in
        for delay in [1.0, 2] { try loop.callLater(delay) { program.session.interrupts.request() } }
        _ = await failure { try await loop.value(of: loop.sleep(100)) }
        _ = await failure { try await loop.value(of: loop.sleep(100)) }
        program.print("told a second time at \(loop.time())")
      }
    }
    #expect(error?.kind == .keyboardInterrupt)
    #expect(program.printed == ["told a second time at 2.0"])
    #expect(program.log.lines(about: "Task-1 cancel").last == "2 Task-1 cancel by nobody shutdown")
  }

  @Test func `an interrupt outside of run is raised where the program asks`() throws {
    let session = LoopSession()
    try session.checkInterrupt()
    session.interrupts.request()
    #expect(throws: LoopError.self) { try session.checkInterrupt() }
    try session.checkInterrupt()
  }

  @Test func `a program that would hang ends with what its tasks wait for`() throws {
    let program = Program()
    let error = #expect(throws: Deadlock.self) {
      try program.run { loop in
        let future = loop.createFuture()
        try loop.task("reader") {
          defer { program.print("cleaned up") }
          try await loop.value(of: future)
        }
        try await loop.value(of: loop.gather([.coroutine(loop.sleep(.infinity))]))
      }
    }
    #expect(
      error?.description == """
        deadlock: nothing is left that could wake a task
          Task-1 (main) waits for the tasks of a gather or a group
          reader (reader) waits for a future that nobody sets
          Task-2 (sleep) waits for a sleep without an end
        Let something set what they wait for, or give the wait a timeout.
        """)
    #expect(program.printed == ["cleaned up"])
  }

  @Test func `a deadlock names the ring of tasks that wait for each other's locks`() throws {
    let program = Program()
    let (a, b) = (Lock(name: "a", session: program.session), Lock(name: "b", session: program.session))
    let error = #expect(throws: Deadlock.self) {
      try program.run { loop in
        for (name, first, second) in [("writer-1", a, b), ("writer-2", b, a)] {
          try loop.task(name) {
            try await loop.value(of: first.acquire())
            try await loop.value(of: loop.sleep(1))
            try await loop.value(of: second.acquire())
          }
        }
        try await loop.value(of: Event(name: "done", session: program.session).wait())
      }
    }
    #expect(
      error?.description == """
        deadlock: nothing is left that could wake a task
          Task-1 (main) waits for Event done, which nobody sets
          writer-1 (writer-1) waits for Lock b, held by writer-2
          writer-2 (writer-2) waits for Lock a, held by writer-1
        In a ring, each waits for the next one: writer-1 -> writer-2 -> writer-1.
        Let all take what they share in the same order, or give the wait a timeout.
        """)
    #expect(error?.ring.map(\.name) == ["writer-1", "writer-2"])
  }

  @Test func `a deadlock says what a wait for each kind of thing lacks`() throws {
    let program = Program()
    let session = program.session
    let error = #expect(throws: Deadlock.self) {
      try program.run { loop in
        let full = Queue(capacity: 1, name: "full", session: session)
        try full.putNow("item")
        let condition = Condition(name: "ready", session: session)
        let ended = Lock(name: "lost", session: session)
        _ = try loop.createTask(ended.acquire(), name: "forgetful")
        _ = try loop.createTask(Queue(name: "jobs", session: session).get(), name: "consumer")
        _ = try loop.createTask(full.put("another"), name: "producer")
        _ = try loop.createTask(full.join(), name: "joiner")
        _ = try loop.createTask(Barrier(parties: 3, name: "start", session: session).wait(), name: "runner")
        _ = try loop.createTask(Semaphore(0, name: "permits", session: session).acquire(), name: "buyer")
        try loop.task("listener") {
          try await loop.value(of: condition.lock.acquire())
          try await loop.value(of: condition.wait())
        }
        try await loop.value(of: loop.sleep(0))
        try await loop.value(of: ended.acquire())
      }
    }
    #expect(
      error?.waiters.map { "\($0.awaited), \($0.reason)" } == [
        "Lock lost, held by forgetful, which has ended", "Queue jobs, which is empty",
        "Queue full, which is full", "Queue full, whose items nobody is done with",
        "Barrier start, where only 1 have arrived", "Semaphore permits, which nobody releases",
        "Condition ready, which nobody notifies",
      ])
  }

  @Test func `an exception that nobody looked at is reported when its task is released`() throws {
    let program = Program()
    try program.run { loop in
      try loop.createTask(program.fail("unseen", 1, on: loop)).removeDoneCallbacks { _ in true }
      try await loop.value(of: loop.sleep(2))
      #expect(program.errors.contains("Task exception was never retrieved"))
    }
    #expect(program.errors.ranges(of: "never retrieved").count == 1)
  }

  @Test func `an exception that nobody looked at is reported at the end, if its task lives so long`() throws {
    let program = Program()
    var kept: [Task] = []
    try program.run { loop in
      kept = [try loop.createTask(program.fail("unseen", 1, on: loop))]
      try await loop.value(of: loop.sleep(2))
      #expect(program.errors.isEmpty)
    }
    #expect(kept.count == 1 && program.errors.contains("ValueError: unseen"))
  }

  @Test func `the program's exception handler is told in place of the standard error`() throws {
    let program = Program()
    try program.run { loop in
      loop.exceptionHandler = ExceptionHandler { _, report in
        program.print("\(report.message), \(described(report.exception))")
      }
      try loop.callSoon(name: "f") { throw LoopError(.value, "x") }
      try await loop.value(of: loop.sleep(1))
      loop.exceptionHandler = ExceptionHandler { _, _ in throw LoopError(.runtime, "handler") }
      try loop.callSoon(name: "g") { throw LoopError(.value, "y") }
    }
    #expect(program.printed == ["Exception in callback f(), ValueError: x"])
    #expect(
      program.errors
        == "Unhandled error in exception handler\ncontext: Exception in callback g()\nRuntimeError: handler\n"
    )
  }

  @Test func `a task left when a loop is not closed is reported and ended`() throws {
    let program = Program()
    let loop = EventLoop(session: program.session)
    let task = try loop.createTask(program.count("left", 9, on: loop), name: "left")
    try loop.callSoon { loop.stop() }
    try loop.runForever()
    program.session.finish()
    #expect(!task.isDone)
    #expect(
      program.errors
        == "Task was destroyed but it is pending!\ntask: <Task pending name='left' coro=<left()>"
        + " wait_for=<Future pending cb=[Task.task_wakeup()]>>\n")
  }
}
