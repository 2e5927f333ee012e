import PythonSubset
import TaskModel
import Testing

struct DeclaredNetworkTests {
  private static func refusals(_ text: String) throws -> [String] {
    do {
      _ = try Program(text, file: "x.py")
      return []
    } catch Program.Problem.unsupported(let refusals) {
      return refusals.map(\.description)
    }
  }

  private static let echo = """
    import asyncio

    async def serve(reader, writer):
        writer.write(await reader.read(100_000))
        writer.close()

    async def main():
        server = await asyncio.start_server(serve, "127.0.0.1", 80)
        reader, writer = await asyncio.open_connection("127.0.0.1", 80)
        loop = asyncio.get_running_loop()
        print("connected", round(loop.time(), 6))
        writer.write(bytes(40_000))
        size = 0
        while piece := await reader.read(100_000):
            size += len(piece)
            print(len(piece), round(loop.time(), 6))
        writer.close()
        await writer.wait_closed()
        server.close()

    asyncio.run(main())
    """

  @Test func `without a word the network takes no time`() throws {
    #expect(try runProgram(Self.echo).output == "connected 0.0\n40000 0.0\n")
  }

  @Test func `latency is paid once in each direction`() throws {
    let output = try runProgram("# network: latency=20ms\n" + Self.echo).output
    #expect(output == "connected 0.04\n40000 0.08\n")
  }

  @Test func `bandwidth brings a long text in pieces`() throws {
    let output = try runProgram("# network: bandwidth=16KiB/s latency=0\n" + Self.echo).output
    #expect(output == "connected 0.0\n16384 2.0\n")
  }

  @Test func `a window lets the sender wait for the reader`() throws {
    let output = try runProgram("#network: window=10KB   latency=1ms\n" + Self.echo).output
    #expect(output == "connected 0.002\n10000 0.004\n")
  }

  @Test(arguments: [
    ("latency=20", 12, "'latency=20' is no duration: write a number and its unit, such as latency=20ms"),
    ("latency=-1s", 12, "'latency=-1s' is no duration: write a number and its unit, such as latency=20ms"),
    (
      "latency=1ms bandwidth=1MB", 24,
      "'bandwidth=1MB' is no bandwidth: write a size a second, such as bandwidth=1MB/s"
    ),
    ("window=0", 12, "'window=0' is no size: write a number and its unit, such as window=64KiB"),
    ("speed=3", 12, "'speed=3' is no property of a network: there are latency, bandwidth and window"),
    ("fast", 12, "'fast' is no property of a network: there are latency, bandwidth and window"),
  ])
  func `what cannot be meant is refused where it stands`(words: String, column: Int, fault: String) throws {
    let found = try Self.refusals("x = 1\n# network: \(words)\n")
    #expect(found == ["x.py:2:\(column): network \(fault)"])
  }

  @Test func `a network is said once`() throws {
    #expect(
      try Self.refusals("# network: latency=1ms\n# network: latency=1ms\n") == [
        "x.py:2:1: a second network line is one too many: say it all in one line"
      ])
  }

  @Test(arguments: [
    ("", "a site without an address answers nothing: begin with one, such as https://python.org"),
    ("python.org", "a site without an address answers nothing: begin with one, such as https://python.org"),
    ("GET", "a site without an address answers nothing: begin with one, such as https://python.org"),
    ("https://a.b 99", "site status '99' is no status of HTTP: write one from 100 to 599, such as 200"),
    (
      "https://a.b delay=3", "site 'delay=3' is no duration: write a number and its unit, such as delay=300ms"
    ),
    (
      "https://a.b size=9GB",
      "site 'size=9GB' is no size: write a number and its unit, up to 64MiB, such as size=50KB"
    ),
    (
      "https://a.b fail=now",
      "site 'fail=now' is no failure: there are disconnect, dns, hang, refused, reset, truncated"
    ),
    ("https://a.b body", "site status 'body' is no status of HTTP: write one from 100 to 599, such as 200"),
    ("https://a.b 200 body", "site 'body' has no value: write body=..."),
    (
      "https://a.b colour=red",
      "site 'colour=red' is no property of a site: there are delay, size, body, json, type, bandwidth, location and fail"
    ),
  ])
  func `a site that cannot be meant is refused`(words: String, fault: String) throws {
    let found = try Self.refusals("# site: \(words)\n")
    #expect(found.count == 1)
    #expect(found.first?.hasSuffix(": \(fault)") == true, "\(found)")
  }

  @Test func `aiohttp says that it is simulated, and not where the program prints`() throws {
    let result = try runProgram("import aiohttp\nprint('ready')\n")
    #expect(result.output == "ready\n")
    #expect(result.errors.contains("simulated"))
  }
}
