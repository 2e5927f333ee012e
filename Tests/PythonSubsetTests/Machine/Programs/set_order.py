"""What sets make of each other comes in the order of CPython's tables, whichever way it was made."""

state = 12345


def below(n):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
    return (state >> 33) % n


def values():
    kinds = [lambda: below(40), lambda: below(40), lambda: "abcdefghijklmnop"[below(16)], lambda: below(9) / 2]
    kinds.append(lambda: (below(5), "xyz"[below(3)]))
    return [kinds[below(5)]() for _ in range(below(14))]


def container(made_of):
    return [set, frozenset, dict.fromkeys, list][below(4)](made_of)


METHODS = ["union", "intersection", "difference", "symmetric_difference"]
UPDATES = ["update", "intersection_update", "difference_update", "symmetric_difference_update"]


def in_place(a, b, which):
    if which == 0:
        a |= b
    elif which == 1:
        a &= b
    elif which == 2:
        a -= b
    else:
        a ^= b
    return a


def operator(a, b, which):
    return [lambda: a | b, lambda: a & b, lambda: a - b, lambda: a ^ b][which]()


def step():
    a, b, which = set(values()), container(values()), below(4)
    way = below(6)
    if way == 0:
        return getattr(frozenset(a) if below(2) else a, METHODS[which])(b)
    if way == 1:
        getattr(a, UPDATES[which])(b)
        return a
    if way == 2:
        return in_place(a, set(b), which)
    if way == 3:
        return operator(a, frozenset(b), which)
    if way == 4:
        keys = dict.fromkeys(values()).keys()
        return operator(keys, b, which) if below(2) else operator(a, keys, which)
    for value in values():
        if below(2) and a:
            a.pop()
        elif below(2):
            a.discard(value)
        else:
            a.add(value)
    return a


for i in range(600):
    print(i, step())

frozen = frozenset({1, 2})
print(frozen.copy() is frozen, frozenset(frozen) is frozen, frozen.union() is frozen)
items = {1: 2, 3: 4}.items() ^ {1: 3, 3: 4, 5: 6}.items()
print(items)
numbers = {1, 2, 3, 9}
print(numbers.pop(), numbers.pop())
numbers.add(0)
print(numbers.pop(), numbers)
numbers ^= numbers
print(numbers)
print({33, 1, 65, 97}, {1, 2, 3, 4, 5, 33, 65, 97})
print(set("12").union((1, "two", 3.0), {}), set("12").difference("1", ["2"]), {1, 2, 3}.intersection([3, 2], (2,)))
print({}.pop([], "empty"))
