import AsyncioLoop
import Testing

@Suite struct `A context` {
  private final class Variable {}

  private let user = Variable()

  private func value(_ session: LoopSession) -> String { session.context?[user] as? String ?? "nobody" }

  @Test func `where no variable is set there is nothing to copy`() throws {
    let program = Program()
    try program.run { loop in
      try await loop.value(of: loop.task("task") { try await loop.turn() })
      #expect(program.session.copiedContext() == nil)
    }
  }

  @Test func `each task has a copy of its maker's`() throws {
    let program = Program()
    let session = program.session
    try program.run { loop in
      session.currentContext().set(user, to: "main")
      let tasks = try ["a", "b"].map { name in
        try loop.task(name) {
          program.print("\(name) begins as \(self.value(session))")
          session.currentContext().set(user, to: name)
          try await loop.value(of: loop.sleep(1))
          program.print("\(name) is \(self.value(session))")
        }
      }
      for task in tasks { try await loop.value(of: task) }
      program.print("main is \(self.value(session))")
    }
    #expect(program.printed == ["a begins as main", "b begins as main", "a is a", "b is b", "main is main"])
  }

  @Test func `callbacks run in a copy of the one in which they were asked for, or in a given one`() throws {
    let program = Program()
    let session = program.session
    try program.run { loop in
      let given = Context()
      given.set(user, to: "given")
      session.currentContext().set(user, to: "then")
      let say = { (name: String) in program.print("\(name) \(self.value(session))") }
      try loop.callSoon { say("soon") }
      try loop.callLater(1) { say("later") }
      try loop.callSoon(context: given) { say("in") }
      session.currentContext().set(user, to: "now")
      try await loop.value(of: loop.sleep(2))
    }
    #expect(program.printed == ["soon then", "in given", "later then"])
  }

  @Test func `code cannot enter the one it runs in`() throws {
    let session = LoopSession()
    let context = Context()
    try session.run(in: context) {
      #expect(throws: LoopError.self) { try session.run(in: context) {} }
      #expect(session.context === context)
    }
    #expect(session.context == nil && !context.isEntered)
  }

  @Test func `a copy shares nothing that changes afterwards`() {
    let other = Variable()
    let context = Context()
    context.set(user, to: 1)
    let copy = context.copy()
    #expect(context.set(user, to: 2) as? Int == 1)
    copy.set(other, to: 3)
    #expect(context[user] as? Int == 2 && copy[user] as? Int == 1)
    #expect(context[other] == nil && copy.count == 2)
    #expect(copy.set(user, to: nil) as? Int == 1)
    #expect(copy[user] == nil && copy.pairs.map { $0.variable === other } == [true])
  }

  @Test func `what a task is asked for stays its own, whoever asks and when`() throws {
    let program = Program()
    let session = program.session
    try program.run { loop in
      let task = try loop.task("task") {
        let own = session.currentTask?.currentContext()
        try await loop.turn()
        session.currentContext().set(user, to: "task")
        return own === session.context
      }
      let before = task.currentContext()
      let isOwn = try await loop.value(of: task)
      #expect(isOwn as? Bool == true)
      #expect(task.currentContext() === before && before[user] as? String == "task")
    }
  }

  @Test func `a runner's coroutines share one`() throws {
    let program = Program()
    let session = program.session
    let runner = Runner(session: session)
    let count = { [user] in
      let number = (session.context?[user] as? Int ?? 0) + 1
      session.currentContext().set(user, to: number)
      return number
    }
    let loop = try runner.loop()
    #expect(try runner.run(loop.coroutine("first", count)) as? Int == 1)
    #expect(try runner.run(loop.coroutine("second", count)) as? Int == 2)
    #expect(try runner.run(loop.coroutine("third", count), context: Context()) as? Int == 1)
    try runner.close()
    #expect(session.context == nil)
  }
}
