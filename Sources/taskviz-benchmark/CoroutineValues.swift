import AsyncioLoop

/// `for _ in range(turns): await asyncio.sleep(0)`, and then `return result`.
struct Turns: CoroutineValue {
  var turns: Int
  var result = 0

  mutating func resume(
    with result: Result<Any, any Error>, on loop: EventLoop
  ) throws -> CoroutineProgress {
    _ = try result.get()
    guard turns > 0 else { return .returned(self.result) }
    turns -= 1
    return .turn
  }
}

/// `await asyncio.sleep(delay)`.
enum Sleeper: CoroutineValue {
  case begins(delay: Double)
  case sleeps

  mutating func resume(
    with result: Result<Any, any Error>, on loop: EventLoop
  ) throws -> CoroutineProgress {
    switch self {
    case .begins(let delay):
      self = .sleeps
      return .awaiting(loop.sleep(delay))
    case .sleeps: return .returned(try result.get())
    }
  }
}

/// Gives back what it gets: `for _ in range(rounds): await back.put(await there.get())`.
struct Echo: CoroutineValue {
  let there: Queue
  let back: Queue
  var rounds: Int
  private var isGetting = false

  init(from there: Queue, to back: Queue, rounds: Int) {
    self.there = there
    self.back = back
    self.rounds = rounds
  }

  mutating func resume(
    with result: Result<Any, any Error>, on loop: EventLoop
  ) throws -> CoroutineProgress {
    let value = try result.get()
    isGetting.toggle()
    guard isGetting else { return try .putting(value, into: back) }
    guard rounds > 0 else { return .returned(()) }
    rounds -= 1
    return try .getting(from: there)
  }
}

/// Serves numbers and takes them back.
struct Server: CoroutineValue {
  let there: Queue
  let back: Queue
  let rounds: Int
  private var number = 0
  private var isPutting = false

  init(to there: Queue, from back: Queue, rounds: Int) {
    self.there = there
    self.back = back
    self.rounds = rounds
  }

  mutating func resume(
    with result: Result<Any, any Error>, on loop: EventLoop
  ) throws -> CoroutineProgress {
    _ = try result.get()
    isPutting.toggle()
    guard isPutting else { return try .getting(from: back) }
    guard number < rounds else { return .returned(()) }
    number += 1
    return try .putting(number - 1, into: there)
  }
}

/// `return await before + 1`.
enum Link: CoroutineValue {
  case begins(Task)
  case waits

  mutating func resume(
    with result: Result<Any, any Error>, on loop: EventLoop
  ) throws -> CoroutineProgress {
    switch self {
    case .begins(let before):
      self = .waits
      return .awaiting(before)
    case .waits: return .returned((try result.get() as? Int ?? 0) + 1)
    }
  }
}

/// Sleeps for long, `naps` times, and does not mind being cancelled.
struct Stubborn: CoroutineValue {
  var naps: Int

  mutating func resume(
    with result: Result<Any, any Error>, on loop: EventLoop
  ) throws -> CoroutineProgress {
    if case .failure(let error) = result, !error.isCancellation { throw error }
    guard naps > 0 else { return .returned(()) }
    naps -= 1
    return .awaiting(loop.sleep(1000))
  }
}
