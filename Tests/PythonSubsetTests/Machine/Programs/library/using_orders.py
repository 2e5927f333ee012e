import bisect
import heapq
import operator
import random
import string
from operator import attrgetter, itemgetter, methodcaller


def attempt(label, function):
    try:
        print(label, "->", function())
    except Exception as error:
        print(label, "raised", type(error).__name__, error)


heap = []
for number in [5, 1, 4, 1, 3]:
    heapq.heappush(heap, number)
print(heap, [heapq.heappop(heap) for _ in range(5)], heap)
numbers = [9, 8, 7, 6, 5, 4, 3, 2, 1]
heapq.heapify(numbers)
print(numbers, heapq.heapreplace(numbers, 0), heapq.heappushpop(numbers, -1), heapq.heappushpop([], 3), numbers)
print(heapq.nlargest(3, [3, 1, 4, 1, 5, 9]), heapq.nsmallest(2, ["bb", "a", "ccc"], key=len), heapq.nlargest(0, [1]))
print(list(heapq.merge([1, 4, 7], [2, 4, 8], [0])), list(heapq.merge("AbD", "aBc", key=str.lower)))
print(list(heapq.merge([3, 1], [4, 2], reverse=True)), list(heapq.merge()))
attempt("pop", lambda: heapq.heappop([]))
attempt("push", lambda: heapq.heappush((), 1))
attempt("compare", lambda: heapq.heappush([(1, {})], (1, {})))
random.seed(5)
tasks = []
for order in range(20):
    heapq.heappush(tasks, (random.randint(1, 5), order))
print([heapq.heappop(tasks) for _ in range(20)])


class Job:
    def __init__(self, priority, name):
        self.priority, self.name = priority, name

    def __lt__(self, other):
        return self.priority < other.priority


jobs = [Job(2, "b"), Job(1, "a"), Job(2, "c"), Job(1, "d")]
heapq.heapify(jobs)
print([heapq.heappop(jobs).name for _ in range(4)])

grades = [60, 70, 80, 90]
print(bisect.bisect(grades, 70), bisect.bisect_left(grades, 70), bisect.bisect_right(grades, 95), bisect.bisect([], 1))
bisect.insort(grades, 75)
bisect.insort_left(grades, 70)
words = ["fig", "apple", "banana"]
bisect.insort(words, "kiwi", key=len)
print(grades, words, bisect.bisect(words, 4, key=len), bisect.bisect_left([1, 2, 3, 3, 3], 3, 1, 4))
print([("FDCBA")[bisect.bisect([60, 70, 80, 90], score)] for score in [33, 99, 77, 70, 89]])
attempt("lo", lambda: bisect.bisect([1], 1, -1))

rows = [{"n": 2, "s": "b"}, {"n": 1, "s": "c"}]
print(sorted(rows, key=itemgetter("n")), itemgetter(0, 2)("abc"), itemgetter(slice(1))("abc"), list(map(itemgetter(1), ["ab", "cd"])))
print(attrgetter("priority", "name")(Job(1, "x")), attrgetter("__class__.__name__")(5), methodcaller("split", "-", maxsplit=1)("a-b-c"))
print(itemgetter(1), attrgetter("a.b"), methodcaller("f", 1, x=2), operator.add(1, 2), operator.mul("a", 3), operator.truediv(1, 2))
print(operator.contains([1], 1), operator.not_(0), operator.neg(3), operator.getitem([1, 2], 1), operator.itemgetter is itemgetter)
print(operator.iadd([1], [2]), operator.is_(None, None), operator.xor(5, 1), operator.pow(2, 5), operator.le(1, 2), operator.countOf([1, 1], 1))
attempt("missing item", lambda: itemgetter("q")({}))
attempt("missing attribute", lambda: attrgetter("q")(5))
attempt("no key", lambda: itemgetter())
attempt("not text", lambda: attrgetter(5))
attempt("add", lambda: operator.add(1, "a"))

print(string.ascii_lowercase, string.digits, string.punctuation, repr(string.whitespace), len(string.printable), string.capwords("hello  big world"))
template = string.Template("$who likes ${what}, costs $$5")
print(template.substitute(who="tim", what="kung pao"), template.safe_substitute(who="x"), template.get_identifiers(), template.is_valid())
attempt("missing name", lambda: template.substitute(who="x"))
attempt("placeholder", lambda: string.Template("a\n $ b").substitute())
print(string.Template("$a $").safe_substitute({"a": 1}), string.Template("$a").substitute({"a": 1}, a=2))
