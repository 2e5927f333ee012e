"""One after the other, without async

The same work as the scenario gather, in ordinary functions. time.sleep() holds the whole program,
so nothing else can run in the meantime and the three seconds add up. Compare the two pictures.
"""

import time


def count():
    print("One")
    # note: Nothing else can run during this sleep.
    time.sleep(1)
    print("Two")


def main():
    for _ in range(3):
        count()


if __name__ == "__main__":
    start = time.perf_counter()
    main()
    elapsed = time.perf_counter() - start
    print(f"Executed in {elapsed:0.2f} seconds.")
