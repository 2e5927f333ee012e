/// What programs begin with that use what the language and its library bring to asyncio.
let languagePrelude = """
  import contextlib
  import dataclasses
  import enum
  import functools


  class Stage(enum.Enum):
      NEW = 1
      RUNNING = 2
      DONE = 3


  @dataclasses.dataclass(order=True)
  class Job:
      priority: int
      name: str = dataclasses.field(compare=False, default="job")
      moments: list = dataclasses.field(compare=False, default_factory=list)

      @property
      def stage(self):
          return Stage(min(3, len(self.moments) + 1))

      async def run(self, delay):
          self.moments.append(now())
          await asyncio.sleep(delay)
          self.moments.append(now())
          return self


  class Countdown(Counter):
      def __init__(self, stop):
          super().__init__(stop)
          self.first = stop

      async def __anext__(self):
          return self.first - await super().__anext__()


  @contextlib.asynccontextmanager
  async def managed(name, delay):
      print("enter", name, now())
      await asyncio.sleep(delay)
      try:
          yield name
      except ValueError as error:
          print("swallows", name, describe(error))
      finally:
          await asyncio.sleep(delay)
          print("exit", name, now(), values())


  @contextlib.contextmanager
  def scope(name):
      try:
          yield name
      except KeyError as error:
          raise TypeError(name) from error
      finally:
          print("left", name)


  def steps(name, count):
      try:
          for i in range(count):
              yield i
      finally:
          print("steps end", name)


  def retried(times, delay):
      def decorate(function):
          @functools.wraps(function)
          async def wrapper(*args, **kwargs):
              failures = 0

              async def once():
                  nonlocal failures
                  try:
                      return await function(*args, **kwargs)
                  except Exception as error:
                      failures += 1
                      print("retry", wrapper.__name__, failures, now(), kind(error))
                      if failures == times:
                          raise
                      await asyncio.sleep(delay)

              for _ in range(times):
                  if (result := await once()) is not None:
                      return result

          return wrapper

      return decorate


  def kind(value):
      match value:
          case BaseExceptionGroup(exceptions=[first, *rest]):
              return f"group {kind(first)} +{len(rest)}"
          case ValueError(args=(str() as text,)):
              return f"value {text}"
          case ValueError(args=(int(k),)) if k > 1:
              return f"large {k}"
          case KeyError() | TypeError():
              return "key or type"
          case asyncio.CancelledError(args=()):
              return "cancelled"
          case asyncio.CancelledError(args=(message,)):
              return f"cancelled {message}"
          case BaseException() as error:
              return describe(error)
          case Job(priority=k, name=name):
              return f"job {k} {name}"
          case [] | None:
              return "nothing"
          case [one]:
              return f"only {kind(one)}"
          case [first, *_, last]:
              return f"{kind(first)} to {kind(last)}"
          case {"n": n, **others}:
              return f"n {n} and {sorted(others)}"
          case bool() | int() as number:
              return f"number {number}"
          case _:
              return show(value)



  """
