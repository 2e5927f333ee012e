import BigInt

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Machine {
  func fillMath(_ names: PyDict) {
    names.set(intern("pi"), .float(.pi))
    names.set(intern("e"), .float(M_E))
    names.set(intern("tau"), .float(2 * .pi))
    names.set(intern("inf"), .float(.infinity))
    names.set(intern("nan"), .float(.nan))
    func real(_ name: String, _ body: @escaping (Double) -> Double) {
      function(names, name, .exactly(1)) { m, a in
        guard let x = try m.floatValue(a[0]) else {
          throw m.typeError("must be real number, not \(m.typeName(of: a[0]))")
        }
        let result = body(x)
        if result.isNaN, !x.isNaN { throw m.valueError("math domain error") }
        if result.isInfinite, x.isFinite {
          throw name == "exp"
            ? m.error(.overflowError, "math range error") : m.valueError("math domain error")
        }
        return .float(result)
      }
    }
    let functions: [(String, (Double) -> Double)] = [
      ("sin", { sin($0) }), ("cos", { cos($0) }), ("tan", { tan($0) }), ("asin", { asin($0) }),
      ("acos", { acos($0) }),
      ("atan", { atan($0) }), ("exp", { exp($0) }), ("log2", { log2($0) }), ("log10", { log10($0) }),
      ("sqrt", { $0.squareRoot() }), ("fabs", { $0.magnitude }), ("degrees", { $0 * 180 / .pi }),
      ("radians", { $0 * .pi / 180 }),
    ]
    for (name, body) in functions { real(name, body) }
    for (name, rule) in [("floor", FloatingPointRoundingRule.down), ("ceil", .up), ("trunc", .towardZero)] {
      function(names, name, .exactly(1)) { m, a in
        if let number = a[0].bigInteger { return .integer(number) }
        guard let x = try m.floatValue(a[0]) else {
          throw m.typeError("must be real number, not \(m.typeName(of: a[0]))")
        }
        return .integer(try m.integer(of: x.rounded(rule)))
      }
    }
    function(names, "log", .between(1, 2)) { m, a in
      guard let x = try m.floatValue(a[0]), let base = try a[1].isUndefined ? M_E : m.floatValue(a[1]) else {
        throw m.typeError("must be real number, not \(m.typeName(of: a[0]))")
      }
      guard x > 0, base > 0 else { throw m.valueError("math domain error") }
      return .float(a[1].isUndefined ? log(x) : log(x) / log(base))
    }
    for (name, body) in [
      ("isnan", { $0.isNaN }), ("isinf", { $0.isInfinite }), ("isfinite", { $0.isFinite }),
    ] as [(String, (Double) -> Bool)] {
      function(names, name, .exactly(1)) { m, a in .bool(body(try m.floatValue(a[0]) ?? 0)) }
    }
    function(names, "pow", .exactly(2)) { m, a in
      .float(pow(try m.floatValue(a[0]) ?? 0, try m.floatValue(a[1]) ?? 0))
    }
    function(names, "isqrt", .exactly(1)) { m, a in
      guard let number = a[0].bigInteger else {
        throw m.typeError("'\(m.typeName(of: a[0]))' object cannot be interpreted as an integer")
      }
      if number < 0 { throw m.valueError("isqrt() argument must be nonnegative") }
      return .integer(number.squareRoot())
    }
    function(names, "gcd", .any) { _, a in
      .integer(a.positional.compactMap(\.bigInteger).reduce(BigInt(0)) { $0.greatestCommonDivisor(with: $1) })
    }
    function(names, "isclose", .any) { m, a in
      guard let x = try m.floatValue(a[0]), let y = try m.floatValue(a[1]) else { return .bool(false) }
      let relative = try m.floatValue(a.keyword("rel_tol") ?? .float(1e-9)) ?? 1e-9
      let absolute = try m.floatValue(a.keyword("abs_tol") ?? .float(0)) ?? 0
      if x == y { return .bool(true) }
      if x.isInfinite || y.isInfinite { return .bool(false) }
      let difference = (x - y).magnitude
      return .bool(difference <= max(relative * max(x.magnitude, y.magnitude), absolute))
    }
    function(names, "fsum", .exactly(1)) { m, a in
      try m.call(m.builtins.get(m.intern("sum")) ?? .none, [a[0], .float(0)])
    }
  }
}
