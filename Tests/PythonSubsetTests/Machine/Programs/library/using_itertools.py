from itertools import (
    accumulate, batched, chain, combinations, combinations_with_replacement, compress, count, cycle, dropwhile,
    filterfalse, groupby, islice, pairwise, permutations, product, repeat, starmap, takewhile, tee, zip_longest,
)
import itertools
import operator


def attempt(label, function):
    try:
        print(label, "->", function())
    except Exception as error:
        print(label, "raised", type(error).__name__, error)


print(list(islice(count(), 3)), list(islice(count(5, 2), 3)), list(islice(count(0.5, 0.25), 3)), list(islice(count(3, -1), 5)))
print(count(3), count(3, 2), repeat("x"), repeat("x", 2))
print(list(islice(cycle("ab"), 5)), list(cycle([])), list(repeat(7, 3)), list(repeat(7, -1)))
print(list(map(pow, range(4), repeat(2))))
print(list(chain("ab", [1], (2,))), list(chain.from_iterable(["ab", "cd"])), list(chain()))
print(list(islice("abcdef", 2)), list(islice("abcdef", 2, 4)), list(islice("abcdef", 1, None, 2)), list(islice("ab", 5)))
source = iter(range(10))
print(list(islice(source, 1, 6, 3)), list(source))
print(list(takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(dropwhile(lambda x: x < 3, [1, 2, 3, 1])))
print(list(filterfalse(lambda x: x % 2, range(6))), list(filterfalse(None, [0, 1, "", "a"])))
print(list(starmap(pow, [(2, 3), (3, 2)])), list(compress("abcdef", [1, 0, 1, 0, 1])))
print(list(zip_longest("abc", [1], fillvalue="-")), list(zip_longest()), list(zip_longest("ab", "cd")))
print(list(product("ab", [1, 2])), list(product()), list(product("ab", repeat=2)), list(product("ab", [])))
print(list(permutations("abc")), list(permutations("abc", 2)), list(permutations("ab", 3)), list(permutations([], 0)))
print(list(combinations("abcd", 2)), list(combinations("ab", 3)), list(combinations("ab", 0)))
print(list(combinations_with_replacement("ab", 3)), list(combinations_with_replacement([], 2)))
print(list(accumulate([1, 2, 3])), list(accumulate([1, 2, 3], operator.mul)), list(accumulate([1, 2], initial=10)))
print(list(accumulate([], initial=5)), list(accumulate("abc")), list(accumulate([3, 1, 4], max)))
print(list(pairwise("abcd")), list(pairwise("a")), list(batched("abcdefg", 3)), list(batched([], 2)))
for key, group in groupby("aabbbca"):
    print(key, list(group), end="; ")
print()
for key, group in groupby([1, 3, 2, 4, 5], key=lambda x: x % 2):
    print(key, next(group), end="; ")
print()
groups = [group for _, group in groupby("aab")]
print([list(group) for group in groups])
a, b, c = tee(iter([1, 2, 3]), 3)
print(next(a), next(a), list(b), list(a), list(c), tee([], 0))
print(type(chain()).__name__, type(count()), itertools.chain, type(groupby([])))
iterator = chain([1, 2])
print(iter(iterator) is iterator, iterator.__next__(), next(iterator), next(iterator, "end"))
attempt("islice negative", lambda: islice([], -1))
attempt("islice start", lambda: islice([], -1, 5))
attempt("islice step", lambda: islice([], 0, 5, 0))
attempt("islice text", lambda: islice([], "a"))
attempt("combinations", lambda: combinations([1], -1))
attempt("permutations", lambda: permutations([1], -1))
attempt("batched", lambda: batched([1], 0))
attempt("batched strict", lambda: list(batched([1, 2, 3], 2, strict=True)))
attempt("chain of numbers", lambda: list(chain([1], 2)))
attempt("product", lambda: product([1], repeat=-1))
attempt("cycle", lambda: cycle(5))
attempt("count", lambda: count("a"))
attempt("takewhile", lambda: takewhile(None))
attempt("pairwise", lambda: pairwise(1))
attempt("tee", lambda: tee([1], -1))
attempt("len", lambda: len(chain()))
attempt("starmap", lambda: list(starmap(pow, [1])))


def numbers():
    yield from (1, 2)
    raise ValueError("broken source")


attempt("broken", lambda: list(chain([0], numbers())))
attempt("broken group", lambda: [list(group) for _, group in groupby(numbers())])
