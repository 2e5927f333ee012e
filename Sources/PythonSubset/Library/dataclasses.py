"""Classes made of their annotations: fields, and the methods that follow from them."""

from types import MappingProxyType

__all__ = [
    "dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict",
    "astuple", "make_dataclass", "replace", "is_dataclass",
]


class FrozenInstanceError(AttributeError):
    pass


class _Factory:
    def __repr__(self):
        return "<factory>"


_HAS_DEFAULT_FACTORY = _Factory()


class _MISSING_TYPE:
    pass


MISSING = _MISSING_TYPE()


class _KW_ONLY_TYPE:
    pass


KW_ONLY = _KW_ONLY_TYPE()

_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"


class _FieldKind:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD = _FieldKind("_FIELD")
_FIELD_CLASSVAR = _FieldKind("_FIELD_CLASSVAR")
_FIELD_INITVAR = _FieldKind("_FIELD_INITVAR")


class InitVar:
    """Marks what is handed to `__post_init__` and not kept."""

    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        name = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f"dataclasses.InitVar[{name}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    """What is known of a field."""

    __slots__ = (
        "name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata", "kw_only",
        "_field_type",
    )

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = MappingProxyType({} if metadata is None else metadata)
        self.kw_only = kw_only
        self._field_type = None

    def __repr__(self):
        names = ("name", "type", "default", "default_factory", "init", "repr", "hash", "compare", "metadata", "kw_only")
        shown = [f"{name}={getattr(self, name)!r}" for name in names]
        return f"Field({','.join(shown)},_field_type={self._field_type!r})"

    def __set_name__(self, owner, name):
        set_name = getattr(type(self.default), "__set_name__", None)
        if set_name:
            set_name(self.default, owner, name)


class _DataclassParams:
    def __init__(self, **options):
        self.__dict__.update(options)

    def __repr__(self):
        return "_DataclassParams(" + ",".join(f"{name}={value!r}" for name, value in self.__dict__.items()) + ")"


def field(
    *, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
    kw_only=MISSING
):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


# Reading the annotations


def _is_marker(annotation, cls, module, name, matches):
    """Whether an annotation is one of a module's markers, or the text that names it."""
    if not isinstance(annotation, str):
        return matches(annotation)
    head = annotation.split("[")[0].strip()
    first, dot, rest = head.partition(".")
    names = _names_of(cls.__module__)
    if not dot:
        return head.isidentifier() and matches(names.get(head))
    found = names.get(first)
    return rest == name and getattr(found, "__name__", None) == module


def _is_class_variable(annotation):
    form = getattr(annotation, "__origin__", annotation)
    return getattr(form, "_name", None) == "ClassVar" and type(form).__module__ == "typing"


def _is_init_variable(annotation):
    return annotation is InitVar or type(annotation) is InitVar


def _read_field(cls, name, annotation, kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        found = default
    else:
        found = field(default=MISSING if _is_member(default) else default)
    found.name = name
    found.type = annotation
    found._field_type = _FIELD
    if _is_marker(annotation, cls, "typing", "ClassVar", _is_class_variable):
        found._field_type = _FIELD_CLASSVAR
    elif _is_marker(annotation, cls, "dataclasses", "InitVar", _is_init_variable):
        found._field_type = _FIELD_INITVAR
    if found._field_type is not _FIELD and found.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if found._field_type is not _FIELD_CLASSVAR:
        if found.kw_only is MISSING:
            found.kw_only = kw_only
    elif found.kw_only is not MISSING:
        raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
    if found._field_type is _FIELD and not _is_hashable(found.default):
        raise ValueError(
            f"mutable default {type(found.default)} for field {name} is not allowed: use default_factory"
        )
    return found


def _own_fields(cls, kw_only):
    found = []
    saw_marker = False
    for name, annotation in cls.__dict__.get("__annotations__", {}).items():
        if _is_marker(annotation, cls, "dataclasses", "KW_ONLY", lambda value: value is KW_ONLY):
            if saw_marker:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            saw_marker = kw_only = True
        else:
            found.append(_read_field(cls, name, annotation, kw_only))
    return found


def _inherited_fields(cls, frozen):
    """The fields of the bases, the nearest last; checks that all are frozen or none is."""
    found = {}
    frozen_bases = []
    for base in cls.__mro__[-1:0:-1]:
        base_fields = getattr(base, _FIELDS, None)
        if base_fields is not None:
            for one in base_fields.values():
                found[one.name] = one
            frozen_bases.append(getattr(base, _PARAMS).frozen)
    return found, frozen_bases


# Writing the methods


class _Writer:
    """The text of all methods of a class, compiled as one so that tracebacks count its lines."""

    def __init__(self, names):
        self.names = names
        self.locals = {}
        self.functions = []
        self.lines = []
        self.refusals = {}
        self.always = set()

    def add(self, name, parameters, body, locals=None, returns="", decorator=None, refusal=None, always=False):
        self.locals.update(locals or {})
        self.functions.append(name)
        if refusal is not None:
            self.refusals[name] = refusal
        if always:
            self.always.add(name)
        if decorator:
            self.lines.append(f" {decorator}")
        self.lines.append(f" def {name}({','.join(parameters)}){returns}:")
        self.lines += body

    def attach(self, cls):
        head = f"def __create_fn__({','.join(self.locals)}):"
        tail = f" return ({','.join(self.functions)},)" if self.functions else " return ()"
        make = _compiled("\n".join([head, *self.lines, tail]) + "\n", self.names)
        for name, function in zip(self.functions, make(**self.locals)):
            function.__qualname__ = f"{cls.__qualname__}.{function.__name__}"
            if name in self.always or name not in cls.__dict__:
                setattr(cls, name, function)
            elif name in self.refusals:
                extra = self.refusals[name]
                raise TypeError(f"Cannot overwrite attribute {function.__name__} in class {cls.__name__}{extra}")


def _write_init(writer, std, kw_only, every, frozen, has_post_init, self_name, slots):
    seen = None
    for one in std:
        if one.init:
            if one.default is not MISSING or one.default_factory is not MISSING:
                seen = one
            elif seen:
                raise TypeError(f"non-default argument {one.name!r} follows default argument {seen.name!r}")
    locals = {f"__dataclass_type_{one.name}__": one.type for one in every}
    locals["__dataclass_HAS_DEFAULT_FACTORY__"] = _HAS_DEFAULT_FACTORY
    locals["__dataclass_builtins_object__"] = object
    locals["__dataclass___init___return_type__"] = None
    body = []
    for one in every:
        value = _initial_value(one, locals, slots)
        if value is None or one._field_type is _FIELD_INITVAR:
            continue
        if frozen:
            body.append(f"  __dataclass_builtins_object__.__setattr__({self_name},{one.name!r},{value})")
        else:
            body.append(f"  {self_name}.{one.name}={value}")
    if has_post_init:
        handed = ",".join(one.name for one in every if one._field_type is _FIELD_INITVAR)
        body.append(f"  {self_name}.__post_init__({handed})")
    parameters = [self_name, *map(_parameter, std)]
    if kw_only:
        parameters += ["*", *map(_parameter, kw_only)]
    writer.add(
        "__init__", parameters, body or ["  pass"], locals, returns="->__dataclass___init___return_type__"
    )


def _initial_value(one, locals, slots):
    default = f"__dataclass_dflt_{one.name}__"
    if one.default_factory is not MISSING:
        locals[default] = one.default_factory
        if one.init:
            return f"{default}() if {one.name} is __dataclass_HAS_DEFAULT_FACTORY__ else {one.name}"
        return f"{default}()"
    if one.default is not MISSING:
        locals[default] = one.default
    if one.init:
        return one.name
    return default if slots and one.default is not MISSING else None


def _parameter(one):
    if one.default is not MISSING:
        default = f"=__dataclass_dflt_{one.name}__"
    elif one.default_factory is not MISSING:
        default = "=__dataclass_HAS_DEFAULT_FACTORY__"
    else:
        default = ""
    return f"{one.name}:__dataclass_type_{one.name}__{default}"


def _tuple_of(object, fields):
    return f"({','.join(f'{object}.{one.name}' for one in fields)},)" if fields else "()"


def _write_comparisons(writer, fields, eq, order):
    compared = [one for one in fields if one.compare]
    if eq:
        terms = " and ".join(f"self.{one.name}==other.{one.name}" for one in compared) or "True"
        writer.add("__eq__", ("self", "other"), [
            "  if self is other:", "   return True", "  if other.__class__ is self.__class__:", f"   return {terms}",
            "  return NotImplemented",
        ])
    if order:
        for name, sign in (("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">=")):
            writer.add(name, ("self", "other"), [
                "  if other.__class__ is self.__class__:",
                f"   return {_tuple_of('self', compared)}{sign}{_tuple_of('other', compared)}",
                "  return NotImplemented",
            ], refusal=" Consider using functools.total_ordering")


def _write_frozen(writer, cls, fields):
    condition = "type(self) is cls"
    if fields:
        condition += " or name in {" + ", ".join(repr(one.name) for one in fields) + "}"
    locals = {"cls": cls, "FrozenInstanceError": FrozenInstanceError}
    for name, parameters, verb in (
        ("__setattr__", ("self", "name", "value"), "assign to"), ("__delattr__", ("self", "name"), "delete"),
    ):
        writer.add(name, parameters, [
            f"  if {condition}:", f'   raise FrozenInstanceError(f"cannot {verb} field {{name!r}}")',
            f"  super(cls, self).{name}({','.join(parameters[1:])})",
        ], locals, refusal="")


def _write_hash(writer, cls, fields, unsafe_hash, eq, frozen, has_own):
    if unsafe_hash and has_own:
        raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    if unsafe_hash or eq and frozen and not has_own:
        hashed = [one for one in fields if (one.compare if one.hash is None else one.hash)]
        writer.add("__hash__", ("self",), [f"  return hash({_tuple_of('self', hashed)})"], always=True)
    elif eq and not frozen and not has_own:
        cls.__hash__ = None


def _signature(std, kw_only):
    def shown(one):
        annotation = one.type
        if isinstance(annotation, type):
            is_builtin = annotation.__module__ == "builtins"
            annotation = ("" if is_builtin else annotation.__module__ + ".") + annotation.__qualname__
        else:
            annotation = repr(annotation).replace("typing.", "")
        text = f"{one.name}: {annotation}"
        if one.default is not MISSING:
            return f"{text} = {one.default!r}"
        return f"{text} = <factory>" if one.default_factory is not MISSING else text

    parts = [shown(one) for one in std] + (["*"] if kw_only else []) + [shown(one) for one in kw_only]
    return "(" + ", ".join(parts) + ")"


def _process(cls, options):
    frozen, eq, slots = options["frozen"], options["eq"], options["slots"]
    setattr(cls, _PARAMS, _DataclassParams(**options))
    found, frozen_bases = _inherited_fields(cls, frozen)
    own = _own_fields(cls, options["kw_only"])
    for one in own:
        found[one.name] = one
        if isinstance(getattr(cls, one.name, None), Field):
            if one.default is MISSING:
                delattr(cls, one.name)
            else:
                setattr(cls, one.name, one.default)
    annotated = cls.__dict__.get("__annotations__", {})
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotated:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    if any(frozen_bases) and not frozen:
        raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
    if frozen_bases and not all(frozen_bases) and frozen:
        raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    setattr(cls, _FIELDS, found)
    own_hash = cls.__dict__.get("__hash__", MISSING)
    has_own_hash = not (own_hash is MISSING or own_hash is None and "__eq__" in cls.__dict__)
    if options["order"] and not eq:
        raise ValueError("eq must be true if order is true")
    every = [one for one in found.values() if one._field_type is not _FIELD_CLASSVAR]
    std = [one for one in every if one.init and not one.kw_only]
    kw_only = [one for one in every if one.init and one.kw_only]
    kept = [one for one in found.values() if one._field_type is _FIELD]

    writer = _Writer(_names_of(cls.__module__))
    if options["init"]:
        self_name = "__dataclass_self__" if "self" in found else "self"
        _write_init(writer, std, kw_only, every, frozen, hasattr(cls, "__post_init__"), self_name, slots)
    if "__replace__" not in cls.__dict__:
        cls.__replace__ = _replaced
    if options["repr"]:
        shown = ", ".join(f"{one.name}={{self.{one.name}!r}}" for one in kept if one.repr)
        writer.add(
            "__repr__", ("self",), [f'  return f"{{self.__class__.__qualname__}}({shown})"'],
            {"__dataclasses_recursive_repr": _recursive_repr}, decorator="@__dataclasses_recursive_repr()"
        )
    _write_comparisons(writer, kept, eq, options["order"])
    if frozen:
        _write_frozen(writer, cls, kept)
    _write_hash(writer, cls, kept, options["unsafe_hash"], eq, frozen, has_own_hash)
    writer.attach(cls)
    if not getattr(cls, "__doc__"):
        cls.__doc__ = cls.__name__ + _signature(std, kw_only)
    if options["match_args"] and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple(one.name for one in std)
    if options["weakref_slot"] and not slots:
        raise TypeError("weakref_slot is True but slots is False")
    if slots:
        cls = _with_slots(cls, kept, options["weakref_slot"])
    return cls


def _recursive_repr():
    """Shows `...` where an object is shown inside itself."""
    running = set()

    def decorate(function):
        def wrapper(self):
            if id(self) in running:
                return "..."
            running.add(id(self))
            try:
                return function(self)
            finally:
                running.discard(id(self))

        wrapper.__name__ = function.__name__
        wrapper.__qualname__ = function.__qualname__
        wrapper.__doc__ = function.__doc__
        return wrapper

    return decorate


def _with_slots(cls, kept, has_weakref):
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    names = dict(cls.__dict__)
    inherited = set()
    for base in cls.__mro__[1:-1]:
        given = base.__dict__.get("__slots__", ())
        inherited.update((given,) if isinstance(given, str) else given)
    wanted = [one.name for one in kept] + (["__weakref__"] if has_weakref else [])
    names["__slots__"] = tuple(name for name in wanted if name not in inherited)
    for one in kept:
        names.pop(one.name, None)
    names.pop("__dict__", None)
    names.pop("__weakref__", None)
    qualname = cls.__qualname__
    made = type(cls)(cls.__name__, cls.__bases__, names)
    made.__qualname__ = qualname
    return made


def dataclass(
    cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True,
    kw_only=False, slots=False, weakref_slot=False
):
    options = {
        "init": init, "repr": repr, "eq": eq, "order": order, "unsafe_hash": unsafe_hash, "frozen": frozen,
        "match_args": match_args, "kw_only": kw_only, "slots": slots, "weakref_slot": weakref_slot,
    }

    def wrap(cls):
        return _process(cls, options)

    return wrap if cls is None else wrap(cls)


# Using them


def fields(class_or_instance):
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple(one for one in found.values() if one._field_type is _FIELD)


def _is_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


def _converted(obj, convert):
    """A copy of what a field holds, with the dataclasses inside converted."""
    if _is_instance(obj):
        return convert(obj)
    kind = type(obj)
    if isinstance(obj, tuple) and hasattr(kind, "_fields"):
        return kind(*[_converted(value, convert) for value in obj])
    if isinstance(obj, (list, tuple)):
        return kind([_converted(value, convert) for value in obj])
    if isinstance(obj, dict):
        pairs = [(_converted(key, convert), _converted(value, convert)) for key, value in obj.items()]
        if hasattr(kind, "default_factory"):
            made = kind(obj.default_factory)
            made.update(pairs)
            return made
        return kind(pairs)
    if obj is None or kind in _ATOMIC:
        return obj
    from copy import deepcopy

    return deepcopy(obj)


_ATOMIC = frozenset({bool, int, float, str, bytes, type, range, type(None), type(...), type(NotImplemented)})


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")

    def convert(obj):
        return dict_factory([(one.name, _converted(getattr(obj, one.name), convert)) for one in fields(obj)])

    return convert(obj)


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")

    def convert(obj):
        return tuple_factory([_converted(getattr(obj, one.name), convert) for one in fields(obj)])

    return convert(obj)


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    return _replaced(obj, **changes)


def _replaced(self, /, **changes):
    for one in getattr(self, _FIELDS).values():
        if one._field_type is _FIELD_CLASSVAR:
            continue
        if not one.init:
            if one.name in changes:
                raise TypeError(
                    f"field {one.name} is declared with init=False, it cannot be specified with replace()"
                )
            continue
        if one.name not in changes:
            if one._field_type is _FIELD_INITVAR and one.default is MISSING:
                raise TypeError(f"InitVar {one.name!r} must be specified with replace()")
            changes[one.name] = getattr(self, one.name)
    return self.__class__(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, module=None, **options):
    names = {} if namespace is None else dict(namespace)
    annotations, seen = {}, set()
    for item in fields:
        if isinstance(item, str):
            name, kind = item, "typing.Any"
        elif len(item) == 2:
            name, kind = item
        elif len(item) == 3:
            name, kind, names[item[0]] = item
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if _is_keyword(name):
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in seen:
            raise TypeError(f"Field name duplicated: {name!r}")
        seen.add(name)
        annotations[name] = kind
    names["__annotations__"] = annotations
    names["__module__"] = module or _caller_module()
    metaclass = type(bases[0]) if bases else type
    return dataclass(metaclass(cls_name, tuple(bases), names), **options)
