import AsyncioLoop

/// A program that is run on every loop: in Swift, and in Python to the same effect.
struct LoopProgram {
  let name: String
  /// How many of `unit` it does.
  let count: Int
  let unit: String
  let swift: (EventLoop) async throws -> Void
  /// Defines `main()`; `asyncio` is imported.
  let python: String

  static var all: [LoopProgram] { [turns, tasks, pingPong, sleepers] }

  /// Switches between tasks, and nothing else.
  static var turns: LoopProgram {
    LoopProgram(
      name: "100 tasks that take 1,000 turns each", count: 100_000, unit: "turn",
      swift: { loop in
        let all = try (0..<100).map { _ in
          try loop.task("worker") { for _ in 0..<1000 { try await loop.turn() } }
        }
        for task in all { try await loop.value(of: task) }
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
      name: "200,000 tasks", count: 200_000, unit: "task",
      swift: { loop in
        let all = try (0..<200_000).map { number in
          try loop.task("work") {
            try await loop.turn()
            return number
          }
        }
        for task in all { try await loop.value(of: task) }
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
      name: "queue ping-pong, 50,000 rounds", count: 50_000, unit: "round",
      swift: { loop in
        let there = Queue(capacity: 1, session: loop.session)
        let back = Queue(capacity: 1, session: loop.session)
        let echo = try loop.task("echo") {
          for _ in 0..<50_000 {
            let number = try await loop.value(of: there.get())
            try await loop.value(of: back.put(number))
          }
        }
        for number in 0..<50_000 {
          try await loop.value(of: there.put(number))
          try await loop.value(of: back.get())
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

  static var sleepers: LoopProgram {
    LoopProgram(
      name: "100,000 sleepers", count: 100_000, unit: "task",
      swift: { loop in
        let all = try (0..<100_000).map { number in
          try loop.task("sleeper") { try await loop.value(of: loop.sleep(1 + Double(number % 100) / 100)) }
        }
        for task in all { try await loop.value(of: task) }
      },
      python: """
        async def sleeper(number):
            await asyncio.sleep(1 + number % 100 / 100)

        async def main():
            tasks = [asyncio.create_task(sleeper(number)) for number in range(100000)]
            for task in tasks:
                await task
        """)
  }
}
