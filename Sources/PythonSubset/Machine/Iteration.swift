extension Machine {
  func isIterable(_ value: Value) -> Bool {
    guard case .object(let object) = value else { return false }
    switch object.kind {
    case .string, .bytes, .list, .tuple, .dict, .set, .range, .iterator: return true
    case .generator: return !(object is PyCoroutine) && !(object is PyAsyncGenerator)
    default:
      if object is PyDictView || object is any NativeIterable { return true }
      return lookup(names.iter, on: value) != nil || lookup(names.getItem, on: value) != nil
    }
  }

  /// `iter(value)`.
  func iterator(over value: Value) throws -> Value {
    if case .object(let object) = value, override(object, names.iter) == nil {
      switch object.kind {
      case .iterator: return value
      case .list: return .object(ListIterator(unsafeDowncast(object, to: PyList.self)))
      case .tuple:
        return .object(FixedIterator(unsafeDowncast(object, to: PyTuple.self).items, name: "tuple_iterator"))
      case .range: return .object(RangeIterator(unsafeDowncast(object, to: PyRange.self)))
      case .dict: return .object(DictIterator(unsafeDowncast(object, to: PyDict.self), .keys))
      case .string: return .object(StringIterator(unsafeDowncast(object, to: PyString.self)))
      case .set: return .object(SetIterator(unsafeDowncast(object, to: PySet.self)))
      case .generator where !(object is PyCoroutine) && !(object is PyAsyncGenerator): return value
      case .bytes: return .object(BytesIterator(unsafeDowncast(object, to: PyBytes.self)))
      default: break
      }
      if let view = object as? PyDictView { return .object(DictIterator(view.dict, view.part)) }
      if let iterable = object as? any NativeIterable { return .object(try iterable.makeIterator(self)) }
    }
    if let method = lookup(names.iter, on: value), !method.isNone {
      guard let result = try callSpecial(value, names.iter) else { throw notIterable(value) }
      if result.object is PyIterator || result.object?.kind == .generator
        || lookup(names.next, on: result) != nil
      {
        return result
      }
      throw typeError("iter() returned non-iterator of type '\(typeName(of: result))'")
    }
    if lookup(names.getItem, on: value) != nil { return .object(SequenceIterator(value)) }
    throw notIterable(value)
  }

  private func notIterable(_ value: Value) -> PyException {
    typeError("'\(typeName(of: value))' object is not iterable")
  }

  /// `next(iterator)`; nil at the end.
  func nextValue(of iterator: Value) throws -> Value? {
    guard case .object(let object) = iterator else {
      throw typeError("'\(typeName(of: iterator))' object is not an iterator")
    }
    if object.kind == .iterator { return try unsafeDowncast(object, to: PyIterator.self).next(self) }
    if let generator = object as? PyGenerator, !(object is PyCoroutine), !(object is PyAsyncGenerator) {
      try checkResumable(generator)
      if generator.state == .finished { return nil }
      switch try resume(generator, sending: .none) {
      case .yielded(let value): return materialized(value)
      case .returned, .produced: return nil
      }
    }
    do {
      guard let value = try callSpecial(iterator, names.next) else {
        throw typeError("'\(typeName(of: iterator))' object is not an iterator")
      }
      return value
    } catch let exception as PyException where exception.cls.isSubtype(of: types[.stopIteration]) {
      return nil
    }
  }

  /// All values of an iterable.
  func values(of value: Value) throws -> [Value] {
    if case .object(let object) = value, override(object, names.iter) == nil {
      switch object.kind {
      case .list: return unsafeDowncast(object, to: PyList.self).items
      case .tuple: return unsafeDowncast(object, to: PyTuple.self).items
      case .set: return unsafeDowncast(object, to: PySet.self).elements
      case .dict: return unsafeDowncast(object, to: PyDict.self).pairs.map(\.key)
      case .range:
        if unsafeDowncast(object, to: PyRange.self).count > Self.sizeLimit {
          throw makeException(types[.memoryError], [])
        }
      default:
        if let view = object as? PyDictView { return view.values }
      }
    }
    var result: [Value] = []
    let iterator = try iterator(over: value)
    while let item = try nextValue(of: iterator) {
      result.append(item)
      if result.count & 0xfff == 0 {
        try poll()
        if result.count > Self.sizeLimit { throw makeException(types[.memoryError], []) }
      }
    }
    return result
  }

  func spread(_ value: Value, into list: PyList) throws {
    list.items.append(contentsOf: try values(of: value))
  }

  /// `[*value]`.
  func spreadDisplay(_ value: Value, into list: PyList) throws {
    guard isIterable(value) else {
      throw typeError("Value after * must be an iterable, not \(typeName(of: value))")
    }
    list.items.append(contentsOf: try values(of: value))
  }

  // MARK: Unpacking

  func unpack(_ value: Value, count: Int) throws -> [Value] {
    if let tuple = value.tuple, tuple.items.count == count { return tuple.items }
    guard isIterable(value) else {
      throw typeError("cannot unpack non-iterable \(typeName(of: value)) object")
    }
    var result: [Value] = []
    let iterator = try iterator(over: value)
    while let item = try nextValue(of: iterator) {
      if result.count == count {
        // CPython 3.13 tells the count only later; the message is this one.
        throw valueError("too many values to unpack (expected \(count))")
      }
      result.append(item)
    }
    if result.count < count {
      throw valueError("not enough values to unpack (expected \(count), got \(result.count))")
    }
    return result
  }

  func unpack(_ value: Value, before: Int, after: Int) throws -> [Value] {
    guard isIterable(value) else {
      throw typeError("cannot unpack non-iterable \(typeName(of: value)) object")
    }
    let items = try values(of: value)
    guard items.count >= before + after else {
      throw valueError(
        "not enough values to unpack (expected at least \(before + after), got \(items.count))")
    }
    let rest = items[before..<(items.count - after)]
    return Array(items[..<before]) + [.object(PyList(Array(rest)))] + Array(items[(items.count - after)...])
  }

  // MARK: Patterns

  func isSequencePattern(_ value: Value) -> Bool {
    value.list != nil || value.tuple != nil || value.object is PyRange
  }

  /// The values of the keys, as a tuple; None where one of them is missing.
  func matchKeys(_ subject: Value, _ keys: Value) throws -> Value {
    guard let dict = subject.dict, let keys = keys.tuple else { return .none }
    var found: [Value] = []
    for key in keys.items {
      guard let value = try dict.get(key, in: self) else { return .none }
      found.append(value)
    }
    return .object(PyTuple(found))
  }

  func mappingRest(_ subject: Value, _ keys: Value) throws -> Value {
    guard let copy = subject.dict?.copy() else { return .none }
    for key in keys.tuple?.items ?? [] { try copy.remove(key, in: self) }
    return .object(copy)
  }

  /// The parts that a class pattern looks at, as a tuple; None where the subject does not match.
  func matchClass(_ subject: Value, _ cls: Value, _ keywords: Value, positional: Int) throws -> Value {
    guard let type = cls.typeObject else { throw typeError("called match pattern must be a class") }
    guard self.type(of: subject).isSubtype(of: type) else { return .none }
    var parts: [Value] = []
    if positional > 0 {
      if let arguments = type.lookup(names.matchArgs, in: self) {
        guard let attributes = arguments.tuple?.items else {
          throw typeError("\(type.name).__match_args__ must be a tuple (got \(typeName(of: arguments)))")
        }
        guard positional <= attributes.count else {
          throw tooManyPatterns(type, positional, attributes.count)
        }
        for attribute in attributes.prefix(positional) {
          guard let name = attribute.string else {
            throw typeError("__match_args__ elements must be strings (got \(typeName(of: attribute)))")
          }
          guard let value = try findAttribute(subject, name) else {
            return .none
          }
          parts.append(value)
        }
      } else if type.isBuiltin && (type.layout == .native) {
        guard positional == 1 else { throw tooManyPatterns(type, positional, 1) }
        parts.append(subject)
      } else {
        throw tooManyPatterns(type, positional, 0)
      }
    }
    for keyword in keywords.tuple?.items ?? [] {
      guard let name = keyword.string, let value = try findAttribute(subject, name) else { return .none }
      parts.append(value)
    }
    return .object(PyTuple(parts))
  }

  private func tooManyPatterns(_ type: PyType, _ given: Int, _ allowed: Int) -> PyException {
    typeError(
      "\(type.name)() accepts \(allowed) positional sub-pattern\(allowed == 1 ? "" : "s") (\(given) given)")
  }
}

/// An object of Python's own that can be iterated over, outside the builtins.
protocol NativeIterable: AnyObject {
  func makeIterator(_ machine: Machine) throws -> PyIterator
}
