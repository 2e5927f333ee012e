import AsyncioLoop

/// A program that is run on every loop: in Swift in both ways to write a coroutine, and in Python to the same effect.
struct LoopProgram {
  /// What it is called on the command line.
  let word: String
  let name: String
  /// How many of `unit` it does.
  let count: Int
  let unit: String
  /// How often it is measured.
  var rounds = Measurement.rounds
  /// Its tasks run coroutine values.
  let values: (EventLoop) async throws -> Void
  /// Its tasks run async closures.
  let closures: (EventLoop) async throws -> Void
  /// Defines `main()`; `asyncio` is imported.
  let python: String

  static var all: [LoopProgram] { [turns, tasks, pingPong, sleepers] + large }

  /// What one of its units takes.
  func each(_ amount: String) -> String { "\(amount) a \(unit)" }

  /// Switches between tasks, and nothing else.
  static var turns: LoopProgram {
    LoopProgram(
      word: "turns", name: "100 tasks that take 1,000 turns each", count: 100_000, unit: "turn",
      values: { loop in
        try await loop.all((0..<100).map { _ in try loop.task("worker", Turns(turns: 1000)) })
      },
      closures: { loop in
        try await loop.all(
          (0..<100).map { _ in
            try loop.task("worker") { for _ in 0..<1000 { try await loop.turn() } }
          })
      },
      python: """
        async def worker():
            for _ in range(1000):
                await asyncio.sleep(0)

        async def main():
            tasks = [asyncio.create_task(worker()) for _ in range(100)]
            for task in tasks:
                await task
        """)
  }

  static var tasks: LoopProgram {
    LoopProgram(
      word: "tasks", name: "200,000 tasks", count: 200_000, unit: "task",
      values: { loop in
        try await loop.all((0..<200_000).map { try loop.task("work", Turns(turns: 1, result: $0)) })
      },
      closures: { loop in
        try await loop.all(
          (0..<200_000).map { number in
            try loop.task("work") {
              try await loop.turn()
              return number
            }
          })
      },
      python: """
        async def work(number):
            await asyncio.sleep(0)
            return number

        async def main():
            tasks = [asyncio.create_task(work(number)) for number in range(200000)]
            for task in tasks:
                await task
        """)
  }

  static var pingPong: LoopProgram {
    LoopProgram(
      word: "pingpong", name: "queue ping-pong, 50,000 rounds", count: 50_000, unit: "round",
      values: { loop in
        let there = Queue(capacity: 1, session: loop.session)
        let back = Queue(capacity: 1, session: loop.session)
        try await loop.all([
          try loop.task("server", Server(to: there, from: back, rounds: 50_000)),
          try loop.task("echo", Echo(from: there, to: back, rounds: 50_000)),
        ])
      },
      closures: { loop in
        let there = Queue(capacity: 1, session: loop.session)
        let back = Queue(capacity: 1, session: loop.session)
        let echo = try loop.task("echo") {
          for _ in 0..<50_000 {
            try await loop.put(loop.get(from: there), into: back)
          }
        }
        for number in 0..<50_000 {
          try await loop.put(number, into: there)
          _ = try await loop.get(from: back)
        }
        try await loop.value(of: echo)
      },
      python: """
        async def answer(there, back):
            for _ in range(50000):
                await back.put(await there.get())

        async def main():
            there, back = asyncio.Queue(1), asyncio.Queue(1)
            echo = asyncio.create_task(answer(there, back))
            for number in range(50000):
                await there.put(number)
                await back.get()
            await echo
        """)
  }

  static var sleepers: LoopProgram { sleepers(100_000, word: "sleepers", name: "100,000 sleepers") }

  static func sleepers(
    _ count: Int, word: String, name: String, rounds: Int = Measurement.rounds
  ) -> LoopProgram {
    @Sendable func delay(_ number: Int) -> Double { 1 + Double(number % 100) / 100 }
    return LoopProgram(
      word: word, name: name, count: count, unit: "task", rounds: rounds,
      values: { loop in
        try await loop.all(
          (0..<count).map { try loop.task("sleeper", Sleeper.begins(delay: delay($0))) })
      },
      closures: { loop in
        try await loop.all(
          (0..<count).map { number in
            try loop.task("sleeper") { try await loop.value(of: loop.sleep(delay(number))) }
          })
      },
      python: """
        async def sleeper(number):
            await asyncio.sleep(1 + number % 100 / 100)

        async def main():
            tasks = [asyncio.create_task(sleeper(number)) for number in range(\(count))]
            for task in tasks:
                await task
        """)
  }
}

extension EventLoop {
  /// Waits for one task after the other.
  func all(_ tasks: [Task]) async throws {
    for task in tasks { try await value(of: task) }
  }
}
