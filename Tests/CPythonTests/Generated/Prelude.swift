/// What every program begins with. `later()` offers only tasks that are younger than the one that asks: waits then
/// never form a ring, which would hang under both and, cancelled, recurse.
let prelude = """
  import asyncio
  import time
  import warnings

  warnings.simplefilter("always")
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


  def attempt(function, *args):
      try:
          print(show(function(*args)))
      except Exception as error:
          print("refused", describe(error))


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

/// How every program ends.
let runClosing = """
  try:
      print("returned", show(asyncio.run(main())))
  except BaseException as error:
      print("ended", describe(error))
  print(show(tasks), show(futures))

  """

/// Two runs on one loop.
let runnerClosing = """
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
