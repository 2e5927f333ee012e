import TaskModel
import Testing

@testable import PythonSubset

/// The modules that are written in Python, and how their frames stay out of sight.
struct LibraryModulesTests {
  @Test(arguments: ModuleRegistry.definitions.filter { !$0.isPrivate }.map(\.name))
  func `every module can be imported and has what the check promises`(module: String) throws {
    let table = ModuleRegistry.support(importing: [module])
    let names = try #require(table.modules[module]).sorted()
    let program =
      "import \(module)\nfor name in \(names):\n    getattr(\(module), name)\nprint('all there')\n"
    let result = try runProgram(program)
    #expect(result.output == "all there\n")
    #expect(result.exitCode == 0)
  }

  @Test func `a traceback shows the program's frames alone`() throws {
    let program = """
      from contextlib import contextmanager

      @contextmanager
      def broken():
          raise ValueError("no")
          yield

      with broken():
          pass
      """
    #expect(
      try runProgram(program).errors == """
        Traceback (most recent call last):
          File "x.py", line 8, in <module>
            with broken():
                 ~~~~~~^^
          File "x.py", line 5, in broken
            raise ValueError("no")
        ValueError: no

        """)
  }

  @Test func `a task that the library's code waits for is awaited at the program's line`() throws {
    let program = """
      import asyncio
      from contextlib import AsyncExitStack

      async def main():
          async with AsyncExitStack() as stack:
              stack.push_async_callback(asyncio.sleep, 1)

      asyncio.run(main())
      """
    let chains = try runProgram(program).events.compactMap { event -> [String]? in
      guard case .suspend(_, on: _, chain: let chain) = event.kind else { return nil }
      return chain.map { "\($0.function):\($0.line)" }
    }
    #expect(chains.first?.first == "main:5")
    #expect(chains.first?.contains { $0.contains("exit") } == false)
  }

  @Test func `a program that imports no such module does not pay for it`() {
    let table = ModuleRegistry.support(importing: ["asyncio"])
    #expect(table.modules.keys.sorted() == ["asyncio"])
  }
}
