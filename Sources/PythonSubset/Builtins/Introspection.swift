import AsyncioLoop

/// A frame, as the program sees it.
final class PyFrame: PyObject {
  let frame: Frame

  init(_ frame: Frame) {
    self.frame = frame
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType { machine.types.named("frame") }

  override func isSame(as other: PyObject) -> Bool { (other as? PyFrame)?.frame === frame }

  var code: Code { frame.code }

  /// Where it stands, or stood last; that of the `def` where it has not run.
  var line: Int { frame.registers.pointee.next == 0 ? frame.code.firstLine : frame.line }
}

/// The code of a function or a frame, as the program sees it.
final class PyCode: PyObject {
  let code: Code

  init(_ code: Code) {
    self.code = code
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType { machine.types.named("code") }

  override func isSame(as other: PyObject) -> Bool { (other as? PyCode)?.code === code }
}

/// What functions, coroutines and tracebacks tell of themselves, as far as it can be what CPython tells.
extension Machine {
  func fillIntrospection() {
    fillCode()
    fillFrames()
    let function = types.function
    attribute(function, "__code__", get: { _, v in v.function.map { .object(PyCode($0.code)) } ?? .none })
    attribute(function, "__globals__", get: { _, v in v.function.map { .object($0.globals) } ?? .none })
    attribute(
      function, "__closure__",
      get: { _, v in
        guard let cells = v.function?.closure, !cells.isEmpty else { return .none }
        return .object(PyTuple(cells.map { .object($0) }))
      })
    attribute(
      types.traceback, "tb_frame",
      get: { _, v in (v.object as? PyTraceback).map { .object(PyFrame($0.frame)) } ?? .none })
    fillGenerator(types.generator, "gi", awaited: "yieldfrom")
    fillGenerator(types.coroutine, "cr", awaited: "await")
    fillGenerator(types.asyncGenerator, "ag", awaited: "await")
  }

  private func fillCode() {
    let type = types.named("code")
    func fact(_ name: String, _ get: @escaping (Code) -> Value) {
      attribute(type, "co_\(name)", get: { _, v in (v.object as? PyCode).map { get($0.code) } ?? .none })
    }
    func tuple(_ names: some Sequence<PyString>) -> Value { .object(PyTuple(names.map { .object($0) })) }
    fact("name") { .text($0.name) }
    fact("qualname") { .text($0.qualifiedName) }
    fact("filename") { .text($0.file) }
    fact("firstlineno") { .int($0.firstLine) }
    fact("argcount") { .int($0.positionalCount) }
    fact("posonlyargcount") { .int($0.positionalOnlyCount) }
    fact("kwonlyargcount") { .int($0.keywordOnlyCount) }
    for name in ["co_varnames", "co_nlocals"] {
      attribute(
        type, name,
        get: { m, v in
          guard let code = (v.object as? PyCode)?.code else { return .none }
          // CPython counts the variables of comprehensions, which it runs in the frame around them.
          if code.hasComprehensions { throw m.missingAttribute("code", name) }
          let names = code.variableSlots.map { code.slotNames[$0] }
          return name == "co_nlocals" ? .int(names.count) : tuple(names)
        })
    }
    fact("cellvars") { code in tuple(code.cellSlots.map { code.slotNames[$0] }) }
    fact("freevars") { code in tuple(code.slotNames[code.localCount..<(code.localCount + code.freeCount)]) }
  }

  private func fillFrames() {
    let type = types.named("frame")
    func fact(_ name: String, _ get: @escaping (PyFrame) -> Value) {
      attribute(type, "f_\(name)", get: { _, v in (v.object as? PyFrame).map(get) ?? .none })
    }
    fact("lineno") { .int($0.line) }
    fact("code") { .object(PyCode($0.code)) }
    fact("globals") { .object($0.frame.globals) }
  }

  private func fillGenerator(_ type: PyType, _ prefix: String, awaited: String) {
    func fact(_ name: String, _ get: @escaping (Machine, PyGenerator) throws -> Value) {
      attribute(
        type, "\(prefix)_\(name)",
        get: { m, v in
          if let generator = v.object as? PyGenerator { return try get(m, generator) }
          throw m.missingAttribute("coroutine", "\(prefix)_\(name)")
        })
    }
    fact("frame") { _, g in g.state == .finished ? .none : .object(PyFrame(g.frame)) }
    fact("code") { _, g in .object(PyCode(g.frame.code)) }
    fact("suspended") { _, g in .bool(g.state == .suspended) }
    fact(awaited) { m, g in
      // The step of the loop's library that a coroutine waits for is an iterator, of which taskviz has none.
      guard let inner = g.delegate else { return .none }
      if case .object(let object) = inner, object is PyGenerator || object is PyNativeCoroutine {
        return inner
      }
      throw m.missingAttribute(type.name, "\(prefix)_\(awaited)")
    }
    if type === types.asyncGenerator {
      fact("running") { _, g in .bool((g as? PyAsyncGenerator)?.isRunning ?? false) }
    } else if type === types.coroutine {
      fact("origin") { _, _ in .none }
    }
  }

  /// Says of an attribute that CPython has that taskviz has not.
  func missingAttribute(_ type: String, _ name: String) -> PyException {
    error(
      .notImplementedError,
      "taskviz has no '\(name)' of '\(type)' objects, which CPython has; run the program under real CPython")
  }
}

extension Code {
  fileprivate var hasComprehensions: Bool {
    constants.contains { ($0.object as? CodeConstant)?.code.flags.contains(.inlined) ?? false }
  }

  /// The slots of parameters and other locals; those of locals that closures share are not among them, as in CPython.
  fileprivate var variableSlots: [Int] {
    return (0..<localCount).filter { $0 < parameterCount || !cellSlots.contains($0) }
  }
}
