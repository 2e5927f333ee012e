"""What stands after `**` may be any mapping."""

import collections
import types


def f(**k):
    return k


class Doubles:
    def keys(self):
        return ["x", "y"]

    def __getitem__(self, key):
        return key * 2


class Numbers(Doubles):
    def keys(self):
        return [1]


def t(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)


chain = collections.ChainMap({"a": 1}, {"b": 2})
t(lambda: f(**chain))
t(lambda: f(**Doubles()))
t(lambda: f(**Numbers()))
t(lambda: f(**types.MappingProxyType({"q": 1})))
t(lambda: f(x=1, **Doubles()))
t(lambda: f(**Doubles(), **chain))
t(lambda: {**chain})
t(lambda: {**Doubles(), "z": 1})
t(lambda: f(**5))
t(lambda: f(**[1]))
t(lambda: f(**{1: 2}))
t(lambda: "{x}".format(**Doubles()))
t(lambda: dict(**Doubles()))
t(lambda: print("a", **Doubles()))
