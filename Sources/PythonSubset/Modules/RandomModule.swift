import BigInt

/// The generator behind the functions of `random`, or behind one of its `Random` objects.
final class RandomState {
  var generator: PythonRandom
  init(_ generator: PythonRandom) { self.generator = generator }
}

extension Machine {
  private func number(_ value: Value) throws -> Double {
    guard let number = try floatValue(value) else {
      throw typeError("must be real number, not \(typeName(of: value))")
    }
    return number
  }

  /// The functions of the module are methods of one generator that all of them share (`Lib/random.py`).
  func fillRandom(_ names: PyDict) {
    func derived(_ name: String, from base: PyType, module: String = "random") -> PyType {
      PyType(name, bases: [base], layout: .instance, module: module, isBuiltin: false)
    }
    let core = derived("Random", from: types.object, module: "_random")
    let type = derived("Random", from: core)
    names.set(intern("Random"), .object(type))
    let shared = Value.object(PyInstance(type))
    fillRandom { [self] header, body in
      let native = PyNative(header, owner: "Random", ownerType: type) { m, a in
        try body(m, m.random(of: a[0]), a.dropFirst())
      }
      type.attributes.set(intern(header.name), .object(native))
      guard header.name != "__init__" else { return }
      names.set(intern(header.name), .object(PyBoundMethod(.object(native), shared)))
    }
    // Written in C.
    for (name, arity, body) in [
      ("random", PyNative.Arity.exactly(1), { m, random, _ in .float(random.generator.random()) }),
      ("getrandbits", .exactly(2), { m, random, a in .integer(try random.generator.bits(m.index(a[1]))) }),
    ] as [(String, PyNative.Arity, (Machine, RandomState, Arguments) throws -> Value)] {
      let native = PyNative(name, owner: "Random", arity) { m, a in try body(m, m.random(of: a[0]), a) }
      core.attributes.set(intern(name), .object(native))
      names.set(intern(name), .object(PyBoundMethod(.object(native), shared)))
    }
    names.set(intern("SystemRandom"), .object(derived("SystemRandom", from: type)))
  }

  /// The generator of a `Random` object: CPython's has a hidden one from the start, too.
  private func random(of value: Value) throws -> RandomState {
    guard let instance = value.object as? PyInstance else {
      throw typeError("descriptor requires a 'random.Random' object but received a '\(typeName(of: value))'")
    }
    // No program can write this name.
    let key = intern("\u{0}generator")
    if let state = instance.attributes?.get(key)?.wrapped(as: RandomState.self) { return state }
    let state = RandomState(PythonRandom(seed: BigInt(settings.seed)))
    instance.attributesForWriting()?.set(key, .object(PyWrapper(state, types.object)))
    return state
  }

  private typealias Define = (Header, @escaping (Machine, RandomState, Arguments) throws -> Value) -> Void

  private func fillRandom(_ define: Define) {
    define("__init__(self, x=None)") { m, random, a in
      // Without a seed CPython asks the system for one.
      let seed = try a[0].or(.none).isNone ? .integer(m.entropy.generator.bits(128)) : a[0]
      random.generator = try m.seeded(seed)
      return .none
    }
    define("seed(self, a=None, version=2)") { m, random, a in
      random.generator = try m.seeded(a[0].or(.none))
      return .none
    }
    define("randbytes(self, n)") { m, random, a in
      .object(PyBytes(try random.generator.bytes(m.index(a[0]))))
    }
    define("getstate(self)") { _, random, _ in
      let words = random.generator.words.map { Value.int(Int($0)) }
      return .object(
        PyTuple([
          .int(3), .object(PyTuple(words)), random.generator.nextGauss.map(Value.float) ?? .none,
        ]))
    }
    define("setstate(self, state)") { m, random, a in
      random.generator = try m.random(fromState: a[0])
      return .none
    }
    define("uniform(self, a, b)") { m, random, a in
      let low = try m.number(a[0])
      return .float(random.generator.uniform(low, try m.number(a[1])))
    }
    define("randint(self, a, b)") { m, random, a in
      let (low, high) = (try m.integerArgument(a[0]), try m.integerArgument(a[1]))
      return .integer(try random.generator.range(low, high + 1))
    }
    define("randrange(self, start, stop=None, step=1)") { m, random, a in
      let first = try m.integerArgument(a[0])
      if a[1].or(.none).isNone { return .integer(try random.generator.range(0, first)) }
      let step = a[2].isUndefined ? 1 : try m.integerArgument(a[2])
      return .integer(try random.generator.range(first, try m.integerArgument(a[1]), step: step))
    }
    define("choice(self, seq)") { m, random, a in
      let count = try m.length(of: a[0])
      if count == 0 { throw m.error(.indexError, "Cannot choose from an empty sequence") }
      return try m.getItem(a[0], .int(random.generator.below(count)))
    }
    define("shuffle(self, x)") { m, random, a in
      guard let list = a[0].list else {
        _ = try m.length(of: a[0])
        throw m.typeError("'\(m.typeName(of: a[0]))' object does not support item assignment")
      }
      let order = random.generator.shuffled(list.items.count)
      list.items = order.map { list.items[$0] }
      return .none
    }
    define("sample(self, population, k, *, counts=None)") { m, random, a in
      guard a[0].list != nil || a[0].tuple != nil || a[0].string != nil || a[0].object is PyRange else {
        throw m.typeError("Population must be a sequence.  For dicts or sets, use sorted(d).")
      }
      let items = try m.values(of: a[0])
      if !a[2].or(.none).isNone {
        return .object(PyList(try m.sample(items, counts: a[2], m.index(a[1]), random)))
      }
      return .object(PyList(try random.generator.sample(items.count, m.index(a[1])).map { items[$0] }))
    }
    define("choices(self, population, weights=None, *, cum_weights=None, k=1)") { m, random, a in
      let items = try m.values(of: a[0])
      let size = a[3].isUndefined ? 1 : try m.index(a[3])
      if a[1].or(.none).isNone && a[2].or(.none).isNone {
        if items.isEmpty { throw m.error(.indexError, "list index out of range") }
        return .object(PyList(random.generator.choices(items.count, size: size).map { items[$0] }))
      }
      var cumulative: [Double] = []
      if !a[1].or(.none).isNone {
        var total = 0.0
        for weight in try m.values(of: a[1]) {
          total += try m.number(weight)
          cumulative.append(total)
        }
      } else {
        cumulative = try m.values(of: a[2]).map { try m.number($0) }
      }
      guard cumulative.count == items.count else {
        throw m.valueError("The number of weights does not match the population")
      }
      return .object(
        PyList(try random.generator.choices(cumulative: cumulative, size: size).map { items[$0] }))
    }
    fillDistributions(define)
  }

  private func fillDistributions(_ define: Define) {
    func two(
      _ header: Header, _ body: @escaping (inout PythonRandom, Double, Double) throws -> Double
    ) {
      define(header) { m, random, a in
        let first = a[0].isUndefined ? 0 : try m.number(a[0])
        let second = a[1].isUndefined ? 1 : try m.number(a[1])
        return .float(try body(&random.generator, first, second))
      }
    }
    two("gauss(self, mu=0.0, sigma=1.0)") { $0.gauss($1, $2) }
    two("normalvariate(self, mu=0.0, sigma=1.0)") { $0.normal($1, $2) }
    two("lognormvariate(self, mu, sigma)") { $0.lognormal($1, $2) }
    two("betavariate(self, alpha, beta)") { try $0.beta($1, $2) }
    two("gammavariate(self, alpha, beta)") { try $0.gamma($1, $2) }
    two("weibullvariate(self, alpha, beta)") { $0.weibull($1, $2) }
    define("expovariate(self, lambd=1.0)") { m, random, a in
      let rate = a[0].isUndefined ? 1 : try m.number(a[0])
      if rate == 0 { throw m.error(.zeroDivisionError, "float division by zero") }
      return .float(random.generator.exponential(rate))
    }
    define("paretovariate(self, alpha)") { m, random, a in
      .float(random.generator.pareto(try m.number(a[0])))
    }
    define("triangular(self, low=0.0, high=1.0, mode=None)") { m, random, a in
      let low = a[0].isUndefined ? 0 : try m.number(a[0])
      let high = a[1].isUndefined ? 1 : try m.number(a[1])
      let mode = a[2].or(.none).isNone ? nil : try m.number(a[2])
      return .float(random.generator.triangular(low, high, mode: mode))
    }
  }

  /// A sample of items of which each is there as often as it counts.
  private func sample(_ items: [Value], counts: Value, _ size: Int, _ random: RandomState) throws
    -> [Value]
  {
    var ends: [Int] = []
    for count in try values(of: counts) {
      let (end, overflow) = (ends.last ?? 0).addingReportingOverflow(try index(count))
      if overflow { throw error(.overflowError, "Python int too large to convert to C ssize_t") }
      ends.append(end)
    }
    guard ends.count == items.count else {
      throw valueError("The number of counts does not match the population")
    }
    guard let total = ends.last, total > 0 else {
      throw valueError("Total of counts must be greater than zero")
    }
    return try random.generator.sample(total, size).map { place in
      items[ends.firstIndex { $0 > place } ?? items.count - 1]
    }
  }

  /// The generator that `getstate` described.
  private func random(fromState value: Value) throws -> PythonRandom {
    let parts = try values(of: value)
    guard parts.count == 3, case .int(3) = parts[0] else {
      throw valueError(
        "state with version \(try parts.first.map(representation) ?? "?") passed to Random.setstate() of version 3"
      )
    }
    let words = try values(of: parts[1]).map { UInt32(truncatingIfNeeded: try index($0)) }
    guard let random = PythonRandom(words: words, nextGauss: try parts[2].isNone ? nil : number(parts[2]))
    else {
      throw valueError("state vector is the wrong size")
    }
    return random
  }

  private func integerArgument(_ value: Value) throws -> BigInt {
    if let number = value.bigInteger { return number }
    if let number = try callSpecial(value, names.index)?.bigInteger { return number }
    throw typeError("'\(typeName(of: value))' object cannot be interpreted as an integer")
  }

  private func seeded(_ value: Value) throws -> PythonRandom {
    if value.isNone { return PythonRandom(seed: BigInt(settings.seed)) }
    if let number = value.bigInteger { return PythonRandom(seed: number) }
    if case .float(let number) = value { return PythonRandom(seed: number) }
    if let text = value.string { return PythonRandom(seed: text.value) }
    if let bytes = value.bytes { return PythonRandom(seed: bytes.value) }
    throw typeError(
      "The only supported seed types are:\nNone, int, float, str, bytes, and bytearray.")
  }
}
