import Testing

@testable import PythonSubset

struct SupportCheckTests {
  private static let table = SupportTable(
    unsupported: [.match, .complexNumber, .nonlocal],
    modules: ["asyncio": ["run", "sleep", "gather"], "time": ["sleep"], "os.path": ["join"], "os": []],
    missingBuiltins: ["open", "input"])

  private static func refusals(_ text: String) throws -> [String] {
    let source = try SourceText(text, file: "x.py")
    let result = try Parser.parse(source)
    let symbols = try SymbolTable(result.module)
    return SupportCheck.refusals(result.module, symbols, source, table).map(\.description)
  }

  private static let remedy = " is not supported by taskviz yet: run it under real CPython: python3 x.py"

  @Test func `a construct that is not run is refused where it stands`() throws {
    #expect(
      try Self.refusals("def f():\n    match x:\n        case 1: pass\n") == [
        "x.py:2:5: 'match' statement" + Self.remedy
      ])
    #expect(try Self.refusals("é = 1; x = 2j") == ["x.py:1:12: complex number" + Self.remedy])
  }

  @Test func `modules and their members are refused that do not exist`() throws {
    #expect(
      try Self.refusals(
        "import numpy, time\nfrom asyncio import sleep, Queue\nimport os.path\nfrom os import path") == [
          "x.py:1:8: module 'numpy'" + Self.remedy, "x.py:2:28: asyncio.Queue" + Self.remedy,
        ])
    #expect(
      try Self.refusals("import asyncio as a\ndef f():\n    a.sleep(1); a.open_connection()") == [
        "x.py:3:17: asyncio.open_connection" + Self.remedy
      ])
  }

  @Test func `a name that is more than the module is left alone`() throws {
    #expect(try Self.refusals("import asyncio\nasyncio = thing()\nasyncio.whatever") == [])
    #expect(try Self.refusals("import asyncio\ndef f(asyncio): asyncio.whatever") == [])
    #expect(try Self.refusals("import asyncio\nfor asyncio in x: asyncio.whatever") == [])
    #expect(
      try Self.refusals("import asyncio\ndef f():\n    global asyncio\n    asyncio = 1\nasyncio.whatever")
        == [])
  }

  @Test func `builtins are refused unless the program has its own`() throws {
    #expect(try Self.refusals("open('x')") == ["x.py:1:1: built-in 'open'" + Self.remedy])
    #expect(try Self.refusals("def open(x): pass\nopen('x')") == [])
    #expect(try Self.refusals("def f(input):\n    return input") == [])
  }

  @Test func `ten refusals are enough`() throws {
    #expect(try Self.refusals(String(repeating: "1j\n", count: 50)).count == 10)
  }
}
