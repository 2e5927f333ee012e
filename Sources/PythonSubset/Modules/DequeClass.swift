import DequeModule
import PythonSyntax

extension Machine {
  var dequeType: PyType { types.named("deque", module: "collections") }

  func fillDeque(_ names: PyDict) {
    let type = dequeType
    type.isFinal = false
    names.set(intern("deque"), .object(type))
    constructor(type) { m, a in
      let made = PyDeque()
      made.become(a[0])
      if made.derivation == nil { try m.initialize(made, a) }
      return .object(made)
    }
    method(type, "__init__", .any) { m, a in
      if let deque = a[0].object as? PyDeque { try m.initialize(deque, a) }
      return .none
    }
    attribute(type, "maxlen", get: { m, v in try m.deque(v).limit.map { .int($0) } ?? .none })
    fillEnds(type)
    fillPlaces(type)
    fillDequeOperators(type)
  }

  private func deque(_ value: Value) throws -> PyDeque {
    guard let deque = value.object as? PyDeque else {
      throw typeError(
        "descriptor requires a 'collections.deque' object but received a '\(typeName(of: value))'")
    }
    return deque
  }

  private func initialize(_ deque: PyDeque, _ a: Arguments) throws {
    try checkKeywords(a, "deque", allowed: ["iterable", "maxlen"])
    try checkCount(a, "deque", 1, 3)
    let limit = a.count > 2 ? a[2] : a.keyword("maxlen") ?? .none
    if !limit.isNone {
      guard limit.bigInteger != nil else { throw typeError("an integer is required") }
      let number = try index(limit)
      if number < 0 { throw valueError("maxlen must be non-negative") }
      deque.limit = number
    }
    guard let source = a.count > 1 ? a[1] : a.keyword("iterable") else { return }
    deque.replaceAll(try values(of: source))
  }

  private func fillEnds(_ type: PyType) {
    method(type, "append", .exactly(2)) { m, a in
      try m.deque(a[0]).append(a[1])
      return .none
    }
    method(type, "appendleft", .exactly(2)) { m, a in
      try m.deque(a[0]).prepend(a[1])
      return .none
    }
    method(type, "pop", .exactly(1)) { m, a in
      guard let value = try m.deque(a[0]).popLast() else {
        throw m.error(.indexError, "pop from an empty deque")
      }
      return value
    }
    method(type, "popleft", .exactly(1)) { m, a in
      guard let value = try m.deque(a[0]).popFirst() else {
        throw m.error(.indexError, "pop from an empty deque")
      }
      return value
    }
    method(type, "extend", .exactly(2)) { m, a in
      let deque = try m.deque(a[0])
      for value in try m.values(of: a[1]) { deque.append(value) }
      return .none
    }
    method(type, "extendleft", .exactly(2)) { m, a in
      let deque = try m.deque(a[0])
      for value in try m.values(of: a[1]) { deque.prepend(value) }
      return .none
    }
    method(type, "rotate", .between(1, 2)) { m, a in
      try m.deque(a[0]).rotate(by: a[1].isUndefined ? 1 : m.index(a[1]))
      return .none
    }
    method(type, "clear", .exactly(1)) { m, a in
      try m.deque(a[0]).removeAll()
      return .none
    }
    method(type, "reverse", .exactly(1)) { m, a in
      try m.deque(a[0]).reverse()
      return .none
    }
    for name in ["copy", "__copy__"] {
      method(type, name, .exactly(1)) { m, a in
        let original = try m.deque(a[0])
        let made = PyDeque(limit: original.limit)
        if let cls = original.derivation?.cls { made.become(.object(cls)) }
        made.replaceAll(original.items)
        return .object(made)
      }
    }
  }

  private func fillPlaces(_ type: PyType) {
    method(type, "count", .exactly(2)) { m, a in
      let deque = try m.deque(a[0])
      return .int(try deque.items.count { try Value.isSame($0, a[1]) || m.equal($0, a[1]) })
    }
    method(type, "remove", .exactly(2)) { m, a in
      let deque = try m.deque(a[0])
      let version = deque.version
      let place = try deque.items.firstIndex { try Value.isSame($0, a[1]) || m.equal($0, a[1]) }
      if version != deque.version { throw m.error(.indexError, "deque mutated during remove().") }
      guard let place else { throw m.valueError("\(try m.representation(a[1])) is not in deque") }
      _ = deque.remove(at: place)
      return .none
    }
    method(type, "insert", .exactly(3)) { m, a in
      let deque = try m.deque(a[0])
      let place = try m.size(a[1])
      if deque.count == deque.limit { throw m.error(.indexError, "deque already at its maximum size") }
      deque.insert(a[2], at: place < 0 ? max(0, place + deque.count) : min(place, deque.count))
      return .none
    }
    method(type, "index", .between(2, 4)) { m, a in
      let deque = try m.deque(a[0])
      func bound(_ value: Value, _ missing: Int) throws -> Int {
        if value.isUndefined { return missing }
        let place = try m.index(value)
        return place < 0 ? max(0, place + deque.count) : min(place, deque.count)
      }
      let (start, stop) = (try bound(a[2], 0), try bound(a[3], deque.count))
      for place in start..<max(start, stop) {
        if try Value.isSame(deque.items[place], a[1]) || m.equal(deque.items[place], a[1]) {
          return .int(place)
        }
      }
      throw m.valueError("\(try m.representation(a[1])) is not in deque")
    }
    func place(_ deque: PyDeque, _ value: Value) throws -> Int {
      let place = try self.index(
        value, what: "sequence index must be integer, not '\(self.typeName(of: value))'")
      guard deque.items.indices.contains(place < 0 ? place + deque.count : place) else {
        throw self.error(.indexError, "deque index out of range")
      }
      return place < 0 ? place + deque.count : place
    }
    method(type, "__getitem__", .exactly(2)) { m, a in
      let deque = try m.deque(a[0])
      return deque.items[try place(deque, a[1])]
    }
    method(type, "__setitem__", .exactly(3)) { m, a in
      let deque = try m.deque(a[0])
      deque.replace(at: try place(deque, a[1]), with: a[2])
      return .none
    }
    method(type, "__delitem__", .exactly(2)) { m, a in
      let deque = try m.deque(a[0])
      _ = deque.remove(at: try place(deque, a[1]))
      return .none
    }
  }

  private func fillDequeOperators(_ type: PyType) {
    type.attributes.set(names.hash, .none)
    method(type, "__len__", .exactly(1)) { m, a in .int(try m.deque(a[0]).count) }
    method(type, "__iter__", .exactly(1)) { m, a in .object(try m.deque(a[0]).makeIterator(m)) }
    method(type, "__reversed__", .exactly(1)) { m, a in
      .object(DequeIterator(try m.deque(a[0]), isReversed: true))
    }
    method(type, "__contains__", .exactly(2)) { m, a in
      let deque = try m.deque(a[0])
      let version = deque.version
      for item in deque.items {
        if try Value.isSame(item, a[1]) || m.equal(item, a[1]) { return .bool(true) }
        if version != deque.version { throw m.error(.runtimeError, "deque mutated during iteration") }
      }
      return .bool(false)
    }
    for op in ComparisonOperator.allCases.prefix(6) {
      method(type, names.comparison(op).value, .exactly(2)) { m, a in
        guard let left = a[0].object as? PyDeque, let right = a[1].object as? PyDeque else {
          return .notImplemented
        }
        return try m.compareItems(op, Array(left.items), Array(right.items))
      }
    }
    func copy(_ deque: PyDeque, _ values: some Sequence<Value>) -> Value {
      let made = PyDeque(limit: deque.limit)
      made.replaceAll(values)
      return .object(made)
    }
    method(type, "__add__", .exactly(2)) { m, a in
      guard let other = a[1].object as? PyDeque else {
        throw m.typeError("can only concatenate deque (not \"\(m.typeName(of: a[1]))\") to deque")
      }
      let deque = try m.deque(a[0])
      return copy(deque, deque.items + other.items)
    }
    method(type, "__iadd__", .exactly(2)) { m, a in
      let deque = try m.deque(a[0])
      for value in try m.values(of: a[1]) { deque.append(value) }
      return a[0]
    }
    for name in ["__mul__", "__rmul__"] {
      method(type, name, .exactly(2)) { m, a in
        guard let factor = a[1].bigInteger else {
          throw m.typeError("can't multiply sequence by non-int of type '\(m.typeName(of: a[1]))'")
        }
        let deque = try m.deque(a[0])
        return copy(deque, try m.repeated(Array(deque.items), factor))
      }
    }
  }
}
