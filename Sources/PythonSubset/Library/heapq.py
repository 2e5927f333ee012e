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


class _Mirrored:
    """What sorts the other way round."""

    def __init__(self, entry):
        self.entry = entry

    def __lt__(self, other):
        return other.entry < self.entry


def nsmallest(n, iterable, key=None):
    return _best(n, iterable, key, True)


def nlargest(n, iterable, key=None):
    return _best(n, iterable, key, False)


def _best(n, iterable, key, smallest):
    """The first `n` in order, of which no more than that are held (CPython's `heapq.nsmallest`, step for step)."""
    if n == 1:
        missing = object()
        found = (min if smallest else max)(iter(iterable), default=missing, key=key)
        return [] if found is missing else [found]
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return sorted(iterable, key=key, reverse=not smallest)[:n]
    iterator = iter(iterable)
    heap, order, step = [], 0, 1 if smallest else -1
    for order, element in zip(range(n) if smallest else range(0, -n, -1), iterator):
        entry = (element if key is None else key(element), order, element)
        heap.append(_Mirrored(entry) if smallest else entry)
    if heap:
        heapify(heap)
        _replace_worse(heap, iterator, key, smallest, order + step, step)
    return [entry[2] for entry in sorted((h.entry if smallest else h for h in heap), reverse=not smallest)]


def _replace_worse(heap, iterator, key, smallest, order, step):
    top = heap[0].entry[0] if smallest else heap[0][0]
    for element in iterator:
        rank = element if key is None else key(element)
        if rank < top if smallest else top < rank:
            entry = (rank, order, element)
            heapreplace(heap, _Mirrored(entry) if smallest else entry)
            top = heap[0].entry[0] if smallest else heap[0][0]
            order += step

