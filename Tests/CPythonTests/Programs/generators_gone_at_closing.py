import asyncio
class Obj:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)

async def ticks(x):
    try:
        yield 1
    finally:
        print("closed")

async def f0(n=0):
    m = ticks(Obj(n))
    try:
        async for i in m:
            await asyncio.sleep(100)
    finally:
        await m.aclose()

async def main():
    asyncio.get_running_loop().call_later(4, rescue, 3)
    asyncio.shield(f0(1))

def rescue(rounds):
    waiting = sorted(asyncio.all_tasks(), key=lambda t: t.get_name())
    print("rescue", len(waiting))
    for task in waiting:
        task.cancel()

async def g(): print("g runs")

with asyncio.Runner() as runner:
    runner.run(main())
    try:
        runner.run(f0(2))
    except BaseException as e:
        print("x", repr(e))
    print("closing")
print("end")
