import PythonSyntax

// Instructions name operators by number.

extension UnaryOperator {
  var number: Int {
    switch self {
    case .positive: 0
    case .negative: 1
    case .invert: 2
    case .not: 3
    }
  }
}

extension BinaryOperator {
  static let numbered = allCases

  var number: Int { Self.numbered.firstIndex(of: self) ?? 0 }
}

extension ComparisonOperator {
  static let numbered = allCases

  var number: Int { Self.numbered.firstIndex(of: self) ?? 0 }
}
