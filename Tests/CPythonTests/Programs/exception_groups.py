"""except* splits a group by type, runs a clause for each part and raises what is left."""


def tree(error):
    if isinstance(error, BaseExceptionGroup):
        return f"{type(error).__name__}({error.message!r}: {', '.join([tree(one) for one in error.exceptions])})"
    return repr(error)


def attempt(error):
    try:
        try:
            raise error
        except* ValueError as group:
            print("values", tree(group))
        except* (KeyError, OSError) as group:
            print("keys", tree(group))
            raise RuntimeError("from the clause")
        else:
            print("else")
        finally:
            print("finally")
    except BaseException as left:
        print("left", tree(left), tree(left.__cause__) if left.__cause__ else None)


attempt(ValueError(1))
attempt(TypeError(2))
attempt(ExceptionGroup("g", [ValueError(1), ValueError(2)]))
attempt(ExceptionGroup("g", [ValueError(1), KeyError("k"), TypeError("t")]))
attempt(ExceptionGroup("g", [ExceptionGroup("h", [ValueError(1), TypeError(2)]), OSError("o")]))
attempt(BaseExceptionGroup("g", [ValueError(1), KeyboardInterrupt()]))
group = ExceptionGroup("message", [ValueError(1), KeyError(2)])
print(str(group), group.exceptions)
match, rest = group.split(ValueError)
print(tree(match), tree(rest), group.subgroup(OSError))
try:
    ExceptionGroup("empty", [])
except ValueError as error:
    print(error)
try:
    ExceptionGroup("wrong", [KeyboardInterrupt()])
except TypeError as error:
    print(error)
