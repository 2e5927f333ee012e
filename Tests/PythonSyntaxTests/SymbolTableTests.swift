import Testing

@testable import PythonSyntax

struct SymbolTableTests {
  /// Each scope of a program on a line: its qualified name, then its names by where they are found.
  private static func scopes(_ text: String) throws -> String {
    let symbols = try SymbolTable(Parser.parse(SourceText(text, file: "x.py")).module)
    return symbols.scopes.map { scope in
      var line = scope.qualifiedName + ":"
      if !scope.locals.isEmpty { line += " local " + scope.locals.joined(separator: ",") }
      if !scope.cells.isEmpty { line += " cell " + scope.cells.joined(separator: ",") }
      if !scope.free.isEmpty { line += " free " + scope.free.joined(separator: ",") }
      return line
    }.joined(separator: "\n")
  }

  @Test func `names of inner functions are shared through cells`() throws {
    #expect(
      try Self.scopes(
        "def f(a, *b, c=1, **d):\n  e = 1\n  def g():\n    nonlocal e\n    return a + e + h\n  return g\n")
          == """
          <module>:
          f: local a,c,b,d,e,g cell a,e
          f.<locals>.g: free a,e
          """)
  }

  @Test func `a class keeps its names from its methods, but for __class__`() throws {
    #expect(
      try Self.scopes("class C:\n  x = 1\n  def f(self):\n    super().f()\n    return x, __y\n") == """
        <module>:
        C: local __module__,__qualname__,x,f cell __class__
        C.f: local self free __class__
        """)
  }

  @Test func `private names are mangled`() throws {
    let symbols = try SymbolTable(
      Parser.parse(SourceText("class _C:\n  def f(self): __x = 1; return __x__\n", file: "x.py")).module)
    #expect(symbols.scopes[2].locals == ["self", "_C__x"])
    #expect(symbols.scopes[2].binding(of: "__x") == .local)
    #expect(symbols.scopes[2].binding(of: "__x__") == .global)
  }

  @Test func `an assignment expression binds outside of its comprehension`() throws {
    #expect(
      try Self.scopes("def f(xs):\n  return [y := x for x in xs if y]\n") == """
        <module>:
        f: local xs,y cell y
        f.<locals>.<listcomp>: local x free y
        """)
  }

  @Test func `global statements pass the functions around by`() throws {
    let symbols = try SymbolTable(
      Parser.parse(
        SourceText(
          "def f():\n  x = 1\n  def g():\n    global x\n    x = 2\n    def h(): return x\n", file: "x.py")
      ).module)
    #expect(symbols.scopes[2].binding(of: "x") == .declaredGlobal)
    #expect(symbols.scopes[3].binding(of: "x") == .global)
    #expect(symbols.scopes[1].binding(of: "x") == .local)
  }

  @Test func `awaits make comprehensions coroutines, yields make generators`() throws {
    let symbols = try SymbolTable(
      Parser.parse(
        SourceText(
          "async def f():\n  [await x for x in y]\n  (z async for z in y)\ndef g():\n  yield\n", file: "x.py")
      ).module)
    #expect(symbols.scopes.map(\.isCoroutine) == [false, true, true, true, false])
    #expect(symbols.scopes.map(\.isGenerator) == [false, false, false, true, true])
  }
}
