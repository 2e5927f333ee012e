import AsyncioLoop
import TaskModel
import Testing

extension Tag {
  /// Takes some seconds.
  @Tag static var slow: Self
}

@Suite struct `Large programs` {
  @Test(.tags(.slow)) func `a million tasks sleep and wake in the order of their deadlines`() throws {
    let session = LoopSession()
    let count = 1_000_000
    var woken = 0
    var isInOrder = true
    var latest = 0.0
    try session.run { loop in
      for number in 0..<count {
        // Scattered deadlines: a heap that is only ever appended to would be no trial.
        let delay = Double(number &* 7919 % 1000) + 1
        let task = try loop.createTask(loop.sleep(delay, returning: delay), name: "sleeper")
        task.addDoneCallback(
          DoneCallback(function: (), name: "woken") { future in
            guard let deadline = try future.result() as? Double else { return }
            isInOrder = isInOrder && deadline >= latest
            latest = deadline
            woken += 1
          })
      }
      try await loop.value(of: loop.sleep(2000))
      #expect(loop.allTasks.count == 1)
    }
    session.finish()
    #expect(woken == count && isInOrder && latest == 1000)
  }

  @Test func `a hundred thousand bodies that await each other pass a result along`() throws {
    let session = LoopSession()
    let result: Int = try session.run { loop in
      var last = try loop.task("first") {
        try await loop.value(of: loop.sleep(1))
        return 0
      }
      for _ in 0..<100_000 {
        let inner = last
        last = try loop.task("link") { (try await loop.value(of: inner) as? Int ?? 0) + 1 }
      }
      return try await loop.value(of: last) as? Int ?? -1
    }
    #expect(result == 100_000)
    session.finish()
  }

  @Test func `storms of cancellation reach every task, and a task that goes on is cancelled again`() throws {
    let session = LoopSession()
    let count = 1_000
    let rounds = 20
    var caught = 0
    try session.run { loop in
      let tasks = try (0..<count).map { _ in
        try loop.task("stubborn") {
          for _ in 0..<rounds {
            do {
              try await loop.value(of: loop.sleep(1_000))
            } catch {
              caught += error.isCancellation ? 1 : 0
            }
          }
        }
      }
      for _ in 0..<rounds {
        try await loop.value(of: loop.sleep(0.001))
        for task in tasks { try task.cancel() }
      }
      for task in tasks { try await loop.value(of: task) }
      #expect(loop.time() < 1)
    }
    session.finish()
    #expect(caught == count * rounds)
  }

  /// Counts the objects that bodies hold and that are let go of.
  private final class Ledger {
    var made = 0
    var freed = 0
  }

  private final class Token {
    private let ledger: Ledger

    init(_ ledger: Ledger) {
      self.ledger = ledger
      ledger.made += 1
    }

    deinit { ledger.freed += 1 }
  }

  private enum Ending: CaseIterable { case returned, failed, cancelled, sleeping, ring, closedAtOnce }

  @Test(arguments: Ending.allCases)
  private func `nothing that a program held is left when it has ended`(ending: Ending) throws {
    let ledger = Ledger()
    for _ in 0..<10 { try Self.run(ending, ledger) }
    #expect(ledger.made >= 1_000)
    #expect(ledger.freed == ledger.made)
  }

  private static func run(_ ending: Ending, _ ledger: Ledger) throws {
    let session = LoopSession()
    defer { session.finish() }
    if ending == .closedAtOnce {
      let loop = EventLoop(session: session)
      for _ in 0..<100 {
        let token = Token(ledger)
        _ = try loop.task("never started") { _ = token }
        _ = try loop.callLater(1) { _ = token }
      }
      return try loop.close()
    }
    _ = try? session.run { loop in
      var tasks: [Task] = []
      for number in 0..<100 {
        let token = Token(ledger)
        let task = try loop.task("holder") {
          defer { _ = token }
          switch ending {
          case .failed: throw LoopError(.value, "failed")
          case .ring: try await loop.value(of: tasks[(number + 99) % 100])
          case .returned: try await loop.turn()
          default: try await loop.value(of: loop.sleep(1_000))
          }
        }
        tasks.append(task)
      }
      try await loop.value(of: loop.sleep(0))
      if ending == .cancelled { for task in tasks { try task.cancel() } }
      if ending == .sleeping { return }
      for task in tasks { _ = try? await loop.value(of: task) }
    }
  }
}
