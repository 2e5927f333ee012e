/// Makes random programs of a server and its clients: reads and writes of every kind, half-closed and aborted connections,
/// paused transports, timeouts and cancellations, over networks with and without latency.
///
/// What a connection is asked for may never come; most waits have a timeout, so that most programs end.
struct NetworkGenerator {
  private var random: RandomSource
  private var nextName = 0

  init(seed: UInt64) { random = RandomSource(seed: seed ^ 0x6E65_7477_6F72_6B) }

  static func program(seed: UInt64) -> GeneratedProgram {
    var generator = NetworkGenerator(seed: seed)
    return generator.program()
  }

  private mutating func program() -> GeneratedProgram {
    let clients = (0..<Int.random(in: 1...4, using: &random)).map { "client\($0)" }
    var functions = [GeneratedProgram.Function(name: "serve", body: session(["reader, writer = n"]))]
    for client in clients {
      let open = "reader, writer = await asyncio.open_connection(\"127.0.0.1\", \(port()))"
      functions.append(.init(name: client, body: session([open])))
    }
    functions.append(.init(name: "main", body: main(clients)))
    return GeneratedProgram(functions: functions)
  }

  /// Nearly always the server's.
  private mutating func port() -> String { random.chance(93) ? "8000" : "8001" }

  private mutating func session(_ opening: [String]) -> [GeneratedProgram.Statement] {
    opening.map { .init($0) } + block(depth: 0, length: 2...8)
  }

  private mutating func main(_ clients: [String]) -> [GeneratedProgram.Statement] {
    var body: [GeneratedProgram.Statement] = []
    if random.chance(70) { body.append(.init("# network: \(network())")) }
    let limit = random.pick(["", ", limit=10", ", limit=2000"])
    body.append(
      .init("server = await asyncio.start_server(lambda *both: serve(both), \"127.0.0.1\", 8000\(limit))"))
    for client in clients {
      body.append(.init("spawn(\(client)())"))
      if random.chance(40) { body.append(.init("await asyncio.sleep(\(delay()))")) }
    }
    body.append(.init("await asyncio.sleep(\(random.pick(["0", "0.01", "0.5", "2"])))"))
    if random.chance(60) { body.append(.init("server.close()")) }
    if random.chance(30) { body.append(.init("server.\(random.pick(["close_clients", "abort_clients"]))()")) }
    if random.chance(20) {
      body.append(.init("print(show(await asyncio.wait_for(server.serve_forever(), 0.3)))"))
    }
    body.append(.init("print(show(await asyncio.gather(*tasks, return_exceptions=True)))"))
    if random.chance(60) {
      body.append(.init("print(show(await asyncio.wait_for(server.wait_closed(), 1)))"))
    }
    return body
  }

  private mutating func network() -> String {
    var words = ["latency=\(random.pick(["0", "1ms", "20ms", "150ms"]))"]
    if random.chance(50) { words.append("bandwidth=\(random.pick(["1KB/s", "100KB/s", "7MB/s"]))") }
    if random.chance(50) { words.append("window=\(random.pick(["2KB", "5KB", "64KiB"]))") }
    return words.joined(separator: " ")
  }

  // MARK: What a side of a connection does

  private mutating func block(depth: Int, length: ClosedRange<Int>) -> [GeneratedProgram.Statement] {
    (0..<Int.random(in: length, using: &random)).flatMap { _ in statement(depth) }
  }

  private mutating func statement(_ depth: Int) -> [GeneratedProgram.Statement] {
    switch Int.random(in: 0..<(depth < 2 ? 100 : 80), using: &random) {
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
      return [.init("print(reader.at_eof(), writer.is_closing(), writer.transport.get_write_buffer_size())")]
    case 77..<80: return [.init("raise ValueError(\"\(fresh("v"))\")")]
    case 80..<85: return reading()
    case 85..<89: return [loop(depth)]
    default: return [attempt(depth)]
    }
  }

  private mutating func write() -> String {
    switch Int.random(in: 0..<6, using: &random) {
    case 0: "write(b\"\(fresh("w"))\\n\")"
    case 1: "write(b\"x\" * \(size()))"
    case 2: "writelines([b\"\(fresh("w"))\", b\"|\", b\"z\" * \(size())])"
    case 3: "write(b\"\")"
    default: "write(b\"\(fresh("w"))|\")"
    }
  }

  private mutating func read() -> String {
    switch Int.random(in: 0..<6, using: &random) {
    case 0: "reader.read()"
    case 1: "reader.read(\(size()))"
    case 2: "reader.readexactly(\(size()))"
    case 3: "reader.readuntil(b\"|\")"
    case 4: "reader.readline()"
    default: "reader.read(5)"
    }
  }

  private mutating func timed(_ call: String) -> String {
    "print(sized(await asyncio.wait_for(\(call), \(random.pick(["0.01", "0.2", "0.5", "1"])))))"
  }

  /// A task that reads, and perhaps is cancelled.
  private mutating func reading() -> [GeneratedProgram.Statement] {
    let name = fresh("t")
    var statements: [GeneratedProgram.Statement] = [.init("\(name) = asyncio.create_task(\(read()))")]
    statements.append(.init("await asyncio.sleep(\(delay()))"))
    if random.chance(60) { statements.append(.init("\(name).cancel()")) }
    return statements
  }

  private mutating func loop(_ depth: Int) -> GeneratedProgram.Statement {
    .init([
      .init(line: "for i in range(\(random.pick(["2", "5"]))):", body: block(depth: depth + 1, length: 1...3))
    ])
  }

  private mutating func attempt(_ depth: Int) -> GeneratedProgram.Statement {
    let kind = random.pick(["Exception", "OSError", "asyncio.IncompleteReadError", "BaseException"])
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
