import math

VALUES = [0, 1, -2, 0.5, 3.75, -1e300, float("inf"), float("nan"), 710, True, 10**400, "x"]
ONE = ["acos", "acosh", "asin", "asinh", "atan", "atanh", "cbrt", "ceil", "cos", "cosh", "degrees", "erf", "erfc", "exp",
       "exp2", "expm1", "fabs", "factorial", "floor", "frexp", "isfinite", "isinf", "isnan", "isqrt", "log", "log10",
       "log1p", "log2", "modf", "radians", "sin", "sinh", "sqrt", "tan", "tanh", "trunc", "ulp"]
TWO = ["atan2", "comb", "copysign", "fmod", "gcd", "hypot", "lcm", "ldexp", "log", "nextafter", "perm", "pow", "remainder", "isclose"]


def shown(f, *a):
    try:
        return repr(f(*a))
    except Exception as e:
        return f"{type(e).__name__}: {e}"


for name in ONE:
    for v in VALUES:
        if name == "factorial" and v in (710, 10**400):
            continue
        text = shown(getattr(math, name), v)
        print(name, str(v)[:12], text if len(text) < 80 else text[:40])
for name in TWO:
    for v in VALUES[:9] + ["x"]:
        for w in [0, 1, -2, 0.3, float("inf"), "x"]:
            text = shown(getattr(math, name), v, w)
            print(name, v, w, text if len(text) < 80 else text[:40])
print(math.hypot(), math.hypot(3), math.hypot(1, 2, 3), math.hypot(1e200, 1e200), math.dist((1, 2), (4, 6)), math.dist([1.5], [0]))
print(shown(math.dist, (1, 2), (3,)), shown(math.dist, 1, 2))
print(math.prod([1, 2, 3]), math.prod([], start=5), math.prod([1.5, 2]), shown(math.prod, 5), math.prod(["a", 3], start=1))
print(math.fsum([0.1] * 10), math.fsum([1e100, 1, -1e100]), shown(math.fsum, [1, "x"]), math.fsum([float("inf")]), shown(math.fsum, [float("inf"), float("-inf")]), math.fsum([]))
print(math.gcd(), math.gcd(12, 18, 27), math.lcm(), math.lcm(4, 6, 10), math.comb(52, 5), math.perm(10), math.perm(10, 3))
print(math.fma(2.0, 3.0, 4.0), math.nextafter(1.0, 2.0, steps=3), math.factorial(30))
print(shown(math.factorial, 5.0), shown(math.comb, -1, 2), shown(math.comb, 3, 10), shown(math.perm, 3, -1))
print(shown(math.sin), shown(math.sin, 1, 2), shown(math.atan2, 1), shown(math.pow, 1))
for a, b, n in [(-math.inf, math.inf, 5), (math.inf, -math.inf, 10**30), (-2.0, 3.0, 1), (3.0, -2.0, 2**62), (0.0, -1.0, 1), (-0.0, 1.0, 2)]:
    print(math.nextafter(a, b, steps=n))
