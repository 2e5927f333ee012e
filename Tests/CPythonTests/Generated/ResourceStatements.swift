/// Statements over what tasks share: locks, events, conditions, semaphores, barriers and queues.
extension ProgramGenerator {
  typealias Statements = [GeneratedProgram.Statement]

  mutating func resourceStatement(_ depth: Int) -> Statements {
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<19: return depth < 3 ? held(depth) : [.init("print(\(state()))")]
    case 19..<26: return acquisition()
    case 26..<36: return event()
    case 36..<45: return depth < 3 ? condition(depth) : event()
    case 45..<51: return barrier(depth)
    case 51..<74: return queue()
    case 74..<80: return [.init("spawn(\(wait()))")]
    case 80..<83: return [.init("print(show(await asyncio.gather(\(wait()), \(wait()))))")]
    case 83..<86: return [.init("print(\(state()))")]
    case 86..<97: return thread()
    default: return depth < 3 ? loop(depth) : [.init("await asyncio.sleep(\(delay()))")]
    }
  }

  private mutating func lock() -> String {
    random.pick(["locks[0]", "locks[0]", "locks[1]", "semaphores[0]", "semaphores[1]", "conditions[0]"])
  }

  private mutating func anyLock() -> String {
    random.chance(20) ? random.pick(["semaphores[2]", "conditions[1]"]) : lock()
  }

  private mutating func anyQueue() -> String { "queues[\(Int.random(in: 0..<4, using: &random))]" }

  private mutating func anyBarrier() -> String { random.pick(["barriers[0]", "barriers[1]"]) }

  private mutating func anyEvent() -> String { random.pick(["events[0]", "events[1]"]) }

  private mutating func anyCondition() -> String { random.pick(["conditions[0]", "conditions[1]"]) }

  private mutating func state() -> String {
    "state(\(random.pick([anyLock(), anyQueue(), anyBarrier(), anyEvent(), anyCondition()])))"
  }

  /// Something that waits, as a coroutine.
  private mutating func wait() -> String {
    switch Int.random(in: 0..<10, using: &random) {
    case 0..<2: "\(anyLock()).acquire()"
    case 2..<4: "\(anyEvent()).wait()"
    case 4..<5: "\(anyBarrier()).wait()"
    case 5..<7: "\(anyQueue()).get()"
    case 7..<9: "\(anyQueue()).put(\(small()))"
    default: "\(anyQueue()).join()"
    }
  }

  private mutating func held(_ depth: Int) -> Statements {
    var body = inner(depth)
    if random.chance(60) { body.append(.init("await asyncio.sleep(\(delay()))")) }
    return [compound("async with \(anyLock()):", body)]
  }

  private mutating func acquisition() -> Statements {
    let lock = anyLock()
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return [.init("print(show(await asyncio.wait_for(\(lock).acquire(), \(timeout()))))")]
    case 1: return [.init("attempt(\(lock).release)")]
    case 2: return [.init("print(await \(lock).acquire(), \(lock).locked())")]
    default: return [.init("attempt(\(lock).release)"), .init("await asyncio.sleep(\(delay()))")]
    }
  }

  private mutating func event() -> Statements {
    let event = anyEvent()
    switch Int.random(in: 0..<10, using: &random) {
    case 0..<3: return [.init("\(event).set()")]
    case 3: return [.init("\(event).clear()")]
    case 4: return [.init("\(event).set()"), .init("\(event).clear()")]
    case 5..<7: return [.init("asyncio.get_running_loop().call_later(\(delay()), \(event).set)")]
    case 7: return [.init("print(show(await asyncio.wait_for(\(event).wait(), \(timeout()))))")]
    default: return [.init("print(\"\(fresh("p"))\", await \(event).wait(), now())")]
    }
  }

  private mutating func condition(_ depth: Int) -> Statements {
    let condition = anyCondition()
    let use: GeneratedProgram.Statement =
      switch Int.random(in: 0..<10, using: &random) {
      case 0..<3: .init("print(\"\(fresh("p"))\", await \(condition).wait(), now())")
      case 3..<5:
        .init("print(\"\(fresh("p"))\", await \(condition).wait_for(lambda: len(flags) > \(small())), now())")
      case 5: .init("print(show(await asyncio.wait_for(\(condition).wait(), \(timeout()))))")
      case 6..<8: .init("\(condition).notify(\(random.pick(["", "1", "2", "0"])))")
      default: .init("\(condition).notify_all()")
      }
    var body: Statements = random.chance(50) ? [.init("flags.append(n)")] : []
    body.append(use)
    if random.chance(30) { body += inner(depth) }
    if random.chance(5) { return [use] }
    return [compound("async with \(condition):", body)]
  }

  private mutating func barrier(_ depth: Int) -> Statements {
    let barrier = anyBarrier()
    switch Int.random(in: 0..<20, using: &random) {
    case 0..<10: return [.init("print(\"\(fresh("p"))\", await \(barrier).wait(), now())")]
    case 10..<13:
      return [compound("async with \(barrier) as place:", [.init("print(\"\(fresh("p"))\", place, now())")])]
    case 13..<17: return [.init("print(show(await asyncio.wait_for(\(barrier).wait(), \(timeout()))))")]
    case 17..<19: return [.init("await \(barrier).reset()")]
    default: return [.init("await \(barrier).abort()")]
    }
  }

  private mutating func queue() -> Statements {
    let queue = anyQueue()
    switch Int.random(in: 0..<40, using: &random) {
    case 0..<10: return [.init("await \(queue).put(\(small()))")]
    case 10..<19: return [.init("print(\"\(fresh("p"))\", await \(queue).get(), now())")]
    case 19..<22: return [.init("attempt(\(queue).put_nowait, \(small()))")]
    case 22..<25: return [.init("attempt(\(queue).get_nowait)")]
    case 25..<29: return [.init("attempt(\(queue).task_done)")]
    case 29..<32: return [.init("print(show(await asyncio.wait_for(\(queue).get(), \(timeout()))))")]
    case 32..<34:
      return [.init("print(show(await asyncio.wait_for(\(queue).put(\(small())), \(timeout()))))")]
    case 34..<36: return [.init("print(show(await asyncio.wait_for(\(queue).join(), \(timeout()))))")]
    case 36: return [.init("await \(queue).join()")]
    case 37: return [.init("print(\(queue).qsize(), \(queue).empty(), \(queue).full(), str(\(queue)))")]
    case 38 where random.chance(50):
      return [.init("\(queue).shutdown(\(random.pick(["", "immediate=True"])))")]
    default: return [.init("asyncio.get_running_loop().call_soon(attempt, \(queue).put_nowait, \(small()))")]
    }
  }

  /// Something that a worker thread does.
  private mutating func thread() -> Statements {
    let call =
      "\(random.pick(["work", "work", "fail", "pieces", "tell", "ask"])), \"\(fresh("k"))\", \(pause())"
    let pool = random.pick(["None", "pools[0]", "pools[1]"])
    let name = fresh("u")
    switch Int.random(in: 0..<6, using: &random) {
    case 0: return [.init("print(show(await asyncio.to_thread(\(call))))")]
    case 1: return [.init("spawn(asyncio.to_thread(\(call)))")]
    case 2: return [.init("print(show(await asyncio.wait_for(asyncio.to_thread(\(call)), \(timeout()))))")]
    case 3:
      return [
        .init("\(name) = asyncio.get_running_loop().run_in_executor(\(pool), \(call))"),
        .init("await asyncio.sleep(\(delay()))"), .init("print(show(await \(name)))"),
      ]
    case 4: return [.init("futures.append(asyncio.get_running_loop().run_in_executor(\(pool), \(call)))")]
    default:
      return [
        .init("print(show(await asyncio.gather(asyncio.to_thread(\(call)), asyncio.to_thread(\(call)))))")
      ]
    }
  }

  private mutating func pause() -> String { random.pick(["0", "0.1", "0.15", "0.3", "0.5", "1"]) }

  /// A producer or a consumer.
  private mutating func loop(_ depth: Int) -> Statements {
    let queue = anyQueue()
    let count = random.pick(["2", "3", "4"])
    var body: Statements = [
      random.chance(50)
        ? .init("await \(queue).put(i)") : .init("print(\"\(fresh("p"))\", await \(queue).get(), now())")
    ]
    if random.chance(60) { body.append(.init("await asyncio.sleep(\(delay()))")) }
    if random.chance(30) { body.append(.init("attempt(\(queue).task_done)")) }
    return [compound("for i in range(\(count)):", body)]
  }
}
