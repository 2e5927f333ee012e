"""Heaps in lists, beyond the functions that push and pop."""


def merge(*iterables, key=None, reverse=False):
    """Goes over sorted iterables as one, equal elements in the order of their iterables."""
    sources = []
    for order, iterable in enumerate(iterables):
        iterator = iter(iterable)
        for value in iterator:
            sources.append(_Head(value, order, iterator, key, reverse))
            break
    heapify(sources)
    while len(sources) > 1:
        head = sources[0]
        yield head.value
        if head.advance():
            heapreplace(sources, head)
        else:
            heappop(sources)
    if sources:
        head = sources[0]
        yield head.value
        yield from head.iterator


class _Head:
    """The next value of one of the iterables."""

    def __init__(self, value, order, iterator, key, reverse):
        self.value, self.order, self.iterator, self.key, self.reverse = value, order, iterator, key, reverse
        self.rank = value if key is None else key(value)

    def advance(self):
        for value in self.iterator:
            self.value = value
            self.rank = value if self.key is None else self.key(value)
            return True
        return False

    def __lt__(self, other):
        if self.rank == other.rank:
            return self.order < other.order
        return other.rank < self.rank if self.reverse else self.rank < other.rank


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[: max(n, 0)]


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[: max(n, 0)]
