/// Makes random programs of servers and their clients: reads and writes of every kind, half-closed and aborted connections,
/// paused transports, full buffers, timeouts and cancellations, streams beside protocols, over Unix sockets and over
/// networks with and without latency.
///
/// What a connection is asked for may never come: most waits have a timeout, and the programs are rescued in the end.
struct NetworkGenerator {
  var random: RandomSource
  private var nextName = 0
  private var isUnix = false

  init(seed: UInt64) { random = RandomSource(seed: seed ^ 0x6E65_7477_6F72_6B) }

  static func program(seed: UInt64) -> GeneratedProgram {
    var generator = NetworkGenerator(seed: seed)
    return generator.program()
  }

  private mutating func program() -> GeneratedProgram {
    isUnix = random.chance(25)
    let clients = (0..<Int.random(in: 1...4, using: &random)).map { "client\($0)" }
    var functions = [GeneratedProgram.Function(name: "serve", body: session(["reader, writer = n"]))]
    for client in clients {
      let body =
        random.chance(75)
        ? session(["reader, writer = await \(opening())"]) : protocolClient(name: client)
      functions.append(.init(name: client, body: body))
    }
    functions.append(.init(name: "main", body: main(clients)))
    return GeneratedProgram(functions: functions, ownPrelude: networkPrelude)
  }

  private mutating func session(_ opening: [String]) -> [GeneratedProgram.Statement] {
    opening.map { .init($0) } + block(depth: 0, length: 2...8)
  }

  // MARK: Connecting and serving

  private mutating func opening() -> String {
    let limit = random.pick(["", "", "", ", limit=4", ", limit=50"])
    return isUnix
      ? "asyncio.open_unix_connection(PATH\(limit))" : "asyncio.open_connection(\(address())\(limit))"
  }

  /// Nearly always the server's.
  private mutating func address() -> String {
    let host = random.pick(["\"127.0.0.1\"", "\"127.0.0.1\"", "\"localhost\""])
    return "\(host), \(random.chance(93) ? "8000" : "8001")"
  }

  private mutating func main(_ clients: [String]) -> [GeneratedProgram.Statement] {
    var body: [GeneratedProgram.Statement] = []
    if random.chance(70) { body.append(.init("# network: \(network())")) }
    body.append(.init("loop = asyncio.get_running_loop()"))
    body.append(.init("loop.call_later(20, rescue, 3)"))
    if random.chance(60) { body.append(.init("loop.set_exception_handler(report)")) }
    body.append(.init("server = await \(serving())"))
    for client in clients {
      body.append(.init("spawn(\(client)())"))
      if random.chance(40) { body.append(.init("await asyncio.sleep(\(delay()))")) }
    }
    body.append(.init("await asyncio.sleep(\(random.pick(["0", "0.01", "0.5", "2"])))"))
    body += ending()
    return body
  }

  private mutating func serving() -> String {
    let backlog = random.pick(["", "", ", backlog=5"])
    let starts = random.chance(6) ? ", start_serving=False" : ""
    if random.chance(25) {
      let factory = "lambda: \(talk("s"))"
      return isUnix
        ? "loop.create_unix_server(\(factory), PATH\(backlog)\(starts))"
        : "loop.create_server(\(factory), \"127.0.0.1\", 8000\(backlog)\(starts))"
    }
    let limit = random.pick(["", ", limit=10", ", limit=2000"])
    let handler = "lambda *both: serve(both)"
    return isUnix
      ? "asyncio.start_unix_server(\(handler), PATH\(limit)\(backlog)\(starts))"
      : "asyncio.start_server(\(handler), \"127.0.0.1\", 8000\(limit)\(backlog)\(starts))"
  }

  /// How the server comes to its end.
  private mutating func ending() -> [GeneratedProgram.Statement] {
    var body: [GeneratedProgram.Statement] = []
    if random.chance(20) { body.append(.init("stop(\(random.pick(["0", "1", "2"])))")) }
    if random.chance(10) { body.append(.init("await server.start_serving()")) }
    if random.chance(10) {
      body.append(.init([.init(line: "async with server:", body: block(clientless: true))]))
    }
    if random.chance(60) { body.append(.init("server.close()")) }
    if random.chance(30) { body.append(.init("server.\(random.pick(["close_clients", "abort_clients"]))()")) }
    if random.chance(20) {
      body.append(.init("print(show(await asyncio.wait_for(server.serve_forever(), 0.3)))"))
    }
    if random.chance(10) {
      body.append(.init("spawn(server.serve_forever())"))
      body.append(.init("await asyncio.sleep(\(delay()))"))
      body.append(.init(random.pick(["server.close()", "tasks[-1].cancel()"])))
    }
    body.append(.init("print(show(await asyncio.gather(*tasks, return_exceptions=True)))"))
    if random.chance(60) {
      body.append(.init("print(show(await asyncio.wait_for(server.wait_closed(), 1)))"))
    }
    if random.chance(40) {
      let looks = "[look(one) for one in transports]"
      body.append(.init("print(server.is_serving(), len(server.sockets), \(looks))"))
    }
    return body
  }

  private mutating func block(clientless: Bool) -> [GeneratedProgram.Statement] {
    [.init("await asyncio.sleep(\(delay()))"), .init("print(server.is_serving(), now())")]
  }

  private mutating func network() -> String {
    var words = ["latency=\(random.pick(["0", "1ms", "20ms", "150ms"]))"]
    if random.chance(50) { words.append("bandwidth=\(random.pick(["1KB/s", "100KB/s", "7MB/s"]))") }
    if random.chance(50) { words.append("window=\(random.pick(["2KB", "5KB", "64KiB"]))") }
    return words.joined(separator: " ")
  }

  // MARK: Protocols

  private mutating func protocolClient(name: String) -> [GeneratedProgram.Statement] {
    let factory = "lambda: \(talk(name))"
    let call =
      isUnix
      ? "loop.create_unix_connection(\(factory), PATH)" : "loop.create_connection(\(factory), \(address()))"
    var body: [GeneratedProgram.Statement] = [
      .init("loop = asyncio.get_running_loop()"), .init("transport, talk = await \(call)"),
    ]
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      body.append(
        random.chance(40)
          ? .init("await asyncio.sleep(\(delay()))")
          : .init("attempt(transport.\(transportCall()))"))
    }
    return body
  }

  private mutating func transportCall() -> String {
    switch Int.random(in: 0..<10, using: &random) {
    case 0..<3: "write, b\"\(fresh("w"))|\""
    case 3: "write, b\"x\" * \(size())"
    case 4: "writelines, [b\"\(fresh("w"))\", b\"z\" * \(size())]"
    case 5: "set_write_buffer_limits, \(random.pick(["0", "10, 20", "100, 5"]))"
    default:
      random.pick([
        "write_eof", "close", "abort", "pause_reading", "resume_reading", "get_write_buffer_size",
        "is_reading",
      ])
    }
  }

  /// A protocol with a plan of what it does when.
  private mutating func talk(_ name: String) -> String {
    var plan = ["\"\(name)\""]
    let actions = [
      "write", "write", "big", "big", "lines", "echo", "end", "close", "abort", "pause", "later", "look",
      "limits", "raise",
    ]
    for (event, chance) in [
      ("made", 70), ("data", 60), ("eof", 30), ("lost", 20), ("full", 15), ("room", 15), ("timer", 40),
    ] where random.chance(chance) {
      var some = (0..<Int.random(in: 1...2, using: &random)).map { _ in random.pick(actions) }
      // A timer that sets itself twice would have no end.
      if event == "timer", some == ["later", "later"] { some = ["later"] }
      plan.append("\(event)=\"\(some.joined(separator: " "))\"")
    }
    if random.chance(40) { plan.append("keep=True") }
    return "Talk(\(plan.joined(separator: ", ")))"
  }

  // MARK: What a side of a stream does

  private mutating func block(depth: Int, length: ClosedRange<Int>) -> [GeneratedProgram.Statement] {
    (0..<Int.random(in: length, using: &random)).flatMap { _ in statement(depth) }
  }

  private mutating func statement(_ depth: Int) -> [GeneratedProgram.Statement] {
    switch Int.random(in: 0..<(depth < 2 ? 110 : 82), using: &random) {
    case 0..<22: return [.init("writer.\(write())")]
    case 22..<30: return [.init(random.chance(70) ? "await writer.drain()" : timed("writer.drain()"))]
    case 30..<52: return [.init(random.chance(40) ? "print(sized(await \(read())))" : timed(read()))]
    case 52..<60: return [.init("await asyncio.sleep(\(delay()))")]
    case 60..<63: return [.init("writer.write_eof()")]
    case 63..<67: return [.init("writer.close()")]
    case 67..<70: return [.init(timed("writer.wait_closed()"))]
    case 70..<72:
      return [.init("writer.transport.\(random.pick(["abort", "pause_reading", "resume_reading"]))()")]
    case 72..<74:
      return [.init("writer.transport.set_write_buffer_limits(high=\(random.pick(["0", "10", "100000"])))")]
    case 74..<77:
      return [.init("print(reader.at_eof(), writer.is_closing(), look(writer.transport))")]
    case 77..<79: return [.init("raise ValueError(\"\(fresh("v"))\")")]
    case 79..<82: return [.init("stop(\(random.pick(["0", "1", "2"])))")]
    case 82..<87: return background()
    case 87..<91: return [loop(depth)]
    case 91..<94: return [lines(depth)]
    case 94..<98: return [timeout(depth)]
    default: return [attempt(depth)]
    }
  }

  private mutating func write() -> String {
    switch Int.random(in: 0..<6, using: &random) {
    case 0: "write(b\"\(fresh("w"))\\n\")"
    case 1: "write(b\"x\" * \(size()))"
    case 2: "writelines([b\"\(fresh("w"))\", b\"|\", b\"z\" * \(size())])"
    case 3:
      random.pick(["write(b\"\")", "writelines([])", "writelines([b\"\"])", "write(bytearray(b\"a|\\n\"))"])
    default: "write(b\"\(fresh("w"))|\")"
    }
  }

  private mutating func read() -> String {
    switch Int.random(in: 0..<20, using: &random) {
    case 0..<3: "reader.read()"
    case 3..<6: "reader.read(\(size()))"
    case 6..<9: "reader.readexactly(\(size()))"
    case 9..<12: "reader.readuntil(b\"|\")"
    case 12: "reader.readuntil((b\"|\", b\"\\n\"))"
    case 13: "reader.readuntil((b\"zz|\", b\"|w\", b\"1\"))"
    case 14:
      random.pick([
        "reader.readuntil(b\"\")", "reader.readuntil(())", "reader.readexactly(-1)", "reader.read(0)",
      ])
    case 15..<18: "reader.readline()"
    default: "reader.read(5)"
    }
  }

  private mutating func timed(_ call: String) -> String {
    "print(sized(await asyncio.wait_for(\(call), \(random.pick(["0", "0.01", "0.2", "0.5", "1"])))))"
  }

  /// A task of its own that reads or drains, and perhaps is cancelled.
  private mutating func background() -> [GeneratedProgram.Statement] {
    let name = fresh("t")
    let call = random.chance(70) ? read() : random.pick(["writer.drain()", "writer.wait_closed()"])
    var statements: [GeneratedProgram.Statement] = [.init("\(name) = asyncio.create_task(\(call))")]
    statements.append(.init("await asyncio.sleep(\(delay()))"))
    if random.chance(60) { statements.append(.init("\(name).cancel()")) }
    return statements
  }

  private mutating func loop(_ depth: Int) -> GeneratedProgram.Statement {
    .init([
      .init(line: "for i in range(\(random.pick(["2", "5"]))):", body: block(depth: depth + 1, length: 1...3))
    ])
  }

  private mutating func lines(_ depth: Int) -> GeneratedProgram.Statement {
    let head = random.pick(["async for line in reader:", "while line := await reader.readline():"])
    return .init([
      .init(line: head, body: [.init("print(now(), sized(line))")] + block(depth: depth + 1, length: 1...2))
    ])
  }

  private mutating func timeout(_ depth: Int) -> GeneratedProgram.Statement {
    .init([
      .init(
        line: "async with asyncio.timeout(\(random.pick(["0.01", "0.3", "1"]))):",
        body: block(depth: depth + 1, length: 1...3))
    ])
  }

  private mutating func attempt(_ depth: Int) -> GeneratedProgram.Statement {
    let kind = random.pick([
      "Exception", "OSError", "asyncio.IncompleteReadError", "asyncio.LimitOverrunError", "BaseException",
    ])
    return .init([
      .init(line: "try:", body: block(depth: depth + 1, length: 1...4)),
      .init(
        line: "except \(kind) as error:", body: [.init("print(\"\(fresh("x"))\", now(), describe(error))")]),
    ])
  }

  private mutating func size() -> String { random.pick(["1", "4", "30", "5000", "70000", "300000"]) }
  private mutating func delay() -> String { random.pick(["0", "0.001", "0.01", "0.1", "0.3"]) }

  private mutating func fresh(_ prefix: String) -> String {
    nextName += 1
    return "\(prefix)\(nextName)"
  }
}
