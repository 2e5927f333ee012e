import Foundation
import Subprocesses
import Testing

private let hasCompiler = ["cc", "clang", "gcc"].contains { (try? run([$0, "--version"]))?.status == 0 }

/// The recorder's hooks in C and those in Python, which do the same.
@Suite(
  .enabled(if: !Interpreters.all.isEmpty, "no CPython from 3.8 to 3.13"),
  .enabled(if: hasCompiler, "no C compiler"))
struct CompiledHooksTests {
  /// Turns, sleeps, queues, locks, streams, errors and cancellations; nothing in it comes at the same time as another.
  private static let program = """
    import asyncio, contextvars, sys

    class Stack(asyncio.Queue):
        def _init(self, maxsize):
            self.items = []
        def _put(self, item):
            self.items.append(item)
        def _get(self):
            return self.items.pop()
        def qsize(self):
            return len(self.items)
        def empty(self):
            return not self.items

    async def produce(queue, number):
        for item in range(number):
            await queue.put(item)

    async def consume(queue):
        while True:
            item = await queue.get()
            queue.task_done()

    async def work_off(queue):
        consumers = [asyncio.create_task(consume(queue)) for _ in range(2)]
        await asyncio.gather(produce(queue, 5), produce(queue, 3))
        await queue.join()
        for consumer in consumers:
            consumer.cancel()
        await asyncio.gather(*consumers, return_exceptions=True)

    async def deep(depth, seconds):
        if depth:
            return await deep(depth - 1, seconds)
        await asyncio.sleep(0)
        await asyncio.sleep(seconds)

    class Turns:
        def __await__(self):
            yield
            yield from asyncio.sleep(0.005).__await__()
            yield

    async def fail():
        await asyncio.sleep(0.01)
        raise ValueError("failed")

    async def yield_nonsense():
        class Nonsense:
            def __await__(self):
                yield 42
        try:
            await Nonsense()
        except RuntimeError:
            print("refused")

    async def numbers():
        for number in range(3):
            await asyncio.sleep(0)
            yield number

    async def hold(lock, seconds):
        async with lock:
            await asyncio.sleep(seconds)

    async def answer(reader, writer):
        while True:
            line = await reader.readline()
            if not line:
                break
            writer.write(line)
            await writer.drain()
        writer.close()

    async def talk():
        server = await asyncio.start_unix_server(answer, "socket")
        reader, writer = await asyncio.open_unix_connection("socket")
        for _ in range(3):
            writer.write(b"hello\\n")
            print(await reader.readline())
        writer.close()
        await asyncio.sleep(0.01)
        server.close()

    async def main():
        loop = asyncio.get_running_loop()
        await asyncio.gather(deep(0, 0.02), deep(1, 0.05), deep(30, 0.08))
        await Turns()
        await work_off(asyncio.Queue())
        await work_off(asyncio.Queue(maxsize=1))
        await work_off(asyncio.LifoQueue())
        await work_off(Stack())
        await asyncio.gather(fail(), deep(2, 0.05), return_exceptions=True)
        await yield_nonsense()
        async for number in numbers():
            print(number)
        lock = asyncio.Lock()
        await asyncio.gather(hold(lock, 0.01), hold(lock, 0.02))
        event = asyncio.Event()
        loop.call_later(0.01, event.set)
        await event.wait()
        loop.call_soon(print, "one", "two")
        loop.call_soon(print, context=contextvars.copy_context())
        await asyncio.sleep(0)
        future = loop.create_future()
        loop.call_later(0.01, future.cancel)
        try:
            await future
        except asyncio.CancelledError:
            print("cancelled")
        loop.call_soon(lambda: 1 / 0)
        await asyncio.sleep(0)
        try:
            await asyncio.wait_for(asyncio.sleep(10), 0.01)
        except asyncio.TimeoutError:
            print("too late")
        late = asyncio.ensure_future(asyncio.sleep(10))
        await asyncio.sleep(0)
        late.cancel()
        await asyncio.wait([late])
        await talk()

    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    loop.run_until_complete(main())
    loop.close()
    """

  private func record(_ python: String, in folder: TemporaryFolder, inPython: Bool) throws -> (
    SubprocessResult, [String]
  ) {
    let result = try TaskvizBinary.run(
      ["record", "--headless", "-o", "app.json", "--", python, "app.py"], in: folder.url,
      environment: ["TASKVIZ_PURE_PYTHON": inPython ? "1" : ""])
    let text = try String(contentsOf: folder.url.appending(path: "app.json"), encoding: .utf8)
    // From 3.13 on it goes with its server.
    try? FileManager.default.removeItem(at: folder.url.appending(path: "socket"))
    // But for times, and what stands for descriptors and processes.
    let events = text.split(separator: "\n").filter { $0.hasPrefix("{\"time\"") }
    return (result, events.map { String($0).replacing(/[0-9]{4,}/, with: "N") })
  }

  @Test(arguments: Interpreters.all)
  func `hooks in C tell what those in Python tell`(python: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("app.py", Self.program)
    var (events, expected): ([String], [String]) = ([], [])
    // On a busy machine two timers may come to be over together.
    for _ in 0..<4 where events.isEmpty || events != expected {
      let (compiled, interpreted): (SubprocessResult, SubprocessResult)
      (compiled, events) = try record(python, in: folder, inPython: false)
      (interpreted, expected) = try record(python, in: folder, inPython: true)
      #expect(compiled.status == 0 && compiled.standardOutput == interpreted.standardOutput)
    }
    #expect(events.count > 500 && events.count == expected.count)
    let first = zip(events, expected).first { $0 != $1 }
    #expect(first == nil)
  }

  @Test(arguments: Interpreters.all)
  func `hooks in C are there where nobody forbids them, and not on a virtual clock`(python: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "app.py",
      "import asyncio, sys\nprint('taskviz_recorder.hooks' in sys.modules)\nasyncio.run(asyncio.sleep(0))\n")
    func isThere(_ options: [String] = [], _ environment: [String: String] = [:]) throws -> String {
      let words = ["record", "--headless", "-o", "app.json"] + options + ["--", python, "app.py"]
      return try TaskvizBinary.run(words, in: folder.url, environment: environment).standardOutput
    }
    #expect(try isThere() == "True\n")
    #expect(try isThere(["--virtual-time"]) == "False\n")
    #expect(try isThere([], ["TASKVIZ_PURE_PYTHON": "1"]) == "False\n")
  }

  /// What wakes a task in 3.8 and 3.9 gives away only to the garbage collector which task that is.
  @Test(arguments: Interpreters.all.filter { !$0.contains("/3.8.") && !$0.contains("/3.9.") })
  func `what ends the program shows no frame of the recorder's`(python: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "app.py",
      """
      import asyncio, sys, traceback

      async def main():
          await asyncio.sleep(0)
          traceback.print_stack(file=sys.stdout)
          await asyncio.sleep(0.01)
          raise KeyboardInterrupt("enough")

      loop = asyncio.new_event_loop()
      loop.run_until_complete(main())
      """)
    let plain = try run([python, "app.py"], in: folder.url)
    let recorded = try TaskvizBinary.run(
      ["record", "--headless", "-o", "app.json", "--", python, "app.py"], in: folder.url)
    #expect(
      recorded.standardError == plain.standardError && recorded.standardError.contains("KeyboardInterrupt"))
    #expect(recorded.standardOutput == plain.standardOutput && plain.standardOutput.contains("in _run"))
  }

  /// Where a recorder's hook runs code in Python, and a signal comes.
  private static let interruptions = [
    """
    import asyncio, os, signal, sys
    from taskviz_recorder import start

    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended by a handler"))
    resources, count = type(start.log.resources), 0
    plain = resources.future

    def future(*arguments):
        global count
        count += 1
        if count == 5:
            os.kill(os.getpid(), signal.SIGTERM)
        return plain(*arguments)

    resources.future = future

    async def main():
        loop = asyncio.get_running_loop()
        for _ in range(20):
            future = loop.create_future()
            loop.call_soon(future.set_result, None)
            await future
        print("to the end")

    asyncio.run(main())
    """,
    """
    import asyncio, os, signal, sys
    from taskviz_recorder import sink

    plain, count = sink.map_file, 0

    def map_file(path):
        global count
        count += 1
        if count == 1:
            os.kill(os.getpid(), signal.SIGTERM)
        return plain(path)

    sink.map_file = map_file
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended by a handler"))

    async def main():
        queue = asyncio.Queue()
        for number in range(200_000):
            queue.put_nowait(number)
        print("to the end")

    asyncio.run(main())
    """,
  ]

  @Test(arguments: interruptions, ["", "1"])
  func `what a handler of signals raises while a hook runs ends the program`(source: String, inPython: String)
    throws
  {
    let folder = try TemporaryFolder()
    try folder.write("app.py", source)
    let python = try #require(Interpreters.all.last)
    let result = try TaskvizBinary.run(
      ["record", "--headless", "-o", "app.json", "--", python, "app.py"], in: folder.url,
      environment: ["TASKVIZ_PURE_PYTHON": inPython])
    #expect(result.standardError.contains("ended by a handler\n") && result.standardOutput == "")
    #expect(result.status == 1)
  }

  @Test(arguments: ["", "1"])
  func `what a handler of signals does while a file of events is full is told, and holds nobody`(
    inPython: String
  )
    throws
  {
    let folder = try TemporaryFolder()
    try folder.write(
      "app.py",
      """
      import asyncio, signal

      def tick(*_):
          # Again only then: a queue is not made to be put into while it is put into.
          ticks.put_nowait(1)
          signal.setitimer(signal.ITIMER_REAL, 0.001)

      signal.signal(signal.SIGALRM, tick)

      async def main():
          global ticks
          ticks, queue = asyncio.Queue(), asyncio.Queue()
          signal.setitimer(signal.ITIMER_REAL, 0.001)
          for number in range(200_000):
              queue.put_nowait(number)
              queue.get_nowait()
          signal.signal(signal.SIGALRM, signal.SIG_IGN)
          print(ticks.qsize())

      asyncio.run(main())
      """)
    let python = try #require(Interpreters.all.last)
    let result = try TaskvizBinary.run(
      ["record", "--headless", "-o", "app.json", "--", python, "app.py"], in: folder.url,
      environment: ["TASKVIZ_PURE_PYTHON": inPython])
    #expect(result.status == 0 && result.standardError == "")
    let ticks = try #require(Int(result.standardOutput.dropLast()))
    let trace = try String(contentsOf: folder.url.appending(path: "app.json"), encoding: .utf8)
    let puts = trace.split(separator: "\n").count { $0.contains("\"operation\":\"put\"") }
    #expect(puts == 200_000 + ticks)
  }

  /// Interpreters within a process have no name that stays before Python 3.14.
  @Test(arguments: Interpreters.all)
  func `an interpreter within the process of another one runs as it would`(python: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "app.py",
      """
      import asyncio
      try:
          import _interpreters as interpreters
      except ImportError:
          import _xxsubinterpreters as interpreters

      source = \"\"\"
      import asyncio
      async def work():
          queue = asyncio.Queue()
          queue.put_nowait(1)
          await queue.get()
          await asyncio.sleep(0.001)
      asyncio.run(work())
      \"\"\"
      exec(source)
      inner = interpreters.create()
      (getattr(interpreters, "exec", None) or interpreters.run_string)(inner, source)
      exec(source)
      interpreters.destroy(inner)
      exec(source)
      print("done")
      """)
    let result = try TaskvizBinary.run(
      ["record", "--headless", "-o", "app.json", "--", python, "app.py"], in: folder.url)
    #expect(result.standardOutput == "done\n" && result.standardError == "" && result.status == 0)
  }
}
