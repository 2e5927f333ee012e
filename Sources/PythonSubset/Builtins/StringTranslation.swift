extension Machine {
  /// `str.maketrans` and `str.translate`.
  func fillStringTranslation(_ str: PyType) {
    let maketrans = PyNative("maketrans", .between(1, 3)) { m, a in
      a.count == 1 ? try m.translationTable(of: a[0]) : try m.translationTable(a[0], a[1], a[2])
    }
    str.attributes.set(
      intern("maketrans"), .object(PyMethodWrapper(.object(maketrans), isClassMethod: false)))
    method(str, "translate", .exactly(2)) { m, a in
      var result = String.UnicodeScalarView()
      for scalar in a[0].string?.codePoints ?? [] {
        try m.translate(scalar, by: a[1], into: &result)
      }
      return .text(String(result))
    }
  }

  private func translationTable(of mapping: Value) throws -> Value {
    guard let mapping = mapping.dict else {
      throw typeError("if you give only one argument to maketrans it must be a dict")
    }
    let table = PyDict()
    for (key, value) in mapping.pairs {
      if let text = key.string {
        guard text.count == 1, let scalar = text.codePoints.first else {
          throw valueError("string keys in translate table must be of length 1")
        }
        try table.set(.int(Int(scalar.value)), value, in: self)
      } else if key.bigInteger != nil {
        try table.set(key, value, in: self)
      } else {
        throw typeError("keys in translate table must be strings or integers")
      }
    }
    return .object(table)
  }

  private func translationTable(_ from: Value, _ to: Value, _ removed: Value) throws -> Value {
    func part(_ value: Value, _ number: Int) throws -> PyString {
      guard let text = value.string else {
        throw typeError("maketrans() argument \(number) must be str, not \(givenName(of: value))")
      }
      return text
    }
    let (to, removed) = (try part(to, 2), removed.isUndefined ? nil : try part(removed, 3))
    guard let from = from.string else {
      throw typeError("first maketrans argument must be a string if there is a second argument")
    }
    guard from.count == to.count else {
      throw valueError("the first two maketrans arguments must have equal length")
    }
    let table = PyDict()
    for (old, new) in zip(from.codePoints, to.codePoints) {
      try table.set(.int(Int(old.value)), .int(Int(new.value)), in: self)
    }
    for scalar in removed?.codePoints ?? [] { try table.set(.int(Int(scalar.value)), .none, in: self) }
    return .object(table)
  }

  private func translate(
    _ scalar: Unicode.Scalar, by table: Value, into result: inout String.UnicodeScalarView
  ) throws {
    let found: Value
    do {
      found = try getItem(table, .int(Int(scalar.value)))
    } catch let exception as PyException where exception.cls.isSubtype(of: types[.lookupError]) {
      result.append(scalar)
      return
    }
    if found.isNone { return }
    if let text = found.string {
      result.append(contentsOf: text.codePoints)
      return
    }
    guard let number = found.bigInteger else {
      throw typeError("character mapping must return integer, None or str")
    }
    guard let code = UInt32(exactly: number), let new = Unicode.Scalar(code) else {
      throw valueError("character mapping must be in range(0x110000)")
    }
    result.append(new)
  }
}
