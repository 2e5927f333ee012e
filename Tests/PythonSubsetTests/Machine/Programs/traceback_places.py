"""Where tracebacks point in expressions over several lines."""

import asyncio
import traceback


class Q:
    def a(self):
        return self

    def b(self, *x):
        raise ValueError("b")


def f():
    return (
        Q()
        .a()
        .b(
            1,
            2,
        )
    )


def g():
    return [
        x.b()
        for x in [Q()]
    ]


async def items():
    yield 1
    raise KeyError("items")


async def generator():
    return [x async for x in (
        await bad(y)
        async for y in
        items()
    )]


async def comp():
    return [
        x
        async for x in items()
    ]


async def comp2():
    return {x: await bad(x) async for x in items()}


async def bad(x):
    raise OSError(x)


async def comp3():
    return [await bad(x) for x in range(3)]


async def comp4():
    return sum([
        len(
            await bad(x)
        )
        for x in range(3)
    ])


def gen():
    return sum(
        1 / x
        for x in
        [1, 0]
    )


def multi():
    return max(
        1,
        int(
            "x"
        ),
    )


def op():
    x = (1
         + 2
         + "a")
    return x


def cmp():
    return (1 <
            "a")


def sub():
    d = {}
    return (d
            ["a"]
            ["b"])


def attr():
    return (Q()
            .a()
            .nothing
            .other)


def kw():
    return Q().a().b(
        *[1, 2],
        **{"a":
           1 / 0})


def withs():
    with (
        Q() as a,
        Q() as b,
    ):
        pass


def assertion():
    assert (
        1 ==
        2
    ), "text"


def unpack():
    (a,
     b) = 1, 2, 3


def dele():
    d = {}
    del (d
         ["x"])


def aug():
    d = {"a": 1}
    d["a"] += (
        "x"
    )


def lam():
    return (lambda:
            1 / 0)()


def fstr():
    return f"{1 / 0} and {2}"


def fstr2():
    x = 0
    return (f"{x} "
            f"{1 / x:.2f}")


def deco():
    @missing
    def x():
        pass


def cls():
    class A(missing):
        pass


def forloop():
    for x in (
        1 / 0,
    ):
        pass


def forloop2():
    for a, b in [(1, 2),
                 (3,)]:
        pass


def dflt():
    def f(a,
          b=1 / 0):
        pass


def ret():
    return not \
        Q().b()


def star():
    return [*range(3),
            *5]


def dct():
    return {
        "a": 1,
        [2]: 3,
    }


def slc():
    return [1, 2][
        "a":
        2
    ]


def stores():
    (Q()
     .a()
     .__class__
     .b
     .name) = 1


def deletes():
    del (Q()
         .a()
         .name)


def adds():
    (Q()
     .a()
     .name) += 1


def supers():
    class R(Q):
        def b(self, *x):
            super(
            ).b(
                *x
            )

    (R()
     .b)(
        1
    )


def long():
    Q().a(
    ).a(
    ).a(
    ).b(1,
        x=2)


functions = [
    f, g, generator, comp, comp2, comp3, comp4, gen, multi, op, cmp, sub, attr, kw, withs, assertion, unpack, dele, aug,
    lam, fstr, fstr2, deco, cls, forloop, forloop2, dflt, ret, star, dct, slc, stores, deletes, adds, supers, long,
]
for function in functions:
    print("==", function.__name__)
    try:
        result = function()
        if asyncio.iscoroutine(result):
            asyncio.run(result)
    except Exception:
        own = True
        for line in traceback.format_exc().splitlines():
            if line.startswith("  File"):
                own = "asyncio" not in line
                line = line.partition('", ')[2]
            if own:
                print(line)
