/// Statements over the rest of asyncio: asynchronous generators, contexts, eager tasks, callbacks that fail or are taken
/// back, exception handlers, groups of exceptions, tasks that nobody holds.
extension ProgramGenerator {
  mutating func wideStatement(_ depth: Int) -> Statements {
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<20: return asyncGenerator(depth)
    case 20..<34: return contextVariable()
    case 34..<44: return eagerTask()
    case 44..<56: return callbackWithContext()
    case 56..<62: return report()
    case 62..<72: return depth < 3 ? exceptionGroup(depth) : report()
    case 72..<78: return unheld()
    case 78..<84: return wideFuture()
    case 84..<90: return inspection()
    case 90..<95: return depth < 3 ? movedTimeout(depth) : inspection()
    default: return sameInstant()
    }
  }

  // MARK: Asynchronous generators

  private mutating func asyncGenerator(_ depth: Int) -> Statements {
    let name = fresh("a")
    let make = "ticks(\"\(name)\", \(random.pick(["0", "1", "2", "3"])), \(delay()))"
    if depth < 3, random.chance(60) {
      var body: Statements = [.init("print(\"\(fresh("p"))\", i, now())")]
      if random.chance(40) { body += inner(depth) }
      if random.chance(35) {
        body.append(.init(random.pick(["break", "if i: break", "if not i: continue"])))
      }
      if random.chance(60) { return [compound("async for i in \(make):", body)] }
      return [.init("\(name) = \(make)"), closing(name, [compound("async for i in \(name):", body)])]
    }
    let steps = (0..<Int.random(in: 1...4, using: &random)).map { _ in
      GeneratedProgram.Statement(generatorStep(name))
    }
    return [.init("\(name) = \(make)"), closing(name, steps)]
  }

  /// A body that leaves no generator behind in a variable: when that is let go of, and closed, may be for CPython's garbage
  /// collector to say, as an exception may hold the variable.
  private func closing(_ name: String, _ body: Statements) -> GeneratedProgram.Statement {
    let end: Statements = [.init("await \(name).aclose()"), .init("del \(name)")]
    return .init([.init(line: "try:", body: body), .init(line: "finally:", body: end)])
  }

  /// Nothing that asyncio's own frames, or an exception that is thrown in, would hold: the garbage collector again.
  private mutating func generatorStep(_ name: String) -> String {
    switch Int.random(in: 0..<16, using: &random) {
    case 0..<6: "print(await anext(\(name), \"none\"), now())"
    case 6..<9: "print(await \(name).__anext__())"
    case 9..<12: "print(await \(name).asend(\(random.pick(["None", "None", "1", "\"sent\""]))), now())"
    case 12..<15: "await \(name).aclose()"
    default: "spawn(use(\(name)))"
    }
  }

  // MARK: Contexts

  private mutating func variable() -> String { random.pick(["var", "var", "other"]) }

  private mutating func contextVariable() -> Statements {
    let name = variable()
    switch Int.random(in: 0..<20, using: &random) {
    case 0..<6: return [.init("\(name).set(\(small()))")]
    case 6..<11: return [.init("print(\"\(fresh("p"))\", values())")]
    case 11..<13:
      let token = fresh("k")
      return [
        .init("\(token) = \(name).set(\(small()))"), .init("await asyncio.sleep(\(delay()))"),
        .init("attempt(\(random.pick([name, "var"])).reset, \(token))"),
      ]
    case 13..<15: return [.init("contexts.append(contextvars.copy_context())")]
    case 15..<17: return [.init("attempt(within, \(small()), \(name).set, \(small()))")]
    case 17..<19:
      guard let call = call() else { return [.init("print(values())")] }
      return [.init("tasks.append(asyncio.create_task(\(call), context=shared(\(small()))))")]
    default: return [.init("print(sorted([(v.name, x) for v, x in context(\(small())).items()]))")]
    }
  }

  // MARK: Eager tasks

  private mutating func eagerTask() -> Statements {
    guard let call = call() else { return [.init("await asyncio.sleep(0)")] }
    let name = fresh("t")
    var statements: Statements = [.init("\(name) = eager(\(call))")]
    switch Int.random(in: 0..<6, using: &random) {
    case 0: statements.append(.init("print(show(\(name)), \(name).get_coro() is None)"))
    case 1: statements.append(.init("print(show(await \(name)))"))
    case 2: statements.append(.init("print(\(name).cancel(\"eager\"))"))
    case 3: statements.append(.init("print(\(name).done(), len(asyncio.all_tasks()))"))
    default: break
    }
    return statements
  }

  // MARK: Callbacks

  private mutating func callbackWithContext() -> Statements {
    let name = fresh("h")
    let loop = "asyncio.get_running_loop()"
    let action = random.pick([
      "said, \"\(fresh("p"))\"", "said, \"\(fresh("p"))\"", "failing, \(small())", "var.set, \(small())",
      "stop, \(small())", "starting, \(small())", "resolve, \(small()), \(small())",
    ])
    let context = random.chance(30) ? ", context=context(\(small()))" : ""
    let call =
      switch Int.random(in: 0..<5, using: &random) {
      case 0..<2: "\(loop).call_soon(\(action)\(context))"
      case 2..<4: "\(loop).call_later(\(delay()), \(action)\(context))"
      default: "\(loop).call_at(\(loop).time() + \(delay()), \(action)\(context))"
      }
    var statements: Statements = [.init("\(name) = \(call)")]
    switch Int.random(in: 0..<8, using: &random) {
    case 0: statements.append(.init("\(name).cancel()"))
    case 1: statements.append(.init("\(loop).call_soon(\(name).cancel)"))
    case 2: statements.append(.init("\(loop).call_later(\(delay()), \(name).cancel)"))
    case 3: statements.append(.init("print(\(name).cancelled(), repr(\(name)))"))
    case 4: statements.append(.init("print(dict(\(name).get_context()) == dict(contextvars.copy_context()))"))
    default: break
    }
    return statements
  }

  // MARK: Reports

  private mutating func report() -> Statements {
    let loop = "asyncio.get_running_loop()"
    switch Int.random(in: 0..<6, using: &random) {
    case 0:
      return [.init("\(loop).set_exception_handler(\(random.pick(["handler", "None", "bad_handler"])))")]
    case 1:
      return [
        .init("\(loop).call_exception_handler({\"message\": \"told \(small())\", \"number\": \(small())})")
      ]
    case 2:
      return [
        .init(
          "\(loop).call_exception_handler({\"message\": \"told\", \"exception\": \(exception()), \"task\": asyncio.current_task()})"
        )
      ]
    case 3: return [.init("print(\(loop).get_exception_handler() is handler)")]
    case 4: return [.init("\(loop).default_exception_handler({\"message\": \"default\", \"n\": n})")]
    default: return [.init("\(loop).call_soon(failing, \(small()))")]
    }
  }

  // MARK: Groups of exceptions

  private mutating func exceptionGroup(_ depth: Int) -> Statements {
    let name = fresh("x")
    let members = (0..<Int.random(in: 1...3, using: &random)).map { _ in member(2) }.joined(separator: ", ")
    let kind = random.pick([
      "ValueError", "(KeyError, TypeError)", "asyncio.CancelledError", "ExceptionGroup",
    ])
    let group = "BaseExceptionGroup(\"\(name)\", [\(members)])"
    switch Int.random(in: 0..<6, using: &random) {
    case 0:
      return [.init("print(\(name) := show(\(group).split(\(kind))[0]), show(\(group).subgroup(\(kind))))")]
    case 1:
      return [.init("print(show(\(group).subgroup(lambda e: isinstance(e, \(kind)))))")]
    case 2: return [.init("raise \(group)")]
    default:
      var parts: [GeneratedProgram.Part] = [
        .init(line: "try:", body: random.chance(50) ? [.init("raise \(group)")] : inner(depth))
      ]
      let kinds = ["ValueError", "KeyError", "asyncio.CancelledError", "Exception"].shuffled(using: &random)
      for kind in kinds.prefix(Int.random(in: 1...3, using: &random)) {
        var body: Statements = [.init("print(\"\(fresh("x"))\", now(), describe(error))")]
        if random.chance(25) {
          body.append(.init(random.pick(["raise", "raise TypeError(n)", "raise error"])))
        }
        if random.chance(15) { body.append(.init("await asyncio.sleep(\(delay()))")) }
        parts.append(.init(line: "except* \(kind) as error:", body: body))
      }
      return [.init(parts)]
    }
  }

  private mutating func member(_ depth: Int) -> String {
    if depth > 0, random.chance(30) {
      let members = (0..<Int.random(in: 1...2, using: &random)).map { _ in member(depth - 1) }
      return "BaseExceptionGroup(\"\(fresh("e"))\", [\(members.joined(separator: ", "))])"
    }
    return random.pick([
      "ValueError(n)", "ValueError(2)", "KeyError(3)", "TypeError(4)", "asyncio.CancelledError(5)",
    ])
  }

  // MARK: What nobody holds

  private mutating func unheld() -> Statements {
    guard let call = call() else { return [.init("await asyncio.sleep(0)")] }
    return [
      random.pick([
        .init("asyncio.create_task(\(call))"), .init("asyncio.ensure_future(\(call))"),
        .init("asyncio.gather(\(call), return_exceptions=True)"), .init("asyncio.shield(\(call))"),
      ]), .init("await asyncio.sleep(\(delay()))"),
    ]
  }

  // MARK: Futures and tasks

  private mutating func wideFuture() -> Statements {
    let name = fresh("u")
    var statements: Statements = [.init("\(name) = make_future()")]
    let step = random.pick([
      "attempt(\(name).set_result, \(small()))", "attempt(\(name).set_exception, \(exception()))",
      "attempt(\(name).set_exception, StopIteration)", "attempt(\(name).cancel, \"\(name)\")",
      "attempt(\(name).result)", "attempt(\(name).exception)",
    ])
    statements.append(.init(step))
    if random.chance(50) { statements.append(.init("attempt(\(name).set_result, \(small()))")) }
    if random.chance(50) {
      statements.append(
        .init("\(name).add_done_callback(\(random.pick(["ended", "failing", "print_state"])))"))
    }
    if random.chance(30) { statements.append(.init("print(\(name).remove_done_callback(ended))")) }
    if random.chance(30) { statements.append(.init("attempt(\(name).exception)")) }
    return statements
  }

  private mutating func inspection() -> Statements {
    [
      .init(
        random.pick([
          "print(sorted([task.get_coro().__name__ for task in asyncio.all_tasks()]))",
          "print(asyncio.current_task().get_context() == contextvars.copy_context())",
          "attempt(asyncio.current_task().set_result, 1)", "attempt(asyncio.run, asyncio.sleep)",
          "await 5",
          "attempt(asyncio.create_task, 5)",
          "print(asyncio.iscoroutine(n), asyncio.isfuture(asyncio.current_task()))",
        ]))
    ]
  }

  private mutating func movedTimeout(_ depth: Int) -> Statements {
    let name = fresh("c")
    let loop = "asyncio.get_running_loop()"
    let make = random.pick([
      "asyncio.timeout_at(\(loop).time() + \(delay()))", "asyncio.Timeout(None)",
      "asyncio.timeout(\(timeout()))",
    ])
    var body = inner(depth)
    for _ in 0..<Int.random(in: 1...2, using: &random) {
      let move = random.pick([
        "\(name).reschedule(\(loop).time() + \(delay()))", "\(name).reschedule(None)",
        "\(loop).call_soon(attempt, \(name).reschedule, \(loop).time() + \(delay()))",
        "\(loop).call_later(\(delay()), attempt, \(name).reschedule, \(loop).time())",
      ])
      body.insert(.init(move), at: Int.random(in: 0...body.count, using: &random))
    }
    return [
      .init("\(name) = \(make)"), compound("async with \(name):", body),
      .init("print(\"\(name)\", now(), \(name).expired(), \(name).when() is None)"),
      .init("attempt(\(name).reschedule, 5)"),
    ]
  }

  /// A group whose tasks, deadline and owner all end at one moment.
  private mutating func sameInstant() -> Statements {
    guard let first = call(), let second = call() else { return [.init("await asyncio.sleep(\(delay()))")] }
    let group = fresh("g")
    let moment = random.pick(["0.1", "0.2", "0.5"])
    var body: Statements = [
      .init("\(group).create_task(after(\(moment), \(first)))"),
      .init("\(group).create_task(after(\(moment), \(second)))"),
    ]
    if random.chance(50) {
      body.append(.init("asyncio.get_running_loop().call_later(\(moment), asyncio.current_task().cancel)"))
    }
    if random.chance(40) { body.append(.init("await asyncio.sleep(\(moment))")) }
    if random.chance(30) { body.append(.init("raise ValueError(\"body\")")) }
    let inside = compound("async with asyncio.TaskGroup() as \(group):", body)
    return [random.chance(50) ? compound("async with asyncio.timeout(\(moment)):", [inside]) : inside]
  }
}
