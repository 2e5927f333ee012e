import Foundation
import Subprocesses
import Testing

/// Programs that run their tasks through a library: recorded, or told in a sentence why they are not.
///
/// `TASKVIZ_LIBRARIES_PYTHON` names a Python that has the libraries: anyio, nest_asyncio, pytest-asyncio, trio, uvloop.
struct RecordedLibrariesTests {
  private static let python = ProcessInfo.processInfo.environment["TASKVIZ_LIBRARIES_PYTHON"]

  /// The outcome of a program that is recorded with a library.
  struct Case: CustomTestStringConvertible {
    var library: String
    var arguments: [String] = ["test_app.py"]
    var source: String
    var output: String
    /// What its trace says; nil where nothing is recorded, and what is said then.
    var recorded: String?
    var refused = ""

    var testDescription: String { library }
  }

  private static let cases = [
    Case(
      library: "anyio",
      source: """
        import anyio

        async def child(number):
            await anyio.sleep(0.001)
            print("child", number)

        async def main():
            async with anyio.create_task_group() as group:
                group.start_soon(child, 1)
                group.start_soon(child, 2)
            print(await anyio.to_thread.run_sync(sum, [1, 2]))

        anyio.run(main)
        """,
      output: "child 1\nchild 2\n3\n", recorded: "child"),
    Case(
      library: "uvloop",
      source: """
        import asyncio, uvloop

        async def main():
            print(await asyncio.create_task(asyncio.sleep(0.001, "uv")))

        uvloop.run(main())
        """,
      output: "uv\n", recorded: "\"value\":\"'uv'\""),
    Case(
      library: "pytest_asyncio", arguments: ["-m", "pytest", "-q", "-p", "no:cacheprovider", "test_app.py"],
      source: """
        import asyncio, pytest

        @pytest.mark.asyncio
        async def test_sleep():
            assert await asyncio.create_task(asyncio.sleep(0.001, 5)) == 5
        """,
      output: "1 passed", recorded: "\"value\":\"5\""),
    Case(
      library: "trio",
      source:
        "import trio\n\nasync def main():\n    await trio.sleep(0.001)\n    print(\"trio\")\n\ntrio.run(main)\n",
      output: "trio\n", refused: "nothing was recorded: "),
    Case(
      library: "nest_asyncio",
      source: """
        import asyncio, nest_asyncio
        nest_asyncio.apply()

        async def main():
            print(asyncio.run(asyncio.sleep(0.001, "nested")))

        asyncio.run(main())
        """,
      output: "nested\n", refused: "no task was seen: "),
  ]

  @Test(.enabled(if: python != nil, "TASKVIZ_LIBRARIES_PYTHON names no Python"), arguments: cases)
  func `tasks of a library are recorded, or it is said why not`(of program: Case) throws {
    let python = try #require(Self.python)
    let folder = try TemporaryFolder()
    guard try Subprocesses.run([python, "-c", "import \(program.library)"], in: folder.url).status == 0 else {
      return
    }
    try folder.write("test_app.py", program.source)
    let result = try TaskvizBinary.run(
      ["record", "--headless", "-o", "app.json", "--", python] + program.arguments, in: folder.url)
    #expect(result.standardOutput.contains(program.output))
    guard let recorded = program.recorded else {
      #expect(result.standardError.contains(program.refused) && result.status == 0)
      return
    }
    #expect(result.status == 0)
    let trace = try String(contentsOf: folder.url.appending(path: "app.json"), encoding: .utf8)
    #expect(trace.contains(recorded) && !trace.contains("\"event\":\"dropped\""))
  }
}
