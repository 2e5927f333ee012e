import AsyncioLoop

/// Programs of a size at which a loop may show its limits.
extension LoopProgram {
  static var large: [LoopProgram] {
    [sleepers(1_000_000, word: "million", name: "1,000,000 sleepers", rounds: 1), chain, storm]
  }

  /// Each task awaits the one before.
  private static var chain: LoopProgram {
    LoopProgram(
      word: "chain", name: "a chain of 100,000 awaits", count: 100_000, unit: "await",
      values: { loop in
        var last = try loop.task("link", Turns(turns: 1, result: 0))
        for _ in 0..<100_000 { last = try loop.task("link", Link.begins(last)) }
        try await loop.value(of: last)
      },
      closures: { loop in
        var last = try loop.task("link") {
          try await loop.turn()
          return 0
        }
        for _ in 0..<100_000 {
          let before = last
          last = try loop.task("link") { (try await loop.value(of: before) as? Int ?? 0) + 1 }
        }
        try await loop.value(of: last)
      },
      python: """
        async def first():
            await asyncio.sleep(0)
            return 0

        async def link(before):
            return await before + 1

        async def main():
            last = asyncio.create_task(first())
            for _ in range(100000):
                last = asyncio.create_task(link(last))
            await last
        """)
  }

  /// All tasks are cancelled again and again, and go on.
  private static var storm: LoopProgram {
    LoopProgram(
      word: "storm", name: "1,000 tasks, cancelled 100 times each", count: 100_000, unit: "cancellation",
      values: { loop in
        try await storm(loop, (0..<1000).map { _ in try loop.task("stubborn", Stubborn(naps: 100)) })
      },
      closures: { loop in
        let tasks = try (0..<1000).map { _ in
          try loop.task("stubborn") {
            for _ in 0..<100 {
              do {
                try await loop.value(of: loop.sleep(1000))
              } catch  where error.isCancellation {
                continue
              }
            }
          }
        }
        try await storm(loop, tasks)
      },
      python: """
        async def stubborn():
            for _ in range(100):
                try:
                    await asyncio.sleep(1000)
                except asyncio.CancelledError:
                    continue

        async def main():
            tasks = [asyncio.create_task(stubborn()) for _ in range(1000)]
            for _ in range(100):
                await asyncio.sleep(0)
                for task in tasks:
                    task.cancel()
            for task in tasks:
                await task
        """)
  }

  private static func storm(_ loop: EventLoop, _ tasks: [Task]) async throws {
    for _ in 0..<100 {
      try await loop.turn()
      for task in tasks { try task.cancel() }
    }
    try await loop.all(tasks)
  }
}
