"""What CPython's compiler warns of, as in C:\path; nothing of it runs."""

import re


def escapes(x):
    pattern = re.compile("\d+" "\.")
    y = ("a\qb"
         "\w \s"
         'fine\n')
    z = """one
    two \d
    three \w
    """
    b = b"\d\400\N"
    o = "\400 \777 \100 \8"
    unicode = "\é \N{EM DASH} \u00e9 \-"
    raw = r"\d", Rb"\d", rf"\d{x}"


def formatted(x):
    f = f"{x}\d {x:\d} \w"
    ff = f"""
    {x}
     \d \s {{ \w
    {x} \q"""
    braces = f"\{x}", f"\{{", f"\}}", f"{x:\{x}}"
    pieces = f"\d {{ \w", f"\d \{x} \w"
    nested = f"{f'\d'} \w", f"{x:\d{x}\w}"
    number = f"{x if x is 5 else 1if x else 2}"
    raw = rf"\d{x:\d}"


def numbers(x):
    x = 1if x else 2
    x = [0x1for x in x]
    x = [0xfor x in x], 0b1or 2, 0o7and 3
    x = 1or 2
    x = 1.5in x, 1_0not in x


def identities(x, y):
    if x is 5: pass
    if x is not "a": pass
    if x is (1, 2): pass
    if x is (): pass
    if x is -5: pass
    if x is ~5: pass
    if x is 2 + 3.5: pass
    if x is 5 is not b"a": pass
    if x is None is 5: pass
    if 5 is x: pass
    x is None, x is True, x is ..., x is [1], x is {}, x is (1, y), x is f"{x}"
    not x is 16
    not x is not 16
    not (x is 16 is y)
    if not x is 16: pass
    x is 17 and x is 18
    while x is 5: pass
    while not x is 5: pass
    [x is 9 for x in y if x is not 9]
    lambda: x is 8
    with x:
        x is 5
    match x:
        case "\d" if x is 6: pass
    x[x is 21] += 1


def more_than_once(x):
    try:
        return x is 1
    finally:
        x is 5
        "\d"


def annotated(a: 1 is 1 = 2 is 2) -> 3 is 3:
    b: a is 4 = 3
    c: a is 5


class Annotated:
    """\d"""
    a: object is 10 = 5


def assertions(x):
    assert (x, "message")
    assert (1, "message"), "another"
    assert (), "false"
    assert x is 19, x is 20


def commas(x, y):
    a = [(1, 2) (3, 4)]
    a = [(1, 2) [3, 4]]
    a = [[1, 2] [3, 4]]
    a = ["a" (1)]
    a = [1 (2)]
    a = [1 [2]]
    a = [None[2], None(2)]
    a = {1: 2}(3), {1:2}["a"]
    a = {1}["a"], {1}()
    a = (x for x in y)["a"]
    a = (lambda: 1)["a"], (lambda: 1)("a")
    a = f"{x}"(1), f"{x}"["a"]
    a = "x"["a"], "x"[1.0], "x"[None], "x"[(1)], "x"[True], "x"[x]
    a = "x"[lambda: 1], "x"[{1}], "x"[1, 2], "x"[1:2]
    a = ...(1), ...[1]
    a = [x for x in y](1), [x for x in y]["a"], {x for x in y}[1]
    a = (1, 2)[5], (1, 2)["a", 1], (1, x)["a"]
    [1]["a"] = 5
    [1]["a"] += 5
    del [1]["a"]
    b"x"["a"]
    ("one"
     (x))
