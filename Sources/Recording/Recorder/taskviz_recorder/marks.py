"""What the recorder knows about objects of the program's, by which of them it is."""

import weakref


class Marks:
    """Values by objects, which are told apart by identity and not held.

    A WeakKeyDictionary would ask the program's own `__hash__` and `__eq__`, and takes several times as long.
    """

    __slots__ = ("_entries",)

    def __init__(self):
        self._entries = {}

    def __len__(self):
        return len(self._entries)

    def __contains__(self, thing):
        return self.get(thing) is not None

    def __setitem__(self, thing, value):
        entries, key = self._entries, id(thing)

        def gone(reference):
            # Another object may have come to lie there since.
            entry = entries.get(key)
            if entry is not None and entry[0] is reference:
                del entries[key]

        entries[key] = weakref.ref(thing, gone), value

    def get(self, thing, default=None):
        entry = self._entries.get(id(thing))
        return default if entry is None or entry[0]() is not thing else entry[1]

    def pop(self, thing, default=None):
        entry = self._entries.get(id(thing))
        if entry is None or entry[0]() is not thing:
            return default
        del self._entries[id(thing)]
        return entry[1]
