import AsyncioLoop
import Foundation
import PythonSubset
import Testing

struct ProgramEndTests {
  @Test func `an uncaught exception is printed with its chain and its calls`() throws {
    let result = try runProgram(
      """
      def inner(x):
          return [10 / y for y in (1, x)]

      def outer():
          try:
              inner(0)
          except ZeroDivisionError as e:
              raise ValueError("outer") from e

      print("before")
      outer()
      """)
    #expect(result.output == "before\n")
    #expect(result.exitCode == 1)
    #expect(
      result.errors == """
        Traceback (most recent call last):
          File "x.py", line 6, in outer
            inner(0)
            ~~~~~^^^
          File "x.py", line 2, in inner
            return [10 / y for y in (1, x)]
                    ~~~^~~
        ZeroDivisionError: division by zero

        The above exception was the direct cause of the following exception:

        Traceback (most recent call last):
          File "x.py", line 11, in <module>
            outer()
            ~~~~~^^
          File "x.py", line 8, in outer
            raise ValueError("outer") from e
        ValueError: outer

        """)
  }

  @Test func `a failed group is printed as a tree`() throws {
    let result = try runProgram(
      """
      import asyncio

      async def fail():
          raise KeyError("k")

      async def main():
          async with asyncio.TaskGroup() as group:
              group.create_task(fail())

      asyncio.run(main())
      """)
    #expect(result.exitCode == 1)
    #expect(
      result.errors == """
          + Exception Group Traceback (most recent call last):
          |   File "x.py", line 10, in <module>
          |     asyncio.run(main())
          |     ~~~~~~~~~~~^^^^^^^^
          |   File "x.py", line 7, in main
          |     async with asyncio.TaskGroup() as group:
          |                ~~~~~~~~~~~~~~~~~^^
          | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)
          +-+---------------- 1 ----------------
            | Traceback (most recent call last):
            |   File "x.py", line 4, in fail
            |     raise KeyError("k")
            | KeyError: 'k'
            +------------------------------------

        """)
  }

  @Test(arguments: [
    ("import sys; sys.exit()", 0, ""), ("import sys; sys.exit(3)", 3, ""),
    ("import sys; sys.exit('sorry')", 1, "sorry\n"), ("raise SystemExit(256 + 7)", 7, ""),
    ("raise KeyboardInterrupt", 130, nil),
  ])
  func `the way a program leaves is its exit code`(text: String, code: Int, errors: String?) throws {
    let result = try runProgram(text)
    #expect(result.exitCode == Int32(code))
    if let errors { #expect(result.errors == errors) }
  }

  @Test(arguments: [
    "loop = asyncio.new_event_loop()\ndef f(): return loop",
    "class A:\n    loop = asyncio.new_event_loop()\n    def f(self): return A",
    "class A: pass\nclass B(A): loop = asyncio.new_event_loop()\ndel A, B",
    "asyncio.set_event_loop(asyncio.new_event_loop())",
  ])
  func `nothing of a run stays in the cycles of its modules and classes`(program: String) throws {
    let result = try runProgram("import asyncio\n" + program)
    #expect(result.errors == "")
    #expect(!result.isSessionKept)
  }

  @Test func `what a finalizer raises is written without its callers`() throws {
    let result = try runProgram(
      """
      class Failing:
          def __del__(self):
              1 / 0

      Failing()
      try:
          raise KeyError("k")
      except KeyError:
          Failing()
      print("on")
      kept = Failing()
      """)
    #expect(result.output == "on\n")
    let report = "Exception ignored in: <function Failing.__del__ at 0x"
    let reports = result.errors.components(separatedBy: report).dropFirst().map {
      $0.split(separator: "\n").dropFirst()
    }
    let lines = [
      "Traceback (most recent call last):", "  File \"x.py\", line 3, in __del__", "    1 / 0",
      "ZeroDivisionError: division by zero",
    ]
    // The last one is called when source files cannot be read any more.
    #expect(reports.map { $0.map(String.init) } == [lines, lines, [lines[0], lines[1], lines[3]]])
  }

  @Test func `an attribute that CPython has and taskviz has not is no mistake of the program's`() throws {
    let result = try runProgram(
      """
      import asyncio
      for name in "_waiters", "nothing":
          try:
              print(hasattr(asyncio.Lock(), name))
          except NotImplementedError as error:
              print(error)
      """)
    #expect(
      result.output
        == "taskviz has no '_waiters' of 'Lock' objects, which CPython has; run the program under real CPython\nFalse\n"
    )
  }

  @Test func `an endless loop can be interrupted`() throws {
    let interrupts = InterruptFlag()
    let result = try runProgram("print('on')\nwhile True: pass", interrupts: interrupts) { _ in
      interrupts.request()
    }
    #expect(result.exitCode == 130)
    #expect(result.errors.hasSuffix("\nKeyboardInterrupt\n"))
  }

  @Test func `the first interrupt cancels the main task and the program may handle it`() throws {
    let interrupts = InterruptFlag()
    let result = try runProgram(
      """
      import asyncio
      async def main():
          try:
              print("on")
              while True: await asyncio.sleep(0)
          except asyncio.CancelledError:
              print("cleaning up")
              raise
      try:
          asyncio.run(main())
      except KeyboardInterrupt:
          print("interrupted")
      """, interrupts: interrupts
    ) { text in if text == "on\n" { interrupts.request() } }
    #expect(result.output == "on\ncleaning up\ninterrupted\n")
    #expect(result.exitCode == 0)
  }

  @Test(arguments: [
    "while True: pass", "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
    "import asyncio\nasync def f():\n    while True:\n        try: await asyncio.sleep(0)\n        finally: pass\nasyncio.run(f())",
    "sum(iter(int, 1))", "def f():\n    while True: yield 1\nlist(f())",
  ])
  func `a stop ends whatever the program does`(loop: String) throws {
    let stop = StopFlag()
    let result = try runProgram("print('on')\n" + loop, stop: stop) { _ in stop.request() }
    #expect(result.output == "on\n")
    #expect(result.errors == "")
  }

  @Test(arguments: [
    (line: 3, source: "async def f(): pass\n\nf()\n"),
    (line: 3, source: "async def f(): pass\nx = f()\ndel x\n"),
    (line: 3, source: "async def f(): pass\nx = f()\nx = 1\n"),
    (line: 4, source: "async def f(): pass\ndef g():\n    x = f()\n    x = 1\ng()\n"),
    (line: 4, source: "async def f(): pass\ndef g():\n    x = f()\n    del x\ng()\n"),
    (line: 5, source: "async def f(): pass\ndef g():\n    global x\n    x = f()\n    x = 1\ng()\n"),
  ])
  func `a coroutine that nobody awaits is named where it is dropped`(line: Int, source: String) throws {
    let result = try runProgram(source + "print('next')\n")
    let text = source.split(separator: "\n", omittingEmptySubsequences: false)[line - 1]
    #expect(
      result.errors == """
        x.py:\(line): RuntimeWarning: coroutine 'f' was never awaited
          \(text.drop { $0 == " " })
        RuntimeWarning: Enable tracemalloc to get the object allocation traceback

        """)
    #expect(result.exitCode == 0)
  }

  @Test func `a deadlock ends the run and says who waits`() throws {
    let result = try runProgram(
      "import asyncio\nasync def main():\n    await asyncio.get_running_loop().create_future()\nasyncio.run(main())\n"
    )
    #expect(result.exitCode == 1)
    #expect(result.errors.hasPrefix("deadlock: nothing is left that could wake a task\n"))
    #expect(result.errors.contains("x.py:3"))
  }

  @Test func `a server that nobody connects to any more ends the run, and is no failure`() throws {
    let result = try runProgram(
      """
      import asyncio

      async def handle(reader, writer):
          writer.close()

      async def main():
          server = await asyncio.start_server(handle, "127.0.0.1", 8888)
          try:
              async with server, asyncio.TaskGroup() as group:
                  group.create_task(asyncio.sleep(1))
                  group.create_task(server.serve_forever())
          finally:
              print("cleaned up")

      asyncio.run(main())
      """)
    #expect(result.exitCode == 0)
    #expect(result.output == "cleaned up\n")
    #expect(
      result.errors.hasPrefix(
        "idle: the server at 127.0.0.1:8888 waits for connections, and nobody in the program connects any more\n"
      ))
    #expect(result.errors.contains("(Server.serve_forever) waits for connections to 127.0.0.1:8888"))
    #expect(result.errors.contains("(main) waits for the tasks of a gather or a group at x.py:9"))
  }

  @Test func `a server whose client waits for ever is a deadlock`() throws {
    let result = try runProgram(
      """
      import asyncio

      async def handle(reader, writer):
          await reader.read()

      async def main():
          server = await asyncio.start_server(handle, "127.0.0.1", 8888)
          reader, writer = await asyncio.open_connection("127.0.0.1", 8888)
          await asyncio.gather(server.serve_forever(), reader.read())

      asyncio.run(main())
      """)
    #expect(result.exitCode == 1)
    #expect(result.errors.hasPrefix("deadlock: nothing is left that could wake a task\n"))
    #expect(result.errors.contains("waits for connections to 127.0.0.1:8888"))
  }

  @Test func `what is not supported is refused before anything runs`() throws {
    let text =
      "print('never')\nimport numpy\nimport asyncio\nasyncio.create_subprocess_exec\nx = 2j\nopen('f')\n"
    let problem = #expect(throws: Program.Problem.self) { try Program(text, file: "x.py") }
    guard case .unsupported(let refusals)? = problem else {
      Issue.record("no refusals: \(String(describing: problem))")
      return
    }
    #expect(
      refusals.map { "\($0.line):\($0.column) \($0.construct)" } == [
        "2:8 module 'numpy'", "4:1 asyncio.create_subprocess_exec", "5:5 complex number",
        "6:1 built-in 'open'",
      ])
  }
}
