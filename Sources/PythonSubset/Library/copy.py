"""Copies of objects, shallow and deep."""

from types import FunctionType


class Error(Exception):
    pass


error = Error

_ATOMS = (int, float, str, bytes, bool, type(None), type, FunctionType, range, type(...), type(NotImplemented))


def _is_atom(x):
    return isinstance(x, _ATOMS) and type(x) in _ATOMS or callable(x) and not hasattr(x, "__dict__")


def copy(x):
    """A new object with the same parts."""
    cls = type(x)
    if _is_atom(x) or cls in (tuple, frozenset):
        return x
    if cls in (list, dict, set, bytearray):
        return x.copy()
    own = getattr(cls, "__copy__", None)
    if own is not None:
        return own(x)
    if isinstance(x, type):
        return x
    return _rebuilt(x, lambda part: part)


def deepcopy(x, memo=None):
    """A new object whose parts are new as well; what occurs twice occurs twice in the copy."""
    memo = {} if memo is None else memo
    if id(x) in memo:
        return memo[id(x)]
    cls = type(x)
    if _is_atom(x):
        return x
    if cls is list:
        made = memo[id(x)] = []
        made.extend(deepcopy(part, memo) for part in x)
    elif cls is dict:
        made = memo[id(x)] = {}
        for key, value in x.items():
            made[deepcopy(key, memo)] = deepcopy(value, memo)
    elif cls is tuple:
        parts = [deepcopy(part, memo) for part in x]
        # A tuple that contains itself through one of its parts was copied meanwhile.
        if id(x) in memo:
            return memo[id(x)]
        made = x if all(new is old for new, old in zip(parts, x)) else tuple(parts)
    elif cls is set:
        made = {deepcopy(part, memo) for part in x}
    elif cls is frozenset:
        made = frozenset(deepcopy(part, memo) for part in x)
    elif getattr(cls, "__deepcopy__", None) is not None:
        made = cls.__deepcopy__(x, memo)
    else:
        made = _rebuilt(x, lambda part: deepcopy(part, memo), memo)
    if made is not x:
        memo[id(x)] = made
        # The original must live as long as its number is used for it.
        memo.setdefault(id(memo), []).append(x)
    return made


def _rebuilt(x, convert, memo=None):
    """An object of the same class, made without its `__init__`."""
    cls = type(x)
    made = _bare_copy(x)
    if made is None:
        raise TypeError(f"cannot pickle '{cls.__name__}' object")
    if memo is not None:
        memo[id(x)] = made
    if isinstance(x, dict):
        for key, value in dict.items(x):
            dict.__setitem__(made, convert(key), convert(value))
    elif isinstance(x, list):
        list.extend(made, [convert(part) for part in x])
    elif isinstance(x, set):
        set.update(made, [convert(part) for part in x])
    elif isinstance(x, tuple):
        made = _bare_copy(x, tuple(convert(part) for part in x))
    elif isinstance(x, BaseException):
        made.args = convert(x.args)
    elif hasattr(x, "popleft"):
        made.extend([convert(part) for part in x])
    get_state = getattr(cls, "__getstate__", None)
    state = get_state(x) if get_state is not None else getattr(x, "__dict__", None)
    if state:
        state = convert(dict(state) if isinstance(state, dict) else state)
        if hasattr(cls, "__setstate__"):
            made.__setstate__(state)
        else:
            for name, value in state.items():
                object.__setattr__(made, name, value)
    for name in _slots(cls):
        if hasattr(x, name):
            object.__setattr__(made, name, convert(getattr(x, name)))
    return made


def _slots(cls):
    """The names of the attributes that objects of a class have room for outside of their `__dict__`."""
    for one in cls.__mro__:
        names = one.__dict__.get("__slots__", ())
        for name in [names] if isinstance(names, str) else names:
            if name.startswith("__") and not name.endswith("__"):
                name = "_" + one.__name__.lstrip("_") + name
            if name not in ("__dict__", "__weakref__"):
                yield name


def replace(obj, /, **changes):
    """An object like `obj` with some fields replaced."""
    method = getattr(type(obj), "__replace__", None)
    if method is None:
        raise TypeError(f"replace() does not support {type(obj).__name__} objects")
    return method(obj, **changes)
