"""Functions with names that nobody has seen before, which block the loop; when each was called is written to a file."""

import asyncio
import random
import string
import sys
import time


def block(word):
    """Calls a function of that name, which does not come back for a while."""
    names = {"sleep": time.sleep}
    exec(compile("def %s():\n    sleep(0.4)" % word, __file__, "exec"), names)
    names[word]()


async def main():
    with open(sys.argv[1], "w", buffering=1) as file:
        for _ in range(int(sys.argv[2])):
            await asyncio.sleep(random.uniform(0.1, 1.2))
            word = "".join(random.sample(string.ascii_lowercase, 10))
            file.write("%s %d\n" % (word, time.monotonic_ns()))
            block(word)


asyncio.run(main())
