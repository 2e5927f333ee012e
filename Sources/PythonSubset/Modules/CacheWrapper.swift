/// What `functools.lru_cache` makes of a function.
final class PyCacheWrapper: PyObject, NativeCallable, NativeMethod {
  let function: Value
  /// How many results it keeps at most; nil: all.
  let limit: Int?
  let isTyped: Bool
  /// The class of what `cache_info()` returns.
  let infoType: Value
  private(set) var hits = 0
  private(set) var misses = 0
  /// The results, those that were used longest ago first.
  private let results = PyDict()
  private var attributes: PyDict?

  init(_ function: Value, limit: Int?, isTyped: Bool, infoType: Value) {
    self.function = function
    self.limit = limit
    self.isTyped = isTyped
    self.infoType = infoType
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType {
    machine.types.named("_lru_cache_wrapper", module: "functools")
  }

  override var ownAttributes: PyDict? { attributes }

  override func attributesForWriting() -> PyDict? {
    let made = attributes ?? PyDict()
    attributes = made
    return made
  }

  var count: Int { results.count }

  func clear() {
    hits = 0
    misses = 0
    results.removeAll()
  }

  func call(_ machine: Machine, _ arguments: Arguments) throws -> Value {
    if limit == 0 {
      misses += 1
      return try machine.call(function, arguments)
    }
    let key = self.key(machine, arguments)
    let hash = try machine.hash(key)
    if let place = try results.index(of: key, hash: hash, in: machine) {
      let value = results.value(at: place)
      hits += 1
      if limit != nil { try refresh(key, value, place, machine) }
      return value
    }
    misses += 1
    let value = try machine.call(function, arguments)
    // The call may have come here again, for the same key or for others.
    if try results.index(of: key, hash: hash, in: machine) == nil {
      if let limit, results.count >= limit { dropOldest() }
      try results.set(key, value, in: machine)
    }
    return value
  }

  private func refresh(_ key: Value, _ value: Value, _ place: Int, _ machine: Machine) throws {
    guard place != results.entries.count - 1 else { return }
    results.removeEntry(at: place)
    try results.set(key, value, in: machine)
  }

  private func dropOldest() {
    guard let place = results.entries.firstIndex(where: { !$0.key.isUndefined }) else { return }
    results.removeEntry(at: place)
  }

  /// What tells calls apart: the argument itself where it is one `int` or `str`, else all of them in a tuple.
  private func key(_ machine: Machine, _ arguments: Arguments) -> Value {
    var parts = arguments.positional
    if !arguments.names.isEmpty {
      // Nothing that a program passes is the same as the mark between the two kinds of arguments.
      parts.append(.object(self))
      for (index, name) in arguments.names.enumerated() {
        parts += [.object(name), arguments[arguments.count + index]]
      }
    }
    if isTyped {
      parts += (0..<arguments.total).map { .object(machine.type(of: arguments[$0])) }
    } else if parts.count == 1 {
      if case .int = parts[0] { return parts[0] }
      if parts[0].string != nil { return parts[0] }
    }
    return .object(PyTuple(parts))
  }
}

extension Machine {
  func fillCacheWrapper(_ names: PyDict) {
    let type = types.named("_lru_cache_wrapper", module: "functools")
    function(names, "_lru_cache_wrapper", .exactly(4)) { m, a in
      guard m.isCallable(a[0]) else { throw m.typeError("the first argument must be callable") }
      return .object(
        PyCacheWrapper(
          a[0], limit: a[1].isNone ? nil : try m.index(a[1]), isTyped: try m.isTrue(a[2]), infoType: a[3]))
    }
    method(type, "cache_info", .exactly(1)) { m, a in
      guard let cache = a[0].object as? PyCacheWrapper else { return .none }
      let numbers: [Value] = [
        .int(cache.hits), .int(cache.misses), cache.limit.map { .int($0) } ?? .none, .int(cache.count),
      ]
      return try m.call(cache.infoType, numbers)
    }
    method(type, "cache_clear", .exactly(1)) { _, a in
      (a[0].object as? PyCacheWrapper)?.clear()
      return .none
    }
    method(type, "cache_parameters", .exactly(1)) { m, a in
      guard let cache = a[0].object as? PyCacheWrapper else { return .none }
      let parameters = PyDict()
      parameters.set(m.intern("maxsize"), cache.limit.map { .int($0) } ?? .none)
      parameters.set(m.intern("typed"), .bool(cache.isTyped))
      return .object(parameters)
    }
  }
}
