import BigInt

extension Machine {
  func length(of value: Value) throws -> Int {
    if value.isDerived, let object = value.object, let result = try callOverride(object, names.length) {
      return try checkedLength(result)
    }
    return try plainLength(of: value)
  }

  func plainLength(of value: Value) throws -> Int {
    if case .object(let object) = value {
      switch object.kind {
      case .string: return unsafeDowncast(object, to: PyString.self).count
      case .list: return unsafeDowncast(object, to: PyList.self).items.count
      case .tuple: return unsafeDowncast(object, to: PyTuple.self).items.count
      case .dict: return unsafeDowncast(object, to: PyDict.self).count
      case .set: return unsafeDowncast(object, to: PySet.self).count
      case .range: return unsafeDowncast(object, to: PyRange.self).count
      case .bytes: return unsafeDowncast(object, to: PyBytes.self).value.count
      default: break
      }
      if let view = object as? PyDictView { return view.dict.count }
      if let sized = object as? any NativeCollection { return sized.count }
    }
    guard let result = try callSpecial(value, names.length) else {
      throw typeError("object of type '\(typeName(of: value))' has no len()")
    }
    return try checkedLength(result)
  }

  private func checkedLength(_ result: Value) throws -> Int {
    guard let number = try result.bigInteger ?? callSpecial(result, names.index)?.bigInteger else {
      throw typeError("'\(typeName(of: result))' object cannot be interpreted as an integer")
    }
    guard let count = Int(exactly: number) else {
      throw error(.overflowError, "cannot fit 'int' into an index-sized integer")
    }
    if count < 0 { throw valueError("__len__() should return >= 0") }
    return count
  }

  /// An integer that fits a position.
  func index(
    _ value: Value, what: String? = nil, tooLarge: ExceptionName = .indexError
  ) throws -> Int {
    let integer: BigInt
    if case .int(let number) = value { return number }
    if let number = value.bigInteger {
      integer = number
    } else if let result = try callSpecial(value, names.index) {
      integer = try indexResult(result)
    } else {
      throw typeError(what ?? "'\(typeName(of: value))' object cannot be interpreted as an integer")
    }
    guard let number = Int(exactly: integer) else {
      throw error(tooLarge, "cannot fit '\(typeName(of: value))' into an index-sized integer")
    }
    return number
  }

  /// An integer that a C function takes for a size.
  func size(_ value: Value) throws -> Int {
    if let number = value.bigInteger, Int(exactly: number) == nil {
      throw error(.overflowError, "Python int too large to convert to C ssize_t")
    }
    return try index(value)
  }

  /// An integer that a C function takes for an `int`.
  func cInteger(_ value: Value) throws -> Int {
    let number = try value.bigInteger.map { Int(clamping: $0) } ?? clampedIndex(value)
    guard Int32(exactly: number) != nil else {
      throw error(.overflowError, "Python int too large to convert to C int")
    }
    return number
  }

  /// An integer that is brought into the range of positions where it lies outside.
  func clampedIndex(_ value: Value) throws -> Int {
    if let number = value.bigInteger { return Int(clamping: number) }
    guard let result = try callSpecial(value, names.index) else {
      throw typeError("'\(typeName(of: value))' object cannot be interpreted as an integer")
    }
    return Int(clamping: try indexResult(result))
  }

  /// What `__index__` returned, which must be an integer.
  private func indexResult(_ result: Value) throws -> BigInt {
    if let number = result.bigInteger { return number }
    throw typeError("__index__ returned non-int (type \(typeName(of: result)))")
  }

  // MARK: Reading

  func getItem(_ object: Value, _ index: Value) throws -> Value {
    if object.isDerived, let own = object.object,
      let result = try callOverride(own, names.getItem, [index])
    {
      return result
    }
    return try getPlainItem(object, index)
  }

  /// What Python's own classes answer, whatever a derived class defines.
  func getPlainItem(_ object: Value, _ index: Value) throws -> Value {
    if case .object(let container) = object {
      switch container.kind {
      case .list:
        return try item(unsafeDowncast(container, to: PyList.self).items, index, "list") {
          .object(PyList($0))
        }
      case .tuple:
        return try item(unsafeDowncast(container, to: PyTuple.self).items, index, "tuple") {
          .object(PyTuple($0))
        }
      case .dict: return try dictItem(unsafeDowncast(container, to: PyDict.self), index)
      case .string: return try stringItem(unsafeDowncast(container, to: PyString.self), index)
      case .range: return try rangeItem(unsafeDowncast(container, to: PyRange.self), index)
      case .bytes: return try bytesItem(unsafeDowncast(container, to: PyBytes.self), index)
      case .type:
        let type = unsafeDowncast(container, to: PyType.self)
        if type.metaclass != nil, let result = try callSpecial(object, names.getItem, [index]) {
          return result
        }
        if let method = type.lookup(names.classGetItem, in: self) {
          return try call(try bindDescriptor(method, to: object, type: type), [index])
        }
        guard isGeneric(type) else { throw typeError("type '\(type.name)' is not subscriptable") }
        return .object(PyGenericAlias(origin: object, arguments: index))
      default: break
      }
      if container is PyGenericAlias { return object }
    }
    if let result = try callSpecial(object, names.getItem, [index]) { return result }
    throw typeError("'\(typeName(of: object))' object is not subscriptable")
  }

  /// Whether a class of Python's own can be said to hold something, as in `list[int]`.
  private func isGeneric(_ type: PyType) -> Bool {
    let others = [
      types.object, types.int, types.bool, types.float, types.str, types.bytes, types.range, types.slice,
      types.noneType, types.property, types.classMethod, types.staticMethod, types.superType,
    ]
    return type.mro.contains { base in
      base.isBuiltin && base.layout != .exception && !others.contains { $0 === base }
    }
  }

  private func dictItem(_ dict: PyDict, _ key: Value) throws -> Value {
    if let value = try dict.get(key, in: self) { return value }
    if let result = try callOverride(dict, names.missing, [key]) { return result }
    throw makeException(types[.keyError], [key])
  }

  private func item(
    _ items: [Value], _ index: Value, _ name: String, _ make: ([Value]) -> Value
  ) throws -> Value {
    if let slice = index.object as? PySlice {
      let bounds = try resolve(slice, count: items.count)
      return make(bounds.map { items[$0] })
    }
    let position = try self.index(
      index, what: "\(name) indices must be integers or slices, not \(typeName(of: index))")
    let place = position < 0 ? position + items.count : position
    guard items.indices.contains(place) else { throw error(.indexError, "\(name) index out of range") }
    return items[place]
  }

  private func stringItem(_ text: PyString, _ index: Value) throws -> Value {
    if let slice = index.object as? PySlice {
      let (start, step, count) = try bounds(of: slice, count: text.count)
      return .object(text.slice(start: start, step: step, count: count))
    }
    let position = try self.index(
      index, what: "string indices must be integers, not '\(typeName(of: index))'")
    let place = position < 0 ? position + text.count : position
    guard place >= 0, place < text.count else { throw error(.indexError, "string index out of range") }
    return .object(text.character(at: place))
  }

  private func rangeItem(_ range: PyRange, _ index: Value) throws -> Value {
    if let slice = index.object as? PySlice {
      let (start, stop, step) = try indices(of: slice, count: range.count)
      guard let part = PyRange(start: range[start], stop: range[stop], step: range.step &* step) else {
        throw error(.overflowError, "Python int too large to convert to C ssize_t")
      }
      return .object(part)
    }
    if let integer = index.bigInteger, Int(exactly: integer) == nil {
      throw error(.indexError, "range object index out of range")
    }
    let position = try self.index(
      index, what: "range indices must be integers or slices, not \(typeName(of: index))")
    let place = position < 0 ? position + range.count : position
    guard place >= 0, place < range.count else { throw error(.indexError, "range object index out of range") }
    return .int(range[place])
  }

  /// The first index, the step and the number of indices of a slice of something with `count` elements.
  func bounds(of slice: PySlice, count: Int) throws -> (start: Int, step: Int, count: Int) {
    let (start, stop, step) = try indices(of: slice, count: count)
    let distance = step < 0 ? start - stop : stop - start
    let magnitude = Int(clamping: step.magnitude)
    return (start, step, distance <= 0 ? 0 : (distance - 1) / magnitude + 1)
  }

  /// What `slice.indices` gives for something with `count` elements.
  func indices(of slice: PySlice, count: Int) throws -> (start: Int, stop: Int, step: Int) {
    let step = slice.step.isNone ? 1 : try sliceIndex(slice.step)
    if step == 0 { throw valueError("slice step cannot be zero") }
    func clamp(_ value: Value, default fallback: Int) throws -> Int {
      if value.isNone { return fallback }
      var index = try sliceIndex(value)
      if index < 0 { index = index <= -count ? (index == -count ? 0 : -1) : index + count }
      if index < 0 { return step < 0 ? -1 : 0 }
      return index >= count ? (step < 0 ? count - 1 : count) : index
    }
    let start = try clamp(slice.lower, default: step < 0 ? count - 1 : 0)
    let stop = try clamp(slice.upper, default: step < 0 ? -1 : count)
    return (start, stop, step)
  }

  func sliceIndex(_ value: Value) throws -> Int {
    if let integer = value.bigInteger { return Int(clamping: integer) }
    if let result = try callSpecial(value, names.index) { return Int(clamping: try indexResult(result)) }
    throw typeError("slice indices must be integers or None or have an __index__ method")
  }

  /// The indices of a slice of something with `count` elements.
  func resolve(_ slice: PySlice, count: Int) throws -> [Int] {
    let (start, step, length) = try bounds(of: slice, count: count)
    return (0..<length).map { start + $0 * step }
  }

  /// A bound of a search, which may lie anywhere but not be None.
  func placeIndex(_ value: Value) throws -> Int {
    guard value.bigInteger != nil || lookup(names.index, on: value) != nil else {
      throw typeError("slice indices must be integers or have an __index__ method")
    }
    return try clampedIndex(value)
  }

  // MARK: Writing

  func setItem(_ object: Value, _ index: Value, _ value: Value) throws {
    if object.isDerived, let own = object.object,
      try callOverride(own, names.setItem, [index, value]) != nil
    {
      return
    }
    try setPlainItem(object, index, value)
  }

  func setPlainItem(_ object: Value, _ index: Value, _ value: Value) throws {
    if let list = object.list {
      if let slice = index.object as? PySlice { return try setSlice(list, slice, value) }
      let position = try self.index(
        index, what: "list indices must be integers or slices, not \(typeName(of: index))")
      let place = position < 0 ? position + list.items.count : position
      guard list.items.indices.contains(place) else {
        throw error(.indexError, "list assignment index out of range")
      }
      list.items[place] = value
      return
    }
    if let dict = object.dict { return try dict.set(index, value, in: self) }
    if let bytes = object.bytes, bytes.isMutable { return try setBytesItem(bytes, index, value) }
    if try callSpecial(object, names.setItem, [index, value]) != nil { return }
    throw typeError("'\(typeName(of: object))' object does not support item assignment")
  }

  private func setSlice(_ list: PyList, _ slice: PySlice, _ value: Value) throws {
    guard isIterable(value) else { throw typeError("can only assign an iterable") }
    let new = try values(of: value)
    let (start, step, count) = try bounds(of: slice, count: list.items.count)
    if step == 1 {
      var old = Array(list.items[start..<(start + count)])
      list.items.replaceSubrange(start..<(start + count), with: new)
      old.releaseFromEnd()
      return
    }
    guard new.count == count else {
      throw valueError(
        "attempt to assign sequence of size \(new.count) to extended slice of size \(count)")
    }
    for (offset, item) in new.enumerated() { list.items[start + offset * step] = item }
  }

  func deleteItem(_ object: Value, _ index: Value) throws {
    if object.isDerived, let own = object.object, try callOverride(own, names.deleteItem, [index]) != nil {
      return
    }
    try deletePlainItem(object, index)
  }

  private func isSequenceLike(_ value: Value) -> Bool {
    switch value.object?.kind {
    case .string, .bytes, .tuple, .set, .range: true
    case .instance: type(of: value) !== types.object
    default: value.object is PyMappingProxy
    }
  }

  func deletePlainItem(_ object: Value, _ index: Value) throws {
    if let list = object.list {
      if let slice = index.object as? PySlice {
        for place in try resolve(slice, count: list.items.count).sorted(by: >) {
          list.items.remove(at: place)
        }
        return
      }
      let position = try self.index(
        index, what: "list indices must be integers or slices, not \(typeName(of: index))")
      let place = position < 0 ? position + list.items.count : position
      guard list.items.indices.contains(place) else {
        throw error(.indexError, "list assignment index out of range")
      }
      list.items.remove(at: place)
      return
    }
    if let dict = object.dict {
      if try dict.remove(index, in: self) == nil { throw makeException(types[.keyError], [index]) }
      return
    }
    if let bytes = object.bytes, bytes.isMutable { return try deleteBytesItem(bytes, index) }
    if try callSpecial(object, names.deleteItem, [index]) != nil { return }
    // CPython comes to the refusal by another way where a sequence is given a number.
    let words = index.bigInteger != nil && isSequenceLike(object) ? "doesn't" : "does not"
    throw typeError("'\(typeName(of: object))' object \(words) support item deletion")
  }

  // MARK: in

  func contains(_ container: Value, _ item: Value) throws -> Bool {
    if container.isDerived, let own = container.object,
      let result = try callOverride(own, names.contains, [item])
    {
      return try isTrue(result)
    }
    return try containsPlainly(container, item)
  }

  func containsPlainly(_ container: Value, _ item: Value) throws -> Bool {
    if let text = container.string {
      guard let part = item.string else {
        throw typeError("'in <string>' requires string as left operand, not \(typeName(of: item))")
      }
      return text.contains(part)
    }
    if let dict = container.dict { return try dict.get(item, in: self) != nil }
    if let bytes = container.bytes { return try bytesContain(bytes.value, item) }
    if let set = container.set { return try set.contains(setKey(item), in: self) }
    if let range = container.object as? PyRange, let number = item.bigInteger {
      guard let number = Int(exactly: number), range.count > 0 else { return false }
      let (distance, overflow) = number.subtractingReportingOverflow(range.start)
      if overflow || distance % range.step != 0 { return false }
      return (0..<range.count).contains(distance / range.step)
    }
    if let view = container.object as? PyDictView, view.part != .values {
      return try view.contains(item, self)
    }
    if !(container.object is PyContainer) || container.object?.kind == .other,
      let result = try callSpecial(container, names.contains, [item])
    {
      return try isTrue(result)
    }
    guard isIterable(container) else {
      throw typeError("argument of type '\(typeName(of: container))' is not iterable")
    }
    let iterator = try iterator(over: container)
    while let value = try nextValue(of: iterator) {
      if Value.isSame(value, item) { return true }
      if try equal(value, item) { return true }
    }
    return false
  }

  /// What stands for `item` when a set is asked for it: a set, which has no hash, is looked for as a frozenset.
  func setKey(_ item: Value) -> Value {
    guard let set = item.set, !set.isFrozen else { return item }
    return .object(set.copy(isFrozen: true))
  }
}

/// A container of Python's own outside the builtins, such as a deque.
protocol NativeCollection: AnyObject {
  var count: Int { get }
}
