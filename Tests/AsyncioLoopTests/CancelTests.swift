import AsyncioLoop
import TaskModel
import Testing

@Suite struct `Cancellation` {
  @Test func `it is asked for, delivered and over at three moments`() throws {
    let program = Program()
    try program.run { loop in
      let task = try loop.createTask(program.count("a", 9, on: loop), name: "a")
      try await loop.value(of: loop.sleep(1))
      #expect(try task.cancel(message: "enough"))
      #expect(!task.isCancelled && task.cancelling == 1)
      #expect(described(await failure { try await loop.value(of: task) }) == "CancelledError: enough")
      #expect(task.isCancelled)
      #expect(try !task.cancel())
    }
    #expect(
      program.log.lines(about: "a ") == [
        "0 a create by Task-1", "0 a resume", "0 a suspend on sleep until 9",
        "1 a cancel by Task-1 explicit 'enough'", "1 a ready by Task-1", "1 a resume CancelledError",
        "1 a finish cancelled 'enough'",
      ])
  }

  @Test func `a task cancelled before it starts never runs`() throws {
    let program = Program()
    try program.run { loop in
      let task = try loop.task("a") { program.print("ran") }
      try task.cancel()
      #expect(described(await failure { try await loop.value(of: task) }) == "CancelledError")
    }
    #expect(program.printed.isEmpty)
    #expect(
      program.log.lines(about: "a ") == [
        "0 a create by Task-1", "0 a cancel by Task-1 explicit", "0 a resume CancelledError",
        "0 a finish cancelled",
      ])
  }

  @Test func `a task that cancels itself is told at its next await`() throws {
    let program = Program()
    try program.run { loop in
      let task = try loop.task("a") {
        try program.session.currentTask?.cancel()
        program.print("goes on")
        try await loop.value(of: loop.sleep(1))
      }
      #expect(described(await failure { try await loop.value(of: task) }) == "CancelledError")
      #expect(loop.time() == 0)
    }
    #expect(program.printed == ["goes on"])
  }

  @Test func `a task that cancels itself and awaits no more is cancelled in the end`() throws {
    let program = Program()
    try program.run { loop in
      let task = try loop.task("a") { try program.session.currentTask?.cancel(message: "late") }
      #expect(described(await failure { try await loop.value(of: task) }) == "CancelledError: late")
    }
  }

  @Test func `uncancel takes a request back that was not delivered`() throws {
    let program = Program()
    try program.run { loop in
      let task = try loop.task("a") {
        let me = program.session.currentTask
        try me?.cancel()
        try me?.cancel()
        #expect(me?.uncancel() == 1)
        #expect(me?.uncancel() == 0)
        #expect(me?.uncancel() == 0)
        try await loop.value(of: loop.sleep(1))
        return "undisturbed"
      }
      #expect(try await loop.value(of: task) as? String == "undisturbed")
    }
  }

  @Test func `a swallowed cancellation leaves the task running`() throws {
    let program = Program()
    try program.run { loop in
      let task = try loop.task("a") {
        _ = await failure { try await loop.value(of: loop.sleep(9)) }
        try await loop.value(of: loop.sleep(1))
        return "kept on"
      }
      try await loop.value(of: loop.sleep(1))
      try task.cancel()
      #expect(try await loop.value(of: task) as? String == "kept on")
      #expect(task.cancelling == 1 && !task.isCancelled)
    }
  }

  @Test func `it follows the awaits to the end of their chain`() throws {
    let program = Program()
    try program.run { loop in
      let c = try loop.createTask(program.count("c", 9, on: loop), name: "c")
      let b = try loop.task("b") { try await loop.value(of: c) }
      let a = try loop.task("a") { try await loop.value(of: b) }
      try await loop.value(of: loop.sleep(1))
      try a.cancel()
      _ = await failure { try await loop.value(of: a) }
      #expect(a.isCancelled && b.isCancelled && c.isCancelled)
    }
    #expect(
      program.log.lines(about: "a cancel", "b cancel", "c cancel") == [
        "1 a cancel by Task-1 explicit", "1 b cancel by Task-1 passed_on", "1 c cancel by Task-1 passed_on",
      ])
  }

  @Test func `the error that ended a task is raised in the first to ask, and a new one after that`() throws {
    let program = Program()
    try program.run { loop in
      let task = try loop.createTask(program.count("a", 9, on: loop))
      try await loop.value(of: loop.sleep(1))
      try task.cancel(message: "once")
      #expect(described(await failure { try await loop.value(of: task) }) == "CancelledError: once")
      #expect(described(await failure { try await loop.value(of: task) }) == "CancelledError")
    }
  }

  @Test func `tasks that await each other in a ring cannot be cancelled, nor hang`() throws {
    let program = Program()
    let error = #expect(throws: Deadlock.self) {
      try program.run { loop in
        var b: Task?
        let a = try loop.task("a") { if let b { try await loop.value(of: b) } }
        b = try loop.task("b") { try await loop.value(of: a) }
        try await loop.value(of: loop.sleep(0))
        let error = await failure { try a.cancel() }
        #expect(described(error).hasPrefix("RecursionError: maximum recursion depth exceeded"))
        try await loop.value(of: a)
      }
    }
    #expect(error?.waiters.count == 3)
  }

  @Test func `a hundred thousand tasks that await each other neither overflow the stack nor take long`()
    throws
  {
    let session = LoopSession()
    let count: Int = try session.run { loop in
      var last = try loop.createTask(loop.sleep(1, returning: 0))
      for _ in 0..<100_000 { last = try loop.createTask(Await(last)) }
      try await loop.value(of: loop.sleep(0))
      let error = await failure { try last.cancel() }
      #expect(error?.loopTypeName == "RecursionError")
      return try await loop.value(of: last) as? Int ?? -1
    }
    #expect(count == 0)
    session.finish()
  }

  @Test func `gathers within gathers, ten thousand deep, are no stack overflow`() throws {
    let session = LoopSession()
    let error = #expect(throws: LoopError.self) {
      try session.run { loop in
        var last: Future = try loop.createTask(loop.sleep(1))
        for _ in 0..<10_000 { last = try loop.gather([.future(last)]) }
        try last.cancel()
      }
    }
    #expect(error?.kind == .recursion)
    session.finish()
  }
}

/// A task's body that only awaits: as small as they get.
private final class Await: Coroutine {
  let name = "link"
  var frames: [SourceSite] { [] }

  /// Let go at the end, as a finished frame lets its locals go: else a chain is released link by link, on the stack.
  private var task: Task?

  init(_ task: Task) { self.task = task }

  func resume(_ resumption: Resumption) -> CoroutineStep {
    if case .throw(let error) = resumption { return .raised(error) }
    guard let task, task.isDone else { return task.map(CoroutineStep.awaiting) ?? .turn }
    self.task = nil
    do { return .returned(try task.result()) } catch { return .raised(error) }
  }

  func close() {}
}
