"""References that do not keep what they refer to, and collections of them."""

from collections.abc import MutableMapping, MutableSet


class ReferenceType:
    def __init__(self, object, callback=None, /):
        if callback is not None:
            raise NotImplementedError(
                "taskviz calls nobody when an object goes that a reference knows; run the program under real CPython"
            )
        self._weak, self._hash = _weak(object), None

    def __call__(self):
        return _referent(self._weak)

    def __hash__(self):
        if self._hash is None:
            referent = self()
            if referent is None:
                raise TypeError("weak object has gone away")
            self._hash = hash(referent)
        return self._hash

    def __eq__(self, other):
        if not isinstance(other, ReferenceType):
            return NotImplemented
        mine, others = self(), other()
        return self is other if mine is None or others is None else mine == others

    def __repr__(self):
        referent = self()
        if referent is None:
            return f"<weakref at {id(self):#x}; dead>"
        name = getattr(referent, "__name__", None)
        shown = f" ({name})" if isinstance(name, str) else ""
        return f"<weakref at {id(self):#x}; to '{type(referent).__name__}' at {id(referent):#x}{shown}>"


ref = ReferenceType


class WeakSet(MutableSet):
    def __init__(self, data=None):
        self.data = set()
        self._iterations = 0
        if data is not None:
            self.update(data)

    def _drop_dead(self):
        if not self._iterations:
            self.data = {known for known in self.data if known() is not None}

    def __iter__(self):
        self._iterations += 1
        try:
            for known in self.data:
                item = known()
                if item is not None:
                    yield item
        finally:
            self._iterations -= 1

    def __len__(self):
        return sum(known() is not None for known in self.data)

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            return False

    def add(self, item):
        self._drop_dead()
        self.data.add(ref(item))

    def discard(self, item):
        self.data.discard(ref(item))

    def remove(self, item):
        self.data.remove(ref(item))

    def clear(self):
        self.data.clear()

    def copy(self):
        return type(self)(self)

    def pop(self):
        while self.data:
            item = self.data.pop()()
            if item is not None:
                return item
        raise KeyError("pop from empty WeakSet")

    def update(self, other):
        for item in other:
            self.add(item)

    def __ior__(self, other):
        self.update(other)
        return self

    def union(self, other):
        joined = self.copy()
        joined.update(other)
        return joined

    __or__ = union

    def intersection(self, other):
        return type(self)(item for item in other if item in self)

    __and__ = intersection

    def difference(self, other):
        without = self.copy()
        without.difference_update(other)
        return without

    __sub__ = difference

    def difference_update(self, other):
        for item in list(other):
            self.discard(item)

    def issubset(self, other):
        return all(item in other for item in self)

    __le__ = issubset

    def issuperset(self, other):
        return all(item in self for item in other)

    __ge__ = issuperset

    def isdisjoint(self, other):
        return not any(item in self for item in other)

    def __eq__(self, other):
        return set(self) == set(other) if isinstance(other, type(self)) else NotImplemented

    __hash__ = None

    def __repr__(self):
        return repr(self.data)


class _WeakDictionary(MutableMapping):
    def __init__(self, other=(), /, **keywords):
        self.data = {}
        self.update(other, **keywords)

    def __len__(self):
        return sum(1 for _ in self.items())

    def __iter__(self):
        for key, _ in self.items():
            yield key

    def keys(self):
        return iter(self)

    def values(self):
        for _, value in self.items():
            yield value

    def copy(self):
        return type(self)(self)

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x}>"

    def __or__(self, other):
        joined = self.copy()
        joined.update(other)
        return joined

    def __ior__(self, other):
        self.update(other)
        return self


class WeakValueDictionary(_WeakDictionary):
    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self.data[key] = ref(value)

    def __delitem__(self, key):
        del self.data[key]

    def __contains__(self, key):
        return key in self.data and self.data[key]() is not None

    def get(self, key, default=None):
        value = self.data[key]() if key in self.data else None
        return default if value is None else value

    def setdefault(self, key, default=None):
        value = self.get(key)
        if value is None:
            self[key] = value = default
        return value

    def items(self):
        for key, known in list(self.data.items()):
            value = known()
            if value is not None:
                yield key, value
            elif self.data.get(key) is known:
                del self.data[key]

    def valuerefs(self):
        return list(self.data.values())


class WeakKeyDictionary(_WeakDictionary):
    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            return False

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key), default)

    def items(self):
        for known, value in list(self.data.items()):
            key = known()
            if key is not None:
                yield key, value
            else:
                self.data.pop(known, None)

    def keyrefs(self):
        return list(self.data)
