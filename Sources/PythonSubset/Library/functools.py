"""Functions that make functions."""

from types import MappingProxyType, MethodType

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__", "__type_params__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Makes `wrapper` look like the function that it wraps."""
    for name in assigned:
        try:
            setattr(wrapper, name, getattr(wrapped, name))
        except AttributeError:
            pass
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """A decorator that calls `update_wrapper` on what it decorates."""

    def decorate(wrapper):
        return update_wrapper(wrapper, wrapped, assigned, updated)

    return decorate


# Caches


def lru_cache(maxsize=128, typed=False):
    """Remembers the results of the last calls; without a size, of all."""
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        # Used without parentheses: what comes is the function.
        function, maxsize = maxsize, 128
        return _cached(function, maxsize, typed)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")

    def decorate(function):
        return _cached(function, maxsize, typed)

    return decorate


def _cached(function, maxsize, typed):
    from collections import namedtuple

    info = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"], module="functools")
    wrapper = _lru_cache_wrapper(function, maxsize, typed, info)
    return update_wrapper(wrapper, function)


def cache(user_function, /):
    """Remembers the results of all calls."""
    return lru_cache(maxsize=None)(user_function)


class cached_property:
    """A property that is computed once and kept among the attributes of its object."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self.__module__ = func.__module__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                "Cannot assign the same cached_property to two different names "
                f"({self.attrname!r} and {name!r})."
            )

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            kept = instance.__dict__
        except AttributeError:
            raise TypeError(
                f"No '__dict__' attribute on {type(instance).__name__!r} "
                f"instance to cache {self.attrname!r} property."
            ) from None
        if self.attrname not in kept:
            kept[self.attrname] = self.func(instance)
        return kept[self.attrname]


# Comparison


def _negated(name):
    def method(self, other):
        result = getattr(type(self), name)(self, other)
        return result if result is NotImplemented else not result

    return method


def _or_equal(name):
    def method(self, other):
        result = getattr(type(self), name)(self, other)
        return result if result is NotImplemented else result or self == other

    return method


def _and_unequal(name):
    def method(self, other):
        result = getattr(type(self), name)(self, other)
        return result if result is NotImplemented else result and self != other

    return method


def _negated_and_unequal(name):
    def method(self, other):
        result = getattr(type(self), name)(self, other)
        return result if result is NotImplemented else not result and self != other

    return method


def _negated_or_equal(name):
    def method(self, other):
        result = getattr(type(self), name)(self, other)
        return result if result is NotImplemented else not result or self == other

    return method


# How the other three comparisons follow from one.
_ORDERINGS = {
    "__lt__": (("__gt__", _negated_and_unequal), ("__le__", _or_equal), ("__ge__", _negated)),
    "__le__": (("__ge__", _negated_or_equal), ("__lt__", _and_unequal), ("__gt__", _negated)),
    "__gt__": (("__lt__", _negated_and_unequal), ("__ge__", _or_equal), ("__le__", _negated)),
    "__ge__": (("__le__", _negated_or_equal), ("__gt__", _and_unequal), ("__lt__", _negated)),
}


def total_ordering(cls):
    """Gives a class with one comparison the other three."""
    defined = {name for base in cls.__mro__ if base is not object for name in base.__dict__ if name in _ORDERINGS}
    if not defined:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    # Of several it takes the one whose negation is cheapest to say: <, <=, >, >=.
    root = min(defined, key=["__lt__", "__le__", "__gt__", "__ge__"].index)
    for name, make in _ORDERINGS[root]:
        if name not in defined:
            method = make(root)
            method.__name__ = name
            method.__qualname__ = f"{cls.__qualname__}.{name}"
            setattr(cls, name, method)
    return cls


# Methods and dispatch


class partialmethod:
    """A method whose first arguments are given already."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        if isinstance(func, partialmethod):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func, self.args, self.keywords = func, args, keywords

    def __repr__(self):
        parts = [repr(self.func)]
        parts += [repr(value) for value in self.args]
        parts += [f"{name}={value!r}" for name, value in self.keywords.items()]
        return f"functools.partialmethod({', '.join(parts)})"

    def __get__(self, instance, owner=None):
        function, args, keywords = self.func, self.args, self.keywords
        if isinstance(function, (classmethod, staticmethod)):
            receiver = (owner,) if isinstance(function, classmethod) else ()
            return partial(function.__func__, *receiver, *args, **keywords)
        if instance is None:

            def method(self, /, *more, **others):
                return function(self, *args, *more, **{**keywords, **others})

            return method
        return partial(function, instance, *args, **keywords)


def _dispatch(registry, cls):
    """The implementation for the nearest base of a class; abstract classes count last."""
    for base in cls.__mro__:
        if base is not object and base in registry:
            return registry[base]
    matches = [base for base in registry if base is not object and issubclass(cls, base)]
    if matches:
        best = matches[0]
        for base in matches[1:]:
            if issubclass(base, best):
                best = base
            elif not issubclass(best, base):
                raise RuntimeError(f"Ambiguous dispatch: {best} or {base}")
        return registry[best]
    return registry[object]


def singledispatch(func):
    """A function whose implementation is chosen by the class of its first argument."""
    registry = {object: func}
    name = getattr(func, "__name__", "singledispatch function")

    def dispatch(cls):
        return _dispatch(registry, cls)

    def register(cls, func=None):
        if func is None:
            if not (isinstance(cls, type) or _is_union(cls)):
                hints = getattr(cls, "__annotations__", {})
                if not hints:
                    raise TypeError(
                        f"Invalid first argument to `register()`: {cls!r}. "
                        "Use either `@register(some_class)` or plain `@register` on an annotated function."
                    )
                argument = next(iter(hints))
                func, cls = cls, hints[argument]
                if not (isinstance(cls, type) or _is_union(cls)):
                    raise TypeError(f"Invalid annotation for {argument!r}. {cls!r} is not a class.")
            else:
                return lambda f: register(cls, f)
        for member in cls.__args__ if _is_union(cls) else (cls,):
            registry[member] = func
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return _dispatch(registry, args[0].__class__)(*args, **kw)

    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = MappingProxyType(registry)
    return update_wrapper(wrapper, func)


def _is_union(cls):
    return not isinstance(cls, type) and type(cls).__name__ == "UnionType"


class singledispatchmethod:
    """A method whose implementation is chosen by the class of its first argument after `self`."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        dispatch = self.dispatcher.dispatch
        name = getattr(self.func, "__name__", "singledispatchmethod method")

        def method(*args, **kwargs):
            if not args:
                raise TypeError(f"{name} requires at least 1 positional argument")
            found = dispatch(args[0].__class__)
            if hasattr(found, "__get__"):
                return found.__get__(obj, cls)(*args, **kwargs)
            return found(*args, **kwargs) if obj is None else MethodType(found, obj)(*args, **kwargs)

        method.register = self.register
        return update_wrapper(method, self.func)
