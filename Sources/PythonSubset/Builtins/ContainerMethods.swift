import PythonSyntax

extension Machine {
  /// The special methods of Python's containers, which derived classes reach with `super()` and look for by name.
  func fillContainerMethods() {
    for type in [types.list, types.tuple, types.dict, types.set, types.frozenset] { fillShared(type) }
    for type in [types.list, types.dict] {
      method(type, "__setitem__", .exactly(3)) { m, a in
        try m.setPlainItem(a[0], a[1], a[2])
        return .none
      }
      method(type, "__delitem__", .exactly(2)) { m, a in
        try m.deletePlainItem(a[0], a[1])
        return .none
      }
    }
    for type in [types.list, types.tuple, types.dict] {
      method(type, "__getitem__", .exactly(2)) { m, a in try m.getPlainItem(a[0], a[1]) }
    }
    for type in [types.list, types.dict, types.set] { type.attributes.set(names.hash, .none) }
    for type in [types.tuple, types.frozenset] {
      method(type, "__hash__", .exactly(1)) { m, a in .int(try m.plainHash(of: a[0].object ?? PyTuple([]))) }
    }
    for type in [types.list, types.tuple] {
      for op in [ComparisonOperator.less, .lessOrEqual, .greater, .greaterOrEqual] {
        method(type, names.comparison(op).value, .exactly(2)) { m, a in
          if let left = a[0].list, let right = a[1].list {
            return try m.compareItems(op, left.items, right.items)
          }
          guard let left = a[0].tuple, let right = a[1].tuple else { return .notImplemented }
          return try m.compareItems(op, left.items, right.items)
        }
      }
    }
    fillInitializers()
  }

  private func fillShared(_ type: PyType) {
    method(type, "__len__", .exactly(1)) { m, a in .int(try m.plainLength(of: a[0])) }
    method(type, "__iter__", .exactly(1)) { m, a in try m.plainIterator(over: a[0]) }
    method(type, "__contains__", .exactly(2)) { m, a in .bool(try m.containsPlainly(a[0], a[1])) }
    method(type, "__repr__", .exactly(1)) { m, a in .text(try m.plainRepresentation(a[0])) }
    for (name, isEqual) in [("__eq__", true), ("__ne__", false)] {
      method(type, name, .exactly(2)) { m, a in
        guard case .object(let left) = a[0], case .object(let right) = a[1],
          let same = try m.equalContainers(left, right)
        else { return .notImplemented }
        return .bool(same == isEqual)
      }
    }
  }

  private func plainIterator(over value: Value) throws -> Value {
    if let list = value.list { return .object(ListIterator(list)) }
    if let tuple = value.tuple { return .object(FixedIterator(tuple.items, name: "tuple_iterator")) }
    if let dict = value.dict { return .object(DictIterator(dict, .keys)) }
    guard let set = value.set else { return try iterator(over: value) }
    return .object(SetIterator(set))
  }

  /// A derived object is made empty and filled here, so that a class can have an `__init__` of its own.
  private func fillInitializers() {
    method(types.list, "__init__", .between(1, 2)) { m, a in
      a[0].list?.items = a.count > 1 ? try m.values(of: a[1]) : []
      return .none
    }
    method(types.set, "__init__", .between(1, 2)) { m, a in
      guard let set = a[0].set else { return .none }
      set.removeAll()
      if a.count > 1 { try set.insert(contentsOf: a[1], in: m) }
      return .none
    }
    method(types.dict, "__init__", .any) { m, a in
      guard let dict = a[0].dict else { return .none }
      try m.checkCount(a, "dict", 1, 2)
      if a.count > 1 { try m.update(dict, from: a[1]) }
      for (index, name) in a.names.enumerated() { dict.set(name, a[a.count + index]) }
      return .none
    }
  }
}
