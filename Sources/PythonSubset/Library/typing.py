"""What annotations are written with: forms that can be subscripted and shown, and that nothing checks."""

import sys
from abc import ABCMeta

TYPE_CHECKING = False


def _shown(value):
    if value is ...:
        return "..."
    if isinstance(value, list):
        return "[" + ", ".join(map(_shown, value)) + "]"
    if isinstance(value, type):
        return value.__qualname__ if value.__module__ == "builtins" else f"{value.__module__}.{value.__qualname__}"
    return repr(value)


def _type_of(value):
    if value is None:
        return type(None)
    return ForwardRef(value) if isinstance(value, str) else value


def _parameters_in(arguments):
    found = []
    for argument in arguments:
        inner = [argument] if isinstance(argument, (TypeVar, ParamSpec, TypeVarTuple)) else (
            _parameters_in(argument) if isinstance(argument, list) else getattr(argument, "__parameters__", ())
        )
        if not isinstance(argument, type):
            found += [parameter for parameter in inner if parameter not in found]
    return tuple(found)


class _Operand:
    """What `|` makes a union of."""

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class _Form(_Operand):
    """A special form such as `Optional`."""

    def __init__(self, name, make=None):
        self._name = name
        self._make = make

    def __repr__(self):
        return "typing." + self._name

    def __call__(self, *args, **kwargs):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __instancecheck__(self, value):
        raise TypeError(f"{self} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self} cannot be used with issubclass()")

    def __getitem__(self, item):
        if self._make is None:
            raise TypeError(f"{self} is not subscriptable")
        return self._make(self, item)


class _GenericAlias(_Operand):
    """A form or a class with its arguments."""

    def __init__(self, origin, arguments, name=None):
        self.__origin__ = origin
        self.__args__ = arguments
        self._name = name
        self.__parameters__ = _parameters_in(arguments)

    def __repr__(self):
        head = "typing." + self._name if self._name else _shown(self.__origin__)
        return f"{head}[{', '.join(map(_shown, self.__args__)) or '()'}]"

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __call__(self, *args, **kwargs):
        made = self.__origin__(*args, **kwargs)
        try:
            made.__orig_class__ = self
        except Exception:
            pass
        return made

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _Form):
            raise TypeError(f"Cannot subclass {self!r}")
        return (self.__origin__,)

    def __getitem__(self, item):
        if not self.__parameters__:
            raise TypeError(f"{self} is not a generic class")
        given = item if isinstance(item, tuple) else (item,)
        known = dict(zip(self.__parameters__, map(_type_of, given)))
        return type(self)(self.__origin__, tuple(_substituted(part, known) for part in self.__args__), self._name)

    def __getattr__(self, name):
        if "__origin__" in self.__dict__ and not (name.startswith("__") and name.endswith("__")):
            return getattr(self.__origin__, name)
        raise AttributeError(name)

    def __instancecheck__(self, value):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")


def _substituted(part, known):
    if isinstance(part, list):
        return [_substituted(inner, known) for inner in part]
    if isinstance(part, TypeVar):
        return known.get(part, part)
    inner = getattr(part, "__parameters__", ())
    if inner and not isinstance(part, type):
        return part[tuple(known.get(parameter, parameter) for parameter in inner)]
    return part


class _UnionAlias(_GenericAlias):
    def __repr__(self):
        if len(self.__args__) == 2 and type(None) in self.__args__:
            other = [part for part in self.__args__ if part is not type(None)]
            return f"typing.Optional[{_shown(other[0])}]"
        return super().__repr__()

    def __eq__(self, other):
        if not isinstance(other, _UnionAlias):
            return NotImplemented
        return set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __instancecheck__(self, value):
        return any(isinstance(value, part) for part in self.__args__)

    def __subclasscheck__(self, cls):
        return any(issubclass(cls, part) for part in self.__args__)


def _as_tuple(item):
    return item if isinstance(item, tuple) else (item,)


def _one(form, item):
    if isinstance(item, tuple):
        raise TypeError(f"{form} accepts only single type. Got {item!r}.")
    return _GenericAlias(form, (_type_of(item),), form._name)


def _many(form, item):
    return _GenericAlias(form, tuple(map(_type_of, _as_tuple(item))), form._name)


def _union(form, item):
    if item == ():
        raise TypeError("Cannot take a Union of no types.")
    parts = []
    for part in map(_type_of, _as_tuple(item)):
        for inner in getattr(part, "__args__", ()) if isinstance(part, _UnionAlias) else (part,):
            if inner not in parts:
                parts.append(inner)
    return parts[0] if len(parts) == 1 else _UnionAlias(Union, tuple(parts), "Union")


def _optional(form, item):
    if isinstance(item, tuple):
        raise TypeError(f"{form} requires a single type. Got {item!r}.")
    return Union[item, type(None)]


def _literal(form, item):
    values = []
    for value in _as_tuple(item):
        for inner in value.__args__ if isinstance(value, _LiteralAlias) else (value,):
            if not any(inner == other and type(inner) is type(other) for other in values):
                values.append(inner)
    return _LiteralAlias(form, tuple(values), form._name)


class _LiteralAlias(_GenericAlias):
    def __repr__(self):
        return f"typing.Literal[{', '.join(map(repr, self.__args__))}]"


class _AnnotatedAlias(_GenericAlias):
    def __repr__(self):
        return f"typing.Annotated[{_shown(self.__origin__)}, {', '.join(map(repr, self.__metadata__))}]"


def _annotated(form, item):
    if not isinstance(item, tuple) or len(item) < 2:
        raise TypeError("Annotated[...] should be used with at least two arguments (a type and an annotation).")
    made = _AnnotatedAlias(_type_of(item[0]), (_type_of(item[0]),))
    made.__metadata__ = item[1:]
    return made


class _Alias(_Operand):
    """A class under its name in `typing`, such as `List`."""

    def __init__(self, name, origin):
        self._name = name
        self._origin = origin

    @property
    def __origin__(self):
        # Other modules are read when they are needed: most programs only name these in annotations.
        if isinstance(self._origin, tuple):
            self._origin = _find(*self._origin)
        return self._origin

    def __repr__(self):
        return "typing." + self._name

    def __getitem__(self, item):
        return _GenericAlias(self.__origin__, tuple(map(_type_of, _as_tuple(item))), self._name)

    def __call__(self, *args, **kwargs):
        raise TypeError(f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead")

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __instancecheck__(self, value):
        return isinstance(value, self.__origin__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)


class _CallableAlias(_Alias):
    def __getitem__(self, item):
        if not isinstance(item, tuple) or len(item) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        arguments, result = item
        if isinstance(arguments, list):
            return _CallableGeneric(self.__origin__, (*map(_type_of, arguments), _type_of(result)), self._name)
        return _CallableGeneric(self.__origin__, (arguments, _type_of(result)), self._name)


class _CallableGeneric(_GenericAlias):
    def __repr__(self):
        *arguments, result = self.__args__
        if len(arguments) == 1 and (arguments[0] is ... or isinstance(arguments[0], (ParamSpec, _GenericAlias))):
            return f"typing.Callable[{_shown(arguments[0])}, {_shown(result)}]"
        return f"typing.Callable[[{', '.join(map(_shown, arguments))}], {_shown(result)}]"


class ForwardRef(_Operand):
    def __init__(self, arg):
        self.__forward_arg__ = arg

    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"

    def __eq__(self, other):
        return isinstance(other, ForwardRef) and self.__forward_arg__ == other.__forward_arg__

    def __hash__(self):
        return hash(self.__forward_arg__)


# Type parameters


class NoDefaultType:
    def __repr__(self):
        return "typing.NoDefault"


NoDefault = NoDefaultType()


class _Parameter(_Operand):
    """A type parameter; bound and default may be functions that tell them when they are asked for."""

    def __init__(self, name, default, is_lazy=False):
        self.__name__ = name
        self._default = default
        self._is_lazy = is_lazy

    def _value(self, value):
        return value() if self._is_lazy and value is not None else value

    @property
    def __default__(self):
        if self._is_lazy and self._default is None:
            return NoDefault
        return self._value(self._default)

    def has_default(self):
        return self.__default__ is not NoDefault

    def __repr__(self):
        return self.__name__ if self._is_lazy else self._mark + self.__name__

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")


class TypeVar(_Parameter):
    def __init__(
        self, name, *constraints, bound=None, covariant=False, contravariant=False, infer_variance=False,
        default=NoDefault
    ):
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        super().__init__(name, default)
        self._constraints = constraints
        self._bound = bound
        self.__covariant__ = covariant
        self.__contravariant__ = contravariant
        self.__infer_variance__ = infer_variance

    @property
    def __bound__(self):
        bound = self._value(self._bound)
        return None if isinstance(bound, tuple) else bound

    @property
    def __constraints__(self):
        bound = self._value(self._bound)
        return bound if isinstance(bound, tuple) else self._constraints

    @property
    def _mark(self):
        return "+" if self.__covariant__ else "-" if self.__contravariant__ else "~"


class TypeVarTuple(_Parameter):
    _mark = ""

    def __init__(self, name, *, default=NoDefault):
        super().__init__(name, default)

    def __iter__(self):
        yield Unpack[self]


class ParamSpec(_Parameter):
    _mark = "~"

    def __init__(self, name, *, bound=None, default=NoDefault):
        super().__init__(name, default)
        self.__bound__ = bound
        self.args = _ParamSpecPart(self, "args")
        self.kwargs = _ParamSpecPart(self, "kwargs")


class _ParamSpecPart:
    def __init__(self, origin, name):
        self.__origin__ = origin
        self._name = name

    def __repr__(self):
        return f"{self.__origin__.__name__}.{self._name}"


def _make_type_var(name, bound, default):
    made = TypeVar(name, infer_variance=True)
    made._bound, made._default, made._is_lazy = bound, default, True
    return made


def _make_type_var_tuple(name, bound, default):
    made = TypeVarTuple(name)
    made._default, made._is_lazy = default, True
    return made


def _make_param_spec(name, bound, default):
    made = ParamSpec(name)
    made._default, made._is_lazy = default, True
    return made


def _make_generic_base(parameters):
    parts = tuple(Unpack[part] if isinstance(part, TypeVarTuple) else part for part in parameters)
    return _GenericAlias(Generic, parts, "Generic")


def _make_alias(name, parameters, value):
    return TypeAliasType(name, value, type_params=parameters, _is_lazy=True)


class TypeAliasType(_Operand):
    def __init__(self, name, value, *, type_params=(), _is_lazy=False):
        self.__name__ = name
        self.__type_params__ = type_params
        self.__parameters__ = type_params
        self._value = value
        self._is_lazy = _is_lazy

    @property
    def __value__(self):
        if self._is_lazy:
            self._value, self._is_lazy = self._value(), False
        return self._value

    def __repr__(self):
        return self.__name__

    def __getitem__(self, item):
        if not self.__type_params__:
            raise TypeError("Only generic type aliases are subscriptable")
        return _GenericAlias(self, tuple(map(_type_of, _as_tuple(item))))

    def __call__(self, *args, **kwargs):
        raise TypeError("'typing.TypeAliasType' object is not callable")


class Generic:
    __slots__ = ()

    def __class_getitem__(cls, item):
        arguments = _as_tuple(item)
        if cls is Generic:
            return _GenericAlias(cls, arguments, "Generic")
        if cls is Protocol:
            return _GenericAlias(cls, arguments, "Protocol")
        wanted = getattr(cls, "__parameters__", ())
        if not wanted:
            raise TypeError(f"{cls} is not a generic class")
        has_many = any(isinstance(part, (TypeVarTuple, ParamSpec)) for part in wanted)
        least = len([part for part in wanted if not part.has_default()])
        if not has_many and not least <= len(arguments) <= len(wanted):
            amount = "many" if len(arguments) > len(wanted) else "few"
            expected = len(wanted) if least == len(wanted) else f"at least {least}"
            raise TypeError(
                f"Too {amount} arguments for {cls}; actual {len(arguments)}, expected {expected}"
            )
        return _GenericAlias(cls, tuple(map(_type_of, arguments)))

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get("__orig_bases__", ())
        named = [base for base in bases if getattr(base, "_name", None) in ("Generic", "Protocol")]
        parts = named[0].__args__ if named and hasattr(named[0], "__args__") else bases
        cls.__parameters__ = _parameters_in(parts)


# Protocols

_NOT_MEMBERS = frozenset(
    "__abstractmethods__ __annotations__ __class_getitem__ __dict__ __doc__ __init__ __module__ __new__ __slots__"
    " __subclasshook__ __weakref__ __parameters__ __orig_bases__ _is_protocol _is_runtime __init_subclass__"
    " __match_args__ __static_attributes__ __firstlineno__ __type_params__ __orig_class__".split()
)


def _protocol_members(cls):
    names = set()
    for base in cls.__mro__:
        if getattr(base, "_is_protocol", False) and base not in (Protocol, Generic):
            names.update(name for name in base.__dict__ if name not in _NOT_MEMBERS)
            names.update(base.__dict__.get("__annotations__", {}))
    return names


class _ProtocolMeta(ABCMeta):
    def __call__(cls, *args, **kwargs):
        if cls.__dict__.get("_is_protocol"):
            raise TypeError("Protocols cannot be instantiated")
        return super().__call__(*args, **kwargs)

    def __instancecheck__(cls, instance):
        if cls is Protocol or not cls.__dict__.get("_is_protocol"):
            return super().__instancecheck__(instance)
        if not cls._is_runtime:
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        if super().__instancecheck__(instance):
            return True
        for name in _protocol_members(cls):
            value = getattr(instance, name, _MISSING)
            if value is _MISSING or value is None and callable(getattr(cls, name, None)):
                return False
        return True

    def __subclasscheck__(cls, other):
        if cls is Protocol or not cls.__dict__.get("_is_protocol"):
            return super().__subclasscheck__(other)
        if not cls._is_runtime:
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        members = _protocol_members(cls)
        fields = sorted(name for name in members if not callable(getattr(cls, name, None)))
        if fields:
            raise TypeError(
                "Protocols with non-method members don't support issubclass(). Non-method members: "
                + ", ".join(map(repr, fields)) + "."
            )
        return super().__subclasscheck__(other) or all(hasattr(other, name) for name in members)


_MISSING = object()


class Protocol(Generic, metaclass=_ProtocolMeta):
    __slots__ = ()
    _is_protocol = True
    _is_runtime = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if "_is_protocol" not in cls.__dict__:
            cls._is_protocol = Protocol in cls.__bases__


def runtime_checkable(cls):
    if not (isinstance(cls, type) and getattr(cls, "_is_protocol", False)):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime = True
    return cls


# Tuples and dictionaries with types


class NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        from collections import namedtuple

        types = ns.get("__annotations__", {})
        defaults = []
        for name in types:
            if name in ns:
                defaults.append(name)
            elif defaults:
                raise TypeError(
                    f"Non-default namedtuple field {name} cannot follow default field{'s' if len(defaults) > 1 else ''} "
                    f"{', '.join(defaults)}"
                )
        made = namedtuple(typename, types, defaults=[ns[name] for name in defaults], module=ns["__module__"])
        made.__annotations__ = dict(types)
        made.__qualname__ = ns.get("__qualname__", typename)
        for name, value in ns.items():
            if name in ("__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults",
                        "_field_types", "_make", "_replace", "_asdict", "_source"):
                raise AttributeError("Cannot overwrite NamedTuple attribute " + name)
            if name not in ("__module__", "__name__", "__annotations__", "__qualname__", "__orig_bases__",
                            "__classcell__") and (
                name not in made._fields
            ):
                setattr(made, name, value)
        return made


def NamedTuple(typename, fields=(), /, **kwargs):
    """A named tuple with types, from a list of pairs; or the base of a class that says them."""
    from collections import namedtuple

    types = dict(fields or kwargs)
    made = namedtuple(typename, types, module=_caller_module())
    made.__annotations__ = {name: _type_of(value) for name, value in types.items()}
    return made


def _named_tuple_bases(bases):
    return (_NamedTuple,)


_NamedTuple = type.__new__(NamedTupleMeta, "NamedTuple", (), {})
NamedTuple.__mro_entries__ = _named_tuple_bases


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        made = type.__new__(cls, name, (), ns)
        own = ns.get("__annotations__", {})
        annotations, required, optional = {}, set(), set()
        for base in bases:
            annotations.update(base.__dict__.get("__annotations__", {}))
            required |= base.__dict__.get("__required_keys__", frozenset())
            optional |= base.__dict__.get("__optional_keys__", frozenset())
        for key, value in own.items():
            annotations[key] = _type_of(value)
            origin = getattr(value, "__origin__", None)
            is_required = origin is Required or total and origin is not NotRequired
            (required if is_required else optional).add(key)
            (optional if is_required else required).discard(key)
        made.__annotations__ = annotations
        made.__required_keys__ = frozenset(required)
        made.__optional_keys__ = frozenset(optional)
        made.__total__ = total
        return made

    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)

    def __instancecheck__(cls, instance):
        raise TypeError("TypedDict does not support instance and class checks")

    def __subclasscheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")


def TypedDict(typename, fields=(), /, *, total=True):
    """A dictionary whose keys have types; or the base of a class that says them."""
    names = {"__annotations__": dict(fields), "__module__": _caller_module()}
    return _TypedDictMeta(typename, (), names, total=total)


def _typed_dict_bases(bases):
    return (_TypedDict,)


_TypedDict = type.__new__(_TypedDictMeta, "TypedDict", (), {})
TypedDict.__mro_entries__ = _typed_dict_bases


class NewType(_Operand):
    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition(".")[-1]
        self.__supertype__ = tp
        self.__module__ = _caller_module()

    def __call__(self, value, /):
        return value

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __mro_entries__(self, bases):
        name = self.__name__
        raise TypeError(
            f"Cannot subclass an instance of NewType. Perhaps you were looking for: `Sub = NewType('Sub', {name})`"
        )


# Functions


def cast(typ, val):
    return val


def overload(func):
    return _overload_dummy


def _overload_dummy(*args, **kwds):
    raise NotImplementedError(
        "You should not call an overloaded function. A series of @overload-decorated functions outside a stub module"
        " should always be followed by an implementation that is not @overload-ed."
    )


def get_overloads(func):
    return []


def clear_overloads():
    pass


def _marked(name):
    def decorate(arg):
        try:
            setattr(arg, name, True)
        except (AttributeError, TypeError):
            pass
        return arg

    return decorate


final = _marked("__final__")
override = _marked("__override__")
no_type_check = _marked("__no_type_check__")


def dataclass_transform(**parameters):
    def decorate(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = parameters
        return cls_or_fn

    return decorate


def assert_never(arg, /):
    value = repr(arg)
    if len(value) > 100:
        value = value[:100] + "..."
    raise AssertionError(f"Expected code to be unreachable, but got: {value}")


def assert_type(val, typ, /):
    return val


def reveal_type(obj, /):
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def get_origin(tp):
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, _Operand) or not isinstance(tp, type):
        return getattr(tp, "__origin__", None)
    return Generic if tp is Generic else None


def get_args(tp):
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__, *tp.__metadata__)
    if isinstance(tp, _CallableGeneric):
        *arguments, result = tp.__args__
        return (arguments[0] if arguments == [...] else arguments, result)
    return getattr(tp, "__args__", ()) if not isinstance(tp, type) else ()


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations of a class and its bases, or of a function; names of types are looked up, not evaluated."""
    places = reversed(obj.__mro__) if isinstance(obj, type) else [obj]
    hints = {}
    for place in places:
        names = globalns or getattr(place, "__globals__", None) or _names_of(getattr(place, "__module__", "__main__"))
        own = place.__dict__ if isinstance(place, type) else {"__annotations__": place.__annotations__}
        for name, value in own.get("__annotations__", {}).items():
            hint = type(None) if value is None else value
            if isinstance(hint, str):
                hint = _named(hint, names, localns or {})
            if isinstance(hint, _AnnotatedAlias) and not include_extras:
                hint = hint.__origin__
            hints[name] = hint
    return hints


def _named(text, names, locals):
    import builtins

    parts = [part.strip() for part in text.split("|")]
    found = []
    for part in parts:
        value = None
        for index, name in enumerate(part.split(".")):
            if not name.isidentifier():
                raise NotImplementedError(
                    f"taskviz evaluates only names in annotations that are text, not {text!r};"
                    " run the program under real CPython"
                )
            if index:
                value = getattr(value, name)
            elif name == "None":
                value = None
            elif name in locals:
                value = locals[name]
            elif name in names:
                value = names[name]
            elif hasattr(builtins, name):
                value = getattr(builtins, name)
            else:
                raise NameError(f"name {name!r} is not defined", name=name)
        found.append(value)
    result = found[0]
    for value in found[1:]:
        result = result | value
    return type(None) if result is None else result


def get_protocol_members(tp, /):
    return frozenset(_protocol_members(tp))


def is_protocol(tp, /):
    return isinstance(tp, type) and getattr(tp, "_is_protocol", False) and tp is not Protocol


def is_typeddict(tp):
    return isinstance(tp, _TypedDictMeta) and tp is not _TypedDict


# Forms


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)

    def __repr__(self):
        return "typing.Any" if self is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


Union = _Form("Union", _union)
Optional = _Form("Optional", _optional)
Literal = _Form("Literal", _literal)
Annotated = _Form("Annotated", _annotated)
ClassVar = _Form("ClassVar", _one)
Final = _Form("Final", _one)
Required = _Form("Required", _one)
NotRequired = _Form("NotRequired", _one)
ReadOnly = _Form("ReadOnly", _one)
Unpack = _Form("Unpack", _one)
TypeGuard = _Form("TypeGuard", _one)
TypeIs = _Form("TypeIs", _one)
Concatenate = _Form("Concatenate", _many)
TypeAlias = _Form("TypeAlias")
Self = _Form("Self")
Never = _Form("Never")
NoReturn = _Form("NoReturn")
LiteralString = _Form("LiteralString")
AnyStr = TypeVar("AnyStr", bytes, str)
Text = str

List = _Alias("List", list)
Dict = _Alias("Dict", dict)
Set = _Alias("Set", set)
FrozenSet = _Alias("FrozenSet", frozenset)
Tuple = _Alias("Tuple", tuple)
Type = _Alias("Type", type)
Deque = _Alias("Deque", ("collections", "deque"))
DefaultDict = _Alias("DefaultDict", ("collections", "defaultdict"))
OrderedDict = _Alias("OrderedDict", ("collections", "OrderedDict"))
Counter = _Alias("Counter", ("collections", "Counter"))
ChainMap = _Alias("ChainMap", ("collections", "ChainMap"))
Callable = _CallableAlias("Callable", ("collections.abc", "Callable"))
Awaitable = _Alias("Awaitable", ("collections.abc", "Awaitable"))
Coroutine = _Alias("Coroutine", ("collections.abc", "Coroutine"))
AsyncIterable = _Alias("AsyncIterable", ("collections.abc", "AsyncIterable"))
AsyncIterator = _Alias("AsyncIterator", ("collections.abc", "AsyncIterator"))
AsyncGenerator = _Alias("AsyncGenerator", ("collections.abc", "AsyncGenerator"))
Iterable = _Alias("Iterable", ("collections.abc", "Iterable"))
Iterator = _Alias("Iterator", ("collections.abc", "Iterator"))
Generator = _Alias("Generator", ("collections.abc", "Generator"))
Reversible = _Alias("Reversible", ("collections.abc", "Reversible"))
Container = _Alias("Container", ("collections.abc", "Container"))
Collection = _Alias("Collection", ("collections.abc", "Collection"))
Hashable = _Alias("Hashable", ("collections.abc", "Hashable"))
Sized = _Alias("Sized", ("collections.abc", "Sized"))
Sequence = _Alias("Sequence", ("collections.abc", "Sequence"))
MutableSequence = _Alias("MutableSequence", ("collections.abc", "MutableSequence"))
AbstractSet = _Alias("AbstractSet", ("collections.abc", "Set"))
MutableSet = _Alias("MutableSet", ("collections.abc", "MutableSet"))
Mapping = _Alias("Mapping", ("collections.abc", "Mapping"))
MutableMapping = _Alias("MutableMapping", ("collections.abc", "MutableMapping"))
KeysView = _Alias("KeysView", ("collections.abc", "KeysView"))
ValuesView = _Alias("ValuesView", ("collections.abc", "ValuesView"))
ItemsView = _Alias("ItemsView", ("collections.abc", "ItemsView"))
ByteString = _Alias("ByteString", bytes)
ContextManager = _Alias("ContextManager", ("contextlib", "AbstractContextManager"))
AsyncContextManager = _Alias("AsyncContextManager", ("contextlib", "AbstractAsyncContextManager"))


@runtime_checkable
class SupportsInt(Protocol):
    def __int__(self): ...


@runtime_checkable
class SupportsFloat(Protocol):
    def __float__(self): ...


@runtime_checkable
class SupportsBytes(Protocol):
    def __bytes__(self): ...


@runtime_checkable
class SupportsIndex(Protocol):
    def __index__(self): ...


@runtime_checkable
class SupportsAbs(Protocol):
    def __abs__(self): ...


@runtime_checkable
class SupportsRound(Protocol):
    def __round__(self, ndigits=0): ...


class IO(Generic[AnyStr]):
    pass


class TextIO(IO[str]):
    pass


class BinaryIO(IO[bytes]):
    pass
