import Foundation
import Subprocesses
import Testing

/// Locks, queues and scopes under real interpreters: the recorder tells of them as taskviz's own loop does.
@Suite(.enabled(if: !Interpreters.all.isEmpty, "no CPython from 3.8 to 3.13"))
struct RecordedResourcesTests {
  private static let program = """
    import asyncio

    async def customer(shop, name):
        async with shop["door"]:
            await asyncio.sleep(0.1)
        await shop["orders"].put(name)
        async with shop["bell"]:
            shop["bell"].notify()
        async with shop["seats"]:
            await shop["open"].wait()
            await asyncio.sleep(0.3)

    async def cook(orders, bell, count):
        for _ in range(count):
            await orders.get()
            async with bell:
                await bell.wait()
            await asyncio.sleep(0.2)
            orders.task_done()

    async def main():
        door = asyncio.Lock()
        seats = asyncio.Semaphore(2)
        orders = asyncio.Queue(maxsize=1)
        bell = asyncio.Condition()
        opening = asyncio.Event()
        shop = {"door": door, "seats": seats, "orders": orders, "bell": bell, "open": opening}
        forks = [asyncio.Lock() for _ in range(2)]
        async with forks[1]:
            pass
        tasks = [asyncio.ensure_future(customer(shop, n)) for n in range(4)]
        cooking = asyncio.ensure_future(cook(orders, bell, 4))
        await asyncio.sleep(1)
        opening.set()
        tasks[3].cancel()
        await asyncio.wait(tasks, timeout=10)
        cooking.cancel()
        late = asyncio.get_running_loop().create_future()
        asyncio.get_running_loop().call_later(1, late.set_result, None)
        await late
        for first in asyncio.as_completed([asyncio.sleep(0.1), asyncio.sleep(0.2)]):
            await first

    asyncio.run(main())
    """

  /// The lines of a trace that tell of one kind of event.
  private func lines(_ name: String, _ event: String, in folder: TemporaryFolder) throws -> [String] {
    let text = try String(contentsOf: folder.url.appending(path: name), encoding: .utf8)
    return text.split(separator: "\n").filter { $0.contains("\"event\":\"\(event)\"") }.map {
      String($0).replacing(/,$/, with: "")
    }
  }

  @Test(arguments: Interpreters.all)
  func `what is done with primitives is told as by taskviz's own loop`(python: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("app.py", Self.program)
    let ours = try TaskvizBinary.run(["run", "./app.py", "--headless", "-o", "ours.json"], in: folder.url)
    #expect(ours.status == 0, "\(ours.standardError)")
    let theirs = try TaskvizBinary.run(
      ["record", "--virtual-time", "--headless", "-o", "theirs.json", "--", python, "app.py"], in: folder.url)
    #expect(theirs.status == 0, "\(theirs.standardError)")
    // Until 3.9 a semaphore's permit is taken by the task that has been woken, and counts as free until then.
    let isOld = python.contains("/3.8.") || python.contains("/3.9.")
    for event in ["resource", "enter", "exit", "dropped"] {
      func told(_ name: String) throws -> [String] {
        try lines(name, event, in: folder).filter { !isOld || !$0.contains("\"semaphore\"") }
      }
      #expect(try told("ours.json").map { $0.replacing("./app.py", with: "app.py") } == told("theirs.json"))
    }
  }
}
