x, y, name = 3.14159, 42, "world"
print(f"{x:.2f} {x:8.3f}| {y:5d}|{y:<5}|{y:^5}|{y:>5}|{y:05d} {y:,} {1234567.891:,.2f} {y:x} {y:#x} {y:b} {y:e} {x:g} {0.00001:g} {1e20:g} {y:+} {-y: } {name!r:>10} {name:*^11}")
print(f"{x=} {y = } {name=!s} {y:{'>'}{6}} {{}} {'nested ' + f'{y}'} {y!r} {[1, 2]} {None} {'a' if y else 'b'}")
print("%s %r %d %5.2f %-5s| %05d %x %% %c" % ("a", "b", 3, 2.5, "c", 42, 255, "z"), "%(k)s" % {"k": 1})
print("{} {1} {0}".replace("{} ", "").format("a", "b"), "{:>5}|{:<5}|{:^5}".format(1, 2, 3), "{a} {b[0]} {c.real}".format(a=1, b=[2], c=3), "{!r}".format("x"))
print("  strip ".strip(), "xxhixx".strip("x"), "a,b,c".split(","), " a  b ".split(), "a b c".split(" ", 1), "abc".upper(), "ABC".lower(), "hello world".title(), "hello".capitalize(), "aXbX".replace("X", "-"), "aXbX".replace("X", "-", 1))
print("abc".find("c"), "abc".find("z"), "abcabc".rfind("b"), "abc".index("b"), "aaa".count("a"), "abc".startswith("ab"), "abc".endswith(("x", "c")), "-".join(["a", "b"]), "a\nb".splitlines(), "abc".center(9, "*"), "7".zfill(3), "ab".ljust(4) + "|", "ab".rjust(4), "a=b=c".partition("="), "a=b=c".rpartition("="))
print("abc".isalpha(), "123".isdigit(), "a1".isalnum(), " ".isspace(), "Ab".swapcase(), "abc".removeprefix("a"), "abc".removesuffix("c"), "ß".casefold(), "a\tb".expandtabs(4), "abc".encode(), b"abc".decode(), "é".encode())
print("one", "two", sep="-", end="!\n")
print(*[1, 2, 3], sep=", ")
print()
print("a", None, True, 1.0, [1, "x"], sep="|")
import sys
print("to stderr", file=sys.stderr)
sys.stdout.write("written\n")
for v in (1.0, 100.0, 1e15, 1e16, 1e22, 1.5e-7, 0.1, 1/3, 123456789.123, float("nan"), float("-inf"), 5e-324, 1.7976931348623157e308):
    print(v, end=" ")
print()
for spec in ("", "10", ".3", "<10", "e", ".0f", "%", ".1%", "+.2f", "010.2f", ",", "_"):
    print(repr(format(1234.5678, spec)), end=" ")
print()
print(str(1) + str(2.5) + str(None) + str(True), int("  42 "), int("-7"), int("ff", 16), int("0b11", 0), float(" 1.5e3 "), repr(float("1e400")))
try:
    print("abc".index("z"))
except ValueError as e:
    print(e)
print("日本語"[1], len("日本語"), "日本語".find("語"), "é" == "e\u0301", sorted(["b", "A", "a"]), "z" > "é", max("日本"))
print(f"{'é':>5}|{'日本':<5}|", "é".upper(), "straße".upper())
print(f"{3!r:>4}", f"{'x' * 3}", f"{ {'a': 1}['a'] }", f'{"quoted"}')
print("abc" "def" f"{1}" r"\n", """multi
line""")
w = 10
print(f"{'right':>{w}}|{2.5:{w}.{2}f}|")
