import Subprocesses
import Testing

@testable import PythonSyntax

@Suite(.enabled(if: Python.found != nil && CPythonLibrary.found != nil, "\(Python.missing)"))
struct SyntaxTreeTests {
  /// Writes each node of a file's tree on a line: its place and what it is.
  private static let dump = #"""
    import ast, sys
    BIN = {"Add": "+", "Sub": "-", "Mult": "*", "MatMult": "@", "Div": "/", "FloorDiv": "//", "Mod": "%", "Pow": "**", "LShift": "<<", "RShift": ">>", "BitAnd": "&", "BitOr": "|", "BitXor": "^"}
    UN = {"UAdd": "+", "USub": "-", "Invert": "~", "Not": "not"}
    CMP = {"Eq": "==", "NotEq": "!=", "Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">=", "Is": "is", "IsNot": "is not", "In": "in", "NotIn": "not in"}
    def kind(node): return type(node).__name__
    def place(n): return f"{n.lineno}:{n.col_offset}-{n.end_lineno}:{n.end_col_offset}"
    def aliases(names): return ",".join(f"{a.name}={a.asname or ''}" for a in names)
    def parameters(a):
        defaults = [False] * (len(a.posonlyargs) + len(a.args) - len(a.defaults)) + [True] * len(a.defaults)
        both = [x.arg + ("=" if d else "") for x, d in zip(a.posonlyargs + a.args, defaults)]
        only = both[:len(a.posonlyargs)]; rest = both[len(a.posonlyargs):]
        kw = [x.arg + ("" if d is None else "=") for x, d in zip(a.kwonlyargs, a.kw_defaults)]
        return f"({','.join(only)}/{','.join(rest)}*{a.vararg.arg if a.vararg else ''}|{','.join(kw)}**{a.kwarg.arg if a.kwarg else ''})"
    def constant(v):
        if v is ...: return "Ellipsis"
        if isinstance(v, bool) or v is None: return repr(v)
        if isinstance(v, int): return "large" if v.bit_length() > 2000 else str(v)
        if isinstance(v, complex): return repr(v.imag) + "i"
        if isinstance(v, str):
            return f"surrogates {len(v)}" if any(0xD800 <= ord(c) < 0xE000 for c in v) else ascii(v)
        return repr(v)
    def parts(values):
        out = ""
        for v in values:
            if isinstance(v, ast.Constant): out += ascii(v.value)
            else: out += "{!" + (chr(v.conversion) if v.conversion > 0 else "") + (":" + parts(v.format_spec.values) if v.format_spec else "") + "}"
        return out
    def name(n):
        k = kind(n)
        match n:
            case ast.Assign() | ast.Delete(): return f"{k} {len(n.targets)}"
            case ast.AugAssign(): return f"{k} {BIN[kind(n.op)]}"
            case ast.AnnAssign(): return f"{k} {n.simple}"
            case ast.Raise(): return f"{k} {1 if n.cause else 0}"
            case ast.Global() | ast.Nonlocal(): return f"{k} {','.join(n.names)}"
            case ast.Import(): return f"{k} {aliases(n.names)}"
            case ast.ImportFrom(): return f"{k} {n.module or ''} {aliases(n.names)} {n.level}"
            case ast.If():
                count = 1
                while id(n) in elifs: n = n.orelse[0]; count += 1
                return f"{k} {count} {len(n.orelse)}"
            case ast.While() | ast.For() | ast.AsyncFor(): return f"{k} {len(n.body)} {len(n.orelse)}"
            case ast.Try() | ast.TryStar(): return f"{k} {len(n.body)} {len(n.orelse)} {len(n.finalbody)}" + "".join(f" {place(h)}={h.name or ''}" for h in n.handlers)
            case ast.With() | ast.AsyncWith(): return f"{k} {len(n.items)} {len(n.body)}"
            case ast.FunctionDef() | ast.AsyncFunctionDef(): return f"{k} {n.name} {parameters(n.args)} {len(n.body)} {len(n.decorator_list)}"
            case ast.ClassDef(): return f"{k} {n.name} {len(n.bases)} {len(n.keywords)} {len(n.body)}"
            case ast.Match(): return f"{k} {len(n.cases)}"
            case ast.Name(): return f"{k} {n.id}"
            case ast.Constant(): return f"{k} {constant(n.value)}"
            case ast.JoinedStr(): return f"{k} {parts(n.values)}"
            case ast.Tuple() | ast.List() | ast.Set(): return f"{k} {len(n.elts)}"
            case ast.Dict(): return f"{k} {len(n.keys)}"
            case ast.UnaryOp(): return f"{k} {UN[kind(n.op)]}"
            case ast.BinOp(): return f"{k} {BIN[kind(n.op)]}"
            case ast.BoolOp(): return f"{k} {kind(n.op).lower()} {len(n.values)}"
            case ast.Compare(): return f"{k} {','.join(CMP[kind(o)] for o in n.ops)}"
            case ast.Call(): return f"{k} {len(n.args)} {','.join(w.arg or '**' for w in n.keywords)}"
            case ast.Attribute(): return f"{k} {n.attr}"
            case ast.Slice(): return f"{k} {int(n.lower is not None)}{int(n.upper is not None)}{int(n.step is not None)}"
            case ast.Lambda(): return f"{k} {parameters(n.args)}"
            case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                label = {"ListComp": "list", "SetComp": "set", "DictComp": "dictionary", "GeneratorExp": "generator"}[k]
                return f"{label} " + ",".join(f"{c.is_async}{len(c.ifs)}" for c in n.generators)
        return k
    path = sys.argv[1]
    source = open(path, "rb").read()
    lines = source.split(b"\n")
    tree = ast.parse(source)
    elifs = {}; inner = set(); hidden = set()
    for n in ast.walk(tree):
        if isinstance(n, ast.If) and len(n.orelse) == 1 and isinstance(n.orelse[0], ast.If):
            e = n.orelse[0]
            if lines[e.lineno - 1][e.col_offset:].startswith(b"elif"): elifs[id(n)] = e; inner.add(id(e))
        if isinstance(n, ast.JoinedStr):
            for v in n.values:
                if isinstance(v, ast.Constant): hidden.add(id(v))
                elif v.format_spec: hidden.add(id(v.format_spec))
        if isinstance(n, ast.MatchSingleton): pass
    out = []
    for n in ast.walk(tree):
        if id(n) in inner or id(n) in hidden or isinstance(n, (ast.FormattedValue, ast.TypeVar, ast.ParamSpec, ast.TypeVarTuple)): continue
        if isinstance(n, ast.pattern): out.append(f"{place(n)} Match")
        elif isinstance(n, (ast.stmt, ast.expr)): out.append(f"{place(n)} {name(n)}")
    sys.stdout.write("\n".join(out))
    """#

  @Test(arguments: [
    "asyncio/base_events.py", "asyncio/tasks.py", "asyncio/taskgroups.py", "statistics.py", "dataclasses.py",
    "argparse.py", "textwrap.py", "_pydecimal.py", "test/test_grammar.py", "test/test_patma.py",
    "test/test_fstring.py", "test/test_string_literals.py", "test/test_syntax.py",
  ])
  func `trees are CPython's, node for node, place for place`(file: String) throws {
    let (python, library) = (try #require(Python.found), try #require(CPythonLibrary.found))
    let path = "\(library.folder)/\(file)"
    let contents = CPythonLibrary.contents(path)
    // Not every installation has the tests.
    if contents.isEmpty { return }
    let answer = try Subprocesses.run([python.path, "-W", "ignore", "-c", Self.dump, path])
    try #require(answer.status == 0, "\(answer.standardError)")
    let expected = answer.standardOutput.split(separator: "\n").map(String.init).sorted()
    let lines = SyntaxDump.lines(try Parser.parse(SourceText(contents, file: path)).module)
    let missing = Set(expected).subtracting(lines).sorted().prefix(20)
    let extra = Set(lines).subtracting(expected).sorted().prefix(20)
    #expect(
      lines == expected,
      "missing: \(missing.joined(separator: "\n"))\nextra: \(extra.joined(separator: "\n"))")
  }
}
