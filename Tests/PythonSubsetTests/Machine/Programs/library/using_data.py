import copy
import json
import statistics
import textwrap
import types
from types import MappingProxyType, SimpleNamespace


def attempt(label, function):
    try:
        print(label, "->", function())
    except Exception as error:
        print(label, "raised", type(error).__name__, error)


data = {"name": "é\n", "list": [1, 2.5, None, True, {}], "nested": {"b": 1, "a": []}, 3: "three"}
print(json.dumps(data))
print(json.dumps(data, indent=2))
print(json.dumps({"b": 1, "a": 2}, sort_keys=True, separators=(",", ":")), json.dumps("ü", ensure_ascii=False), json.dumps((1, 2)))
print(json.dumps([1, [2, {"x": ()}]], indent="\t"), json.dumps({None: 1, True: 2, 1.5: 3}), json.dumps(float("inf")))
print(json.dumps({"when": {1, 2}}, default=sorted), json.loads('{"a": [1, 2.5e3, "x\\u00e9\\n", null, true], "b": {}}'))
print(json.loads("[1, 2]", parse_int=float), json.loads('{"a": 1}', object_hook=lambda d: list(d.items())), json.loads(' "x" '))
for text in ["", "{", '{"a" 1}', "[1,]", "nul", '"abc', "[1 2]", '{"a": 1} x', '["\\x"]', "\n\n  [1, oops]"]:
    attempt(repr(text), lambda: json.loads(text))
attempt("set", lambda: json.dumps({1, 2}))
attempt("key", lambda: json.dumps({(1, 2): 3}))
attempt("nan", lambda: json.dumps(float("nan"), allow_nan=False))
attempt("number", lambda: json.loads(5))
loop = []
loop.append(loop)
attempt("loop", lambda: json.dumps(loop))
try:
    json.loads("[1,\n 2,,]")
except json.JSONDecodeError as error:
    print(error.msg, error.pos, error.lineno, error.colno, isinstance(error, ValueError))


class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, complex_like):
            return [o.real, o.imag]
        return super().default(o)


complex_like = type("complex_like", (), {"real": 1, "imag": 2})
print(json.dumps({"z": complex_like()}, cls=Encoder))
attempt("encoder", lambda: json.dumps(object, cls=Encoder))

original = {"list": [1, [2]], "tuple": (1, [2])}
shallow, deep = copy.copy(original), copy.deepcopy(original)
original["list"][1].append(3)
print(shallow, deep, shallow["list"] is original["list"], deep["list"] is original["list"], copy.copy((1,)), copy.copy({1}))


class Node:
    def __init__(self, name):
        self.name, self.links = name, []


first, second = Node("first"), Node("second")
first.links.append(second)
second.links.append(first)
clone = copy.deepcopy(first)
print(clone.name, clone.links[0].links[0] is clone, clone.links[0] is second, copy.copy(first).links is first.links)


class Custom:
    def __copy__(self):
        return "copied"

    def __deepcopy__(self, memo):
        return "deeply copied"


print(copy.copy(Custom()), copy.deepcopy([Custom()]), copy.deepcopy(print) is print, copy.deepcopy(Node) is Node)
shared = [1]
twice = copy.deepcopy([shared, shared])
print(twice[0] is twice[1], twice[0] is shared)

print(statistics.mean([1, 2, 3, 4]), statistics.mean([0.1] * 3), statistics.fmean([1, 2]), statistics.median([3, 1, 2]), statistics.median([1, 2, 3, 4]))
print(statistics.stdev([1, 2, 3, 4]), statistics.pstdev([1.5, 2.5]), statistics.variance([1, 2, 3]), statistics.pvariance([1, 2]), statistics.mode("aab"))
print(statistics.quantiles([1, 2, 3, 4, 5], n=4), statistics.multimode([1, 1, 2, 2]), statistics.harmonic_mean([40, 60]), statistics.geometric_mean([1, 9]))
print(statistics.median_low([1, 2, 3, 4]), statistics.median_high([1, 2, 3, 4]), statistics.quantiles(range(100), n=20)[-1])
attempt("mean", lambda: statistics.mean([]))
attempt("stdev", lambda: statistics.stdev([1]))
attempt("median", lambda: statistics.median([]))
attempt("text", lambda: statistics.mean(["a"]))

long = "The quick brown fox jumps over the lazy dog, well-known for its laziness in all of the-places."
print(textwrap.fill(long, 30), textwrap.wrap(long, 20, initial_indent="* ", subsequent_indent="  "), textwrap.shorten(long, 40), sep="\n")
print(repr(textwrap.dedent("    a\n      b\n\n    c\n")), repr(textwrap.indent("a\n\nb\n", "> ")), textwrap.wrap("abcdefghij", 4), textwrap.wrap(""))
attempt("width", lambda: textwrap.wrap("a", 0))

space = SimpleNamespace(a=1, b="x")
space.c = [1]
print(space, space.a, space == SimpleNamespace(a=1, b="x", c=[1]), vars(space))
attempt("missing", lambda: space.q)
view = MappingProxyType({"a": 1})
print(view, view["a"], "a" in view, len(view), list(view.items()), view.get("q", 5))


def assign():
    view["b"] = 2


attempt("read only", assign)
print(isinstance(print, types.BuiltinFunctionType), isinstance(attempt, types.FunctionType), isinstance((n for n in []), types.GeneratorType))
print(type(None) is types.NoneType, isinstance(Node("x").__init__, types.MethodType), types.MethodType(lambda self, x: (self, x), 5)(6))
