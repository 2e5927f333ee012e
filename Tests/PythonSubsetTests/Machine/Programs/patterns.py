class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
class Q:
    def __init__(self, **k): self.__dict__.update(k)
K = 7
class NS: red = "R"; blue = "B"
def m(v):
    match v:
        case None: return "none"
        case True: return "true"
        case 0: return "zero"
        case -1: return "minus one"
        case 1.5: return "1.5"
        case "a" | "b" as s: return f"letter {s}"
        case NS.red: return "red"
        case int(n) if n > 100: return f"big {n}"
        case int(): return "int"
        case float(f): return f"float {f}"
        case str(s): return f"str {s}"
        case []: return "empty list"
        case [x]: return f"one {x}"
        case [1, 2, *rest]: return f"12 {rest}"
        case (x, [y, *_], z): return f"nested {x} {y} {z}"
        case [x, y]: return f"two {x} {y}"
        case [first, *_, last]: return f"many {first} {last}"
        case {"type": "circle", "r": r}: return f"circle {r}"
        case {"k": [a, {"deep": b}], **rest}: return f"deep {a} {b} {rest}"
        case {1: one, None: nn}: return f"keys {one} {nn}"
        case {}: return f"dict {v}"
        case P(0, 0): return "origin"
        case P(x=0, y=y): return f"on y {y}"
        case P(x, y) if x == y: return f"diag {x}"
        case P(): return "P"
        case Q(name=str() as nm, age=ag): return f"Q {nm} {ag}"
        case Q(): return "Q"
        case bytes(): return "bytes"
        case set() | frozenset(): return "set"
        case _: return "other"
for v in (None, True, False, 0, -1, 1.5, 1, 0.0, "a", "b", "R", 500, 50, 2.5, "zzz", [], [5], [1, 2], [1, 2, 3], (1, [2, 3], 4), (1, 2), (1, 2, 3), [1, "ab", 3], range(2), {"type": "circle", "r": 3, "x": 1}, {"k": [1, {"deep": 2, "z": 3}], "m": 4}, {1: "x", None: 2}, {}, {"q": 1}, P(0, 0), P(0, 3), P(2, 2), P(1, 2), Q(name="n", age=5), Q(name=5, age=1), Q(), b"x", {1}, frozenset(), object, 3+0, print):
    print(m(v))
for f in range(5):
    try:
        match P(1, 2):
            case P(1, 2, 3) if f == 0: pass
            case P(1, x=1) if f == 1: pass
            case int(1, 2) if f == 2: pass
            case _: print("none", f)
    except TypeError as e: print(e)
try:
    match Q():
        case Q(1): pass
except TypeError as e: print(e)
try:
    match 5:
        case int(1, 2): pass
except TypeError as e: print(e)
try:
    match 5:
        case K(): pass
except TypeError as e: print(e)
class BadM:
    __match_args__ = "x"
try:
    match BadM():
        case BadM(1): pass
except TypeError as e: print(e)
class BadM2:
    __match_args__ = (1,)
try:
    match BadM2():
        case BadM2(1): pass
except TypeError as e: print(e)
match [1, [2, 3]]:
    case [a, [b, c]]: print(a, b, c)
match {"a": 1}:
    case {"b": _}: print("b")
    case {"a": 1 | 2 as q}: print("a", q)
match (1, 2, 3):
    case (a, *b): print(a, b)
match "abc":
    case ["a", *_]: print("seq")
    case str(): print("str")
x = 5
match x:
    case y if y < 3: print("small")
    case y: print("capture", y)
match 1, 2:
    case 1, b: print(b)
match {"x": 1, "y": 2}:
    case {"x": x, **kw}: print(x, kw)
