import PythonSyntax
import Testing

@testable import PythonSubset

struct SupportCheckTests {
  private static let table = SupportTable(
    unsupported: [.match, .complexNumber, .nonlocal],
    modules: ["asyncio": ["run", "sleep", "gather"], "time": ["sleep"], "os.path": ["join"], "os": []],
    missingBuiltins: ["open", "input"])

  private static func refusals(_ text: String, _ table: SupportTable = table) throws -> [String] {
    let source = try SourceText(text, file: "x.py")
    let result = try Parser.parse(source)
    let symbols = try SymbolTable(result.module)
    return SupportCheck.refusals(result.module, symbols, source, table).map(\.description)
  }

  private static let remedy =
    " is not supported by taskviz yet: record it under real CPython: taskviz record -- python3 x.py"

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

  @Test func `a name that CPython does not have, either, is said to be in neither`() throws {
    var table = Self.table
    table.lacking = ["asyncio": ["create_subprocess_exec"]]
    let fault = " is not in CPython 3.13 for Linux either"
    #expect(
      try Self.refusals(
        "import asyncio\nasyncio.slep(1); asyncio.create_subprocess_exec; asyncio.qqqq", table)
        == [
          "x.py:2:1: asyncio.slep\(fault); did you mean 'sleep'?",
          "x.py:2:18: asyncio.create_subprocess_exec" + Self.remedy, "x.py:2:50: asyncio.qqqq\(fault)",
        ])
    #expect(try Self.refusals("import numpy", table) == ["x.py:1:8: module 'numpy'" + Self.remedy])
    #expect(try Self.refusals("import httpx", table) == ["x.py:1:8: module 'httpx'" + Self.remedy])
    #expect(
      try Self.refusals("import asynico", table) == [
        "x.py:1:8: module 'asynico' is not in CPython 3.13 either; did you mean 'asyncio'?"
      ])
    #expect(
      try Self.refusals(
        "try:\n    from asyncio import coroutine\nexcept ImportError:\n    import not_there", table)
        == [])
  }

  @Test(arguments: [
    ("import asyncio\nclass A(asyncio.Lock): pass", "x.py:2:9: class derived from 'asyncio.Lock'"),
    (
      "from asyncio import Future as F\nclass A(F[int]): pass",
      "x.py:2:9: class derived from 'asyncio.Future'"
    ),
    ("from asyncio import Queue as Q\nclass A(Q[int]): pass", nil),
    ("class F(float): pass", "x.py:1:9: class derived from 'float'"),
    ("class L(list):\n    def __del__(self): pass", "x.py:1:7: '__del__' in a class derived from 'list'"),
    ("class Queue: pass\nclass A(Queue): pass", nil), ("class A(bool): pass", nil),
    ("class L(list): pass", nil), ("class L:\n    def __del__(self): pass", nil),
  ])
  func `a class is refused that cannot be derived`(text: String, refusal: String?) throws {
    let table = ModuleRegistry.support(importing: ["asyncio"])
    #expect(try Self.refusals(text, table) == [refusal].compactMap { $0.map { $0 + Self.remedy } })
  }

  @Test func `ten refusals are enough`() throws {
    #expect(try Self.refusals(String(repeating: "1j\n", count: 50)).count == 10)
  }
}
