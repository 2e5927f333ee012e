import AsyncioLoop
import Testing

@Suite struct `An eager task` {
  @Test func `it begins and ends inside its maker's step`() throws {
    let program = Program()
    try program.run { loop in
      loop.taskFactory = .eager
      let task = try loop.createTask(loop.coroutine("quick") { 7 }, name: "quick")
      #expect(task.isDone && task.endedEagerly)
      #expect(program.session.currentTask?.name == "Task-1")
      let value = try await loop.value(of: task)
      #expect(value as? Int == 7)
    }
    #expect(
      program.log.lines(about: "Task-1", "Task-2") == [
        "0 Task-1 create by program", "0 Task-1 resume", "0 Task-2 create by Task-1", "0 Task-2 resume",
        "0 Task-2 finish returned 7", "0 Task-1 finish returned",
      ])
  }

  @Test func `at its first await it gives back to its maker`() throws {
    let program = Program()
    try program.run { loop in
      loop.taskFactory = .eager
      let task = try loop.createTask(program.count("slow", 1, on: loop))
      #expect(!task.isDone)
      program.print("main goes on")
      try await loop.value(of: task)
    }
    #expect(program.printed == ["main goes on", "slow"])
    #expect(
      program.log.lines(about: "Task-2") == [
        "0 Task-2 create by Task-1", "0 Task-2 resume", "0 Task-2 suspend on sleep until 1",
        "1 Task-2 ready by timer", "1 Task-2 resume", "1 Task-2 finish returned slow",
      ])
  }

  @Test func `one makes another inside its own step`() throws {
    let program = Program()
    try program.run { loop in
      loop.taskFactory = .eager
      func nest(_ depth: Int) throws -> Task {
        try loop.createTask(
          loop.coroutine("nest") {
            program.print("down \(depth)")
            if depth > 0 { try await loop.value(of: nest(depth - 1)) }
            program.print("up \(depth)")
          })
      }
      let isDone = try nest(3).isDone
      #expect(isDone)
    }
    #expect(program.printed == (0...3).reversed().map { "down \($0)" } + (0...3).map { "up \($0)" })
  }

  @Test func `what fails eagerly aborts its group`() throws {
    let program = Program()
    try program.run { loop in
      loop.taskFactory = .eager
      let error = await failure {
        try await loop.withTaskGroup { group in
          _ = try group.createTask(program.count("sibling", 1, on: loop))
          let bad = try group.createTask(loop.coroutine("bad") { throw LoopError(.value, "bad") })
          #expect(bad.isDone)
          #expect(program.session.currentTask?.cancelling == 1)
          try await loop.value(of: loop.sleep(1))
        }
      }
      #expect((error as? LoopError)?.members.map(described) == ["ValueError: bad"])
    }
    #expect(program.printed.isEmpty)
  }

  @Test func `where the loop does not run, it waits as others do`() throws {
    let program = Program()
    let loop = EventLoop(session: program.session)
    let task = try loop.makeTask(loop.coroutine("later") { program.print("ran") }, isEager: true)
    #expect(program.printed.isEmpty)
    _ = try loop.runUntilComplete(.future(task))
    #expect(program.printed == ["ran"] && !task.endedEagerly)
    try loop.close()
  }

  @Test func `what ends the program leaves its maker`() throws {
    let program = Program()
    try program.run { loop in
      let error = await failure {
        _ = try loop.makeTask(loop.coroutine("end") { throw LoopError(.keyboardInterrupt) }, isEager: true)
      }
      #expect(described(error) == "KeyboardInterrupt")
      #expect(program.session.currentTask?.name == "Task-1")
      try await loop.turn()
    }
  }

  @Test func `one that cannot enter its context is never run, and reported`() throws {
    let program = Program()
    try program.run { loop in
      let own = program.session.currentContext()
      let coroutine = loop.coroutine("refused") { program.print("ran") }
      let error = await failure { _ = try loop.makeTask(coroutine, context: own, isEager: true) }
      #expect(described(error).contains("is already entered"))
      #expect(loop.allTasks.map(\.name) == ["Task-1"])
    }
    #expect(program.printed.isEmpty)
    #expect(program.errors.contains("Task was destroyed but it is pending!"))
  }
}
