import PythonSyntax

/// What sets make of each other, gone about as CPython does (`Objects/setobject.c` and the views of
/// `Objects/dictobject.c`, 3.13): the order of the result shows the way.
extension Machine {
  func makeSet(_ iterable: Value, isFrozen: Bool = false) throws -> PySet {
    let set = PySet(isFrozen: isFrozen)
    try set.insert(contentsOf: iterable, in: self)
    return set
  }

  /// An operator or method of a set; the other operand may be any iterable.
  func combine(_ op: BinaryOperator, _ set: PySet, _ other: Value) throws -> PySet {
    switch op {
    case .bitOr:
      let result = set.copy(isFrozen: set.isFrozen)
      try result.insert(contentsOf: other, in: self)
      return result
    case .bitAnd: return try intersection(set, other)
    case .subtract: return try difference(set, other)
    default:
      let result = try makeSet(other, isFrozen: set.isFrozen)
      try toggle(.object(set), in: result)
      return result
    }
  }

  /// The same, whose result the set becomes.
  func combineInPlace(_ op: BinaryOperator, _ set: PySet, _ other: Value) throws {
    switch op {
    case .bitOr: try set.insert(contentsOf: other, in: self)
    case .bitAnd: set.takeElements(of: try intersection(set, other))
    case .subtract: try remove(other, from: set)
    default: try toggle(other, in: set)
    }
  }

  private func intersection(_ set: PySet, _ other: Value) throws -> PySet {
    if other.object === set { return set.copy(isFrozen: set.isFrozen) }
    let result = PySet(isFrozen: set.isFrozen)
    var (checked, walked) = (set, other)
    if let second = other.set, second.count > set.count { (checked, walked) = (second, .object(set)) }
    for item in try values(of: walked) where try checked.contains(item, in: self) {
      try result.insert(item, in: self)
    }
    return result
  }

  private func difference(_ set: PySet, _ other: Value) throws -> PySet {
    let dict = other.dict?.isDerived == false ? other.dict : nil
    guard let count = other.set?.count ?? dict?.count, set.count / 4 <= count else {
      let result = set.copy(isFrozen: set.isFrozen)
      try remove(other, from: result)
      return result
    }
    let result = PySet(isFrozen: set.isFrozen)
    for item in set.elements {
      let isThere = try dict.map { try $0.get(item, in: self) != nil } ?? other.set?.contains(item, in: self)
      if isThere == false { try result.insert(item, in: self) }
    }
    return result
  }

  private func remove(_ other: Value, from set: PySet) throws {
    if other.object === set { return set.removeAll() }
    let isMuchLarger = other.set.map { $0.count / 8 > set.count } ?? false
    let removed = isMuchLarger ? .object(try intersection(set, other)) : other
    for item in try values(of: removed) { try set.remove(item, in: self) }
    set.dropDeleted()
  }

  /// Takes out what is there, and puts in what is not.
  private func toggle(_ other: Value, in set: PySet) throws {
    if other.object === set { return set.removeAll() }
    let isOrdered = other.set != nil || other.dict?.isDerived == false
    let toggled = isOrdered ? other : .object(try makeSet(other))
    for item in try values(of: toggled) where try !set.remove(item, in: self) {
      try set.insert(item, in: self)
    }
  }

  // MARK: Views of dictionaries

  func isSetView(_ value: Value) -> Bool {
    (value.object as? PyDictView).map { $0.part != .values } ?? false
  }

  /// An operator on a view of a dictionary's keys or items and any other iterable.
  func combineViews(_ op: BinaryOperator, _ left: Value, _ right: Value) throws -> PySet {
    if op == .bitAnd { return try isSetView(left) ? intersectView(left, right) : intersectView(right, left) }
    if op == .bitXor, let first = left.object as? PyDictView, let second = right.object as? PyDictView,
      first.part == .items, second.part == .items
    {
      return try exclusiveItems(first.dict, second.dict)
    }
    let keys = (left.object as? PyDictView).flatMap { $0.part == .keys ? $0.dict : nil }
    let result = try makeSet(keys.map { .object($0) } ?? left)
    try combineInPlace(op, result, right)
    return result
  }

  private func intersectView(_ view: Value, _ other: Value) throws -> PySet {
    let count = try length(of: view)
    if let set = other.set, !set.isFrozen, !set.isDerived, count <= set.count {
      return try intersection(set, view)
    }
    let isLargerView = try isSetView(other) && length(of: other) > count
    let (checked, walked) = isLargerView ? (other, view) : (view, other)
    let result = PySet()
    for item in try values(of: walked) where try contains(checked, item) { try result.insert(item, in: self) }
    return result
  }

  /// The items that only one of two dictionaries has: first those of the second that the first has other values for.
  private func exclusiveItems(_ first: PyDict, _ second: PyDict) throws -> PySet {
    let (result, rest) = (PySet(), first.copy())
    for pair in second.pairs {
      if let value = try rest.get(pair.key, in: self), try equal(value, pair.value) {
        try rest.remove(pair.key, in: self)
      } else {
        try result.insert(.object(PyTuple([pair.key, pair.value])), in: self)
      }
    }
    for pair in rest.pairs { try result.insert(.object(PyTuple([pair.key, pair.value])), in: self) }
    return result
  }
}
