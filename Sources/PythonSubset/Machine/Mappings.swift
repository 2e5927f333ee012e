/// What `update`, displays and calls with `*` and `**` take of mappings and iterables.
extension Machine {
  /// `{**value}`.
  func merge(_ dict: PyDict, display value: Value) throws {
    guard try value.dict != nil || findAttribute(value, intern("keys")) != nil else {
      throw typeError("'\(typeName(of: value))' object is not a mapping")
    }
    try update(dict, from: value)
  }

  /// `dict.update` with a mapping or an iterable of pairs.
  func update(_ dict: PyDict, from value: Value) throws {
    if let other = value.dict {
      for pair in other.pairs { try dict.set(pair.key, pair.value, in: self) }
      return
    }
    if let keys = try findAttribute(value, intern("keys")) {
      for key in try values(of: try call(keys, [])) { try dict.set(key, try getItem(value, key), in: self) }
      return
    }
    let iterator = try iterator(over: value)
    var index = 0
    while let item = try nextValue(of: iterator) {
      guard isIterable(item) else {
        throw typeError("cannot convert dictionary update sequence element #\(index) to a sequence")
      }
      let pair = try values(of: item)
      guard pair.count == 2 else {
        throw valueError(
          "dictionary update sequence element #\(index) has length \(pair.count); 2 is required")
      }
      try dict.set(pair[0], pair[1], in: self)
      index += 1
    }
  }

  /// What a mapping after `**` holds: any object will do that tells its keys.
  private func keywordPairs(_ value: Value, callee: Value) throws -> [(key: Value, value: Value)] {
    if let dict = value.dict { return dict.pairs.map { ($0.key, $0.value) } }
    guard let keys = try findAttribute(value, intern("keys")) else {
      throw typeError(
        "\(callableName(callee)) argument after ** must be a mapping, not \(typeName(of: value))")
    }
    return try values(of: call(keys, [])).map { ($0, try getItem(value, $0)) }
  }

  func mergeKeywords(_ dict: PyDict, from value: Value, callee: Value) throws {
    for pair in try keywordPairs(value, callee: callee) {
      guard let key = pair.key.string else { throw typeError("keywords must be strings") }
      if dict.get(key) != nil {
        throw typeError("\(callableName(callee)) got multiple values for keyword argument '\(key.value)'")
      }
      dict.set(key, pair.value)
    }
  }

  /// The values of the only argument of a call, which is starred.
  func spreadArguments(_ value: Value, of callee: Value) throws -> [Value] {
    guard isIterable(value) else {
      throw typeError(
        "\(callableName(callee)) argument after * must be an iterable, not \(typeName(of: value))")
    }
    return try values(of: value)
  }

  private func callableName(_ callee: Value) -> String {
    if let function = callee.function { return "\(function.globalName)()" }
    if let native = callee.object as? PyNative { return "\(native.qualifiedName)()" }
    if let method = callee.object as? PyBoundMethod { return callableName(method.function) }
    if let type = callee.typeObject { return "\(type.displayName)()" }
    return (try? string(callee)) ?? typeName(of: callee)
  }
}

extension PyFunction {
  /// The name with the module that CPython puts before it in some messages.
  fileprivate var globalName: String {
    let module = globals.pairs.first { $0.key.string?.value == "__name__" }?.value.string?.value
    return module.map { "\($0).\(qualifiedName)" } ?? qualifiedName
  }
}
