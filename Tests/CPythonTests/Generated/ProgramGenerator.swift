/// Makes random asyncio programs: every construct of the library, nested in one another, with equal and different
/// delays, failures and cancellations at any point.
///
/// A function calls only those before it, and loops are short, so every program ends.
struct ProgramGenerator {
  var random: RandomSource
  /// The functions that the one being made may call.
  private var callable: [String] = []
  private var nextName = 0
  /// The calls that the function being made may still contain: what keeps a program's size in bounds.
  private var callsLeft = 0
  /// Variables of the function being made that hold tasks.
  private var taskNames: [String] = []
  private let topic: GeneratedProgram.Topic

  init(seed: UInt64, topic: GeneratedProgram.Topic = .tasks) {
    random = RandomSource(seed: seed)
    self.topic = topic
  }

  static func program(seed: UInt64) -> GeneratedProgram {
    var generator = ProgramGenerator(seed: seed)
    return generator.program()
  }

  /// A program whose tasks share locks, events, queues ...
  static func sharingProgram(seed: UInt64) -> GeneratedProgram {
    var generator = ProgramGenerator(seed: seed, topic: .resources)
    return rescued(generator.program())
  }

  /// A program that uses what the language and its library bring, with all of asyncio.
  static func languageProgram(seed: UInt64) -> GeneratedProgram {
    var generator = ProgramGenerator(seed: seed, topic: .language)
    var program = rescued(generator.program())
    guard generator.random.chance(50) else { return program }
    program.functions[program.functions.count - 1].body.insert(
      .init("asyncio.get_running_loop().set_exception_handler(handler)"), at: 0)
    return program
  }

  /// A program whose waits all come to an end.
  private static func rescued(_ program: GeneratedProgram) -> GeneratedProgram {
    var program = program
    let rescue = GeneratedProgram.Statement("asyncio.get_running_loop().call_later(20, rescue, 3)")
    program.functions[program.functions.count - 1].body.insert(
      contentsOf: [rescue, .init("loops.append(asyncio.get_running_loop())")], at: 0)
    return program
  }

  /// A program that uses the rest of asyncio, half of them with a factory of tasks or an exception handler of its own.
  static func wideProgram(seed: UInt64) -> GeneratedProgram {
    var generator = ProgramGenerator(seed: seed, topic: .everything)
    var program = generator.program()
    let loop = "asyncio.get_running_loop()"
    let setUp = ["set_task_factory(asyncio.eager_task_factory)", "set_exception_handler(handler)"]
    let lines = setUp.filter { _ in generator.random.chance(50) }
    program.functions[program.functions.count - 1].body.insert(
      contentsOf: lines.map { .init("\(loop).\($0)") }, at: 0)
    return program
  }

  private mutating func program() -> GeneratedProgram {
    var functions: [GeneratedProgram.Function] = []
    let count = Int.random(in: 2...5, using: &random)
    for index in 0..<count {
      let name = index == count - 1 ? "main" : "f\(index)"
      taskNames = []
      callsLeft = index == count - 1 ? 6 : 3
      let body = block(depth: 0, length: index == count - 1 ? 4...9 : 1...6)
      functions.append(.init(name: name, body: body))
      callable.append(name)
    }
    return GeneratedProgram(functions: functions, topic: topic)
  }

  // MARK: Statements

  private mutating func block(depth: Int, length: ClosedRange<Int>) -> [GeneratedProgram.Statement] {
    (0..<Int.random(in: length, using: &random)).flatMap { _ in statement(depth: depth) }
  }

  mutating func inner(_ depth: Int) -> [GeneratedProgram.Statement] {
    block(depth: depth + 1, length: 1...3)
  }

  private mutating func statement(depth: Int) -> [GeneratedProgram.Statement] {
    if topic == .resources, random.chance(50) { return resourceStatement(depth) }
    if topic == .everything, random.chance(45) { return wideStatement(depth) }
    if topic == .language {
      switch Int.random(in: 0..<100, using: &random) {
      case 0..<40: return languageStatement(depth)
      case 40..<52: return wideStatement(depth)
      case 52..<64: return resourceStatement(depth)
      default: break
      }
    }
    switch Int.random(in: 0..<(depth < 3 ? 100 : 62), using: &random) {
    case 0..<6: return [.init("print(\"\(fresh("p"))\", n, now())")]
    case 6..<14: return [.init("await asyncio.sleep(\(delay()))")]
    case 14..<22: return [spawn()]
    case 22..<27: return [.init("print(show(await \(awaitable())))")]
    case 27..<31: return [.init("print(show(await \(gather())))")]
    case 31..<35: return [.init("print(show(await asyncio.wait_for(\(awaitable()), \(timeout()))))")]
    case 35..<38: return [.init("print(show(await asyncio.shield(\(shieldable()))))")]
    case 38..<43: return [.init("stop(\(small())\(message()))")]
    case 43..<45: return [onCurrentTask()]
    case 45..<48: return [.init("raise \(exception())")]
    case 48..<49: return [.init("return \(random.pick(["n", "None", "\"early\"", "[n]"]))")]
    case 49..<53: return callback()
    case 53..<57: return future()
    case 57..<59: return onTask()
    case 59..<60: return [.init("time.sleep(\(random.pick(["0", "0.1", "0.25"])))")]
    case 60..<62: return wait()
    case 62..<76: return [tryStatement(depth)]
    case 76..<84: return [taskGroup(depth)]
    case 84..<91: return timeoutBlock(depth)
    case 91..<94: return [asCompleted()]
    case 94..<96: return [loop(depth)]
    case 96..<98:
      let name = random.pick(["\"a\"", "\"b\"", "\"swallow\""])
      return [compound("async with Resource(\(name), \(delay())):", inner(depth))]
    default:
      return [compound("async for i in Counter(\(random.pick(["0", "2", "3"]))):", inner(depth))]
    }
  }

  func compound(_ line: String, _ body: [GeneratedProgram.Statement]) -> GeneratedProgram.Statement {
    .init([.init(line: line, body: body)])
  }

  private mutating func spawn() -> GeneratedProgram.Statement {
    guard let call = call() else { return .init("await asyncio.sleep(\(delay()))") }
    let name = fresh("t")
    taskNames.append(name)
    return .init("\(name) = spawn(\(call))")
  }

  private mutating func tryStatement(_ depth: Int) -> GeneratedProgram.Statement {
    var parts: [GeneratedProgram.Part] = [.init(line: "try:", body: inner(depth))]
    if random.chance(20) {
      let kind = random.pick([
        "ValueError", "Exception", "KeyError", "(ValueError, TypeError)", "asyncio.CancelledError",
      ])
      var body: [GeneratedProgram.Statement] = [.init("print(\"\(fresh("x"))\", now(), describe(error))")]
      if random.chance(20) { body.append(.init("raise")) }
      parts.append(.init(line: "except* \(kind) as error:", body: body))
    } else if random.chance(85) {
      let kind = random.pick([
        "Exception", "ValueError", "TimeoutError", "asyncio.CancelledError", "asyncio.CancelledError",
        "BaseException",
        "(ValueError, asyncio.CancelledError)", "ExceptionGroup",
      ])
      var body: [GeneratedProgram.Statement] = [.init("print(\"\(fresh("x"))\", now(), describe(error))")]
      if random.chance(40) { body += block(depth: depth + 1, length: 1...2) }
      if random.chance(35) { body.append(.init(random.pick(["raise", "raise KeyError(n) from error"]))) }
      parts.append(.init(line: "except \(kind) as error:", body: body))
      if random.chance(20) { parts.append(.init(line: "else:", body: inner(depth))) }
    }
    if parts.count == 1 || random.chance(35) {
      parts.append(.init(line: "finally:", body: inner(depth)))
    }
    return .init(parts)
  }

  private mutating func taskGroup(_ depth: Int) -> GeneratedProgram.Statement {
    let name = fresh("g")
    var body: [GeneratedProgram.Statement] = []
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      guard let call = call() else { break }
      let task = fresh("t")
      taskNames.append(task)
      body.append(.init("\(task) = \(name).create_task(\(call))"))
      if random.chance(50) { body.append(.init("tasks.append(\(task))")) }
    }
    if body.isEmpty || random.chance(60) { body += inner(depth) }
    return compound("async with asyncio.TaskGroup() as \(name):", body)
  }

  private mutating func timeoutBlock(_ depth: Int) -> [GeneratedProgram.Statement] {
    let name = fresh("c")
    var body = inner(depth)
    if random.chance(20) {
      let when = random.pick(["None", "asyncio.get_running_loop().time() + \(delay())"])
      body.insert(.init("\(name).reschedule(\(when))"), at: Int.random(in: 0...body.count, using: &random))
    }
    return [
      compound("async with asyncio.timeout(\(timeout())) as \(name):", body),
      .init("print(\"\(name)\", now(), \(name).expired())"),
    ]
  }

  private mutating func asCompleted() -> GeneratedProgram.Statement {
    let items = (0..<Int.random(in: 1...4, using: &random)).map { _ in shieldable() }.joined(separator: ", ")
    let limit = random.chance(25) ? ", timeout=\(delay())" : ""
    let keyword = random.pick(["for", "for", "async for"])
    return compound(
      "\(keyword) one in asyncio.as_completed([\(items)]\(limit)):",
      [.init("print(\"\(fresh("p"))\", now(), show(await one))")])
  }

  private mutating func loop(_ depth: Int) -> GeneratedProgram.Statement {
    callsLeft = min(callsLeft, 1)
    return compound("for i in range(\(random.pick(["2", "3"]))):", inner(depth))
  }

  private mutating func wait() -> [GeneratedProgram.Statement] {
    guard let first = call() else { return [.init("await asyncio.sleep(0)")] }
    let name = fresh("w")
    let mode = random.pick(["FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"])
    let limit = random.chance(30) ? ", timeout=\(delay())" : ""
    let second = call().map { ", spawn(\($0))" } ?? ""
    return [
      .init("\(name) = [spawn(\(first))\(second)]"),
      .init("done, pending = await asyncio.wait(\(name)\(limit), return_when=asyncio.\(mode))"),
      .init("print(\"\(name)\", now(), len(done), len(pending), show(\(name)))"),
    ]
  }

  private mutating func callback() -> [GeneratedProgram.Statement] {
    let action = random.pick([
      "print(\"\(fresh("p"))\", now())", "stop(\(small()))", "stop(\(small()), \"callback\")",
      "resolve(\(small()), \(small()))", "resolve(\(small()), ValueError(\"resolved\"))",
    ])
    let name = fresh("h")
    var statements: [GeneratedProgram.Statement] = [
      random.chance(50)
        ? .init("\(name) = asyncio.get_running_loop().call_soon(lambda: \(action))")
        : .init("\(name) = asyncio.get_running_loop().call_later(\(delay()), lambda: \(action))")
    ]
    if random.chance(15) { statements.append(.init("\(name).cancel()")) }
    return statements
  }

  private mutating func future() -> [GeneratedProgram.Statement] {
    let name = fresh("u")
    let end = random.pick([
      "call_later(\(delay()), resolve, -1, \(small()))", "call_soon(resolve, -1, ValueError(\"late\"))",
      "call_later(\(delay()), \(name).cancel)", "call_later(\(delay()), \(name).cancel, \"future\")",
    ])
    return [
      .init("\(name) = make_future()"),
      .init("asyncio.get_running_loop().\(end)"),
      .init("print(show(await \(name)))"),
    ]
  }

  private mutating func onCurrentTask() -> GeneratedProgram.Statement {
    .init(
      random.pick([
        "asyncio.current_task().cancel()", "asyncio.current_task().cancel(\"self\")",
        "print(asyncio.current_task().cancelling(), asyncio.current_task().uncancel())",
        "print(asyncio.current_task().get_name(), len(asyncio.all_tasks()))",
      ]))
  }

  private mutating func onTask() -> [GeneratedProgram.Statement] {
    guard !taskNames.isEmpty else { return [] }
    let task = random.pick(taskNames)
    return [
      .init(
        random.pick([
          "\(task).add_done_callback(lambda t: print(\"\(fresh("d"))\", now(), show(t)))",
          "print(show(\(task)), \(task).cancelling())", "print(show(\(task).result()))",
          "print(show(\(task).exception()))", "print(\(task).cancel(\"by name\"))",
          "print(\(task).uncancel())",
        ]))
    ]
  }

  // MARK: Expressions

  private mutating func gather() -> String {
    var items = (0..<Int.random(in: 0...4, using: &random)).map { _ in shieldable() }
    if let first = items.first, !first.contains("("), random.chance(20) { items.append(first) }
    if random.chance(40) { items.append("return_exceptions=True") }
    return "asyncio.gather(\(items.joined(separator: ", ")))"
  }

  /// Something that await takes.
  private mutating func awaitable() -> String {
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<8 where !taskNames.isEmpty: random.pick(taskNames)
    case 8..<14: gather()
    case 14..<20: "asyncio.shield(\(shieldable()))"
    case 20..<26: "asyncio.wait_for(\(shieldable()), \(timeout()))"
    default: shieldable()
    }
  }

  /// A coroutine or a task.
  private mutating func shieldable() -> String {
    if random.chance(25), !taskNames.isEmpty { return random.pick(taskNames) }
    if random.chance(20) { return "later(\(small()))" }
    if random.chance(70), let call = call() { return call }
    return "asyncio.sleep(\(delay()), \(small()))"
  }

  mutating func call() -> String? {
    guard callsLeft > 0, !callable.isEmpty else { return nil }
    callsLeft -= 1
    return "\(random.pick(callable))(\(random.pick(["n", "n + 1", "1", "2", "3"])))"
  }

  mutating func exception() -> String {
    if random.chance(3) { return random.pick(["SystemExit(3)", "KeyboardInterrupt()"]) }
    return random.pick([
      "ValueError(n)", "ValueError(\"\(fresh("e"))\")", "KeyError(\"k\")", "TimeoutError()",
      "asyncio.CancelledError()",
      "asyncio.CancelledError(\"raised\")", "ZeroDivisionError(\"division by zero\")",
      "ExceptionGroup(\"made\", [ValueError(1), KeyError(2)])",
    ])
  }

  mutating func delay() -> String {
    random.pick(["0", "0", "0.1", "0.1", "0.2", "0.3", "0.5", "0.5", "1", "1", "-1"])
  }

  mutating func timeout() -> String {
    random.pick(["None", "0", "-1", "0.1", "0.1", "0.2", "0.3", "0.5", "1", "2"])
  }

  mutating func small() -> String { "\(Int.random(in: 0..<9, using: &random))" }

  private mutating func message() -> String {
    random.chance(40) ? ", \"\(fresh("m"))\"" : ""
  }

  mutating func fresh(_ letter: String) -> String {
    nextName += 1
    return "\(letter)\(nextName)"
  }
}
