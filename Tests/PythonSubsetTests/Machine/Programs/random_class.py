import random
from random import Random, choice

rng = random.Random(42)
other = Random("seed")
print(rng.random(), other.random(), rng.randint(1, 100), rng.choice("abc"), rng.sample(range(10), 3))
random.seed(7)
print(random.random(), choice([1, 2, 3]))
state = rng.getstate()
a = [rng.gauss(0, 1) for _ in range(3)]
rng.setstate(state)
print(a == [rng.gauss(0, 1) for _ in range(3)], len(state), len(state[1]), state[0])
print(rng.randbytes(5), rng.getrandbits(70), rng.uniform(1, 2))
items = list(range(6))
rng.shuffle(items)
print(items, rng.choices("xyz", weights=[1, 2, 3], k=4), rng.expovariate(2))


class Dice(random.Random):
    def roll(self):
        return self.randint(1, 6)


dice = Dice(1)
print([dice.roll() for _ in range(5)], type(dice).__mro__, isinstance(dice, Random))
print(Random, random.SystemRandom, type(random.random).__name__)
try:
    rng.choice([])
except IndexError as e:
    print(e)
try:
    rng.setstate((3, (1, 2), None))
except ValueError as e:
    print(e)
try:
    Random([1])
except TypeError as e:
    print(e)
for wrong in [lambda: rng.random(1), lambda: rng.randint(1), lambda: rng.seed(1, 2, 3), lambda: Random(1, 2), lambda: rng.getrandbits(-1)]:
    try:
        wrong()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
u = Random()
v = Random()
print(u.random() != v.random(), 0 <= u.random() < 1)
r2 = Random(5)
r2.seed(5)
r3 = Random(5)
print(r2.random() == r3.random())
