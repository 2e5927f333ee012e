import BigInt
import PythonSyntax
import Testing

@testable import PythonSubset

struct FormattingTests {
  /// What Python prints for a result or an exception.
  static func answer(_ body: () throws(TextError) -> String) -> String {
    do throws(TextError) {
      return try body()
    } catch {
      return "\(error.kind.rawValue): \(error.message)"
    }
  }

  static func format(_ type: String, _ value: String, _ spec: String) -> String {
    answer { () throws(TextError) in
      switch type {
      case "float": try Formatting.float(try NumberText.parseFloat(value), spec)
      case "int": try Formatting.integer(try IntegerText.parse(value), spec)
      default: try Formatting.string(value, spec)
      }
    }
  }

  @Test func `format writes what CPython writes, its errors included`() {
    let rows = Table("format").rows
    #expect(rows.count > 500)
    var wrong: [String] = []
    for row in rows where row.count == 4 {
      let text = Self.format(row[0], row[1], row[2])
      if text != row[3] {
        wrong.append("format(\(row[0]) \(row[1]), '\(row[2])'): \(text) instead of \(row[3])")
      }
    }
    #expect(wrong == [])
  }

  @Test func `percent formatting writes what CPython writes`() throws {
    let rows = Table("percent").rows
    #expect(rows.count > 50)
    for row in rows {
      let template = try PercentTemplate(row[2])
      var text = ""
      for piece in template.pieces {
        switch piece {
        case .literal(let literal): text += literal
        case .conversion(let conversion): text += try convert(conversion, row[0], row[1])
        }
      }
      #expect(text == row[3], "\(row[2]) of \(row[1])")
    }
  }

  private func convert(
    _ conversion: PercentTemplate.Conversion, _ type: String, _ value: String
  ) throws -> String {
    switch type {
    case "int": return try conversion.format(IntegerText.parse(value))
    case "float": return try conversion.format(NumberText.parseFloat(value))
    default:
      return try conversion.format(
        conversion.code == "s"
          ? value : conversion.code == "r" ? StringText.representation(value) : StringText.ascii(value))
    }
  }

  @Test func `a float's repr is CPython's`() {
    for row in Table("repr").rows {
      guard let bits = UInt64(row[0], radix: 16) else { continue }
      #expect(FloatText.representation(Double(bitPattern: bits)) == row[1])
    }
  }

  @Test func `round is CPython's`() throws {
    for row in Table("round").rows {
      let value = try NumberText.parseFloat(row[0])
      let digits = try #require(Int(row[1]))
      let text = Self.answer { () throws(TextError) in
        FloatText.representation(try FloatText.rounded(value, digits: digits))
      }
      #expect(text == row[2], "round(\(row[0]), \(row[1]))")
    }
  }

  @Test func `enormous widths and precisions raise instead of taking the memory`() {
    for spec in ["99999999999", "999999999999.2f", ".999999999f", "0999999999999,d"] {
      #expect(throws: TextError.self) { try Formatting.float(1.5, spec) }
    }
    #expect(throws: TextError.self) { try StringMethods.center("a", 1 << 40) }
    #expect(throws: TextError.self) {
      try StringMethods.replace(
        String(repeating: "a", count: 1 << 20), "a", with: String(repeating: "b", count: 1 << 20))
    }
  }
}
