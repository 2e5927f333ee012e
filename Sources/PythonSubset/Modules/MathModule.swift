import BigInt
import PythonSyntax

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The functions of `math` (`Modules/mathmodule.c` of CPython 3.13), but for `gamma`, `lgamma` and `sumprod`, which CPython
/// computes in a way of its own.
extension Machine {
  func fillMath(_ names: PyDict) {
    names.set(intern("pi"), .float(.pi))
    names.set(intern("e"), .float(M_E))
    names.set(intern("tau"), .float(2 * .pi))
    names.set(intern("inf"), .float(.infinity))
    names.set(intern("nan"), .float(.nan))
    fillReals(names)
    fillPairs(names)
    fillLogarithms(names)
    fillParts(names)
    fillWholeNumbers(names)
    fillCombinatorics(names)
    fillSums(names)
  }

  /// A number as a float; a float's own `__float__` and `__index__` count, too.
  func real(_ value: Value) throws -> Double {
    if let number = try floatValue(value) { return number }
    if let number = try callSpecial(value, intern("__float__")), case .float(let number) = number {
      return number
    }
    if let number = try callSpecial(value, names.index)?.bigInteger { return try float(of: number) }
    throw typeError("must be real number, not \(typeName(of: value))")
  }

  private func whole(_ value: Value) throws -> BigInt {
    if let number = value.bigInteger { return number }
    if let number = try callSpecial(value, names.index)?.bigInteger { return number }
    throw typeError("'\(typeName(of: value))' object cannot be interpreted as an integer")
  }

  // MARK: One number

  private func fillReals(_ names: PyDict) {
    /// What an infinite result of a finite number means.
    enum Infinite { case isDomainError, isRangeError }
    func real(_ name: String, _ infinite: Infinite = .isDomainError, _ body: @escaping (Double) -> Double) {
      function(names, name, .exactly(1)) { m, a in
        let x = try m.real(a[0])
        let result = body(x)
        if result.isNaN, !x.isNaN { throw m.domainError }
        if result.isInfinite, x.isFinite { throw infinite == .isRangeError ? m.rangeError : m.domainError }
        return .float(result)
      }
    }
    real("acos") { acos($0) }
    real("acosh") { acosh($0) }
    real("asin") { asin($0) }
    real("asinh") { asinh($0) }
    real("atan") { atan($0) }
    real("atanh") { atanh($0) }
    real("cbrt") { cbrt($0) }
    real("cos") { cos($0) }
    real("cosh", .isRangeError) { cosh($0) }
    real("degrees") { $0 * (180 / .pi) }
    real("erf") { erf($0) }
    real("erfc") { erfc($0) }
    real("exp", .isRangeError) { exp($0) }
    real("exp2", .isRangeError) { exp2($0) }
    real("expm1", .isRangeError) { expm1($0) }
    real("fabs") { $0.magnitude }
    real("log1p") { log1p($0) }
    real("radians") { $0 * (.pi / 180) }
    real("sin") { sin($0) }
    real("sinh", .isRangeError) { sinh($0) }
    real("sqrt") { $0.squareRoot() }
    real("tan") { tan($0) }
    real("tanh") { tanh($0) }
    function(names, "ulp", .exactly(1)) { m, a in .float(try m.real(a[0]).magnitude.ulpUpwards) }
    for (name, body) in [
      ("isnan", { $0.isNaN }), ("isinf", { $0.isInfinite }), ("isfinite", { $0.isFinite }),
    ] as [(String, (Double) -> Bool)] {
      function(names, name, .exactly(1)) { m, a in .bool(body(try m.real(a[0]))) }
    }
  }

  private var domainError: PyException { valueError("math domain error") }
  private var rangeError: PyException { error(.overflowError, "math range error") }

  // MARK: Two numbers

  private func fillPairs(_ names: PyDict) {
    func pair(_ name: String, _ body: @escaping (Double, Double) -> Double) {
      function(names, name, .exactly(2)) { m, a in
        let (x, y) = (try m.real(a[0]), try m.real(a[1]))
        let result = body(x, y)
        if result.isNaN, !x.isNaN, !y.isNaN { throw m.domainError }
        if result.isInfinite, x.isFinite, y.isFinite { throw m.rangeError }
        return .float(result)
      }
    }
    pair("atan2") { atan2($0, $1) }
    pair("copysign") { copysign($0, $1) }
    pair("fmod") { x, y in y.isInfinite && x.isFinite ? x : fmod(x, y) }
    pair("remainder") { remainder($0, $1) }
    function(names, "pow", .exactly(2)) { m, a in
      let (x, y) = (try m.real(a[0]), try m.real(a[1]))
      if x == 0, y < 0, y.isFinite { throw m.domainError }
      let result = pow(x, y)
      if result.isNaN, !x.isNaN, !y.isNaN { throw m.domainError }
      if result.isInfinite, x.isFinite, y.isFinite { throw m.rangeError }
      return .float(result)
    }
    function(names, "fma", .exactly(3)) { m, a in
      let (x, y, z) = (try m.real(a[0]), try m.real(a[1]), try m.real(a[2]))
      let result = fma(x, y, z)
      if result.isNaN, !x.isNaN, !y.isNaN, !z.isNaN { throw m.valueError("invalid operation in fma") }
      if result.isInfinite, x.isFinite, y.isFinite, z.isFinite {
        throw m.error(.overflowError, "overflow in fma")
      }
      return .float(result)
    }
    function(names, "isclose", .any) { m, a in
      let (x, y) = (try m.real(a[0]), try m.real(a[1]))
      let relative = try m.real(a.keyword("rel_tol") ?? .float(1e-9))
      let absolute = try m.real(a.keyword("abs_tol") ?? .float(0))
      if relative < 0 || absolute < 0 { throw m.valueError("tolerances must be non-negative") }
      if x == y { return .bool(true) }
      if x.isInfinite || y.isInfinite { return .bool(false) }
      let difference = (x - y).magnitude
      return .bool(difference <= max(relative * max(x.magnitude, y.magnitude), absolute))
    }
    function(names, "nextafter", .any) { m, a in
      let (x, y) = (try m.real(a[0]), try m.real(a[1]))
      guard let steps = a.keyword("steps"), !steps.isNone else { return .float(nextafter(x, y)) }
      let count = try m.whole(steps)
      if count < 0 { throw m.valueError("steps must be a non-negative integer") }
      return .float(x.moved(UInt(clamping: count), towards: y))
    }
  }

  private func fillLogarithms(_ names: PyDict) {
    function(names, "log", .between(1, 2)) { m, a in
      let x = try m.logarithm(of: a[0], { log($0) })
      if a[1].isUndefined { return .float(x) }
      let base = try m.logarithm(of: a[1], { log($0) })
      if base == 0 { throw m.error(.zeroDivisionError, "float division by zero") }
      return .float(x / base)
    }
    function(names, "log2", .exactly(1)) { m, a in .float(try m.logarithm(of: a[0], { log2($0) })) }
    function(names, "log10", .exactly(1)) { m, a in .float(try m.logarithm(of: a[0], { log10($0) })) }
  }

  /// An integer may be larger than any float: then it is taken as a fraction of 0.5 ..< 1 times a power of two.
  private func logarithm(of value: Value, _ body: (Double) -> Double) throws -> Double {
    if let number = value.bigInteger {
      if number <= 0 { throw domainError }
      let width = number.magnitude.bitWidth
      if width <= 1000 { return body(Double(number)) }
      // 64 bits, the last of which stands for all that are left out, are rounded as the whole would be.
      let (high, rest) = number.magnitude.quotientAndRemainder(dividingBy: 1 << (width - 64))
      let bits = UInt64(high) | (rest > 0 ? 1 : 0)
      return body(2) * Double(width) + body(Double(bits) * 0x1p-64)
    }
    let x = try real(value)
    if x <= 0 { throw domainError }
    return body(x)
  }

  // MARK: Parts of a number

  private func fillParts(_ names: PyDict) {
    function(names, "frexp", .exactly(1)) { m, a in
      let x = try m.real(a[0])
      guard x.isFinite, x != 0 else { return .object(PyTuple([.float(x), .int(0)])) }
      let exponent = Int(x.exponent) + 1
      return .object(PyTuple([.float(scalbn(x, Int32(-exponent))), .int(exponent)]))
    }
    function(names, "modf", .exactly(1)) { m, a in
      let x = try m.real(a[0])
      if x.isInfinite { return .object(PyTuple([.float(copysign(0, x)), .float(x)])) }
      if x.isNaN { return .object(PyTuple([.float(x), .float(x)])) }
      let whole = x.rounded(.towardZero)
      return .object(PyTuple([.float(copysign(x - whole, x)), .float(whole)]))
    }
    function(names, "ldexp", .exactly(2)) { m, a in
      let x = try m.real(a[0])
      guard let exponent = a[1].bigInteger else {
        throw m.typeError("Expected an int as second argument to ldexp.")
      }
      if x == 0 || !x.isFinite { return .float(x) }
      let result = scalbn(x, Int32(clamping: Int(clamping: exponent)))
      if result.isInfinite { throw m.rangeError }
      return .float(result)
    }
    for (name, special, rule) in [
      ("floor", "__floor__", FloatingPointRoundingRule.down), ("ceil", "__ceil__", .up),
      ("trunc", "__trunc__", .towardZero),
    ] {
      function(names, name, .exactly(1)) { m, a in
        if let number = a[0].bigInteger { return .integer(number) }
        if case .float(let x) = a[0] { return .integer(try m.integer(of: x.rounded(rule))) }
        if let result = try m.callSpecial(a[0], m.intern(special)) { return result }
        if name == "trunc" {
          throw m.typeError("type \(m.typeName(of: a[0])) doesn't define __trunc__ method")
        }
        return .integer(try m.integer(of: m.real(a[0]).rounded(rule)))
      }
    }
  }

  // MARK: Integers

  private func fillWholeNumbers(_ names: PyDict) {
    function(names, "isqrt", .exactly(1)) { m, a in
      let number = try m.whole(a[0])
      if number < 0 { throw m.valueError("isqrt() argument must be nonnegative") }
      return .integer(number.squareRoot())
    }
    function(names, "gcd", .any) { m, a in
      .integer(try a.positional.map(m.whole).reduce(BigInt(0)) { $0.greatestCommonDivisor(with: $1) })
    }
    function(names, "lcm", .any) { m, a in
      .integer(
        try a.positional.map(m.whole).reduce(BigInt(1)) { product, number in
          if product == 0 || number == 0 { return 0 }
          return (product / product.greatestCommonDivisor(with: number) * number).magnitude.signed
        })
    }
  }

  private func fillCombinatorics(_ names: PyDict) {
    function(names, "factorial", .exactly(1)) { m, a in
      let number = try m.whole(a[0])
      if number < 0 { throw m.valueError("factorial() not defined for negative values") }
      guard let count = Int32(exactly: number) else {
        throw m.error(.overflowError, "factorial() argument should not exceed \(Int.max)")
      }
      return .integer(try m.product(of: 1, through: BigInt(count)))
    }
    function(names, "comb", .exactly(2)) { m, a in
      let (n, k) = (try m.whole(a[0]), try m.whole(a[1]))
      if n < 0 { throw m.valueError("n must be a non-negative integer") }
      if k < 0 { throw m.valueError("k must be a non-negative integer") }
      if k > n { return .int(0) }
      let chosen = min(k, n - k)
      return .integer(try m.product(of: n - chosen + 1, through: n) / m.product(of: 1, through: chosen))
    }
    function(names, "perm", .between(1, 2)) { m, a in
      let n = try m.whole(a[0])
      let k = try a[1].or(.none).isNone ? n : m.whole(a[1])
      if n < 0 {
        throw m.valueError(
          a[1].or(.none).isNone
            ? "factorial() not defined for negative values" : "n must be a non-negative integer")
      }
      if k < 0 { throw m.valueError("k must be a non-negative integer") }
      if k > n { return .int(0) }
      return .integer(try m.product(of: n - k + 1, through: n))
    }
  }

  /// The product of a range of integers, halved again and again so that the factors stay of one size.
  private func product(of first: BigInt, through last: BigInt) throws -> BigInt {
    if first > last { return 1 }
    if last - first > 1 << 20 { throw error(.memoryError, "") }
    if last - first < 8 { return sequence(first: first) { $0 < last ? $0 + 1 : nil }.reduce(1, *) }
    let middle = (first + last) / 2
    return try product(of: first, through: middle) * product(of: middle + 1, through: last)
  }

  // MARK: Many numbers

  private func fillSums(_ names: PyDict) {
    function(names, "fsum", .exactly(1)) { m, a in
      var sum = ExactSum()
      for value in try m.values(of: a[0]) { sum.add(try m.real(value)) }
      switch sum.result {
      case .success(let result): return .float(result)
      case .failure(.opposites): throw m.valueError("-inf + inf in fsum")
      case .failure(.overflow): throw m.error(.overflowError, "intermediate overflow in fsum")
      }
    }
    function(names, "prod", .any) { m, a in
      try m.values(of: a[0]).reduce(a.keyword("start") ?? .int(1)) {
        try m.binary(BinaryOperator.multiply.number, $0, $1)
      }
    }
    function(names, "hypot", .any) { m, a in .float(ExactSum.norm(try a.positional.map(m.real))) }
    function(names, "dist", .exactly(2)) { m, a in
      let (p, q) = (try m.values(of: a[0]), try m.values(of: a[1]))
      guard p.count == q.count else {
        throw m.valueError("both points must have the same number of dimensions")
      }
      return .float(ExactSum.norm(try zip(p, q).map { try m.real($0) - m.real($1) }))
    }
  }
}

extension BigUInt {
  fileprivate var signed: BigInt { BigInt(self) }
}

extension Double {
  /// The distance to the next float away from 0.
  fileprivate var ulpUpwards: Double { isFinite ? ulp : self }

  /// So many floats further, and never beyond a limit.
  fileprivate func moved(_ steps: UInt, towards limit: Double) -> Double {
    if isNaN || limit.isNaN { return .nan }
    // The bits of floats of one sign count up with them.
    func place(_ x: Double) -> Int {
      x < 0 || x.sign == .minus ? -Int(x.magnitude.bitPattern) : Int(x.bitPattern)
    }
    let (from, to) = (place(self), place(limit))
    if from == to || steps == 0 { return steps == 0 ? self : limit }
    // From one infinity to the other it is more than an Int holds.
    let distance = UInt(bitPattern: to > from ? to &- from : from &- to)
    if steps >= distance { return limit }
    let step = Int(bitPattern: steps)
    let target = to > from ? from &+ step : from &- step
    let result = Double(bitPattern: UInt64(target.magnitude))
    return target < 0 || target == 0 && to < 0 ? -result : result
  }
}
