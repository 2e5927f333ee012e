l = [3, 1, 2]
l.sort(); print(l, l[::-1], l[1:], l[-1], l[:2], l[::2], sorted(l, reverse=True), sorted("bca", key=lambda c: -ord(c)))
l[1:2] = [9, 8]; print(l); del l[0]; print(l); l.insert(1, 7); print(l, l.index(8), l.count(7), l.pop(), l.pop(0))
l.extend("ab"); l += [1]; l *= 2; print(l); l.reverse(); print(l, [1, 2] + [3], [0] * 3, 2 in [1, 2], [1, 2] < [1, 3], [1] == [1.0])
del l[::2]; print(l); l.clear(); print(l, bool(l))
d = {"a": 1, "b": 2}
d["c"] = 3; d.update(d=4, e=5); del d["a"]; print(d, list(d), list(d.values()), list(d.items()), d.get("x"), d.get("x", 1), "b" in d, len(d))
print(d.pop("b"), d.pop("zz", None), d.setdefault("n", []), d.popitem(), d | {"q": 1}, {k: v for k, v in d.items() if v != 4})
print({1: "a", 1.0: "b", True: "c"}, dict([(1, 2), (3, 4)]), dict(a=1), dict.fromkeys("ab", 0), {**d}, d.keys() & {"c"}, d == dict(d), d.keys(), d.values(), d.items())
for k in list(d): d.pop(k)
print(d)
try:
    d = {1: 1}
    for k in d: d[k + 1] = 1
except RuntimeError as e: print(e)
s = {3, 1, 2, 10, 7}
print(s, {5, 1} | {2}, {1, 2} & {2, 3}, {1, 2} - {2}, {1, 2} ^ {2, 3}, {1} <= {1, 2}, {1, 2} == {2, 1}, frozenset([1, 2]), set("a"), set())
s.add(100); s.discard(3); s.remove(1); print(s, 7 in s, len(s), sorted(s), {8, 0, 16, 24, 5}, set(range(20, 0, -1)), {"x"}, {1.5, 2, None, (1, 2)})
print({(1, 2), (3, 4), (0,)}, {-1, -2, 5}, {2**70, 1}, {0.5, 0.25})
t = (1, 2, 3)
print(t, (1,), (), t + (4,), t * 2, t[1], t[::-1], t.index(2), t.count(1), (1, 2) < (1, 3), hash((1, 2)) == hash((1, 2)), 1 in t)
print(range(5), range(1, 10, 3), list(range(5, 0, -2)), len(range(0, 10, 3)), range(10)[3], range(10)[2:5], 5 in range(10), range(3) == range(0, 3, 1), range(0)[:], list(reversed(range(3))))
print(list(enumerate("ab", 1)), list(zip([1, 2], "ab", (True, False))), list(map(str, [1, 2])), list(filter(None, [0, 1, 2])), list(map(lambda a, b: a + b, [1, 2], [3, 4])))
print(sum([1, 2, 3]), sum([0.1] * 10), sum([[1], [2]], []), min(3, 1), max([1, 5, 2]), min("b", "a", key=ord), max([], default=0), any([0, 1]), all([]), abs(-3), divmod(7, -2), divmod(-7.5, 2), pow(2, 10), pow(3, 4, 5), round(2.5), round(3.14159, 2), round(1234, -2))
print([i * j for i in range(3) for j in range(3) if i != j], {i % 3 for i in range(9)}, {i: i * i for i in range(3)}, list(i for i in range(3)), [[j for j in range(i)] for i in range(3)])
print([*zip(*[(1, 2), (3, 4)])], list(reversed([1, 2])), list(iter([1])), next(iter([5])), next(iter([]), "none"))
nested = [1, [2, (3, {"k": {4}})]]
print(nested, str(nested) == repr(nested))
l = [1]; l.append(l); print(l)
d = {}; d["d"] = d; print(d)
a = b = [1]; b += [2]; print(a)
a = (1, 2); b = a; b += (3,); print(a, b)
it = iter([1, 2, 3]); print(list(zip(it, it)))
print("abc"[1], "abc"[-1], "abcdef"[1:4], "abc"[::-1], "héllo wörld"[1:8], len("héllo"), "é" in "héllo", "a" < "b", "abc" * 2, "x" "y")
match [1, 2, 3]:
    case [1, x, *rest]: print("seq", x, rest)
for v in (1, "s", None, [1, 2], {"k": 1, "z": 2}, (1, (2, 3)), 2.5, True, {"k": 5}):
    match v:
        case None: print("none")
        case True: print("true")
        case 1 | 2: print("one or two")
        case str(): print("str", v)
        case [x, y] if x < 2 and isinstance(y, int): print("list", x, y)
        case {"k": 1, **rest}: print("map", rest)
        case {"k": k}: print("map k", k)
        case (x, (y, z)): print("nest", x, y, z)
        case float(f): print("float", f)
class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
match P(1, 2):
    case P(1, y=b): print("P", b)
match P(3, 4):
    case P(x, y) as p: print(x, y, p is not None)
print(2 ** 100, -2 ** 63, 10 ** 20 // 7, -(10 ** 20) % 7, 1 << 70, (1 << 70) >> 68, 12345678901234567890 * 98765432109876543210, 5 & 3, 5 | 3, 5 ^ 3, ~5, hash(2 ** 61 - 1), int("123" * 10), 0xff, 0b11, 1_000, 7 // 2, -7 // 2, 7 % -3, 7 / 2, 2 ** -1, 0.1 + 0.2, 1e16, 1e-5, 1.0, -0.0, float("inf"), 1e300 * 1e10, 3.0 // 2, 7.5 % 2, 1 == 1.0, 2 ** 0.5, 10**20 == 1e20, int(1e20), int(-3.7), float(3), bool(0.0), 1.5.is_integer(), (5).bit_length(), 10**30 / 10**29, True + 1)
print(bin(10), oct(8), hex(255), chr(97), ord("a"), ascii("é"), repr("it's"), repr('a"b\'c'), repr("\n\t\x00é\u200b"), b"ab\x00", bytes([65, 66]), str(b"x"))
