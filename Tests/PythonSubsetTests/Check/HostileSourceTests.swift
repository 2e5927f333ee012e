import PythonSyntax
import Subprocesses
import Testing

@testable import PythonSubset

struct HostileSourceTests {
  private static func error(_ text: String) -> PythonSyntaxError? {
    do throws(PythonSyntaxError) {
      try SyntaxErrorTests.check(text)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    "(", "[", "{", "f(", "a[", "-", "not ", "~", "lambda: ", "a if b else ", "await ", "2**", "{1: ",
    "(yield ",
  ])
  func `ten thousand levels of nesting are an error, not a stack overflow`(opening: String) {
    #expect(Self.error(String(repeating: opening, count: 10_000) + "1") != nil)
  }

  @Test(arguments: [".a", "()", "[0]", " + 1", " and a", ", a", " < 1", ".a()"])
  func `long chains are read or refused, never a stack overflow`(link: String) {
    _ = Self.error("x = a" + String(repeating: link, count: 20_000) + "\n")
  }

  @Test func `deep blocks are an error, not a stack overflow`() {
    let text = (0..<10_000).map { String(repeating: " ", count: $0) + "if x:\n" }.prefix(300).joined()
    #expect(Self.error(text)?.message == "too many levels of indentation")
  }

  @Test func `a long chain of elifs is no deep tree`() throws {
    let text = "if a: pass\n" + String(repeating: "elif a: pass\n", count: 20_000)
    #expect(Self.error(text) == nil)
  }

  @Test func `f-strings nest to their limit and no further`() {
    #expect(Self.error("f'{a:{b:{c}}}'") == nil)
    #expect(Self.error(String(repeating: "f'{", count: 10_000)) != nil)
    #expect(Self.error(String(repeating: "f\"{f'{", count: 200)) != nil)
  }

  @Test func `bytes that are no text are an error with a line`() {
    for bytes: [UInt8] in [[0xFF], [0x61, 0x0A, 0xC3], [0x61, 0x00], [0x61, 0x0A, 0xED, 0xA0, 0x80]] {
      #expect(throws: PythonSyntaxError.self) { try SourceText(bytes, file: "x.py") }
    }
    #expect(throws: Never.self) { try SourceText([0xEF, 0xBB, 0xBF, 0x61], file: "x.py") }
  }

  /// Programs that hold most of the grammar.
  private static let seeds = [
    """
    import asyncio, time
    from random import (uniform as u, randint)
    @decorator(1, *a, k=2, **kw)
    async def fetch(name: str, /, delay=0.5, *args, key: int = 1, **kw) -> dict:
        '''Doc.'''
        async with asyncio.timeout(delay) as t, other():
            await asyncio.sleep(delay)
        async for x in y:
            print(f"{name!r:>{width}} {delay=:.2f} {{}} {x['a']}", end="")
        try:
            return {**kw, 'a': [i async for i in z if i], "b": (*args, 1)}
        except* (ValueError, OSError) as group:
            raise RuntimeError("x") from group
        finally:
            pass
    """,
    """
    class A(B, metaclass=M):
    \tx: int = 0x_ff + 1_000.5e-3j
    \tdef f(self): return lambda x, *y, z=1: (yield)
    match command.split():
        case [Point(x=0, y=0), *rest] | {"k": v, **r} if x > 1: pass
        case -1 | 'a' "b" | None | a.b as c: pass
        case _: global g; del g[1:2, ::3], h.i
    while (n := n - 1) and not a is not b not in c:
        continue
    else: assert n, "m" \\
        'n'
    x = y = *a, b = b"\\x00\\101" if a < b <= c != d else {1, 2} | {k: v for k, v in w}
    x @= 1; x >>= 2; x //= ~-+3 ** -2
    # a comment
    """,
  ]

  @Test(arguments: 0..<8)
  func `mutated programs never trap, and every error lies inside its file`(round: Int) throws {
    var random = PythonRandom(seed: "fuzz \(round)")
    var corpus = Self.seeds.map { Array($0.utf8) }
    if let library = CPythonLibrary.found {
      corpus.append(CPythonLibrary.contents(library.folder + "/asyncio/taskgroups.py"))
    }
    let pieces = [
      "(", ")", "[", "]", "{", "}", "'", "\"\"\"", "f'", "f\"\"\"{", ":", "\n", "    ", "\t", "\\\n", "\\",
      "é", "\u{202E}", "0", "_", "=", ":=", "*", "**", "lambda ", "async ", "await ", "if ", "else ",
      "match x:\n", "case ", "\\N{DIGIT ONE}", "\\x", "!r", "\r", "\u{0}", "#", ";", "@", "yield ", "0x",
      "1e",
    ]
    .map { Array($0.utf8) }
    for _ in 0..<120 {
      var bytes = corpus[random.below(corpus.count)]
      for _ in 0...random.below(6) {
        let at = random.below(bytes.count + 1)
        switch random.below(4) {
        case 0: bytes.insert(contentsOf: pieces[random.below(pieces.count)], at: at)
        case 1: bytes.removeSubrange(at..<min(bytes.count, at + random.below(20)))
        case 2: if at < bytes.count { bytes[at] = UInt8(random.below(256)) }
        default:
          let from = random.below(bytes.count + 1)
          bytes.insert(contentsOf: Array(bytes[from..<min(bytes.count, from + random.below(40))]), at: at)
        }
      }
      do throws(PythonSyntaxError) {
        let source = try SourceText(bytes, file: "x.py")
        do throws(PythonSyntaxError) {
          let result = try Parser.parse(source)
          let symbols = try SymbolTable(result.module)
          try ContextCheck.check(result.module, symbols)
          _ = SupportCheck.refusals(
            result.module, symbols, source, SupportTable(unsupported: Set(Construct.allCases), modules: [:]))
        } catch {
          #expect(error.range.start.line >= 1 && Int(error.range.start.line) <= source.lineCount + 1)
          #expect(error.range.start <= error.range.end || error.range.start.line == error.range.end.line)
          #expect(error.report(in: source).hasSuffix("\n"))
        }
      } catch {
        #expect(error.range.start.line >= 1)
      }
    }
  }
}
