/// Statements over what the language and its library bring to such programs: comprehensions, context managers, patterns,
/// decorators, closures, generators, data classes.
extension ProgramGenerator {
  mutating func languageStatement(_ depth: Int) -> Statements {
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<18: return comprehension(depth)
    case 18..<40: return depth < 3 ? contextManager(depth) : comprehension(depth)
    case 40..<50: return depth < 3 ? [exitStack(depth)] : comprehension(depth)
    case 50..<60: return pattern(depth)
    case 60..<70: return job()
    case 70..<78: return decorated()
    case 78..<86:
      return depth < 3 ? [compound("for i in steps(\"\(fresh("s"))\", 3):", loopBody(depth))] : job()
    case 86..<94: return depth < 3 ? closure(depth) : decorated()
    default: return polling()
    }
  }

  private mutating func generator() -> String {
    random.chance(70)
      ? "ticks(\"\(fresh("a"))\", \(random.pick(["0", "1", "2", "3"])), \(delay()))"
      : "Countdown(\(random.pick(["0", "2", "3"])))"
  }

  private mutating func loopBody(_ depth: Int) -> Statements {
    var body: Statements = [.init("print(\"\(fresh("p"))\", i, now())")]
    if random.chance(50) { body += inner(depth) }
    if random.chance(40) { body.append(.init(random.pick(["break", "if i: break", "if not i: continue"]))) }
    return body
  }

  private mutating func comprehension(_ depth: Int) -> Statements {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return [.init("print([i async for i in \(generator())], now())")]
    case 1: return [.init("print({i: i * i async for i in \(generator()) if i != 1}, now())")]
    case 2: return [.init("print(sorted({i % 2 async for i in \(generator())}), now())")]
    case 3:
      return [.init("print([[i, j] async for i in \(generator()) async for j in \(generator())], now())")]
    case 4:
      let items = (0..<2).map { _ in call() ?? "asyncio.sleep(\(delay()), \(small()))" }
      return [.init("print([show(await one) for one in [\(items.joined(separator: ", "))]])")]
    case 5: return [.init("print(await anext((i async for i in \(generator()) if i), \"none\"), now())")]
    default:
      guard depth < 3 else { return [.init("print([i + 1 async for i in \(generator())])")] }
      return [compound("async for i in (i * 2 async for i in \(generator())):", loopBody(depth))]
    }
  }

  private mutating func contextManager(_ depth: Int) -> Statements {
    let name = fresh("m")
    switch Int.random(in: 0..<8, using: &random) {
    case 0..<3: return [compound("async with managed(\"\(name)\", \(delay())) as \(name):", inner(depth))]
    case 3: return [compound("with scope(\"\(name)\"):", inner(depth))]
    case 4..<6:
      let kinds = random.pick(["KeyError", "ValueError, TimeoutError", "asyncio.CancelledError", "Exception"])
      return [compound("with contextlib.suppress(\(kinds)):", inner(depth))]
    case 6:
      let loop = compound("async for i in \(name):", loopBody(depth))
      return [
        compound("async with contextlib.aclosing(ticks(\"\(name)\", 3, \(delay()))) as \(name):", [loop]),
        .init("del \(name)"),
      ]
    default:
      return [
        compound(
          "async with managed(\"\(name)\", \(delay())), asyncio.timeout(\(timeout())), Resource(\"b\", \(delay())):",
          inner(depth))
      ]
    }
  }

  private mutating func exitStack(_ depth: Int) -> GeneratedProgram.Statement {
    let stack = fresh("s")
    var body: Statements = []
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let name = fresh("m")
      body.append(
        .init(
          random.pick([
            "await \(stack).enter_async_context(managed(\"\(name)\", \(delay())))",
            "await \(stack).enter_async_context(asyncio.timeout(\(timeout())))",
            "\(stack).enter_context(scope(\"\(name)\"))",
            "\(stack).enter_context(contextlib.suppress(\(random.pick(["KeyError", "TimeoutError", "ValueError"]))))",
            "\(stack).push_async_callback(asyncio.sleep, \(delay()))",
            "\(stack).callback(said, \"\(name)\")",
            "\(stack).push_async_exit(Resource(\"\(name)\", \(delay())))",
          ])))
    }
    body += inner(depth)
    if random.chance(20) {
      let kept = fresh("s")
      body += [.init("\(kept) = \(stack).pop_all()"), .init("await \(kept).aclose()")]
    }
    return compound("async with contextlib.AsyncExitStack() as \(stack):", body)
  }

  private mutating func pattern(_ depth: Int) -> Statements {
    let subject = random.pick([
      "await asyncio.gather(asyncio.sleep(\(delay()), \(small())), later(\(small())), return_exceptions=True)",
      "await later(\(small()))", "{\"n\": n, \"k\": \(small())}", "n", "[n, \(small())]",
    ])
    guard depth < 3, random.chance(60) else { return [.init("print(kind(\(subject)))")] }
    let cases: Statements = [
      compound("case [int(first), *rest] if first > 2:", [.init("print(first, len(rest))")] + inner(depth)),
      compound("case {\"n\": 0 | 1 as k}:", [.init("print(k)")] + inner(depth)),
      compound("case asyncio.Task() | asyncio.Future():", [.init("print(\"future\")")]),
      compound("case other:", [.init("print(kind(other))")] + inner(depth)),
    ]
    return [compound("match \(subject):", cases)]
  }

  private mutating func job() -> Statements {
    let name = fresh("j")
    let make = "Job(\(random.pick(["n", "1", "2", "3"])), \"\(name)\")"
    var statements: Statements = [.init("\(name) = \(make)")]
    switch Int.random(in: 0..<6, using: &random) {
    case 0: statements.append(.init("print(await \(name).run(\(delay())), \(name).stage)"))
    case 1: statements.append(.init("spawn(\(name).run(\(delay())))"))
    case 2: statements.append(.init("await queues[3].put(\(name))"))
    case 3: statements.append(.init("print(\(name) < Job(2), \(name) == Job(n), kind(\(name)))"))
    case 4:
      statements.append(.init("print(kind(await asyncio.wait_for(\(name).run(\(delay())), \(timeout()))))"))
    default:
      statements.append(
        .init("print(dataclasses.replace(\(name), priority=5), dataclasses.astuple(\(name)))"))
    }
    return statements
  }

  private mutating func decorated() -> Statements {
    guard let call = call(), let name = call.split(separator: "(").first else { return job() }
    let loop = "asyncio.get_running_loop()"
    switch Int.random(in: 0..<5, using: &random) {
    case 0..<3:
      return [.init("print(show(await retried(\(random.pick(["1", "2", "3"])), \(delay()))(\(name))(n)))")]
    case 3: return [.init("spawn(functools.partial(\(name), \(small()))())")]
    default: return [.init("\(loop).call_later(\(delay()), functools.partial(said, \"\(fresh("p"))\"))")]
    }
  }

  /// A function in the function, which changes its parameter.
  private mutating func closure(_ depth: Int) -> Statements {
    let name = fresh("q")
    var body: Statements = [.init("nonlocal n"), .init("n += k")]
    body += inner(depth)
    body.append(.init("return n"))
    let use = random.pick([
      "print(show(await asyncio.gather(\(name)(1), \(name)(2), return_exceptions=True)))",
      "spawn(\(name)(3))", "print(show(await \(name)(1)), n)",
    ])
    return [compound("async def \(name)(k):", body), .init(use)]
  }

  private mutating func polling() -> Statements {
    let name = fresh("k")
    return [
      compound(
        "while (\(name) := len(flags)) < \(random.pick(["1", "2", "3"])):",
        [.init("flags.append(\(name))"), .init("await asyncio.sleep(\(delay()))")]),
      .init("print(\"\(name)\", \(name), now())"),
    ]
  }
}
