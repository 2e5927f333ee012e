/// What programs begin with that use the rest of asyncio.
let widePrelude = """
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


  def shared(k):
      # An eager task in a context that is entered already leaves CPython 3.13 with a wrong current task.
      is_eager = asyncio.get_running_loop().get_task_factory() is not None
      return context(k).copy() if is_eager else context(k)


  def within(k, function, *args):
      return context(k).run(function, *args)


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
      # Neither addresses nor places: those of asyncio's own functions are CPython's alone.
      other = [word for word in text.split() if "program.py" not in word and not set(word) & set("=</")]
      return " ".join([word for word in other if word != "at" and not word.startswith("0x")])


  def handler(loop, told):
      print("handler", now(), values(), words(told["message"]), sorted(told), show(told.get("exception")))


  def bad_handler(loop, told):
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
