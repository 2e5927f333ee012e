import Foundation
import Subprocesses
import Testing

/// Loops, tasks and runners of every kind, recorded: none of them gives an empty trace, and none behaves otherwise.
@Suite(.enabled(if: !Interpreters.all.isEmpty, "no CPython from 3.8 to 3.13"))
struct RecordedLoopsTests {
  private static let work = """
    import asyncio

    async def child(n):
        await asyncio.sleep(0.001)
        return n

    async def main():
        task = asyncio.ensure_future(child(1))
        await asyncio.sleep(0)
        print(await task, await asyncio.gather(child(2), child(3)))

    """

  private func record(_ python: String, _ source: String) throws -> (result: SubprocessResult, trace: String)
  {
    let folder = try TemporaryFolder()
    try folder.write("app.py", source)
    let result = try TaskvizBinary.run(
      ["record", "--headless", "-o", "app.json", "--", python, "app.py"], in: folder.url)
    let replay = try TaskvizBinary.run(["replay", "app.json", "--plain"], in: folder.url)
    #expect(replay.status == 0, "\(replay.standardError)")
    return (result, try String(contentsOf: folder.url.appending(path: "app.json"), encoding: .utf8))
  }

  @Test(arguments: [
    // Its warnings of slow steps would tell of a machine that is busy.
    "loop = asyncio.new_event_loop()\nloop.set_debug(True)\nloop.slow_callback_duration = 600\n"
      + "loop.run_until_complete(main())\nloop.close()",
    "with asyncio.Runner() as runner:\n    runner.run(main())",
    "class Loop(asyncio.SelectorEventLoop):\n    def call_soon(self, *words, **options):\n"
      + "        return super().call_soon(*words, **options)\nloop = Loop()\nloop.run_until_complete(main())\nloop.close()",
    "class Policy(asyncio.DefaultEventLoopPolicy): pass\nasyncio.set_event_loop_policy(Policy())\nasyncio.run(main())",
    "loop = asyncio.new_event_loop()\n"
      + "loop.set_task_factory(lambda loop, coro, **options: asyncio.Task(coro, loop=loop, **options))\n"
      + "loop.run_until_complete(main())\nloop.close()",
    "import threading\nthread = threading.Thread(target=lambda: asyncio.run(main()))\nthread.start()\nthread.join()",
    "async def eager():\n    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)\n    await main()\n"
      + "asyncio.run(eager())",
  ])
  func `a loop, a policy, a runner or a task of the program's own kind is recorded`(start: String) throws {
    let (result, trace) = try record(try #require(Interpreters.all.last), Self.work + start)
    #expect(result.standardOutput == "1 [2, 3]\n")
    #expect(result.standardError == "" && result.status == 0)
    #expect(trace.contains("child") && trace.contains("\"value\":\"3\""))
    #expect(!trace.contains("\"event\":\"dropped\""))
  }

  @Test(.enabled(if: Interpreters.all.last?.contains("3.13") == true, "no CPython 3.13"))
  func `a task that takes its first step while it is made is recorded, whoever makes it`() throws {
    let (result, trace) = try record(
      try #require(Interpreters.all.last),
      Self.work + """
        class Own(asyncio.Task): pass

        class Eager(Own):
            def __init__(self, coro, *, loop):
                super().__init__(coro, loop=loop, eager_start=True)

        async def quick(n):
            return n

        async def direct():
            loop = asyncio.get_running_loop()
            plain = asyncio.Task(child(7), loop=loop, eager_start=True)
            own = Own(child(8), loop=loop, eager_start=True)
            print(await plain, await own)
            # These never wait.
            print(await Own(quick(9), loop=loop, eager_start=True), await Eager(quick(10), loop=loop))
            print(await Own(child(11), loop=loop), type(own))
            try:
                asyncio.Task(9, loop=loop)
            except TypeError as error:
                print(error.__traceback__.tb_next)

        asyncio.run(direct())
        """)
    #expect(result.standardOutput == "7 8\n9 10\n11 <class '__main__.Own'>\nNone\n")
    for value in 7...11 { #expect(trace.contains("\"value\":\"\(value)\"")) }
    // Its first step is told of, in which it begins to sleep.
    let own = try #require(
      trace.firstMatch(of: /"event":"finish","task":(\d+),"outcome":"returned","value":"8"/)?.1)
    #expect(trace.matches(of: try Regex("\"event\":\"resume\",\"task\":\(own)[,}]")).count == 2)
    #expect(!trace.contains("\"event\":\"dropped\""))
  }

  /// As uvloop's, which has neither handles nor a class of asyncio's.
  private static let ownLoop = """
    import collections, time

    class Call:
        def __init__(self, callback, arguments, context):
            self.callback, self.arguments, self.context, self.is_over = callback, arguments, context, False
        def cancel(self):
            self.is_over = True

    class Loop(asyncio.AbstractEventLoop):
        def __init__(self):
            self.calls, self.timers, self.runs = collections.deque(), [], False
        def call_soon(self, callback, *arguments, context=None):
            self.calls.append(Call(callback, arguments, context))
            return self.calls[-1]
        call_soon_threadsafe = call_soon
        def call_later(self, delay, callback, *arguments, context=None):
            return self.call_at(self.time() + delay, callback, *arguments, context=context)
        def call_at(self, when, callback, *arguments, context=None):
            call = Call(callback, arguments, context)
            call.when = lambda: when
            self.timers.append(call)
            return call
        def time(self): return time.monotonic()
        def get_debug(self): return False
        def is_closed(self): return False
        def run_in_executor(self, executor, function, *arguments):
            from concurrent.futures import ThreadPoolExecutor
            with ThreadPoolExecutor(1) as pool:
                return asyncio.wrap_future(pool.submit(function, *arguments), loop=self)
        def is_running(self): return self.runs
        def create_future(self): return asyncio.Future(loop=self)
        def create_task(self, coroutine, **options): return asyncio.Task(coroutine, loop=self, **options)
        def call_exception_handler(self, context): print(context)
        def run(self, coroutine):
            task, self.runs = self.create_task(coroutine), True
            asyncio._set_running_loop(self)
            while not task.done():
                for timer in [timer for timer in self.timers if timer.when() <= self.time()]:
                    self.timers.remove(timer)
                    self.calls.append(timer)
                for _ in range(len(self.calls)):
                    call = self.calls.popleft()
                    if not call.is_over:
                        call.context.run(call.callback, *call.arguments) if call.context else call.callback(*call.arguments)
            asyncio._set_running_loop(None)

    Loop().run(main())
    """

  @Test(arguments: Interpreters.all)
  func `a loop that is not derived from asyncio's own is recorded`(python: String) throws {
    let (result, trace) = try record(python, Self.work + Self.ownLoop)
    #expect(result.standardError == "" && result.status == 0)
    #expect(result.standardOutput == "1 [2, 3]\n")
    #expect(trace.contains("\"value\":\"3\"") && trace.contains("timer"))
    #expect(!trace.contains("\"event\":\"dropped\""))
  }

  @Test(arguments: Interpreters.all)
  func `what such a loop has a thread call is told by its name`(python: String) throws {
    let asks = """
      async def asks():
          print(await asyncio.get_running_loop().run_in_executor(None, work, 4))

      def work(n):
          return n

      Loop().run(asks())
      """
    let (result, trace) = try record(
      python, Self.work + Self.ownLoop.replacingOccurrences(of: "Loop().run(main())", with: asks))
    #expect(result.standardError == "" && result.standardOutput == "4\n")
    #expect(trace.contains("\"on\":\"executor\",\"what\":\"work\""))
  }

  @Test(arguments: Interpreters.all)
  func `what the program prints and how it fails is the same as without the recorder`(python: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "app.py",
      """
      import asyncio, sys
      from unittest import mock

      async def fails():
          raise ValueError("in a task")

      async def main():
          loop = asyncio.get_running_loop()
          # It has every attribute, and each of them can be called.
          await loop.run_in_executor(None, mock.Mock())
          print(sys.stdout is sys.__stdout__, type(sys.stdout).__name__)
          await asyncio.ensure_future(fails())

      try:
          1 / 0
      except ZeroDivisionError:
          asyncio.run(main())
      """)
    let plain = try Subprocesses.run([python, "app.py"], in: folder.url)
    let recorded = try TaskvizBinary.run(["record", "--headless", "--", python, "app.py"], in: folder.url)
    #expect(recorded.standardOutput == plain.standardOutput)
    #expect(recorded.standardError == plain.standardError)
    #expect(recorded.status == plain.status)
  }
}
