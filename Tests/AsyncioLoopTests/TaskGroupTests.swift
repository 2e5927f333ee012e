import AsyncioLoop
import Testing

@Suite struct `A task group` {
  @Test func `it waits for its tasks`() throws {
    let program = Program()
    try program.run { loop in
      try await loop.withTaskGroup { group in
        _ = try group.createTask(program.count("a", 1, on: loop), name: "a")
        _ = try group.createTask(program.count("b", 2, on: loop), name: "b")
      }
      program.print("after")
    }
    #expect(program.printed == ["a", "b", "after"])
    #expect(
      program.log.lines(about: "scope", "Task-1") == [
        "0 Task-1 create by program", "0 Task-1 resume", "0 scope 1 enter task_group by Task-1",
        "0 Task-1 suspend on scope 1", "2 Task-1 ready by b", "2 Task-1 resume", "2 scope 1 exit clean",
        "2 Task-1 finish returned",
      ])
  }

  @Test func `one failure cancels the siblings, and comes out as a group`() throws {
    let program = Program()
    try program.run { loop in
      let error = await failure {
        try await loop.withTaskGroup { group in
          _ = try group.createTask(program.count("sibling", 9, on: loop), name: "sibling")
          _ = try group.createTask(program.fail("bad", 1, on: loop), name: "bad")
        }
      }
      #expect(
        described(error) == "ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)")
      #expect((error as? LoopError)?.members.map(described) == ["ValueError: bad"])
    }
    #expect(
      program.log.lines(about: "scope", "sibling", "Task-1 cancel", "Task-1 suspend").dropFirst(4) == [
        "0 sibling suspend on sleep until 9", "1 sibling cancel by bad sibling_failed",
        "1 sibling ready by bad", "1 Task-1 cancel by bad sibling_failed", "1 sibling resume CancelledError",
        "1 sibling finish cancelled", "1 Task-1 suspend on scope 1",
        "1 scope 1 exit failed ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception) [ValueError: bad]",
      ])
  }

  @Test func `the body is cancelled by a failing child, and that leaves no trace in the parent`() throws {
    let program = Program()
    try program.run { loop in
      let parent = program.session.currentTask
      let error = await failure {
        try await loop.withTaskGroup { group in
          _ = try group.createTask(program.fail("bad", 1, on: loop))
          try await loop.value(of: loop.sleep(9))
        }
      }
      #expect(error?.loopTypeName == "ExceptionGroup")
      #expect(parent?.cancelling == 0)
      try await loop.value(of: loop.sleep(1))
      #expect(loop.time() == 2)
    }
  }

  @Test func `a parent cancelled from outside while a child fails stays cancelled`() throws {
    let program = Program()
    try program.run { loop in
      let stubborn = loop.coroutine("stubborn") {
        _ = await failure { try await loop.value(of: loop.sleep(9)) }
        throw LoopError(.value, "in the clean-up")
      }
      let owner = try loop.task("owner") {
        let error = await failure {
          try await loop.withTaskGroup { group in _ = try group.createTask(stubborn) }
        }
        #expect(error?.loopTypeName == "ExceptionGroup")
        #expect(program.session.currentTask?.cancelling == 1)
        try await loop.value(of: loop.sleep(1))
      }
      try await loop.value(of: loop.sleep(1))
      try owner.cancel()
      #expect(described(await failure { try await loop.value(of: owner) }) == "CancelledError")
      #expect(loop.time() == 1)
    }
  }

  @Test func `an error of the body is one of the group's`() throws {
    let program = Program()
    try program.run { loop in
      let error = await failure {
        try await loop.withTaskGroup { group in
          _ = try group.createTask(program.count("child", 9, on: loop))
          try await loop.value(of: loop.sleep(0))
          throw LoopError(.runtime, "body")
        }
      }
      let group = error as? LoopError
      #expect(group?.members.map(described) == ["RuntimeError: body"])
      #expect(described(group?.context) == "RuntimeError: body")
      #expect(group?.suppressesContext == true)
    }
    #expect(program.printed.isEmpty)
  }

  @Test func `a child that was cancelled is no failure`() throws {
    let program = Program()
    try program.run { loop in
      try await loop.withTaskGroup { group in
        let child = try group.createTask(program.count("never", 9, on: loop))
        try child.cancel()
        _ = try group.createTask(program.count("other", 1, on: loop))
      }
    }
    #expect(program.printed == ["other"])
  }

  @Test func `KeyboardInterrupt in a child ends the program with itself`() throws {
    let program = Program()
    let error = #expect(throws: LoopError.self) {
      try program.run { loop in
        try await loop.withTaskGroup { group in
          _ = try group.createTask(loop.coroutine("child") { throw LoopError(.keyboardInterrupt) })
        }
      }
    }
    #expect(error?.kind == .keyboardInterrupt)
  }

  @Test func `misuse is refused in asyncio's words`() throws {
    let program = Program()
    try program.run { loop in
      let group = TaskGroup(session: program.session)
      func refusal() -> String {
        do {
          _ = try group.createTask(program.count("x", 1, on: loop))
          return "accepted"
        } catch {
          return described(error)
        }
      }
      #expect(refusal() == "RuntimeError: TaskGroup <TaskGroup> has not been entered")
      try group.enter()
      #expect(
        described(await failure { try group.enter() })
          == "RuntimeError: TaskGroup <TaskGroup entered> has already been entered")
      try await loop.value(of: group.exit(nil))
      #expect(refusal() == "RuntimeError: TaskGroup <TaskGroup entered> is finished")

      let error = await failure {
        try await loop.withTaskGroup { group in
          _ = try group.createTask(program.fail("bad", 0, on: loop))
          _ = await failure { try await loop.value(of: loop.sleep(1)) }
          _ = try group.createTask(program.count("late", 1, on: loop))
        }
      }
      let members = (error as? LoopError)?.members.map(described)
      #expect(members?.count == 2)
      #expect(members?.last == "RuntimeError: TaskGroup <TaskGroup errors=1 cancelling> is shutting down")
    }
  }
}
