"""All functions, classes and methods of asyncio and concurrent.futures, called wrongly: what each of them says."""

import asyncio
import concurrent.futures

# What is called, and its parameters: those with "=" need not be given, those behind "?" take what they get as it is.
TABLE = """
asyncio.run: main, *, debug=, loop_factory=
asyncio.create_task: coro, *, name=, context?=
asyncio.ensure_future: coro_or_future, *, loop=
asyncio.current_task: loop=
asyncio.all_tasks: loop=
asyncio.sleep: delay, result=
asyncio.gather: *coros_or_futures, return_exceptions=
asyncio.wait_for: fut, timeout
asyncio.wait: fs, *, timeout=, return_when=
asyncio.as_completed: fs, *, timeout=
asyncio.shield: arg
asyncio.timeout: delay
asyncio.timeout_at: when
asyncio.to_thread: func?
asyncio.run_coroutine_threadsafe: coro, loop
asyncio.wrap_future: future, *, loop=
asyncio.iscoroutine: obj
asyncio.iscoroutinefunction: func
asyncio.isfuture: obj
asyncio.get_running_loop:
asyncio.get_event_loop:
asyncio.new_event_loop:
asyncio.set_event_loop: loop
asyncio.create_eager_task_factory: custom_task_constructor
asyncio.eager_task_factory: loop, coro, *, name=, context?=
asyncio.open_connection: host?=, port?=, *, limit?=
asyncio.open_unix_connection: path?=, *, limit?=
asyncio.start_server: client_connected_cb?, host?=, port?=, *, limit?=
asyncio.start_unix_server: client_connected_cb?, path?=, *, limit?=
asyncio.Future: *, loop=
future.result:
future.exception:
future.set_result: result
future.set_exception: exception
future.done:
future.cancel: msg=
future.cancelled:
future.get_loop:
future.add_done_callback: fn, *, context?=
future.remove_done_callback: fn
future.__await__:
asyncio.Task: coro, *, loop=, name=, context?=, eager_start?=
task.set_result: result
task.set_exception: exception
task.get_name:
task.set_name: value
task.get_coro:
task.get_context:
task.get_stack: *, limit=
task.print_stack: *, limit?=, file?=
task.cancelling:
task.uncancel:
asyncio.Lock:
lock.acquire:
lock.release:
lock.locked:
lock.__aenter__:
lock.__aexit__: exc_type, exc, tb
asyncio.Event:
event.is_set:
event.set:
event.clear:
event.wait:
asyncio.Condition: lock=
condition.acquire:
condition.notify: n=
condition.notify_all:
condition.wait:
condition.wait_for: predicate
asyncio.Semaphore: value?=
semaphore.acquire:
semaphore.release:
asyncio.BoundedSemaphore: value?=
bounded.release:
asyncio.Barrier: parties?
barrier.wait:
barrier.reset:
barrier.abort:
barrier.__aexit__: *args
asyncio.Queue: maxsize?=
asyncio.LifoQueue: maxsize?=
asyncio.PriorityQueue: maxsize?=
queue.put: item
queue.put_nowait: item
queue.get:
queue.get_nowait:
queue.qsize:
queue.empty:
queue.full:
queue.task_done:
queue.join:
queue.shutdown: immediate=
asyncio.TaskGroup:
group.create_task: coro, *, name=, context?=
group.__aenter__:
asyncio.Timeout: when
timeout.when:
timeout.reschedule: when
timeout.expired:
timeout.__aenter__:
timeout.__aexit__: exc_type, exc_val, exc_tb
asyncio.Runner: *, debug=, loop_factory=
runner.run: coro, *, context?=
runner.get_loop:
runner.close:
runner.__enter__:
runner.__exit__: exc_type, exc_val, exc_tb
loop.time:
loop.create_future:
loop.create_task: coro, *, name=, context?=
loop.call_soon: callback, *args, context?=
loop.call_soon_threadsafe: callback, *args, context?=
loop.call_later: delay, callback, *args, context?=
loop.call_at: when?, callback, *args, context?=
loop.run_until_complete: future
loop.run_forever:
loop.is_running:
loop.is_closed:
loop.get_debug:
loop.set_debug: enabled
loop.run_in_executor: executor?, func, *args
loop.set_default_executor: executor?
loop.shutdown_asyncgens:
loop.get_exception_handler:
loop.set_exception_handler: handler
loop.default_exception_handler: context?
loop.get_task_factory:
loop.set_task_factory: factory
loop.add_signal_handler: sig, callback, *args
loop.remove_signal_handler: sig
loop.create_connection: protocol_factory?, host?=, port?=
loop.create_server: protocol_factory?, host?=, port?=
loop.create_unix_connection: protocol_factory?, path?=
loop.create_unix_server: protocol_factory?, path?=
handle.cancel:
handle.cancelled:
handle.get_context:
timer.when:
asyncio.StreamReader: limit=, loop?=
reader.read: n=
reader.readexactly: n
reader.readline:
reader.readuntil: separator?=
reader.at_eof:
reader.feed_data: data?
reader.feed_eof:
reader.exception:
reader.set_exception: exc?
protocol.connection_made: transport
protocol.connection_lost: exc
protocol.data_received: data
protocol.eof_received:
protocol.pause_writing:
protocol.resume_writing:
futures.Future:
answer.result: timeout=
answer.exception: timeout=
answer.done:
answer.running:
answer.cancel:
answer.cancelled:
answer.add_done_callback: fn?
answer.set_result: result
answer.set_exception: exception
futures.ThreadPoolExecutor: max_workers?=, thread_name_prefix=, initializer=, initargs=
pool.submit: fn?
pool.map: fn, *iterables, timeout=, chunksize=
pool.shutdown: wait?=, *, cancel_futures?=
pool.__exit__: exc_type, exc_val, exc_tb
futures.wait: fs, timeout=, return_when=
futures.as_completed: fs, timeout=
"""


class Thing:
    pass


async def nothing():
    return 1


def function(*args):
    return 0


def settled():
    future = concurrent.futures.Future()
    future.set_result(1)
    return future


OBJECTS = {
    "asyncio": lambda: asyncio,
    "futures": lambda: concurrent.futures,
    "loop": lambda: LOOP,
    "future": lambda: LOOP.create_future(),
    "task": lambda: asyncio.create_task(nothing(), name="task"),
    "lock": asyncio.Lock,
    "event": asyncio.Event,
    "condition": asyncio.Condition,
    "semaphore": asyncio.Semaphore,
    "bounded": asyncio.BoundedSemaphore,
    "barrier": lambda: asyncio.Barrier(2),
    "queue": asyncio.Queue,
    "group": asyncio.TaskGroup,
    "timeout": lambda: asyncio.Timeout(None),
    "runner": asyncio.Runner,
    "handle": lambda: LOOP.call_soon(function),
    "timer": lambda: LOOP.call_at(5.0, function),
    "reader": asyncio.StreamReader,
    "protocol": asyncio.Protocol,
    "answer": settled,
    "pool": lambda: concurrent.futures.ThreadPoolExecutor(1),
}
GOOD = {
    "loop": lambda: LOOP,
    "future": lambda: LOOP.create_future(),
    "delay": lambda: 0,
    "sig": lambda: 2,
    "n": lambda: 1,
    "value": lambda: 1,
    "parties": lambda: 1,
    "lock": asyncio.Lock,
    "exception": ValueError,
    "max_workers": lambda: 1,
    "custom_task_constructor": lambda: asyncio.Task,
    "return_when": lambda: "ALL_COMPLETED",
    "initargs": tuple,
    "limit": lambda: 100,
}
for name in ["coro", "coro_or_future", "main", "fut", "arg"]:
    GOOD[name] = nothing
for name in ["func", "callback", "fn", "predicate", "client_connected_cb", "protocol_factory"]:
    GOOD[name] = lambda: function
WRONG = [lambda: None, lambda: 5, lambda: "x", Thing, lambda: 2.5, list, lambda: nothing]


def good(name, path):
    if name == "fs":
        return [settled()] if path.startswith("futures") else [LOOP.create_future()]
    if name == "timeout" and path.startswith(("answer", "futures")):
        return 0
    return GOOD.get(name, lambda: None)()


def clean(error):
    parts = str(error).split("0x")
    return parts[0] + "".join("0x" + part.lstrip("0123456789abcdef") for part in parts[1:])


async def outcome(call):
    try:
        result = call()
        if asyncio.iscoroutine(result):
            running = asyncio.create_task(result)
            for _ in range(6):
                await asyncio.sleep(0)
            # What a thread does takes as long as it takes.
            if result.__name__ != "to_thread":
                running.cancel()
            result = await running
        if isinstance(result, asyncio.Future) and result is not asyncio.current_task():
            result.cancel()
        return "gives " + type(result).__name__
    except BaseException as error:
        return f"{type(error).__name__}: {clean(error)}"


def wrong_values(word):
    if "?" in word:
        return []
    # A fraction of a byte is refused here, and rounded nowhere.
    return WRONG[:4] + WRONG[5:] if word.strip("=") in ("n", "limit") else WRONG


def calls(path, parameters):
    """The wrong calls: the arguments by position, and those by name."""
    words = [word.strip() for word in parameters.split(",") if word.strip()]
    star = next((place for place, word in enumerate(words) if word.startswith("*")), len(words))
    positional, named = words[:star], words[star + 1 :]
    names = [word.strip("=?") for word in positional]
    required = sum("=" not in word for word in positional)
    some = lambda count: [good(name, path) for name in names[:count]]
    for count in range(required):
        yield some(count), {}
    if star == len(words) or words[star] == "*":
        for extra in [1, 2]:
            yield some(len(names)) + [None] * extra, {}
        if named:
            yield some(len(names)) + [None], {named[0].strip("=?"): None}
    for count in {0, required}:
        yield some(count), {"unknown": 1}
    for name in [name for name in names + [word.strip("=?") for word in named] if len(name) > 3]:
        yield some(required), {name[:-1]: 1}
    yield some(required), {"unknown": 1, "another": 2}
    if names:
        yield some(len(names)), {names[0]: good(names[0], path)}
    for place, word in enumerate(positional):
        for wrong in wrong_values(word):
            arguments = some(max(required, place + 1))
            arguments[place] = wrong()
            yield arguments, {}
    for word in named:
        for wrong in wrong_values(word):
            yield some(required), {word.strip("=?"): wrong()}


async def main():
    for line in TABLE.strip().split("\n"):
        path, parameters = line.split(":")
        print(line)
        owner, attribute = path.split(".")
        seen = []
        for arguments, options in calls(path, parameters):
            target = getattr(OBJECTS[owner](), attribute)
            result = await outcome(lambda: target(*arguments, **options))
            if result not in seen and not result.startswith("gives"):
                seen.append(result)
                print("   ", result)
            LOOP.set_task_factory(None)
            LOOP.set_debug(False)
            LOOP.set_exception_handler(function)
            await asyncio.sleep(0)


LOOP = asyncio.new_event_loop()
LOOP.set_exception_handler(function)
asyncio.set_event_loop(LOOP)
LOOP.run_until_complete(main())
