"""Enumerations: classes whose members are made once, when the class is."""

from types import MappingProxyType

class _Null:
    def __repr__(self):
        return "_auto_null"


_auto_null = _Null()


class auto:
    """Stands for the value that the class finds for a member."""

    def __init__(self, value=_auto_null):
        self.value = value

    def __repr__(self):
        return f"auto({self.value!r})"


class member:
    """Makes a member of what would not be one."""

    def __init__(self, value):
        self.value = value


class nonmember:
    """Keeps a value from becoming a member."""

    def __init__(self, value):
        self.value = value


class property:
    """An attribute that members compute, beside which the class may have a member of the same name."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget, self.fset, self.fdel = fget, fset, fdel
        self.name = fget.__name__ if fget else None

    def __set_name__(self, owner, name):
        self.name = name
        self.clsname = owner.__name__

    def __get__(self, instance, owner=None):
        if instance is None:
            found = owner._member_map_.get(self.name)
            if found is not None:
                return found
            raise AttributeError(f"{owner!r} has no attribute {self.name!r}")
        if self.fget is None:
            raise AttributeError(f"{owner!r} member has no attribute {self.name!r}")
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError(f"<enum {self.clsname!r}> cannot set attribute {self.name!r}")
        return self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError(f"<enum {self.clsname!r}> cannot delete attribute {self.name!r}")
        return self.fdel(instance)


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" and name[-3] != "_"


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


def _is_private(cls_name, name):
    prefix = f"_{cls_name}__"
    return len(name) > len(prefix) and name.startswith(prefix) and name[-1] != "_"


def _is_descriptor(value):
    return _is_native_descriptor(value) or any(
        hasattr(value, name) for name in ("__get__", "__set__", "__delete__")
    )


_SUNDERS = (
    "_order_", "_generate_next_value_", "_numeric_repr_", "_missing_", "_ignore_", "_iter_member_",
    "_iter_member_by_value_", "_iter_member_by_def_", "_add_alias_", "_add_value_alias_", "_enum_state_",
    "_collect_",
)


class _State:
    """What is known of a class while its body runs."""

    def __init__(self, name, generate):
        self.name = name
        self.members = []
        self.values = []
        self.ignored = []
        self.generate = generate
        self.has_auto = False


class EnumType(type):
    """The class of enumerations."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._refuse_members(cls, bases)
        _, first = metacls._mixins(cls, bases)
        generate = getattr(first, "_generate_next_value_", None) if first is not None else None
        return {"_enum_state_": _State(cls, generate)}

    @classmethod
    def _collect_(metacls, names, key, value):
        """What the class body keeps under a name; members are noted on the way."""
        state = names["_enum_state_"]
        if _is_private(state.name, key) or _is_dunder(key):
            return value
        if _is_sunder(key):
            if key not in _SUNDERS:
                raise ValueError(f"_sunder_ names, such as {key!r}, are reserved for future Enum use")
            if key == "_generate_next_value_":
                if state.has_auto:
                    raise TypeError("_generate_next_value_ must be defined before members")
                state.generate = value.__func__ if isinstance(value, staticmethod) else value
            elif key == "_ignore_":
                value = value.replace(",", " ").split() if isinstance(value, str) else list(value)
                state.ignored = value
                already = set(value) & set(state.members)
                if already:
                    raise ValueError(f"_ignore_ cannot specify already set names: {already!r}")
            return value
        if key in state.members:
            raise TypeError(f"{key!r} already defined as {names[key]!r}")
        if key in state.ignored:
            return value
        if isinstance(value, nonmember):
            return value.value
        if isinstance(value, member):
            value = value.value
        elif isinstance(value, type) or _is_descriptor(value):
            return value
        if key in names:
            raise TypeError(f"{key!r} already defined as {names[key]!r}")
        value = metacls._numbered(state, key, value)
        state.members.append(key)
        return value

    @classmethod
    def _numbered(metacls, state, key, value):
        """The value with each `auto` in it replaced."""

        def number(part):
            if not isinstance(part, auto):
                return part
            if part.value is _auto_null:
                part.value = state.generate(key, 1, len(state.members), state.values[:])
                state.has_auto = True
            return part.value

        if isinstance(value, auto):
            value = number(value)
        elif type(value) is tuple and any(isinstance(part, auto) for part in value):
            value = tuple(number(part) for part in value)
        state.values.append(value)
        return value

    @staticmethod
    def _refuse_members(name, bases):
        for base in bases:
            for cls in base.__mro__:
                if isinstance(cls, EnumType) and cls._member_names_:
                    raise TypeError(f"<enum {name!r}> cannot extend {cls!r}")

    @classmethod
    def _mixins(metacls, name, bases):
        """The type of the values and the enumeration that a class derives from."""
        if not bases:
            return object, None
        first = bases[-1]
        if not isinstance(first, EnumType):
            raise TypeError("new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`")
        found = []
        for base in bases:
            candidate = None
            for cls in base.__mro__:
                if cls is object:
                    continue
                if isinstance(cls, EnumType):
                    if cls._member_type_ is not object:
                        if cls._member_type_ not in found:
                            found.append(cls._member_type_)
                        break
                elif "__new__" in cls.__dict__ or "__init__" in cls.__dict__:
                    chosen = candidate or cls
                    if chosen not in found:
                        found.append(chosen)
                    break
                else:
                    candidate = candidate or cls
        if len(found) > 1:
            raise TypeError(f"too many data types for {name!r}: {set(found)!r}")
        return found[0] if found else object, first

    def __new__(metacls, cls, bases, classdict, *, boundary=None, **kwds):
        if "_enum_state_" not in classdict:
            raise AttributeError("'dict' object has no attribute '_member_names'")
        state = classdict.pop("_enum_state_")
        members = state.members
        for bad in {"mro", ""} & set(members):
            raise ValueError(f"invalid enum member name(s) {bad!r}")
        for name in [*state.ignored, "_ignore_"]:
            classdict.pop(name, None)
        order = classdict.pop("_order_", None)
        values = {name: classdict.pop(name) for name in members}
        data_type, first = metacls._mixins(cls, bases)
        use_args = data_type is not object
        own_new = classdict.get("__new__")
        make = None
        if own_new is not None and first is not None:
            make, use_args = (own_new.__func__ if isinstance(own_new, staticmethod) else own_new), True
            classdict["__new_member__"] = staticmethod(make)
        elif first is not None:
            for base in (*bases[:-1], first):
                for parent in base.__mro__:
                    found = parent.__dict__.get("__new_member__")
                    if found is None and not isinstance(parent, EnumType) and parent is not object:
                        found = parent.__dict__.get("__new__")
                    if found is not None and parent is not object:
                        make = found.__func__ if isinstance(found, staticmethod) else found
                        use_args = True
                        break
                if make is not None:
                    break
        if "_generate_next_value_" in classdict:
            generate = classdict["_generate_next_value_"]
            if not isinstance(generate, staticmethod):
                classdict["_generate_next_value_"] = staticmethod(generate)
        classdict["_member_names_"] = []
        classdict["_member_map_"] = {}
        classdict["_value2member_map_"] = {}
        classdict["_unhashable_values_"] = []
        classdict["_member_type_"] = data_type
        classdict["_use_args_"] = use_args
        classdict["_boundary_"] = boundary or getattr(first, "_boundary_", None)
        classdict["_flag_mask_"] = 0
        classdict["_singles_mask_"] = 0
        made = super().__new__(metacls, cls, bases, classdict, **kwds)
        if first is not None:
            type.__setattr__(made, "__new__", Enum.__dict__["__new__"])
            metacls._choose_methods(made, bases, set(classdict), data_type, first)
        for name in members:
            metacls._add(made, name, values[name], data_type, use_args, make)
        if first is not None and Flag is not None and issubclass(made, Flag):
            made._finish()
        if order is not None:
            wanted = order.replace(",", " ").split() if isinstance(order, str) else list(order)
            actual = [name for name in made._member_names_]
            if wanted != actual:
                raise TypeError(f"member order does not match _order_:\n  {actual}\n  {wanted}")
        return made

    @staticmethod
    def _choose_methods(made, bases, own, data_type, first):
        """An enumeration shows itself as one, unless a class of the program's own before it says otherwise."""
        if Flag is not None and issubclass(made, Flag):
            for name in ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__"):
                if name not in own:
                    type.__setattr__(made, name, _class_attribute(Flag, name))
        is_plain = ReprEnum is not None and ReprEnum in bases
        for name in ("__repr__", "__str__", "__format__"):
            if name in own:
                continue
            for parent in made.__mro__:
                if parent is data_type or parent is object:
                    type.__setattr__(made, name, _class_attribute(first, name))
                    break
                if name in parent.__dict__:
                    break
        if is_plain and data_type is not object:
            if "__format__" not in own:
                type.__setattr__(made, "__format__", _plain_format)
            if "__str__" not in own:
                type.__setattr__(made, "__str__", _plain_str)

    @staticmethod
    def _add(cls, name, value, data_type, use_args, make):
        arguments = value if isinstance(value, tuple) else (value,)
        if data_type is tuple:
            arguments = (arguments,)
        if make is None:
            new = object.__new__(cls)
        elif use_args:
            new = make(cls, *arguments)
        else:
            new = make(cls)
        if not hasattr(new, "_value_"):
            new._value_ = value if data_type is object else data_type(*arguments)
        value = new._value_
        new._name_ = name
        new.__objclass__ = cls
        new.__init__(*arguments)
        new._sort_order_ = len(cls._member_names_)
        is_flag = Flag is not None and issubclass(cls, Flag)
        try:
            known = cls._value2member_map_.get(value)
        except TypeError:
            known = None
            for other in cls._member_map_.values():
                if other._value_ == value:
                    known = other
        if known is not None:
            cls._member_map_[name] = known
            type.__setattr__(cls, name, known)
            return
        is_canonical = True
        if is_flag and isinstance(value, int):
            is_canonical = value > 0 and value & (value - 1) == 0
            cls._flag_mask_set(value, is_canonical)
        if is_canonical:
            cls._member_names_.append(name)
        cls._member_map_[name] = new
        type.__setattr__(cls, name, new)
        try:
            cls._value2member_map_.setdefault(value, new)
        except TypeError:
            cls._unhashable_values_.append(value)

    def _flag_mask_set(cls, value, is_single):
        type.__setattr__(cls, "_flag_mask_", cls._flag_mask_ | value)
        if is_single:
            type.__setattr__(cls, "_singles_mask_", cls._singles_mask_ | value)

    def __bool__(cls):
        return True

    def __call__(
        cls, value, names=_auto_null, *values, module=None, qualname=None, type=None, start=1, boundary=None
    ):
        if cls._member_map_:
            if names is not _auto_null:
                value = (value, names, *values)
            return cls.__new__(cls, value)
        if names is _auto_null and type is None:
            raise TypeError(f"{cls!r} has no members; specify `names=()` if you meant to create a new, empty, enum")
        names = () if names is _auto_null else names
        return cls._create(value, (names, *values) if values else names, module or _caller_module(), qualname, type, start, boundary)

    def _create(cls, class_name, names, module, qualname, data_type, start, boundary):
        metacls = cls.__class__
        bases = (cls,) if data_type is None else (data_type, cls)
        classdict = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, dict):
            names = list(names.items())
        names = list(names)
        if names and isinstance(names[0], str):
            last, numbered = [], []
            for count, name in enumerate(names):
                value = cls._generate_next_value_(name, start, count, last[:])
                last.append(value)
                numbered.append((name, value))
            names = numbered
        for name, value in names:
            classdict[name] = metacls._collect_(classdict, name, value)
        classdict["__module__"] = module
        if qualname is not None:
            classdict["__qualname__"] = qualname
        return metacls(class_name, bases, classdict, boundary=boundary)

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        try:
            return value in cls._value2member_map_ or value in cls._unhashable_values_
        except TypeError:
            return value in cls._unhashable_values_

    def __delattr__(cls, attr):
        if attr in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"{cls.__name__!r} cannot delete member {attr!r}.")
        super().__delattr__(attr)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)

    def __dir__(cls):
        return ["__class__", "__contains__", "__doc__", "__getitem__", "__init_subclass__", "__iter__", "__len__",
                "__members__", "__module__", "__name__", "__qualname__", *cls._member_names_]

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    @_builtin_property
    def __members__(cls):
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        kind = "flag" if Flag is not None and issubclass(cls, Flag) else "enum"
        return f"<{kind} {cls.__name__!r}>"


EnumMeta = EnumType
Flag = ReprEnum = None


def _next_number(name, start, count, last_values):
    if not last_values:
        return start
    try:
        last = sorted(last_values)[-1]
    except TypeError:
        raise TypeError("unable to sort non-numeric values") from None
    try:
        return last + 1
    except TypeError:
        raise TypeError(f"unable to increment {last!r}") from None


class Enum(metaclass=EnumType):
    """A class whose members are constants with a name and a value."""

    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for found in cls._member_map_.values():
                if found._value_ == value:
                    return found
        if not cls._member_map_:
            if value is _auto_null:
                raise TypeError(f"{cls!r} has no members defined")
        problem = None
        try:
            result = cls._missing_(value)
        except Exception as error:
            problem, result = error, None
        if isinstance(result, cls):
            return result
        if Flag is not None and issubclass(cls, Flag) and cls._boundary_ is EJECT and isinstance(result, int):
            return result
        failure = ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        if result is None and problem is None:
            raise failure
        if problem is None:
            problem = TypeError(
                f"error in {cls.__name__}._missing_: returned {result!r} instead of None or a valid member"
            )
        if not isinstance(problem, ValueError):
            problem.__context__ = failure
        raise problem

    def __init__(self, *args, **kwds):
        pass

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return _next_number(name, start, count, last_values)

    @classmethod
    def _missing_(cls, value):
        return None

    def _add_alias_(self, name):
        type(self)._member_map_[name] = self
        type.__setattr__(type(self), name, self)

    def _add_value_alias_(self, value):
        type(self)._value2member_map_[value] = self

    def __repr__(self):
        return f"<{self.__class__.__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __format__(self, format_spec):
        return format(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    name = _member_field("name", "_name_")
    value = _member_field("value", "_value_")


class ReprEnum(Enum):
    """Only `repr` shows the member: `str` and `format` are those of the value's type."""


def _plain_str(self):
    return _builtin_text(self)


def _plain_format(self, format_spec):
    return format(_builtin_value(self), format_spec)


class IntEnum(int, ReprEnum):
    """An enumeration whose members are integers."""


class StrEnum(str, ReprEnum):
    """An enumeration whose members are strings."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError(f"{values[0]!r} is not a string")
        if len(values) >= 2 and not isinstance(values[1], str):
            raise TypeError(f"encoding must be a string, not {values[1]!r}")
        if len(values) == 3 and not isinstance(values[2], str):
            raise TypeError("errors must be a string, not %r" % values[2])
        made = str.__new__(cls, str(*values))
        made._value_ = str(*values)
        return made

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


class FlagBoundary(StrEnum):
    """What becomes of bits that no member of a flag has."""

    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary.STRICT, FlagBoundary.CONFORM, FlagBoundary.EJECT, FlagBoundary.KEEP


def _bits(value, width):
    digits = bin(value)[2:] if value >= 0 else bin(~value)[2:]
    if value >= 0:
        return "0b0 " + digits.rjust(width, "0")
    flipped = "".join("1" if digit == "0" else "0" for digit in digits)
    return "0b1 " + flipped.rjust(width, "1")


def _single_bits(value):
    while value:
        bit = value & -value
        yield bit
        value ^= bit


class Flag(Enum, boundary=STRICT):
    """An enumeration whose members are sets of bits."""

    _numeric_repr_ = repr

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start if start is not None else 1
        last = max(last_values)
        try:
            return 1 << last.bit_length()
        except Exception:
            raise TypeError(f"invalid flag value {last!r}") from None

    @classmethod
    def _finish(cls):
        values = [cls._member_map_[name]._value_ for name in cls._member_names_]
        type.__setattr__(cls, "_is_sorted_", values == sorted(values))
        type.__setattr__(cls, "_all_bits_", 2 ** cls._flag_mask_.bit_length() - 1)

    @classmethod
    def _iter_member_(cls, value):
        found = [cls._value2member_map_.get(bit) for bit in _single_bits(value & cls._flag_mask_)]
        found = [single for single in found if single is not None]
        if not cls._is_sorted_:
            found.sort(key=lambda single: single._sort_order_)
        yield from found

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        mask, all_bits = cls._flag_mask_, cls._all_bits_
        given, is_negative = value, value < 0
        if not ~all_bits <= value <= all_bits or value & (all_bits ^ mask):
            if cls._boundary_ is STRICT:
                width = max(value.bit_length(), mask.bit_length())
                raise ValueError(
                    f"{cls!r} invalid value {value!r}\n    given {_bits(value, width)}\n  allowed {_bits(mask, width)}"
                )
            if cls._boundary_ is CONFORM:
                value &= mask
            elif cls._boundary_ is EJECT:
                return value
            elif cls._boundary_ is KEEP and value < 0:
                value = max(all_bits + 1, 2 ** value.bit_length()) + value
        if value < 0:
            value += all_bits + 1
            if cls._boundary_ is not KEEP:
                value &= mask
        unknown = value & ~mask
        if value in cls._value2member_map_:
            return cls._value2member_map_[value]
        data_type = cls._member_type_
        made = object.__new__(cls) if data_type is object else data_type.__new__(cls, value)
        if not hasattr(made, "_value_"):
            made._value_ = value
        parts = [found._name_ for found in cls._iter_member_(value)]
        combined = 0
        for found in cls._iter_member_(value):
            combined |= found._value_
        unknown = value ^ combined
        if parts:
            made._name_ = "|".join(parts)
            if unknown and cls._boundary_ is KEEP:
                made._name_ += f"|{unknown!r}"
        else:
            made._name_ = None
        made._sort_order_ = 0
        return cls._value2member_map_.setdefault(value, made)

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(
                f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} and"
                f" {self.__class__.__qualname__!r}"
            )
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        name = self.__class__.__name__
        if self._name_ is None:
            return f"<{name}: {self._value_!r}>"
        return f"<{name}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        name = self.__class__.__name__
        return f"{name}({self._value_!r})" if self._name_ is None else f"{name}.{self._name_}"

    def __bool__(self):
        return bool(self._value_)

    def _bits_of(self, other):
        if isinstance(other, self.__class__):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return _builtin_value(other)
        return NotImplemented

    def __or__(self, other):
        value = self._bits_of(other)
        return NotImplemented if value is NotImplemented else self.__class__(self._value_ | value)

    def __and__(self, other):
        value = self._bits_of(other)
        return NotImplemented if value is NotImplemented else self.__class__(self._value_ & value)

    def __xor__(self, other):
        value = self._bits_of(other)
        return NotImplemented if value is NotImplemented else self.__class__(self._value_ ^ value)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__

    def __invert__(self):
        if self._boundary_ in (EJECT, KEEP):
            return self.__class__(~self._value_)
        return self.__class__(self._singles_mask_ & ~self._value_)


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """Flags whose members are integers."""


# Decorators


def unique(enumeration):
    """Refuses an enumeration in which two names have one value."""
    aliases = [
        (name, found.name) for name, found in enumeration.__members__.items() if name != found.name
    ]
    if aliases:
        details = ", ".join(f"{alias} -> {name}" for alias, name in aliases)
        raise ValueError(f"duplicate values found in {enumeration!r}: {details}")
    return enumeration


CONTINUOUS, NAMED_FLAGS, UNIQUE = "no skipped integer values", "multi-flag aliases may not contain unnamed flags", (
    "one name per value"
)


class verify:
    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        for check in self.checks:
            if check == UNIQUE:
                aliases = [
                    (name, found.name) for name, found in enumeration.__members__.items() if name != found.name
                ]
                if aliases:
                    details = ", ".join(f"{alias} -> {name}" for alias, name in aliases)
                    raise ValueError(f"aliases found in {enumeration!r}: {details}")
            elif check == CONTINUOUS:
                values = sorted(found.value for found in enumeration)
                if len(values) >= 2:
                    missing = [n for n in range(values[0] + 1, values[-1]) if n not in values]
                    if missing:
                        shown = ", ".join(str(n) for n in missing)
                        raise ValueError(f"invalid enum {enumeration.__name__!r}: missing values {shown}")
        return enumeration


def global_enum_repr(self):
    return f"{self.__class__.__module__}.{self._name_}"


def global_flag_repr(self):
    cls = self.__class__
    module = cls.__module__.split(".")[-1]
    if self._name_ is None:
        return f"{module}.{cls.__name__}({self._value_!r})"
    return "|".join(part if part[0].isdigit() else f"{module}.{part}" for part in self._name_.split("|"))


def global_str(self):
    return self._name_ if self._name_ is not None else f"{self.__class__.__name__}({self._value_!r})"


def global_enum(cls, update_str=False):
    """Puts the members into the module of the class, which then shows them so."""
    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
    if not issubclass(cls, ReprEnum) or update_str:
        cls.__str__ = global_str
    _names_of(cls.__module__).update(cls.__members__)
    return cls
