"""Runs a program of asyncio's under a tool that is a library: peers.py TOOL PROGRAM [ARGUMENT...].

The tool is set up as its own documentation has it, around what the program gives to `asyncio.run`.
"""

import asyncio
import runpy
import sys


def aiomonitor(program):
    """With its list of tasks that are made and ended, which it keeps where that is asked for."""
    from aiomonitor import start_monitor

    async def watched(main):
        loop = asyncio.get_running_loop()
        with start_monitor(loop, port=0, console_port=0, webui_port=0, hook_task_factory=True):
            return await main

    return watched


def asyncflow(program):
    """The recorder behind wigglystuff's AsyncFlow, without the widget that shows it."""
    from wigglystuff.async_flow import AsyncFlowLogger

    async def watched(main):
        async with AsyncFlowLogger(files=[program]) as logger:
            result = await asyncio.create_task(main)
        print(len(logger.events), "events", file=sys.stderr)
        return result

    return watched


TOOLS = {"aiomonitor": aiomonitor, "asyncflow": asyncflow}


def main():
    tool, program = sys.argv[1:3]
    watched, plain_run = TOOLS[tool](program), asyncio.run

    def run(main, **options):
        # The tool may run a loop of its own.
        asyncio.run = plain_run
        return plain_run(watched(main), **options)

    asyncio.run = run
    del sys.argv[:2]
    runpy.run_path(program, run_name="__main__")


if __name__ == "__main__":
    main()
