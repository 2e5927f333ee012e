log = []
class K:
    def __init__(self, n, tag=""): self.n, self.tag = n, tag
    def __lt__(self, other):
        log.append((self.n, other.n))
        return self.n < other.n
def trace(ns):
    log.clear()
    result = [k.n for k in sorted(K(n) for n in ns)]
    print(result, log)
for ns in ([], [1], [2, 1], [1, 2, 3], [3, 2, 1], [2, 2, 1, 1, 3], [5, 1, 4, 2, 3], [1, 1, 1, 0], [3, 3, 2, 2, 1, 1], [1, 3, 2, 5, 4, 0]):
    trace(ns)
items = [(i * 7919 % 101 % 10, i) for i in range(200)]
print([i for k, i in sorted(items, key=lambda p: p[0])][:40])
print([i for k, i in sorted(items, key=lambda p: p[0], reverse=True)][:40])
print(sorted(range(300), key=lambda i: -i)[:5], sorted([3, 1.5, True, 2**70, -1]))
for bad in (["k", 2, None], [1, "a"], [None, 1], [3, 1, "x", 2]):
    try:
        sorted(bad)
    except TypeError as e:
        print(e)
d = {1: 2}
try:
    d[1:2]
except KeyError as e:
    print(repr(e))
print({slice(1, 2): "s"}[slice(1, 2)], slice(1, 2) == slice(1, 2, None))
