import BigInt
import PythonSyntax
import Testing

@testable import PythonSubset

struct PythonRandomTests {
  @Test func `the same seeds give the numbers of CPython`() throws {
    let rows = Table("random").rows
    #expect(rows.count > 50)
    var label = ""
    var random = PythonRandom(seed: BigInt(0))
    for row in rows {
      if row[0] != label {
        label = row[0]
        random = try Self.seeded(label)
      }
      #expect(try Self.draw(row[1], &random) == row[2], "\(row[0]): \(row[1])")
    }
  }

  private static func seeded(_ label: String) throws -> PythonRandom {
    let value = String(label.drop { $0 != " " }.dropFirst())
    if label.hasPrefix("str") { return PythonRandom(seed: value) }
    if label.hasPrefix("float") { return PythonRandom(seed: try NumberText.parseFloat(value)) }
    return PythonRandom(seed: try #require(BigInt(value)))
  }

  private static func draw(_ what: String, _ random: inout PythonRandom) throws -> String {
    var results: [String] = []
    func add(_ values: Double...) { results += values.map(FloatText.representation) }
    switch what {
    case "random": for _ in 0..<4 { add(random.random()) }
    case "getrandbits":
      for count in [1, 7, 32, 33, 64, 65, 200] { results.append(String(try random.bits(count))) }
    case "randint":
      let bounds: [(BigInt, BigInt)] = [
        (1, 6), (0, 0), (-5, 5), (1, 1_000_000), (0, BigInt(1) << 64), (0, BigInt(10).power(30)),
      ]
      for (low, high) in bounds { results.append(String(try random.range(low, high + 1))) }
    case "randrange":
      for (start, stop, step) in [(0, 10, 3), (10, 0, -2), (0, 100, 7)] {
        results.append(String(try random.range(BigInt(start), BigInt(stop), step: BigInt(step))))
      }
    case "choice": for _ in 0..<5 { results.append(String(random.below(10))) }
    case "shuffle": results = random.shuffled(10).map(String.init)
    case "sample": results = try random.sample(10, 4).map(String.init)
    case "sample large": results = try random.sample(1000, 8).map(String.init)
    case "choices": results = random.choices(10, size: 5).map(String.init)
    case "weighted": results = try random.choices(cumulative: [1, 6, 8, 10], size: 6).map(String.init)
    case "uniform": add(random.uniform(0.5, 1.5), random.uniform(1, 3), random.uniform(-2, 2))
    case "gauss": for _ in 0..<3 { add(random.gauss(0, 1)) }
    case "normalvariate": for _ in 0..<3 { add(random.normal(10, 2)) }
    case "expovariate": for _ in 0..<3 { add(random.exponential(1.5)) }
    case "betavariate": for _ in 0..<3 { add(try random.beta(2, 3)) }
    case "gammavariate": for alpha in [0.5, 1, 3] { add(try random.gamma(alpha, 2)) }
    case "triangular": add(random.triangular(0, 1, mode: 0.3), random.triangular(1, 5, mode: 2))
    default: add(random.lognormal(0, 0.5), random.pareto(3), random.weibull(1, 2))
    }
    return results.joined(separator: " ")
  }

  @Test func `empty ranges and too large samples are refused`() {
    var random = PythonRandom(seed: BigInt(1))
    #expect(throws: TextError(.value, "empty range in randrange(3, 3)")) { try random.range(3, 3) }
    #expect(throws: TextError.self) { try random.sample(3, 4) }
    #expect(throws: TextError.self) { try random.bits(-1) }
  }
}
