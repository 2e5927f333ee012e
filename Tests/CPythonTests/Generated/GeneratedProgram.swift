/// A Python program as a tree of statements, so that it can be shrunk and still be a program.
struct GeneratedProgram: Hashable {
  /// Coroutine functions of one parameter `n`; the last one is `main`.
  var functions: [Function]

  /// What it is about.
  var topic = Topic.tasks

  enum Topic {
    case tasks
    /// Its tasks share locks, events, queues ...
    case resources
    /// It uses the rest of asyncio: asynchronous generators, contexts, eager tasks, exception handlers ...
    case everything
    /// It uses all of these, and what the language and its library bring to such programs.
    case language
  }

  /// What its functions use beside what every program begins with.
  var ownPrelude = ""

  struct Function: Hashable {
    var name: String
    var body: [Statement]
  }

  /// A simple statement is one part without a body; `try` has a part for each clause.
  struct Statement: Hashable {
    var parts: [Part]

    init(_ line: String) { parts = [Part(line: line, body: nil)] }

    init(_ parts: [Part]) { self.parts = parts }
  }

  struct Part: Hashable {
    var line: String
    var body: [Statement]?
  }

  var source: String {
    var lines = [opening]
    for function in functions {
      lines.append("async def \(function.name)(n=0):")
      render(function.body, indent: 1, into: &lines)
      lines += ["", ""]
    }
    lines.append(closing)
    return lines.joined(separator: "\n")
  }

  /// The part of the source that differs from program to program.
  var ownSource: String {
    String(source.dropFirst(opening.count).dropLast(closing.count))
  }

  private var opening: String {
    switch topic {
    case .tasks: prelude + ownPrelude
    case .resources: prelude + resourcePrelude + ownPrelude
    case .everything: prelude + widePrelude + ownPrelude
    case .language: prelude + resourcePrelude + widePrelude + languagePrelude + ownPrelude
    }
  }

  private var closing: String { topic == .language ? runnerClosing : runClosing }

  var statementCount: Int {
    func count(_ body: [Statement]) -> Int {
      body.reduce(0) { $0 + 1 + $1.parts.reduce(0) { $0 + count($1.body ?? []) } }
    }
    return functions.reduce(0) { $0 + count($1.body) }
  }

  private func render(_ body: [Statement], indent: Int, into lines: inout [String]) {
    let margin = String(repeating: "    ", count: indent)
    if body.isEmpty { lines.append(margin + "pass") }
    for statement in body {
      for part in statement.parts {
        lines.append(margin + part.line)
        if let inner = part.body { render(inner, indent: indent + 1, into: &lines) }
      }
    }
  }
}

/// What every program begins with. `later()` offers only tasks that are younger than the one that asks: waits then
/// never form a ring, which would hang under both and, cancelled, recurse.
private let prelude = """
  import asyncio
  import time

  tasks = []
  futures = []


  def now():
      return f"{asyncio.get_running_loop().time():.3f}"


  def describe(error):
      if isinstance(error, BaseExceptionGroup):
          inner = ", ".join([error.message] + [describe(one) for one in error.exceptions])
      else:
          inner = ", ".join([str(one) for one in error.args if "<" not in str(one)])
      text = f"{type(error).__name__}({inner})"
      if error.__cause__ is not None:
          text += f" from {type(error.__cause__).__name__}"
      if error.__context__ is not None:
          text += f" after {type(error.__context__).__name__}"
      return text


  def show(value):
      if isinstance(value, BaseException):
          return describe(value)
      if isinstance(value, list):
          return "[" + ", ".join([show(one) for one in value]) + "]"
      if isinstance(value, (asyncio.Future, asyncio.Task)):
          if not value.done():
              return "pending"
          if value.cancelled():
              return "cancelled"
          if value.exception() is not None:
              return "failed " + describe(value.exception())
          return "done " + show(value.result())
      return repr(value)


  def sized(data):
      return data if data is None or len(data) < 40 else (len(data), data[:8], data[-8:])


  def number(task):
      return int(task.get_name()[5:])


  def spawn(coro):
      task = asyncio.create_task(coro)
      tasks.append(task)
      return task


  def later(k):
      mine = number(asyncio.current_task())
      younger = [task for task in tasks if number(task) > mine]
      return younger[k % len(younger)] if younger else asyncio.sleep(0, "none")


  def stop(k, *message):
      if tasks:
          print("stop", k, tasks[k % len(tasks)].cancel(*message))


  def resolve(k, value):
      if futures:
          future = futures[k % len(futures)]
          if not future.done():
              if isinstance(value, BaseException):
                  future.set_exception(value)
              else:
                  future.set_result(value)


  def make_future():
      future = asyncio.get_running_loop().create_future()
      futures.append(future)
      return future


  class Resource:
      def __init__(self, name, delay):
          self.name = name
          self.delay = delay

      async def __aenter__(self):
          await asyncio.sleep(self.delay)
          print("acquired", self.name)
          return self

      async def __aexit__(self, kind, error, trace):
          await asyncio.sleep(self.delay)
          print("released", self.name, show(error))
          return self.name == "swallow"


  class Counter:
      def __init__(self, stop):
          self.current = 0
          self.stop = stop

      def __aiter__(self):
          return self

      async def __anext__(self):
          if self.current >= self.stop:
              raise StopAsyncIteration
          await asyncio.sleep(0.1)
          self.current += 1
          return self.current



  """

/// What programs begin with that share resources. `rescue` ends what would wait for ever.
private let resourcePrelude = """
  import concurrent.futures
  import threading

  locks = [asyncio.Lock(), asyncio.Lock()]
  events = [asyncio.Event(), asyncio.Event()]
  conditions = [asyncio.Condition(), asyncio.Condition(locks[0])]
  semaphores = [asyncio.Semaphore(2), asyncio.BoundedSemaphore(1), asyncio.Semaphore(0)]
  barriers = [asyncio.Barrier(2), asyncio.Barrier(3)]
  queues = [asyncio.Queue(), asyncio.Queue(1), asyncio.LifoQueue(2), asyncio.PriorityQueue(2)]
  flags = []
  loops = []
  pools = [concurrent.futures.ThreadPoolExecutor(1), concurrent.futures.ThreadPoolExecutor(2)]


  def work(name, delay):
      print("work", name, f"{time.monotonic():.3f}", threading.current_thread().name)
      time.sleep(delay)
      print("worked", name, f"{time.monotonic():.3f}")
      return name


  def fail(name, delay):
      time.sleep(delay)
      raise ValueError(name)


  def pieces(name, delay):
      return [piece for piece in map(lambda k: work(f"{name}.{k}", delay), range(2))]


  def tell(name, delay):
      time.sleep(delay)
      loops[0].call_soon_threadsafe(print, "told", name)
      loops[0].call_soon_threadsafe(events[0].set)


  def ask(name, delay):
      future = asyncio.run_coroutine_threadsafe(asyncio.sleep(delay, name), loops[0])
      return future.result()


  def state(thing):
      return " ".join([word for word in repr(thing).split() if not word.startswith("0x")])


  def attempt(function, *args):
      try:
          print(show(function(*args)))
      except Exception as error:
          print("refused", describe(error))


  def rescue(rounds):
      waiting = sorted(asyncio.all_tasks(), key=number)
      print("rescue", len(waiting))
      for task in waiting:
          task.cancel()
      if rounds > 0:
          asyncio.get_running_loop().call_later(2, rescue, rounds - 1)



  """

/// What programs begin with that use the rest of asyncio.
private let widePrelude = """
  import contextvars

  var = contextvars.ContextVar("var", default=0)
  other = contextvars.ContextVar("other", default="-")
  contexts = [contextvars.copy_context()]


  def later(k):
      # An eager task begins before the one that makes it can be compared with it: only what has ended forms no ring.
      ended = [task for task in tasks if task.done()]
      return ended[k % len(ended)] if ended else asyncio.sleep(0, "none")


  def values():
      return var.get(), other.get()


  def context(k):
      return contexts[k % len(contexts)]


  def within(k, function, *args):
      return context(k).run(function, *args)


  def attempt(function, *args):
      try:
          print(show(function(*args)))
      except Exception as error:
          print("refused", describe(error))


  def eager(coro):
      task = asyncio.Task(coro, loop=asyncio.get_running_loop(), eager_start=True)
      tasks.append(task)
      return task


  def said(text):
      print(text, now(), values())


  def failing(k):
      raise ValueError(str(k) if isinstance(k, int) else "future")


  def starting(k):
      spawn(asyncio.sleep(k / 10, k))


  def ended(future):
      print("ended", now(), show(future), values())


  def print_state(future):
      print(future._state)


  def words(text):
      return " ".join([word for word in text.split() if "=" not in word and "<" not in word and "program.py" not in word])


  def handler(loop, told):
      # When nobody holds a task any more may be for CPython's garbage collector to say.
      if "never retrieved" not in told["message"]:
          print("handler", now(), values(), words(told["message"]), sorted(told), show(told.get("exception")))


  def bad_handler(loop, told):
      if "never retrieved" not in told["message"]:
          print("bad handler", words(told["message"]))
          raise KeyError("handler")


  async def ticks(name, count, delay):
      try:
          for i in range(count):
              try:
                  sent = yield i
                  print(name, "sent", sent)
              except ValueError as error:
                  print(name, "thrown", describe(error))
                  yield -1
              await asyncio.sleep(delay)
      except asyncio.CancelledError:
          print(name, "cancelled")
          raise
      finally:
          await asyncio.sleep(delay)
          print(name, "closed", now(), values())


  async def use(generator):
      async for i in generator:
          print("uses", i, now())


  async def after(delay, coro):
      await asyncio.sleep(delay)
      return await coro



  """

private let runClosing = """
  try:
      print("returned", show(asyncio.run(main())))
  except BaseException as error:
      print("ended", describe(error))
  print(show(tasks), show(futures))

  """

/// Two runs on one loop.
private let runnerClosing = """
  try:
      with asyncio.Runner() as runner:
          try:
              print("returned", show(runner.run(main())))
          except Exception as error:
              print("failed", describe(error))
          print("returned", show(runner.run(f0(2), context=context(1))))
  except BaseException as error:
      print("ended", describe(error))
  print(show(tasks), show(futures))

  """
