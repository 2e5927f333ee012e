import BigInt

/// The generator behind `random`'s functions.
final class RandomState {
  var generator: PythonRandom
  init(_ generator: PythonRandom) { self.generator = generator }
}

extension Machine {
  private var random: RandomState {
    if let randomState { return randomState }
    let made = RandomState(PythonRandom(seed: BigInt(settings.seed)))
    randomState = made
    return made
  }

  private func number(_ value: Value) throws -> Double {
    guard let number = try floatValue(value) else {
      throw typeError("must be real number, not \(typeName(of: value))")
    }
    return number
  }

  func fillRandom(_ names: PyDict) {
    // The functions of the module are methods of one generator that all of them share.
    let generator = Value.object(PyInstance(types.named("Random", module: "random")))
    fillRandom { [self] header, body in
      let native = PyNative(header, owner: "Random") { m, a in try body(m, a.dropFirst()) }
      names.set(intern(header.name), .object(PyBoundMethod(.object(native), generator)))
    }
    for (name, arity, body) in [
      ("random", PyNative.Arity.exactly(1), { m, _ in .float(m.random.generator.random()) }),
      ("getrandbits", .exactly(2), { m, a in .integer(try m.random.generator.bits(m.index(a[1]))) }),
    ] as [(String, PyNative.Arity, PyNative.Body)] {
      names.set(
        intern(name), .object(PyBoundMethod(.object(PyNative(name, owner: "Random", arity, body)), generator))
      )
    }
  }

  private typealias Define = (Header, @escaping PyNative.Body) -> Void

  private func fillRandom(_ define: Define) {
    define("seed(self, a=None, version=2)") { m, a in
      m.randomState = RandomState(try m.seeded(a[0].or(.none)))
      return .none
    }
    define("uniform(self, a, b)") { m, a in
      let low = try m.number(a[0])
      return .float(m.random.generator.uniform(low, try m.number(a[1])))
    }
    define("randint(self, a, b)") { m, a in
      let (low, high) = (try m.integerArgument(a[0]), try m.integerArgument(a[1]))
      return .integer(try m.random.generator.range(low, high + 1))
    }
    define("randrange(self, start, stop=None, step=1)") { m, a in
      let first = try m.integerArgument(a[0])
      if a[1].or(.none).isNone { return .integer(try m.random.generator.range(0, first)) }
      let step = a[2].isUndefined ? 1 : try m.integerArgument(a[2])
      return .integer(try m.random.generator.range(first, try m.integerArgument(a[1]), step: step))
    }
    define("choice(self, seq)") { m, a in
      let count = try m.length(of: a[0])
      if count == 0 { throw m.error(.indexError, "Cannot choose from an empty sequence") }
      return try m.getItem(a[0], .int(m.random.generator.below(count)))
    }
    define("shuffle(self, x)") { m, a in
      guard let list = a[0].list else {
        _ = try m.length(of: a[0])
        throw m.typeError("'\(m.typeName(of: a[0]))' object does not support item assignment")
      }
      let order = m.random.generator.shuffled(list.items.count)
      list.items = order.map { list.items[$0] }
      return .none
    }
    define("sample(self, population, k, *, counts=None)") { m, a in
      guard a[0].list != nil || a[0].tuple != nil || a[0].string != nil || a[0].object is PyRange else {
        throw m.typeError("Population must be a sequence.  For dicts or sets, use sorted(d).")
      }
      let items = try m.values(of: a[0])
      if !a[2].or(.none).isNone {
        return .object(PyList(try m.sample(items, counts: a[2], m.index(a[1]))))
      }
      return .object(PyList(try m.random.generator.sample(items.count, m.index(a[1])).map { items[$0] }))
    }
    define("choices(self, population, weights=None, *, cum_weights=None, k=1)") { m, a in
      let items = try m.values(of: a[0])
      let size = a[3].isUndefined ? 1 : try m.index(a[3])
      if a[1].or(.none).isNone && a[2].or(.none).isNone {
        if items.isEmpty { throw m.error(.indexError, "list index out of range") }
        return .object(PyList(m.random.generator.choices(items.count, size: size).map { items[$0] }))
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
        PyList(try m.random.generator.choices(cumulative: cumulative, size: size).map { items[$0] }))
    }
    fillDistributions(define)
  }

  private func fillDistributions(_ define: Define) {
    func two(
      _ header: Header, _ body: @escaping (inout PythonRandom, Double, Double) throws -> Double
    ) {
      define(header) { m, a in
        let first = a[0].isUndefined ? 0 : try m.number(a[0])
        let second = a[1].isUndefined ? 1 : try m.number(a[1])
        return .float(try body(&m.random.generator, first, second))
      }
    }
    two("gauss(self, mu=0.0, sigma=1.0)") { $0.gauss($1, $2) }
    two("normalvariate(self, mu=0.0, sigma=1.0)") { $0.normal($1, $2) }
    two("lognormvariate(self, mu, sigma)") { $0.lognormal($1, $2) }
    two("betavariate(self, alpha, beta)") { try $0.beta($1, $2) }
    two("gammavariate(self, alpha, beta)") { try $0.gamma($1, $2) }
    two("weibullvariate(self, alpha, beta)") { $0.weibull($1, $2) }
    define("expovariate(self, lambd=1.0)") { m, a in
      let rate = a[0].isUndefined ? 1 : try m.number(a[0])
      if rate == 0 { throw m.error(.zeroDivisionError, "float division by zero") }
      return .float(m.random.generator.exponential(rate))
    }
    define("paretovariate(self, alpha)") { m, a in
      .float(m.random.generator.pareto(try m.number(a[0])))
    }
    define("triangular(self, low=0.0, high=1.0, mode=None)") { m, a in
      let low = a[0].isUndefined ? 0 : try m.number(a[0])
      let high = a[1].isUndefined ? 1 : try m.number(a[1])
      let mode = a[2].or(.none).isNone ? nil : try m.number(a[2])
      return .float(m.random.generator.triangular(low, high, mode: mode))
    }
  }

  /// A sample of items of which each is there as often as it counts.
  private func sample(_ items: [Value], counts: Value, _ size: Int) throws -> [Value] {
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
