import PythonSyntax
import Testing

@testable import PythonSubset

struct StringMethodsTests {
  /// A text as `unicode_escape` writes it.
  private static func unescaped(_ text: String) throws -> String {
    let source = try SourceText("\"" + text.replacing("\"", with: "\\\"") + "\"", file: "x")
    guard case .expression(let value)? = try Parser.parse(source).module.body.first?.kind,
      case .constant(.string(let text)) = value.kind
    else { return "" }
    return text
  }

  @Test func `string methods answer what CPython's do`() throws {
    let rows = Table("strings").rows
    #expect(rows.count > 500)
    var wrong: [String] = []
    for row in rows where row.count == 3 {
      let result = try Self.call(row[0], Self.unescaped(row[1]))
      let expected = try Self.unescaped(row[2])
      if !result.utf8.elementsEqual(expected.utf8) {
        wrong.append("\(row[0])(\(row[1])): \(result) instead of \(expected)")
      }
    }
    #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
  }

  private static func call(_ method: String, _ text: String) throws -> String {
    let all = 0..<text.unicodeScalars.count
    let questions: [String: (String) -> Bool] = [
      "isalnum": StringCase.isAlphanumeric, "isalpha": StringCase.isAlphabetic, "isascii": StringCase.isASCII,
      "isdecimal": StringCase.isDecimal, "isdigit": StringCase.isDigit,
      "isidentifier": StringCase.isIdentifier,
      "islower": StringCase.isLower, "isnumeric": StringCase.isNumeric, "isprintable": StringCase.isPrintable,
      "isspace": StringCase.isSpace, "istitle": StringCase.isTitle, "isupper": StringCase.isUpper,
    ]
    if let question = questions[method] { return question(text) ? "True" : "False" }
    switch method {
    case "upper": return StringCase.upper(text)
    case "lower": return StringCase.lower(text)
    case "title": return StringCase.title(text)
    case "capitalize": return StringCase.capitalize(text)
    case "swapcase": return StringCase.swapCase(text)
    case "casefold": return StringCase.casefold(text)
    case "strip": return StringMethods.strip(text)
    case "lstrip": return StringMethods.lstrip(text)
    case "rstrip": return StringMethods.rstrip(text)
    case "strip ac": return StringMethods.strip(text, "ac")
    case "split": return try StringMethods.split(text).joined(separator: "|")
    case "rsplit": return try StringMethods.rsplit(text).joined(separator: "|")
    case "splitlines": return StringMethods.splitLines(text).joined(separator: "|")
    case "splitcomma": return try StringMethods.split(text, ",").joined(separator: "|")
    case "splitspace1": return try StringMethods.split(text, limit: 1).joined(separator: "|")
    case "rsplitspace1": return try StringMethods.rsplit(text, limit: 1).joined(separator: "|")
    case "partition ":
      let parts = try StringMethods.partition(text, " ")
      return [parts.0, parts.1, parts.2].joined(separator: "|")
    case "rpartition ":
      let parts = try StringMethods.rpartition(text, " ")
      return [parts.0, parts.1, parts.2].joined(separator: "|")
    case "center10": return try StringMethods.center(text, 10, "*")
    case "ljust10": return try StringMethods.ljust(text, 10)
    case "rjust10": return try StringMethods.rjust(text, 10, "é")
    case "zfill8": return try StringMethods.zfill(text, 8)
    case "expandtabs": return try StringMethods.expandTabs(text)
    case "repr": return StringText.representation(text)
    case "ascii": return StringText.ascii(text)
    case "replace a": return try StringMethods.replace(text, "a", with: "<é>")
    case "replace empty": return try StringMethods.replace(text, "", with: "-", limit: 3)
    case "find b": return "\(StringMethods.find(text, "b", in: all) ?? -1)"
    case "rfind b": return "\(StringMethods.rfind(text, "b", in: all) ?? -1)"
    case "count a": return "\(StringMethods.count(text, "a", in: all))"
    default: return "no such method"
    }
  }

  @Test func `searching counts in characters and stays within its range`() {
    #expect(StringMethods.find("héllo héllo", "llo", in: 3..<11) == 8)
    #expect(StringMethods.rfind("héllo héllo", "llo", in: 0..<10) == 2)
    #expect(StringMethods.find("abc", "", in: 3..<3) == 3)
    #expect(StringMethods.find("abc", "", in: 4..<4) == nil)
    #expect(StringMethods.count("aaaa", "aa", in: 0..<4) == 2)
    #expect(StringMethods.count("日本日本", "日", in: 1..<4) == 1)
    #expect(StringMethods.count("日本", "", in: 0..<2) == 3)
  }

  @Test func `times are written as strftime writes them`() throws {
    let format =
      "%a %A %b %B %c %C %d %D %e %F %g %G %h %H %I %j %k %l %m %M %p %P %r %R %S %T %u %U %V %w %W %x %X %y %Y %% "
      + "%-d %_H %^a %E %Q"
    let rows = Table("times").rows
    #expect(rows.count > 40)
    for row in rows {
      let time = try #require(Int(row[0]).flatMap { CivilTime(epochSeconds: $0) })
      #expect(TimeFormat.format(time, format) == row[1])
      #expect(time.epochSeconds == Int(row[0]))
    }
  }

  @Test func `format templates are taken apart`() throws {
    let template = try FormatTemplate("a{{{0.b[c][1]!r:>{w}}}}{}")
    #expect(
      template.pieces == [
        .literal("a{"),
        .field(
          .init(
            argument: .index(0), path: [.attribute("b"), .key("c"), .index(1)], conversion: "r", spec: ">{w}")
        ),
        .literal("}"),
        .field(.init(argument: .automatic, path: [], conversion: nil, spec: "")),
      ])
  }

  @Test(arguments: [
    ("{", "Single '{' encountered in format string"), ("}", "Single '}' encountered in format string"),
    ("{0", "expected '}' before end of string"), ("{a[}", "expected '}' before end of string"),
    ("{a!}", "unmatched '{' in format spec"), ("{a!rx}", "expected ':' after conversion specifier"),
    ("{.}", "Empty attribute in format string"), ("{a[]}", "Empty attribute in format string"),
    ("{a[0]b}", "Only '.' or '[' may follow ']' in format field specifier"),
    ("{a{b}}", "unexpected '{' in field name"),
  ])
  func `a wrong format template raises CPython's error`(template: String, message: String) {
    #expect(throws: TextError(.value, message)) { try FormatTemplate(template) }
  }

  @Test func `numbers are read as int and float read them`() throws {
    #expect(try IntegerText.parse(" -1_000 ") == -1000)
    #expect(try IntegerText.parse("0xFf", base: 16) == 255)
    #expect(try IntegerText.parse("0b101", base: 0) == 5)
    #expect(try IntegerText.parse("z", base: 36) == 35)
    #expect(try IntegerText.parse("١٢") == 12)
    for text in ["", "1__0", "_1", "1_", "0x", "12a", "- 1", "0o8", "é"] {
      #expect(throws: TextError.self) { try IntegerText.parse(text, base: text.hasPrefix("0") ? 0 : 10) }
    }
    #expect(try NumberText.parseFloat(" 1_0.5e-1 ") == 1.05)
    #expect(try NumberText.parseFloat(".5") == 0.5)
    #expect(try NumberText.parseFloat("-Infinity") == -.infinity)
    for text in ["", ".", "1e", "0x10", "1_.5", "nan(1)", "1 2", "e5"] {
      #expect(throws: TextError.self) { try NumberText.parseFloat(text) }
    }
  }
}
