/// Makes programs that use itertools, collections, functools and their like on random data, wrongly as often as rightly.
struct LibraryGenerator {
  private var random: RandomSource

  init(seed: UInt64) { random = RandomSource(seed: seed) }

  static func program(seed: UInt64) -> GeneratedProgram {
    var generator = LibraryGenerator(seed: seed)
    let body = (0..<20).map { _ in generator.attempt() }
    return GeneratedProgram(functions: [.init(name: "main", body: setUp + body)])
  }

  private static let setUp: [GeneratedProgram.Statement] = [
    "import bisect, collections, functools, heapq, itertools, operator",
    "c = collections.Counter(\"abracadabra\")", "q = collections.deque([3, 1, 2], 4)",
    "d = collections.defaultdict(list, a=[1])", "o = collections.OrderedDict(x=1, y=2, z=3)",
    "P = collections.namedtuple(\"P\", \"x y\", defaults=[0])", "p = P(1, 2)",
    "m = collections.ChainMap({\"a\": 1}, {\"a\": 2, \"b\": 3})",
  ].map { .init($0) }

  private mutating func attempt() -> GeneratedProgram.Statement {
    let line: String =
      switch Int.random(in: 0..<10, using: &random) {
      case 0: "print(list(itertools.islice(\(endless()), 12)))"
      case 1..<4: "print(list(itertools.islice(\(iterator(0)), 12)))"
      case 4..<8: "print(repr(\(container())))"
      default: "print(repr(\(call())))"
      }
    return .init([
      .init(line: "try:", body: [.init(line)]),
      .init(line: "except Exception as e:", body: [.init("print(type(e).__name__, e)")]),
    ])
  }

  private mutating func source(_ depth: Int) -> String {
    if depth < 2, random.chance(45) { return iterator(depth + 1) }
    return random.pick([
      "\"abca\"", "[3, 1, 2]", "(1, 1, 2)", "range(5)", "[]", "q", "c", "o", "p", "d", "{\"k\": 1}",
      "iter([1, 2])",
      "[(1, 2), (3, 4)]", "5", "c.items()",
    ])
  }

  /// What nothing may go through to its end.
  private mutating func endless() -> String {
    random.pick([
      "itertools.cycle(\(source(0)))", "itertools.count(\(number()), \(number()))",
      "itertools.repeat(\(number()))",
      "itertools.chain([0], itertools.count(\(number())))", "zip(itertools.count(), \(source(0)))",
    ])
  }

  private mutating func iterator(_ depth: Int) -> String {
    let a = source(depth)
    let b = source(depth)
    let n = number()
    let few = random.pick(["0", "1", "2", "-1", "None"])
    let function = random.pick(["None", "bool", "lambda x: x == 1", "lambda x: x < 2", "str", "len"])
    return random.pick([
      "itertools.chain(\(a), \(b))", "itertools.chain.from_iterable(\(a))", "itertools.islice(\(a), \(n))",
      "itertools.islice(\(a), \(n), \(number()), \(number()))", "itertools.takewhile(\(function), \(a))",
      "itertools.dropwhile(\(function), \(a))", "itertools.filterfalse(\(function), \(a))",
      "itertools.starmap(operator.add, \(a))", "itertools.compress(\(a), \(b))",
      "itertools.repeat(\(n), \(number()))", "itertools.pairwise(\(a))",
      "itertools.batched(\(a), \(n))", "itertools.zip_longest(\(a), \(b), fillvalue=\(n))",
      "itertools.product(\(a), repeat=\(few))", "itertools.product(\(a), \(b))",
      "itertools.permutations(\(a), \(few))",
      "itertools.combinations(\(a), \(few))", "itertools.combinations_with_replacement(\(a), \(few))",
      "itertools.accumulate(\(a), initial=\(n))", "itertools.accumulate(\(a), max)",
      "((k, list(g)) for k, g in itertools.groupby(\(a), \(function)))", "itertools.tee(\(a))[1]",
      "heapq.merge(\(a), \(b))", "map(functools.partial(operator.add, \(n)), \(a))", "reversed(\(a))",
      "enumerate(\(a), \(n))", "filter(\(function), \(a))",
    ])
  }

  private mutating func container() -> String {
    let a = source(2)
    let n = number()
    let count = random.pick(["0", "1", "2", "3"])
    let key = random.pick(["\"a\"", "\"x\"", "\"q\"", "1", "[]"])
    return random.pick([
      "collections.Counter(\(a))", "c.most_common(\(count))", "c + collections.Counter(\(a))",
      "c - collections.Counter(\(a))",
      "c | collections.Counter(\(a))", "c & collections.Counter(\(a))", "(c.update(\(a)), c)",
      "(c.subtract(\(a)), c)",
      "c[\(key)]", "(c == collections.Counter(\(a)), c.total())", "+c", "-c",
      "collections.deque(\(a), \(n))", "(q.extend(\(a)), q)", "(q.extendleft(\(a)), q)",
      "(q.rotate(\(n)), q)",
      "(q.append(\(n)), q)", "(q.appendleft(\(n)), q)", "(q.pop(), q)", "(q.popleft(), q)", "q[\(n)]",
      "q.index(\(n))", "(q.insert(\(n), \(n)), q)", "(q.remove(\(n)), q)", "q.count(\(n))", "q + q",
      "q * \(n)",
      "q < collections.deque(\(a))", "d[\(key)]", "(d[\(key)].append(\(n)), d)", "d.get(\(key))",
      "d | {\(key): 1}",
      "(o.move_to_end(\(key)), o)", "(o.move_to_end(\(key), last=False), o)", "o.popitem()",
      "o.popitem(last=False)",
      "o == collections.OrderedDict(\(a))", "(o.update({\(key): \(n)}), o)", "P(\(n))", "P(\(n), y=\(n))",
      "P(\(n), z=1)",
      "P(1, 2, \(n))", "p._replace(x=\(n))", "p._replace(q=\(n))", "p._asdict()", "P._make(\(a))", "p[\(n)]",
      "p + (1,)", "p < (1, \(n))", "m[\(key)]", "m.new_child({\(key): \(n)})", "dict(m)", "m.parents",
      "len(m)",
      "m.pop(\(key))", "m.get(\(key), \(n))",
    ])
  }

  private mutating func call() -> String {
    let a = source(1)
    let n = number()
    let count = random.pick(["2", "3", "8"])
    return random.pick([
      "functools.reduce(operator.add, \(a))", "functools.reduce(operator.add, \(a), \(n))",
      "functools.partial(int, base=\(count))(\"11\")", "functools.partial(max, \(n))(\(n), \(number()))",
      "sorted(\(a), key=functools.cmp_to_key(lambda x, y: (x < y) - (x > y)))",
      "heapq.nlargest(\(count), \(a))",
      "heapq.nsmallest(\(count), \(a), key=str)", "bisect.bisect([1, 2, 2, 3], \(n))",
      "bisect.bisect_left(\(a), \(n))",
      "operator.itemgetter(\(n))(\(a))", "operator.itemgetter(0, \(n))([1, 2, 3])",
      "operator.attrgetter(\"x\")(p)",
      "operator.methodcaller(\"index\", \(n))([1, 2])", "next(\(iterator(1)))", "sum(\(iterator(1)))",
      "max(\(iterator(2)), default=\(n))", "dict(itertools.islice(\(iterator(1)), 3))",
      "(lambda h: (heapq.heapify(h), [heapq.heappop(h) for _ in range(\(count))], h))(list(itertools.islice(\(a), 9)))",
    ])
  }

  private mutating func number() -> String {
    random.pick(["0", "1", "2", "3", "4", "-1", "None", "1.5", "\"2\""])
  }
}
