/// What programs begin with that share resources. `rescue` ends what would wait for ever.
let resourcePrelude = """
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


  def rescue(rounds):
      waiting = sorted(asyncio.all_tasks(), key=number)
      print("rescue", len(waiting))
      for task in waiting:
          task.cancel()
      if rounds > 0:
          asyncio.get_running_loop().call_later(2, rescue, rounds - 1)



  """
