import AsyncioLoop

extension Machine {
  /// `contextvars` (CPython 3.13 `context.c`).
  func fillContextvars(_ names: PyDict) {
    fillContextVar(names)
    fillToken(names)
    fillContext(names)
    function(names, "copy_context", .exactly(0)) { m, _ in
      .object(m.wrap(m.session.copiedContext() ?? Context()))
    }
  }

  // MARK: ContextVar

  private func fillContextVar(_ names: PyDict) {
    let type = types.named("ContextVar", module: "_contextvars")
    names.set(intern("ContextVar"), .object(type))
    constructor(type) { m, a in
      guard a.count < 3 else {
        throw m.typeError("ContextVar() takes at most 1 positional argument (\(a.count - 1) given)")
      }
      try m.checkKeywords(a, "ContextVar", allowed: ["name", "default"])
      guard let name = a.count > 1 ? a[1] : a.keyword("name") else {
        throw m.typeError("ContextVar() takes exactly 1 positional argument (0 given)")
      }
      guard name.string != nil else { throw m.typeError("context variable name must be a str") }
      return .object(PyContextVar(name: name, fallback: a.keyword("default") ?? .undefined))
    }
    attribute(type, "name", get: { _, v in (v.object as? PyContextVar)?.name ?? .none })
    method(type, "get", .any) { m, a in
      try m.checkKeywords(a, "ContextVar.get")
      try m.checkCount(a, "get", 1, 2, shift: 1)
      guard let variable = a[0].object as? PyContextVar else { return .none }
      if let value = m.session.context?[variable] as? Value { return value }
      if a.count > 1 { return a[1] }
      guard !variable.fallback.isUndefined else {
        throw m.makeException(m.types[.lookupError], [a[0]])
      }
      return variable.fallback
    }
    method(type, "set", .exactly(2)) { m, a in
      guard let variable = a[0].object as? PyContextVar else { return .none }
      let context = m.session.currentContext()
      let old = context.set(variable, to: a[1]) as? Value
      return .object(PyToken(variable, in: context, oldValue: old ?? .undefined))
    }
    method(type, "reset", .exactly(2)) { m, a in
      guard let variable = a[0].object as? PyContextVar else { return .none }
      try m.reset(variable, a[1])
      return .none
    }
  }

  private func reset(_ variable: PyContextVar, _ value: Value) throws {
    guard let token = value.object as? PyToken else {
      throw typeError("expected an instance of Token, got \(try representation(value))")
    }
    if token.isUsed { throw error(.runtimeError, "\(try representation(value)) has already been used once") }
    if token.variable !== variable {
      throw valueError("\(try representation(value)) was created by a different ContextVar")
    }
    guard let context = session.context, token.context === context else {
      throw valueError("\(try representation(value)) was created in a different Context")
    }
    token.isUsed = true
    context.set(variable, to: token.oldValue.isUndefined ? nil : token.oldValue)
  }

  // MARK: Token

  private func fillToken(_ names: PyDict) {
    let type = types.named("Token", module: "_contextvars")
    names.set(intern("Token"), .object(type))
    constructor(type) { m, _ in throw m.error(.runtimeError, "Tokens can only be created by ContextVars") }
    type.attributes.set(self.names.hash, .none)
    let missing = Value.object(PyMissingToken())
    type.attributes.set(intern("MISSING"), missing)
    attribute(
      type, "var", get: { _, v in (v.object as? PyToken).map { .object($0.variable) } ?? .none })
    attribute(type, "old_value", get: { _, v in ((v.object as? PyToken)?.oldValue ?? .none).or(missing) })
  }

  // MARK: Context

  private func fillContext(_ names: PyDict) {
    let type = types.named("Context", module: "_contextvars")
    names.set(intern("Context"), .object(type))
    constructor(type) { m, a in
      guard a.total == 1 else { throw m.typeError("Context() does not accept any arguments") }
      return .object(m.wrap(Context()))
    }
    type.attributes.set(self.names.hash, .none)
    method(type, "run", .any) { m, a in
      guard let context = (a[0].object as? PyContext)?.context else { return .none }
      guard a.count > 1 else { throw m.typeError("run() missing 1 required positional argument") }
      let (function, arguments) = (a[1], (2..<max(2, a.total)).map { a[$0] })
      // What the running task's context is must be settled while it is the current one.
      _ = m.session.currentContext()
      return try m.session.run(in: context) { try m.call(function, arguments, names: a.names) }
    }
    method(type, "copy", .exactly(1)) { m, a in
      (a[0].object as? PyContext).map { .object(m.wrap($0.context.copy())) } ?? .none
    }
    fillContextMapping(type)
  }

  private func fillContextMapping(_ type: PyType) {
    func context(_ value: Value) -> Context { (value.object as? PyContext)?.context ?? Context() }
    func variable(_ value: Value) throws -> PyContextVar {
      guard let variable = value.object as? PyContextVar else {
        throw self.typeError("a ContextVar key was expected, got \(try self.representation(value))")
      }
      return variable
    }
    method(type, "__getitem__", .exactly(2)) { m, a in
      guard let value = context(a[0])[try variable(a[1])] as? Value else {
        throw m.makeException(m.types[.keyError], [a[1]])
      }
      return value
    }
    method(type, "get", .any) { m, a in
      try m.checkCount(a, "get", 2, 3, shift: 1)
      return context(a[0])[try variable(a[1])] as? Value ?? a[2].or(.none)
    }
    method(type, "__contains__", .exactly(2)) { _, a in .bool(context(a[0])[try variable(a[1])] != nil) }
    method(type, "__len__", .exactly(1)) { _, a in .int(context(a[0]).count) }
    for (name, part) in [
      ("__iter__", DictPart.keys), ("keys", .keys), ("values", .values), ("items", .items),
    ] {
      method(type, name, .exactly(1)) { _, a in .object(ContextIterator(context(a[0]), part)) }
    }
    method(type, "__eq__", .exactly(2)) { m, a in
      guard let left = a[0].object as? PyContext, let right = a[1].object as? PyContext else {
        return .notImplemented
      }
      return .bool(try m.areEqual(left.context, right.context))
    }
  }

  private func areEqual(_ left: Context, _ right: Context) throws -> Bool {
    guard left.count == right.count else { return false }
    return try left.pairs.allSatisfy { variable, value in
      guard let value = value as? Value, let other = right[variable] as? Value else { return false }
      return try Value.isSame(value, other) || equal(value, other)
    }
  }
}

/// Goes over a context: its variables, their values, or both.
private final class ContextIterator: PyIterator {
  private let pairs: [(variable: AnyObject, value: Any)]
  private let part: DictPart
  private var index = 0

  init(_ context: Context, _ part: DictPart) {
    pairs = context.pairs
    self.part = part
  }

  override var typeName: String { part.rawValue }

  override func next(_ machine: Machine) throws -> Value? {
    guard index < pairs.count else { return nil }
    defer { index += 1 }
    guard let variable = pairs[index].variable as? PyContextVar, let value = pairs[index].value as? Value
    else { return nil }
    switch part {
    case .keys: return .object(variable)
    case .values: return value
    case .items: return .object(PyTuple([.object(variable), value]))
    }
  }
}
