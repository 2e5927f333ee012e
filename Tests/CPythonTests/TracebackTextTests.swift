import Foundation
import PythonSyntax
import Subprocesses
import Testing

@testable import PythonSubset

@Suite(.enabled(if: Python.found != nil, "\(Python.missing)"))
struct TracebackTextTests {
  @Test func `an uncaught exception is reported in CPython's words, carets and frames`() throws {
    let python = try #require(Python.found)
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Twin/tracebacks.py")
      .path
    let input = try Self.programs.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) + "\n" }
    let result = try run([python.path, script], standardInput: input.joined())
    let answers = try result.standardOutput.split(separator: "\n").map {
      try JSONDecoder().decode(Answer.self, from: Data($0.utf8))
    }
    #expect(answers.count == Self.programs.count, "\(result.standardError)")
    for (program, answer) in zip(Self.programs, answers) {
      let lines = program.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let ours = TracebackText { $0 == "program.py" ? lines : nil }.text(of: answer.facts.report)
      #expect(ours == answer.text, "\(program)")
    }
  }

  private struct Answer: Decodable {
    var facts: Facts
    var text: String
  }

  private final class Facts: Decodable {
    var type: String
    var message: String
    var notes: [String]
    var frames: [Frame]
    var members: [Facts]?
    var cause: Facts?
    var context: Facts?

    var report: ExceptionReport {
      let report = ExceptionReport(typeName: type, message: message, frames: frames.map(\.frame))
      report.notes = notes
      report.members = members?.map(\.report)
      report.predecessor =
        cause.map { .cause($0.report) } ?? context.map { .context($0.report) }
      return report
    }
  }

  /// File, function, line, column, end line, end column.
  private struct Frame: Decodable {
    var frame: TracebackFrame

    init(from decoder: any Decoder) throws {
      var values = try decoder.unkeyedContainer()
      let file = try values.decode(String.self)
      let function = try values.decode(String.self)
      let numbers = try (0..<4).map { _ in try values.decode(Int.self) }
      frame = TracebackFrame(
        file: file, function: function,
        range: SourceRange(
          start: SourcePosition(line: numbers[0], column: numbers[1]),
          end: SourcePosition(line: numbers[2], column: numbers[3])))
    }
  }

  private static let programs: [String] = [
    "raise ValueError('text')",
    "raise ValueError",
    "1 / 0",
    "x = 1 / 0",
    "def f(a):\n    return a + 'x'\n\ndef g():\n    return f(1)\n\nvalue = g()\n",
    "def f(a):\n    x = f2(a)\n    return x\n\ndef f2(a):\n    return a [ 'k' ]\n\nprint(f({}), 1)\n",
    "data = {'a': [1, 2]}\nprint(len(data['a'][  7  ]))\n",
    "def f(*a):\n    raise KeyError('missing')\nf(\n    1,\n    2,\n)\n",
    "def f(*a, **k):\n    raise KeyError('missing')\nresult = f(1, 2) + f(3,\n   4, 5)\n",
    "def f(*a, **k):\n    raise KeyError('missing')\nprint('a', f(1,\n   2,\n   3,\n   4,\n   5,\n   6), 'b')\n",
    "x = (1 +\n     2 +\n     'a' # comment )\n     + 4)\n",
    "class C:\n    def m(self):\n        return self.missing.other\n\nC().m()\n",
    "a = None\nif True:\n    if True:\n        a.b.c = 1\n",
    "wörter = 'ä'\nwörter + 'ö' + 1\n",
    "漢字 = 1\nprint('漢字', 漢字 // 0, '漢字')\n",
    "\tx = 1\n\ty = 2\n".replacing("\t", with: "") + "if x:\n\tprint(x /\\\n\t\t0)\n",
    "def f(n):\n    return f(n - 1) if n else 1 / 0\nf(10)\n",
    "def f(n):\n    if n == 0:\n        raise RuntimeError('deep')\n    f(n - 1)\nf(4)\n",
    "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    raise ValueError('second') from e\n",
    "try:\n    1 / 0\nexcept ZeroDivisionError:\n    raise ValueError('second')\n",
    "try:\n    1 / 0\nexcept ZeroDivisionError:\n    raise ValueError('second') from None\n",
    "try:\n    try:\n        1 / 0\n    except ZeroDivisionError:\n        {}['k']\nexcept KeyError as e:\n"
      + "    raise ValueError('third') from e\n",
    "e = ValueError('with notes')\ne.add_note('first note')\ne.add_note('second\\nnote')\nraise e\n",
    "raise ValueError('two\\nlines')\n",
    "class MyError(Exception):\n    pass\n\nraise MyError('mine', 2)\n",
    "raise ExceptionGroup('several', [ValueError('a'), TypeError('b')])\n",
    "def f():\n    1 / 0\n\nerrors = []\nfor i in range(2):\n    try:\n        f()\n    except Exception as e:\n"
      + "        e.add_note('note')\n        errors.append(e)\nraise ExceptionGroup('several', errors)\n",
    "inner = ExceptionGroup('inner', [ValueError('a'), ValueError('b\\nc')])\n"
      + "raise ExceptionGroup('outer', [inner, TypeError('last')])\n",
    "inner = ExceptionGroup('inner', [ValueError('a')])\nraise ExceptionGroup('outer', [TypeError('first'), inner])\n",
    "raise ExceptionGroup('many', [ValueError(i) for i in range(20)])\n",
    "raise ExceptionGroup('many', [ValueError(i) for i in range(16)])\n",
    "g = ValueError('bottom')\nfor i in range(12):\n    g = ExceptionGroup(f'level {i}', [g])\nraise g\n",
    "try:\n    raise ExceptionGroup('first', [ValueError('a')])\nexcept ExceptionGroup as e:\n"
      + "    raise RuntimeError('second') from e\n",
    "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    raise ExceptionGroup('group', [e, KeyError('k')])\n",
    "import sys\nsys.exit('bye')\n",
    "f = lambda: (1).missing\n[f() for _ in range(2)]\n",
    "assert 1 == 2, 'no'\n",
    "def g():\n    yield 1\n    raise OSError(2, 'gone')\nfor x in g():\n    pass\n",
    "x = {1: 2}\nx[1][2][3]\n",
    "(lambda x: x)(1, 2)\n",
    "def f():\n    pass\nf ( ) ( 1 )\n",
    "print( ( 1 ) + ( 'a' ) )\n",
    "x = -'a'\n",
    "a = b = 1\na.x.y()\n",
    "from os import nothing\n",
    "def f():\n    async def g():\n        raise ValueError(1)\n    g().send(None)\nf()\n",
    "with open('/nonexistent/file') as f:\n    pass\n",
  ]
}
