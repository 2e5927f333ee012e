import PythonSyntax

extension Machine {
  func fillDictAndSetClasses() {
    let dict = types.dict
    constructor(dict) { m, a in
      try m.made(PyDict(), a[0]) { made in
        try m.checkCount(a, "dict", 1, 2, shift: 1)
        if a.count > 1 { try m.update(made, from: a[1]) }
        for (index, name) in a.names.enumerated() { made.set(name, a[a.count + index]) }
      }
    }
    classMethod(dict, "fromkeys") { m, a in
      try m.checkCount(a, "fromkeys", 2, 3, shift: 1)
      let made = try m.call(a[0], [])
      for key in try m.values(of: a[1]) { try m.setItem(made, key, a[2].or(.none)) }
      return made
    }
    for part in [DictPart.keys, .values, .items] {
      method(dict, part.rawValue, .exactly(1)) { _, a in
        a[0].dict.map { .object(PyDictView($0, part)) } ?? .none
      }
    }
    method(dict, "get", .between(2, 3)) { m, a in try a[0].dict?.get(a[1], in: m) ?? a[2].or(.none) }
    method(dict, "pop", .between(2, 3)) { m, a in
      // What is empty does not ask for the key's hash.
      if let dict = a[0].dict, dict.count > 0, let value = try dict.remove(a[1], in: m) { return value }
      if a[2].isUndefined { throw m.makeException(m.types[.keyError], [a[1]]) }
      return a[2]
    }
    method(dict, "popitem", .exactly(1)) { m, a in
      guard let dict = a[0].dict, let index = dict.entries.lastIndex(where: { !$0.key.isUndefined }) else {
        throw m.error(.keyError, "popitem(): dictionary is empty")
      }
      let key = dict.entries[index].key
      return .object(PyTuple([key, dict.removeEntry(at: index)]))
    }
    method(dict, "setdefault", .between(2, 3)) { m, a in
      guard let dict = a[0].dict else { return .none }
      if let value = try dict.get(a[1], in: m) { return value }
      try dict.set(a[1], a[2].or(.none), in: m)
      return a[2].or(.none)
    }
    method(dict, "update", .any) { m, a in
      guard let dict = a[0].dict else { return .none }
      try m.checkCount(a, "update", 1, 2, shift: 1)
      if a.count > 1 { try m.update(dict, from: a[1]) }
      for (index, name) in a.names.enumerated() { dict.set(name, a[a.count + index]) }
      return .none
    }
    method(dict, "clear", .exactly(1)) { _, a in
      a[0].dict?.removeAll()
      return .none
    }
    method(dict, "copy", .exactly(1)) { _, a in a[0].dict.map { .object($0.copy()) } ?? .none }
    for type in [types.set, types.frozenset] { fillSetMethods(type) }
    for part in [DictPart.keys, .items] {
      method(types.named("dict_\(part.rawValue)"), "isdisjoint", .exactly(2)) { m, a in
        for item in try m.values(of: a[1]) where try m.contains(a[0], item) { return .bool(false) }
        return .bool(true)
      }
    }
    fillMutableSetMethods()
  }

  private func fillSetMethods(_ type: PyType) {
    let isFrozen = type === types.frozenset
    constructor(type) { m, a in
      if a[0].typeObject !== type, !isFrozen { return try m.made(PySet(), a[0]) { _ in } }
      try m.checkKeywords(a, type.name)
      try m.checkCount(a, type.name, 1, 2, shift: 1)
      if isFrozen, a[0].typeObject === type, let set = a[1].set, set.isFrozen, !set.isDerived { return a[1] }
      let made =
        try a[1].set?.copy(isFrozen: isFrozen)
        ?? (a.count > 1 ? m.makeSet(a[1], isFrozen: isFrozen) : PySet(isFrozen: isFrozen))
      made.become(a[0])
      return .object(made)
    }
    for (name, op) in [
      ("union", BinaryOperator.bitOr), ("intersection", .bitAnd), ("difference", .subtract),
      ("symmetric_difference", .bitXor),
    ] {
      let arity: PyNative.Arity = op == .bitXor ? .exactly(2) : .atLeast(1)
      method(type, name, arity) { m, a in
        guard let set = a[0].set else { return .none }
        guard a.count > 1 else { return .object(set.copy(isFrozen: isFrozen)) }
        let result = try m.combine(op, set, a[1])
        for other in a.positional(from: 2) { try m.combineInPlace(op, result, other) }
        return .object(result)
      }
    }
    for (name, op) in [("issubset", ComparisonOperator.lessOrEqual), ("issuperset", .greaterOrEqual)] {
      method(type, name, .exactly(2)) { m, a in
        let other = try a[1].set ?? m.makeSet(a[1])
        return try m.compare(op, a[0], .object(other))
      }
    }
    method(type, "isdisjoint", .exactly(2)) { m, a in
      for item in try m.values(of: a[1]) where try a[0].set?.contains(item, in: m) == true {
        return .bool(false)
      }
      return .bool(true)
    }
    method(type, "copy", .exactly(1)) { _, a in
      guard let set = a[0].set else { return .none }
      return set.isFrozen && !set.isDerived ? a[0] : .object(set.copy(isFrozen: isFrozen))
    }
  }

  private func fillMutableSetMethods() {
    let set = types.set
    method(set, "add", .exactly(2)) { m, a in
      try a[0].set?.insert(a[1], in: m)
      return .none
    }
    method(set, "discard", .exactly(2)) { m, a in
      try a[0].set?.remove(m.setKey(a[1]), in: m)
      return .none
    }
    method(set, "remove", .exactly(2)) { m, a in
      if try a[0].set?.remove(m.setKey(a[1]), in: m) != true {
        throw m.makeException(m.types[.keyError], [a[1]])
      }
      return .none
    }
    method(set, "pop", .exactly(1)) { m, a in
      guard let value = a[0].set?.pop() else { throw m.error(.keyError, "pop from an empty set") }
      return value
    }
    method(set, "clear", .exactly(1)) { _, a in
      a[0].set?.removeAll()
      return .none
    }
    method(set, "update", .atLeast(1)) { m, a in
      for other in a.positional(from: 1) {
        try a[0].set?.insert(contentsOf: other, in: m)
      }
      return .none
    }
    for (name, op) in [
      ("difference_update", BinaryOperator.subtract), ("intersection_update", .bitAnd),
      ("symmetric_difference_update", .bitXor),
    ] {
      let arity: PyNative.Arity = op == .bitXor ? .exactly(2) : .atLeast(1)
      method(set, name, arity) { m, a in
        for other in a.positional(from: 1) { if let set = a[0].set { try m.combineInPlace(op, set, other) } }
        return .none
      }
    }
  }
}
