/// Makes programs that print the values of random expressions, or the errors that they raise with their messages.
///
/// Types are mixed freely on purpose: what Python says to `"a" + 1` counts as much as what it says to `"a" + "b"`.
struct ExpressionGenerator {
  private var random: RandomSource
  /// Names that may be used where the expression stands, such as a comprehension's variable.
  private var names = ["a", "b", "s", "t", "l", "d", "u", "f"]

  init(seed: UInt64) { random = RandomSource(seed: seed) }

  static func program(seed: UInt64) -> GeneratedProgram {
    var generator = ExpressionGenerator(seed: seed)
    let body = (0..<25).map { _ in generator.attempt() }
    return GeneratedProgram(functions: [
      .init(name: "main", body: ExpressionTemplates.helpers + setUp + body)
    ])
  }

  private static let setUp: [GeneratedProgram.Statement] = [
    "a, b, f = 7, -3, 2.5", "s, t = \"Hello, World\", \"xé日 \"", "l = [3, 1, 2]",
    "d = {\"k\": 1, 2: \"v\", None: 3.5}",
    "u = (1, \"two\", 3.0)",
  ].map { .init($0) }

  private mutating func attempt() -> GeneratedProgram.Statement {
    let expression = random.chance(50) ? expression(depth: 0) : filledTemplate()
    return .init([
      .init(line: "try:", body: [.init("print(repr(\(expression)))")]),
      .init(line: "except Exception as e:", body: [.init("print(type(e).__name__, e)")]),
    ])
  }

  private mutating func filledTemplate() -> String {
    let pieces = random.pick(ExpressionTemplates.all).split(separator: "§", omittingEmptySubsequences: false)
    return pieces.dropFirst().reduce(into: String(pieces[0])) { text, piece in
      text += (random.chance(30) ? expression(depth: 2) : atom()) + piece
    }
  }

  private mutating func expression(depth: Int) -> String {
    guard depth < 3 else { return atom() }
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<14: return atom()
    case 14..<32:
      return
        "(\(inner(depth)) \(random.pick(["+", "-", "*", "/", "//", "%", "+", "-", "*", "|", "&", "^"])) \(inner(depth)))"
    case 32..<35:
      return "(\(random.pick(["2", "-2", "0", "0.5", "10", "a", "f"])) ** \(random.pick(Self.exponents)))"
    case 35..<37: return "(\(inner(depth)) \(random.pick(["<<", ">>"])) \(random.pick(["0", "1", "5", "b"])))"
    case 37..<43: return "(\(inner(depth)) \(random.pick(Self.comparisons)) \(inner(depth)))"
    case 43..<44: return "(\(inner(depth)) < \(inner(depth)) <= \(inner(depth)))"
    case 44..<47: return "(\(inner(depth)) \(random.pick(["and", "or"])) \(inner(depth)))"
    case 47..<50: return "(\(random.pick(["-", "+", "~", "not ", "-"]))\(inner(depth)))"
    case 50..<52: return "(\(inner(depth)) if \(inner(depth)) else \(inner(depth)))"
    case 52..<57: return "\(sequence())[\(inner(depth))]"
    case 57..<62: return "\(sequence())[\(slice())]"
    case 62..<70: return "\(random.pick(Self.functions))(\(inner(depth)))"
    case 70..<74: return "\(random.pick(Self.functionsOfTwo))(\(inner(depth)), \(inner(depth)))"
    case 74..<81: return method(depth)
    case 81..<87: return formatted(depth)
    case 87..<89: return "[\(inner(depth)), \(inner(depth))]"
    case 89..<90: return "(\(inner(depth)), *\(sequence()))"
    case 90..<91: return "{\(random.pick(["1", "\"k\"", "a", "u"])): \(inner(depth)), **d}"
    case 91..<94: return comprehension(depth)
    case 94..<96: return "(lambda x, y=2, *z, w=3: (x, y, z, w))(\(arguments(depth)))"
    case 96..<98:
      return "sorted(\(sequence())\(random.pick(["", ", reverse=True", ", key=str", ", key=lambda x: -x"])))"
    case 98..<99:
      return "list(\(random.pick(["zip", "map(str, ", "enumerate", "reversed"]).closed(sequence())))"
    default: return "type(\(inner(depth))).__name__"
    }
  }

  private mutating func inner(_ depth: Int) -> String { expression(depth: depth + 1) }

  private static let exponents = ["0", "1", "2", "3", "10", "-1", "0.5", "f", "70"]
  private static let comparisons = ["==", "!=", "<", "<=", ">", ">=", "in", "not in", "is", "is not"]
  private static let functions = [
    "len", "sum", "min", "max", "abs", "round", "int", "float", "str", "repr", "bool", "list", "tuple", "any",
    "all",
    "sorted", "hex", "bin", "ord", "chr", "dict", "callable",
  ]
  private static let functionsOfTwo = [
    "divmod", "round", "min", "max", "isinstance", "getattr", "int",
  ]

  private mutating func atom() -> String {
    if random.chance(45) { return random.pick(names) }
    return random.pick([
      "0", "1", "2", "-1", "12", "True", "False", "None", "0.1", "1e16", "-0.0", "float(\"inf\")",
      "float(\"nan\")",
      "1e-7", "123456789.123", "10**20", "\"\"", "\"abc\"", "\"é\\n\\t'\"", "\"12\"", "\" 3.5 \"", "\"日本\"",
      "[]", "()",
      "{}", "[1, 2, 3]", "(1,)", "{\"a\": [1]}", "range(5)", "range(10, 0, -3)", "...", "[[1], [2]]", "int",
    ])
  }

  private mutating func sequence() -> String {
    random.pick(["s", "t", "l", "u", "d", "\"abc\"", "[1, 2, 3, 4]", "range(6)", "(5, 6)", "list(d)"])
  }

  private mutating func slice() -> String {
    let bound = ["", "", "0", "1", "-1", "2", "10", "-10", "a"]
    let step = random.pick(["", "", ":", ":2", ":-1", ":-2", ":0"])
    return "\(random.pick(bound)):\(random.pick(bound))\(step)"
  }

  private mutating func method(_ depth: Int) -> String {
    let x = expression(depth: depth + 1)
    return random.pick([
      "s.upper()", "s.split()", "s.split(\(x))", "s.replace(\"o\", \(x))", "t.strip()",
      "\"-\".join(map(str, l))",
      "s.find(\(x))", "s.index(\(x))", "s.count(\"l\")", "s.startswith(\(x))", "s.partition(\", \")",
      "s.title()",
      "\"12\".zfill(\(x))", "s.center(20, \"*\")", "s.ljust(\(x))", "l.index(\(x))", "l.count(\(x))",
      "d.get(\(x))", "d.get(\(x), 0)", "list(d.keys())", "list(d.values())", "list(d.items())",
      "d.pop(\(x), None)",
      "(5).bit_length()", "f.is_integer()", "s.isalpha()", "s.lower().swapcase()",
      "\"a,b,,c\".rsplit(\",\", 2)",
      "\"a\\nb\\r\\nc\".splitlines()", "s.nothing", "\"{} and {}\".format(\(x), 2)",
      "\"{0!r:>10}|{k}\".format(\(x), k=1)",
      "\"%s is %d%%\" % (\(x), 5)", "\"%5.2f|%-5s|%05d\" % (1.5, \"x\", 42)", "l.copy()", "u.index(\(x))",
      "x",
    ])
  }

  private mutating func formatted(_ depth: Int) -> String {
    let specification = random.pick([
      "", ":5", ":>8", ":<8", ":^9", ":*^9", ":05", ":+", ":,", ":_", ":.2f", ":8.3f", ":e", ":.3e", ":g",
      ":.4g", ":%", ":.1%",
      ":x", ":#x", ":b", ":08b", ":c", ":d", ":n", ":s", ":.3", ":=+8", ":010.3f", ":z.1f", "!r", "!s:>5",
      "!a", "=",
      ":{a}", ":.{a}f", ":q", ":0>3",
    ])
    let value =
      random.chance(50)
      ? random.pick(["a", "b", "f", "10**20", "1/3", "s", "True", "-0.0", "1e100"]) : atom()
    // Python 3.12 lets the same quotes stand within an f-string; a brace needs a blank before it.
    let safe = value.hasPrefix("{") ? " \(value)" : value
    return "f\"<{\(safe)\(specification)}>\""
  }

  private mutating func comprehension(_ depth: Int) -> String {
    let outer = names
    names.append("x")
    defer { names = outer }
    let body = expression(depth: depth + 1)
    let filter = random.chance(40) ? " if \(expression(depth: depth + 1))" : ""
    let source = sequence()
    return random.pick(["[\(body) for x in \(source)\(filter)]", "list(\(body) for x in \(source)\(filter))"])
  }

  private mutating func arguments(_ depth: Int) -> String {
    random.pick([
      "1", "1, 2", "1, 2, 3, 4", "*l", "1, w=2", "x=1", "", "1, x=2", "1, q=2", "*u, **{\"w\": 1}", "y=1",
    ])
  }
}

extension String {
  /// A call's beginning with its argument and the brackets that are open.
  fileprivate func closed(_ argument: String) -> String {
    hasSuffix(" ") ? self + argument + ")" : "\(self)(\(argument))"
  }
}
