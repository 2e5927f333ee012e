import AsyncioLoop
import TaskModel
import Testing

@Suite struct `Coroutine values` {
  /// Counts `left` sleeps of a second, and gives `result`.
  private struct Sleeps: CoroutineValue {
    var left = 1
    var result: Any = ()

    mutating func resume(
      with result: Result<Any, any Error>, on loop: EventLoop
    ) throws -> CoroutineProgress {
      _ = try result.get()
      guard left > 0 else { return .returned(self.result) }
      left -= 1
      return .awaiting(loop.sleep(1))
    }
  }

  /// Awaits one thing and gives what that gives.
  private enum Awaits: CoroutineValue {
    case begins(Awaitable)
    case waits

    mutating func resume(
      with result: Result<Any, any Error>, on loop: EventLoop
    ) throws -> CoroutineProgress {
      switch self {
      case .begins(let awaitable):
        self = .waits
        return .awaiting(awaitable)
      case .waits: return .returned(try result.get())
      }
    }
  }

  /// The same program in both ways: a worker that takes from a queue, is cancelled and cleans up.
  private struct Worker: CoroutineValue {
    let queue: Queue
    let print: (String) -> Void
    private var phase = Phase.begins

    private enum Phase { case begins, gets, turns, cleansUp }

    init(_ queue: Queue, print: @escaping (String) -> Void) {
      self.queue = queue
      self.print = print
    }

    mutating func resume(
      with result: Result<Any, any Error>, on loop: EventLoop
    ) throws -> CoroutineProgress {
      switch (phase, result) {
      case (.gets, .success(let item)):
        print("got \(item)")
        phase = .turns
        return .turn
      case (.begins, _), (.turns, .success):
        phase = .gets
        return .awaiting(try queue.get())
      case (.gets, .failure(let error)), (.turns, .failure(let error)):
        print(described(error))
        phase = .cleansUp
        return .awaiting(loop.sleep(2))
      case (.cleansUp, _):
        _ = try result.get()
        return .returned("clean")
      }
    }
  }

  private static func workInClosure(_ loop: EventLoop, _ queue: Queue, _ program: Program) throws -> Task {
    try loop.task("worker") {
      do {
        while true {
          let item = try await loop.value(of: queue.get())
          program.print("got \(item)")
          try await loop.turn()
        }
      } catch {
        program.print(described(error))
        try await loop.value(of: loop.sleep(2))
        return "clean"
      }
    }
  }

  private static func run(
    _ program: Program, worker: @escaping (EventLoop, Queue) throws -> Task
  ) throws {
    try program.run { loop in
      let queue = Queue(capacity: 1, session: loop.session)
      let worker = try worker(loop, queue)
      for number in 1...3 { try await loop.value(of: queue.put(number)) }
      try await loop.value(of: loop.sleep(1))
      try worker.cancel(message: "enough")
      let all = try loop.gather([.future(worker), .coroutine(loop.sleep(1))])
      program.print("\(try await loop.value(of: all))")
    }
  }

  @Test func `do step by step what an async closure does`() throws {
    let (values, closures) = (Program(), Program())
    try Self.run(values) { loop, queue in try loop.task("worker", Worker(queue, print: values.print)) }
    try Self.run(closures) { loop, queue in try Self.workInClosure(loop, queue, closures) }
    #expect(values.printed.first == "got 1")
    #expect(values.printed.suffix(2) == ["CancelledError: enough", "[\"clean\", ()]"])
    #expect(values.printed == closures.printed)
    #expect(values.log.lines == closures.log.lines)
  }

  @Test func `are resumed with the result of what they await, and at once where that is there`() throws {
    let program = Program()
    try program.run { loop in
      let done = loop.createFuture()
      try done.setResult(1)
      let inner = loop.coroutine("inner", Sleeps(left: 1, result: 2))
      let first = try loop.task("first", Awaits.begins(.future(done)))
      let second = try loop.task("second", Awaits.begins(.coroutine(inner)))
      #expect(try await loop.value(of: first) as? Int == 1)
      #expect(try await loop.value(of: second) as? Int == 2)
    }
    #expect(program.log.lines(about: "first suspend").isEmpty)
    #expect(program.log.lines(about: "second suspend") == ["0 second suspend on sleep until 1"])
  }

  /// Gets and puts without coroutines, and says what that came to.
  private struct Mover: CoroutineValue {
    let from: Queue
    let into: Queue
    let print: (String) -> Void
    private var isGetting = false

    init(from: Queue, into: Queue, print: @escaping (String) -> Void) {
      self.from = from
      self.into = into
      self.print = print
    }

    mutating func resume(
      with result: Result<Any, any Error>, on loop: EventLoop
    ) throws -> CoroutineProgress {
      isGetting.toggle()
      switch result {
      case .failure(let error):
        print(described(error))
        return .returned(())
      case .success(let value):
        if !isGetting { print("moves \(value)") }
        return try isGetting ? .getting(from: from) : .putting(value, into: into)
      }
    }
  }

  private static func move(
    _ program: Program, worker: @escaping (EventLoop, Queue, Queue) throws -> Task
  ) throws {
    try program.run { loop in
      let (from, into) = (
        Queue(capacity: 2, session: loop.session), Queue(capacity: 1, session: loop.session)
      )
      try loop.task("early", Mover(from: from, into: into, print: program.print)).cancel()
      let workers = [try worker(loop, from, into), try worker(loop, from, into)]
      for number in 1...4 { try await loop.value(of: from.put(number)) }
      try await loop.value(of: loop.sleep(1))
      try workers[0].cancel(message: "enough")
      program.print("\(try await loop.value(of: into.get()))")
      try await loop.value(of: loop.sleep(1))
      try into.shutDown(immediately: true)
      try from.shutDown()
      for worker in workers { try await loop.value(of: worker) }
    }
  }

  /// What `Mover` does, in a closure that gets and puts in one way or another.
  private static func moveInClosure(
    _ program: Program, get: @escaping (EventLoop, Queue) async throws -> Any,
    put: @escaping (EventLoop, Any, Queue) async throws -> Void
  ) throws {
    try move(program) { loop, from, into in
      try loop.task("mover") {
        do {
          while true {
            let item = try await get(loop, from)
            program.print("moves \(item)")
            try await put(loop, item, into)
          }
        } catch { program.print(described(error)) }
      }
    }
  }

  @Test func `use queues step by step as async closures do, with what that raises`() throws {
    let (values, closures, coroutines) = (Program(), Program(), Program())
    try Self.move(values) { loop, from, into in
      try loop.task("mover", Mover(from: from, into: into, print: values.print))
    }
    try Self.moveInClosure(closures) {
      try await $0.get(from: $1)
    } put: {
      try await $0.put($1, into: $2)
    }
    try Self.moveInClosure(coroutines) {
      try await $0.value(of: $1.get())
    } put: {
      try await $0.value(of: $2.put($1))
    }
    #expect(values.printed.contains("CancelledError: enough") && values.printed.contains("QueueShutDown"))
    for other in [closures, coroutines] {
      #expect(values.printed == other.printed)
      #expect(values.log.lines == other.log.lines)
    }
  }

  @Test func `end with what they do not catch`() throws {
    let program = Program()
    try program.run { loop in
      let failing = try loop.task("failing", Awaits.begins(.coroutine(program.fail("lost", 1, on: loop))))
      let cancelled = try loop.task("cancelled", Sleeps(left: 9))
      #expect(described(await failure { try await loop.value(of: failing) }) == "ValueError: lost")
      try cancelled.cancel()
      #expect(described(await failure { try await loop.value(of: cancelled) }) == "CancelledError")
    }
  }

  @Test func `run nothing where they are cancelled before their first step`() throws {
    let program = Program()
    try program.run { loop in
      let task = try loop.task("early", Worker(Queue(session: loop.session), print: program.print))
      try task.cancel()
      _ = await failure { try await loop.value(of: task) }
    }
    #expect(program.printed.isEmpty)
    #expect(program.log.lines(about: "early finish") == ["0 early finish cancelled"])
  }

  @Test func `are part of timeouts and groups as every coroutine is`() throws {
    let program = Program()
    try program.run { loop in
      let late = await failure {
        try await loop.value(
          of: loop.waitFor(.coroutine(loop.coroutine("late", Sleeps(left: 5))), timeout: 2))
      }
      #expect(described(late) == "TimeoutError")
      let group = await failure {
        try await loop.withTaskGroup { group in
          _ = try group.createTask(loop.coroutine("sibling", Sleeps(left: 5)), name: "sibling")
          _ = try group.createTask(program.fail("lost", 1, on: loop), name: "failing")
        }
      }
      #expect(described(group) == "ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)")
      #expect(loop.time() == 3)
    }
    #expect(program.log.lines(about: "sibling cancel") == ["3 sibling cancel by failing sibling_failed"])
  }

  @Test func `are closed like a coroutine that is suspended`() throws {
    let program = Program()
    let loop = EventLoop(session: program.session)
    let coroutine = loop.coroutine("worker", Worker(Queue(session: program.session), print: program.print))
    coroutine.close()
    #expect(described(Self.error(coroutine)) == "RuntimeError: cannot reuse already awaited coroutine")
    #expect(program.printed.isEmpty)
  }

  private static func error(_ coroutine: any Coroutine) -> (any Error)? {
    if case .raised(let error) = coroutine.resume(.send) { error } else { nil }
  }
}
