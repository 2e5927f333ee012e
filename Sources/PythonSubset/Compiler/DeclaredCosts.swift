import PythonSyntax

/// How long lines of a program hold the loop up, as comments at their ends say: `# cost: 30ms`.
///
/// A cost stands on the line of a simple statement and is paid each time that statement runs, before it does anything:
/// the clock moves on while nothing else can run. CPython, for which it is a comment, takes the time that it takes.
struct DeclaredCosts: Sendable {
  /// In seconds, all of them positive.
  private(set) var costs: [Double] = []
  /// The costs that are none, or that no statement could pay.
  private(set) var refusals: [Refusal] = []
  private var numbers: [SourcePosition: Int] = [:]

  /// No costs.
  init() {}

  init(_ comments: [Comment], of module: ModuleSyntax, in source: SourceText) {
    let declared = comments.compactMap { comment in
      comment.text(after: "cost:").map { (comment: comment, text: $0) }
    }
    guard !declared.isEmpty else { return }
    let payers = Self.simpleStatements(of: module)
    for (comment, text) in declared {
      guard let seconds = Self.seconds(text) else {
        refuse(comment, text, "is no duration: write a number and its unit, such as 30ms or 0.5s", source)
        continue
      }
      let line = comment.start.line
      guard let payer = payers.first(where: { $0.start.line <= line && line <= $0.end.line }) else {
        refuse(
          comment, text, "has no statement on its line: put it behind the one that takes the time", source)
        continue
      }
      add(seconds, to: payer)
    }
  }

  /// The number of what a statement costs; nil where it costs nothing.
  func number(of statement: Statement) -> Int? {
    numbers.isEmpty ? nil : numbers[statement.range.start]
  }

  /// A statement of several lines pays for all of them.
  private mutating func add(_ seconds: Double, to payer: SourceRange) {
    if let number = numbers[payer.start] {
      costs[number] += seconds
    } else {
      numbers[payer.start] = costs.count
      costs.append(seconds)
    }
  }

  private mutating func refuse(_ comment: Comment, _ text: String, _ fault: String, _ source: SourceText) {
    refusals.append(
      Refusal(
        file: source.file, line: comment.line, column: source.characterColumn(of: comment.start) + 1,
        construct: "cost '\(text)'", fault: fault))
  }

  /// The statements without a body of their own, in the order of the text.
  private static func simpleStatements(of module: ModuleSyntax) -> [SourceRange] {
    var found: [SourceRange] = []
    SyntaxWalk.walk(module) { node, _ in
      guard case .statement(let statement) = node else { return }
      switch statement.kind {
      case .if, .while, .for, .try, .with, .function, .class, .match: break
      default: found.append(statement.range)
      }
    }
    return found
  }

  private static let units: [(name: String, seconds: Double)] = [
    ("ns", 1e-9), ("us", 1e-6), ("ms", 1e-3), ("s", 1), ("min", 60),
  ]

  /// No cost is a year: longer ones are slips, and clocks end.
  private static let limit = 31_536_000.0

  /// `30ms`, `1.5 s`: decimal digits with or without a point, and a unit.
  private static func seconds(_ text: String) -> Double? {
    let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let name = text[number.endIndex...].trimmingSpaces
    guard let unit = units.first(where: { $0.name == name }), let value = Double(number) else { return nil }
    let seconds = value * unit.seconds
    return seconds > 0 && seconds < limit ? seconds : nil
  }
}
