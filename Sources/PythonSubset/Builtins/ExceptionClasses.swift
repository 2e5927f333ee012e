extension Machine {
  func fillExceptionClasses() {
    let base = types[.baseException]
    func link(
      _ name: String, _ get: @escaping (PyException) -> Value, _ set: @escaping (PyException, Value) -> Void
    ) {
      attribute(
        base, name, get: { _, v in v.exception.map(get) ?? .none },
        set: { _, v, new in
          if let exception = v.exception { set(exception, new) }
        })
    }
    func value(_ exception: PyException?) -> Value { exception.map { .object($0) } ?? .none }
    attribute(
      base, "args", get: { _, v in .object(PyTuple(v.exception?.args ?? [])) },
      set: { m, v, new in
        v.exception?.args = try m.values(of: new)
      })
    link("__cause__", { value($0.causeException) }) { exception, new in
      exception.causeException = new.exception
      exception.hidesContext = true
    }
    link("__context__", { value($0.contextException) }) { $0.contextException = $1.exception }
    link("__suppress_context__", { .bool($0.hidesContext) }) { exception, new in
      if case .bool(let flag) = new { exception.hidesContext = flag }
    }
    link("__traceback__", { $0.tracebackEntries.map { .object($0) } ?? .none }) { exception, new in
      exception.tracebackEntries = new.object as? PyTraceback
    }
    method(base, "with_traceback", .exactly(2)) { m, a in
      guard a[1].isNone || a[1].object is PyTraceback else {
        throw m.typeError("__traceback__ must be a traceback or None")
      }
      a[0].exception?.tracebackEntries = a[1].object as? PyTraceback
      return a[0]
    }
    method(base, "add_note", .exactly(2)) { m, a in
      guard a[1].string != nil else { throw m.typeError("note must be a str, not '\(m.typeName(of: a[1]))'") }
      guard let attributes = a[0].exception?.attributesForWriting() else { return .none }
      if let notes = attributes.get(m.names.notes)?.list {
        notes.items.append(a[1])
      } else {
        attributes.set(m.names.notes, .object(PyList([a[1]])))
      }
      return .none
    }
    // `super().__init__(...)`: the arguments were kept when the object was made, but these are others.
    method(base, "__init__", .any) { m, a in
      guard let exception = a[0].exception, exception.group == nil else { return .none }
      m.setArguments(of: exception, a.positional(from: 1))
      return .none
    }
    attribute(types[.stopIteration], "value", get: { _, v in v.exception?.args.first ?? .none })
    attribute(
      types[.systemExit], "code",
      get: { _, v in
        guard let args = v.exception?.args, !args.isEmpty else { return .none }
        return args.count == 1 ? args[0] : .object(PyTuple(args))
      })
    attribute(
      types[.osError], "filename", get: { m, v in v.exception?.attributes?.get(m.names.fileName) ?? .none },
      set: { m, v, new in v.exception?.attributesForWriting()?.set(m.names.fileName, new) })
    for (index, name) in ["errno", "strerror"].enumerated() {
      attribute(
        types[.osError], name,
        get: { _, v in
          guard let args = v.exception?.args, args.count >= 2, index < args.count else { return .none }
          return args[index]
        })
    }
    for type in [types[.nameError], types[.attributeError], types[.importError]] {
      for name in ["name", "obj"] where type.attributes.get(intern(name)) == nil {
        attribute(
          type, name, get: { m, v in v.exception?.attributes?.get(m.intern(name)) ?? .none },
          set: { m, v, new in
            v.exception?.attributesForWriting()?.set(m.intern(name), new)
          })
      }
    }
    for type in [types[.unicodeDecodeError], types[.unicodeEncodeError]] {
      for (index, name) in ["encoding", "object", "start", "end", "reason"].enumerated() {
        attribute(type, name, get: { _, v in v.exception?.args.dropFirst(index).first ?? .none })
      }
    }
    fillGroups()
    fillTracebacks()
  }

  private func fillGroups() {
    let base = types[.baseExceptionGroup]
    attribute(base, "message", get: { _, v in v.exception?.args.first ?? .none })
    attribute(
      base, "exceptions",
      get: { _, v in
        .object(PyTuple((v.exception?.group ?? []).map { .object($0) }))
      })
    func optional(_ exception: PyException?) -> Value { exception.map { .object($0) } ?? .none }
    method(base, "split", .exactly(2)) { m, a in
      guard let group = a[0].exception else { return .none }
      let (match, rest) = try m.split(group, m.condition(a[1]))
      return .object(PyTuple([optional(match), optional(rest)]))
    }
    method(base, "subgroup", .exactly(2)) { m, a in
      guard let group = a[0].exception else { return .none }
      return optional(try m.split(group, m.condition(a[1])).match)
    }
    method(base, "derive", .exactly(2)) { m, a in
      let members = try m.values(of: a[1]).compactMap(\.exception)
      return .object(m.makeGroup(a[0].exception?.args.first ?? .text(""), members))
    }
  }

  private func condition(_ value: Value) throws -> (PyException) throws -> Bool {
    let types = value.tuple?.items ?? [value]
    if types.allSatisfy({ $0.typeObject?.layout == .exception }) {
      return { try self.matches(.object($0), value) }
    }
    guard value.typeObject == nil, isCallable(value) else {
      throw typeError(
        "expected an exception type, a tuple of exception types, or a callable (other than a class)")
    }
    return { try self.isTrue(self.call(value, [.object($0)])) }
  }

  private func fillTracebacks() {
    let traceback = types.traceback
    attribute(
      traceback, "tb_lineno",
      get: { _, v in
        (v.object as? PyTraceback).map { .int($0.line) } ?? .none
      })
    attribute(
      traceback, "tb_next", get: { _, v in (v.object as? PyTraceback)?.next.map { .object($0) } ?? .none })
  }

  /// `BaseException.__str__`, whatever the program's class defines.
  func plainString(_ exception: PyException) throws -> String {
    let plain = makeException(exception.cls.mro.first(where: \.isBuiltin) ?? exception.cls, exception.args)
    plain.group = exception.group
    return try string(plain)
  }
}
