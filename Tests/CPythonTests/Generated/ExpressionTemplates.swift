/// Expressions with holes, a `§` each, that use the language's larger parts: classes of the program's own, generators,
/// patterns, calls of every kind, and the methods of the builtin types.
enum ExpressionTemplates {
  static let all = """
    V(§) + §
    § + V(§)
    V(§) + W(§)
    V(§) * §
    § - V(§)
    -V(§)
    V(§) == V(§)
    V(§) < V(§)
    V(§) < §
    hash(V(§)) == hash(§)
    bool(V(§))
    len(V(§))
    [1, 2, 3][V(§)]
    "ab" * V(§)
    V(§)[§]
    § in V(§)
    list(V(§))
    V(§)(§, k=§)
    f"{V(§):>8}"
    format(V(§), "x")
    V(§).upper()
    V(§).real
    str(W(§))
    sorted([V(§), V(§)])
    max(V(§), V(§))
    {V(§): 1}
    P(§, §).both
    P(§).x
    P.make(§, §)
    P.make(*§)
    P.twice(§)
    setattr(P(1), "both", §)
    setattr(P(1), §, 2)
    setattr(P(1), "z", §)
    drive(gen(§, §))
    drive(gen(§, §), §)
    drive(gen(§, §), ValueError(§))
    drive(gen(§), TypeError, §)
    shape(§)
    shape([§, §])
    shape((§, [§, §]))
    shape({"k": §, 1: §})
    shape({"a": §})
    shape(P(§, §))
    f1(§, §, §)
    f1(§, c=§, z=§)
    f1(*§)
    f1(**§)
    f1(1, *§, e=§)
    f1(a=§)
    f2(§, b=§)
    f2(§)
    f2(§, §)
    f2(§, b=1, d=§)
    counter(§)(§)
    [counter(§)(i) for i in §]
    (lambda *a, k=§: (a, k))(*§)
    (y := §) and (y, §)
    [y := x for x in §]
    § < § < §
    § == § != §
    § in § in §
    [*§, *§]
    {*§}
    (*§, §)
    {**§, "z": §}
    [§, §][§:§]
    (§, §, §)[::§]
    §[§:§]
    {x: § for x in §}
    {x for x in §}
    [(x, y) for x in § for y in §]
    [x for x in § if x]
    sum(x for x in §)
    any(x == § for x in §)
    pow(§, 3, §)
    divmod(§, §)
    round(§, §)
    int(§, §)
    pow(§, 2)
    int(§)
    float(§)
    hashed(§)
    isinstance(§, int | str | None)
    isinstance(§, (list, tuple))
    issubclass(type(§), int)
    type(§) is type(§)
    callable(§)
    repr(§)
    ascii(§)
    format(§, §)
    format(§, ">10")
    format(§, ",.3f")
    f"{(§)!r:>12}"
    f"{(§):{(§)}}"
    "{!r} {!s:>5}".format(§, §)
    "{0[0]} {0}".format(§)
    "{0.real}".format(§)
    "{x:{w}}".format(x=§, w=§)
    "%s|%r|%a" % (§, §, §)
    "%d|%5.1f" % (§, §)
    "%x" % §
    "%c" % §
    "%(k)s" % §
    "%*d" % (§, §)
    enumerate(§, §)
    list(enumerate(§, §))
    list(zip(§, §, strict=True))
    list(map(§, §))
    list(map(repr, §))
    list(filter(None, §))
    list(reversed(§))
    sorted(§, key=§)
    sorted(§, key=repr)
    sorted(§, reverse=§)
    min(§, key=§)
    max(§, default=§)
    min(§, §)
    sum(§, §)
    iter(§)
    next(iter(§))
    next(iter(§), §)
    slice(§, §).indices(5)
    [1, 2, 3, 4, 5][slice(§, §, §)]
    l.index(§, §)
    l.count(§)
    l.insert(§, §)
    l.extend(§)
    l.append(§)
    l.pop(§)
    l.remove(§)
    l.sort(key=§)
    l.sort(reverse=True)
    (l.reverse(), l.copy())
    d.get(§, §)
    d.pop(§)
    d.setdefault(§, §)
    d.update(§)
    d.update(k=§)
    dict(§, z=§)
    dict.fromkeys(§, §)
    d.keys() & §
    d.keys() | §
    d.items() - §
    d.keys() == §
    d.items() <= §
    d | §
    § in d.values()
    § in d.items()
    set(§) | set(§)
    set(§) - §
    set(§) < set(§)
    set(§).union(§, §)
    set(§).intersection(§)
    set(§).symmetric_difference(§)
    set(§).issubset(§)
    set(§).isdisjoint(§)
    set(§).add(§)
    set(§).discard(§)
    set(§).remove(§)
    frozenset(§) ^ §
    frozenset(§) == §
    s.center(§, §)
    s.ljust(§, §)
    s.find(§, §, §)
    s.rfind(§)
    s.rindex(§)
    s.count(§, §)
    s.startswith(§, §)
    s.endswith(§)
    s.strip(§)
    s.lstrip(§)
    s.split(§, §)
    s.rsplit(maxsplit=§)
    s.splitlines(§)
    s.partition(§)
    s.rpartition(§)
    s.replace(§, §)
    s.replace(§, §, §)
    s.removeprefix(§)
    s.join(§)
    s.zfill(§)
    s.expandtabs(§)
    s.translate(§)
    str.maketrans(§, §)
    s.format_map(§)
    s.title()
    s.encode(§)
    s.isidentifier()
    str(§, §)
    getattr(§, "real", §)
    getattr(§, §)
    hasattr(§, §)
    range(narrow(§), 5)
    range(3, 20, 4)[§]
    § in range(9)
    range(9)[§:§:§]
    range(9).index(§)
    ExceptionGroup(§, [ValueError(§)])
    ExceptionGroup("g", §)
    ExceptionGroup("g", [ValueError(§), KeyError(§)]).split(§)
    ExceptionGroup("g", [ValueError(§), KeyError(§)]).subgroup(KeyError)
    ValueError(§, §)
    str(KeyError(§))
    OSError(§, §)
    StopIteration(§).value
    chain(ValueError(§), lambda: §)
    chain(§, lambda: 1)
    chain(KeyError(§), lambda: [][§])
    type("T", (§,), {})
    type(§, (), {})
    type("T", (P,), {"z": §})(§).z
    (10 ** 30 + §) % 7
    -(10 ** 20) // §
    (1 << 70) & §
    ~§ ^ (1 << 65)
    f"{10 ** 25 + §:,}"
    f"{2 ** 70:{(§)}}"
    (2 ** 70).bit_length() * §
    hashed(10 ** 20 + §)
    float(10 ** 25) + §
    10 ** 25 / §
    divmod(10 ** 25, §)
    10 ** 25 == §
    10 ** 25 < §
    """.split(separator: "\n").map(String.init)

  /// The classes and functions that the templates use.
  static let helpers = GeneratedProgram.Statement.parse(
    """
    class V:
        def __init__(self, x):
            self.x = x
        def __repr__(self):
            return f"V({self.x!r})"
        def __add__(self, o):
            return V(self.x + (o.x if isinstance(o, V) else o))
        def __radd__(self, o):
            return ("radd", o, self.x)
        def __mul__(self, o):
            return NotImplemented if isinstance(o, str) else ("mul", self.x, o)
        def __rsub__(self, o):
            return ("rsub", o)
        def __neg__(self):
            return ("neg", self.x)
        def __eq__(self, o):
            return isinstance(o, V) and self.x == o.x
        def __lt__(self, o):
            return self.x < o.x if isinstance(o, V) else NotImplemented
        def __hash__(self):
            return hash(self.x)
        def __bool__(self):
            return self.x
        def __len__(self):
            return self.x
        def __index__(self):
            return self.x
        def __getitem__(self, i):
            return self.x[i]
        def __contains__(self, i):
            return i in self.x
        def __iter__(self):
            return iter(self.x)
        def __call__(self, *a, **k):
            return ("called", self.x, a, k)
        def __format__(self, spec):
            return format(self.x, spec)
        def __getattr__(self, name):
            return getattr(self.x, name)
    class W(V):
        def __radd__(self, o):
            return ("W radd", o)
        def __str__(self):
            return self.x
    class P:
        __match_args__ = ("x", "y")
        __slots__ = ("x", "y")
        def __init__(self, x, y=0):
            self.x, self.y = x, y
        @property
        def both(self):
            return self.x + self.y
        @both.setter
        def both(self, value):
            self.x, self.y = value
        @classmethod
        def make(cls, *a):
            return cls(*a)
        @staticmethod
        def twice(v):
            return v * 2
        def __repr__(self):
            return f"P({self.x}, {self.y})"
    def gen(x, y=None):
        try:
            got = yield x
            while got is not None:
                got = yield (got, y)
            yield from y
        except (ValueError, TypeError) as e:
            yield type(e).__name__
        return x
    def drive(g, *sent):
        out = []
        try:
            out.append(next(g))
            for value in sent:
                out.append(g.throw(value) if isinstance(value, BaseException) else g.send(value))
            out.extend(g)
        except StopIteration as e:
            out.append(("stop", e.value))
        return out
    def shape(v):
        match v:
            case None | True | False:
                return "constant"
            case 0 | -1:
                return "small"
            case int(n) if n > 5:
                return ("big", n)
            case int() | float():
                return "number"
            case str("abc" | ""):
                return "word"
            case str(s):
                return ("text", len(s))
            case []:
                return "empty"
            case [x]:
                return ("one", x)
            case [x, *_, (y, *z)]:
                return ("nested", x, y, z)
            case [x, *rest]:
                return ("many", x, rest)
            case {"k": k, **rest}:
                return ("k", k, rest)
            case {"a": [x]}:
                return ("a", x)
            case {}:
                return "dict"
            case P(0, y):
                return ("origin", y)
            case P(x, y=[*_]) | P(x=x, y=_):
                return ("P", x)
            case _:
                return type(v).__name__
    def f1(a, b=2, /, c=3, *d, e=4, **g):
        return a, b, c, d, e, g
    def f2(a, *, b, c=1):
        return a, b, c
    def counter(n):
        total = n
        def add(by):
            nonlocal total
            total += by
            return total
        return add
    def narrow(x):
        return 2 if isinstance(x, V) else x % 1000 if type(x) is int else x
    def hashed(x):
        text = repr(x)
        return hash(x) if not any(word in text for word in ("<", "Ellipsis", "nan")) else "by its address"
    def chain(x, y):
        try:
            try:
                raise x
            finally:
                y()
        except Exception as e:
            return repr(e), repr(e.__cause__), repr(e.__context__), e.__suppress_context__
    """)
}

extension GeneratedProgram.Statement {
  /// The statements of a text whose indentation is four blanks. Clauses such as `else:` are statements of their own.
  static func parse(_ text: String) -> [Self] {
    var lines = text.split(separator: "\n")[...]
    return parse(&lines, indent: 0)
  }

  private static func parse(_ lines: inout ArraySlice<Substring>, indent: Int) -> [Self] {
    var statements: [Self] = []
    while let line = lines.first, line.prefix(while: { $0 == " " }).count == indent {
      lines.removeFirst()
      let isHead = (lines.first?.prefix { $0 == " " }.count ?? 0) > indent
      let body = isHead ? parse(&lines, indent: indent + 4) : nil
      statements.append(.init([.init(line: String(line.dropFirst(indent)), body: body)]))
    }
    return statements
  }
}
