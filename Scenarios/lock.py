"""One at a time: a Lock

Three tasks want the same printer, which must not be shared while it prints. Each holds the lock
during its job; the others wait in the order in which they came. The lock is given back when the
"async with" block is left, also by an exception.
"""

import asyncio


async def print_page(name, printer, seconds):
    print(f"{name} wants the printer")
    async with printer:
        # note: Only one task at a time is in this block.
        print(f"{name} prints")
        await asyncio.sleep(seconds)
        print(f"{name} is done")


async def main():
    printer = asyncio.Lock()
    async with asyncio.TaskGroup() as tg:
        tg.create_task(print_page("Ada", printer, 1.0))
        tg.create_task(print_page("Ben", printer, 0.5))
        tg.create_task(print_page("Cleo", printer, 0.5))
    print(f"locked in the end: {printer.locked()}")


if __name__ == "__main__":
    asyncio.run(main())
