import BigInt
import PythonSyntax

extension Machine {
  func isTrue(_ value: Value) throws -> Bool {
    switch value {
    case .bool(let flag): return flag
    case .none: return false
    case .int(let number): return number != 0
    case .float(let number): return number != 0
    case .object(let object):
      if object.isDerived, let known = try derivedTruth(object) { return known }
      switch object.kind {
      case .string: return !unsafeDowncast(object, to: PyString.self).isEmpty
      case .list: return !unsafeDowncast(object, to: PyList.self).items.isEmpty
      case .tuple: return !unsafeDowncast(object, to: PyTuple.self).items.isEmpty
      case .dict: return unsafeDowncast(object, to: PyDict.self).count > 0
      case .set: return unsafeDowncast(object, to: PySet.self).count > 0
      case .range: return unsafeDowncast(object, to: PyRange.self).count > 0
      case .bytes: return !unsafeDowncast(object, to: PyBytes.self).value.isEmpty
      case .type where unsafeDowncast(object, to: PyType.self).metaclass == nil: return true
      case .function, .native, .exception, .generator: return true
      case .integer: return (object as? PyInt)?.value != 0
      default: break
      }
      if let view = object as? PyDictView { return view.dict.count > 0 }
      if let result = try callSpecial(value, names.bool) { return try checkedTruth(result) }
      if lookup(names.length, on: value) != nil { return try length(of: value) != 0 }
      return true
    default: return true
    }
  }

  private func derivedTruth(_ object: PyObject) throws -> Bool? {
    if let result = try callOverride(object, names.bool) { return try checkedTruth(result) }
    return override(object, names.length) == nil ? nil : try length(of: .object(object)) != 0
  }

  private func checkedTruth(_ result: Value) throws -> Bool {
    guard case .bool(let flag) = result else {
      throw typeError("__bool__ should return bool, returned \(typeName(of: result))")
    }
    return flag
  }

  // MARK: ==

  /// Whether both are one object, or equal as the numbers and texts that derived classes hold.
  private func isSame(_ left: Value, _ right: Value) throws -> Bool {
    if left.isDerived || right.isDerived {
      if let a = left.string, let b = right.string { return a == b }
      if let order = try order(left, right) { return order == .equal }
    }
    return Value.isSame(left, right)
  }

  func equal(_ left: Value, _ right: Value) throws -> Bool {
    if let known = try fastEqual(left, right) { return known }
    return try isTrue(compareByMethods(.equal, left, right) ?? .bool(isSame(left, right)))
  }

  /// Whether two values of Python's own are equal; nil where the program's classes decide.
  private func fastEqual(_ left: Value, _ right: Value) throws -> Bool? {
    switch (left, right) {
    case (.int(let a), .int(let b)): return a == b
    case (.float(let a), .float(let b)): return a == b
    case (.object(let a), .object(let b)):
      if a.kind == .string, b.kind == .string, override(a, names.equal) == nil,
        override(b, names.equal) == nil
      {
        return unsafeDowncast(a, to: PyString.self) == unsafeDowncast(b, to: PyString.self)
      }
      return a.isDerived || b.isDerived ? nil : try equalObjects(a, b)
    case (.object(let a), _):
      if a.isDerived || a.kind == .instance || a.kind == .other { return nil }
    case (_, .object(let b)):
      if b.isDerived || b.kind == .instance || b.kind == .other { return nil }
    default: break
    }
    if let order = try order(left, right) { return order == .equal }
    if case .float(let value) = left, value.isNaN { return false }
    if case .float(let value) = right, value.isNaN { return false }
    return Value.isSame(left, right)
  }

  /// Whether two containers of one kind are equal, whatever derived classes define; nil for other objects.
  func equalContainers(_ a: PyObject, _ b: PyObject) throws -> Bool? {
    guard a.kind == b.kind, a is PyContainer else { return nil }
    return try equalObjects(a, b)
  }

  private func equalObjects(_ a: PyObject, _ b: PyObject) throws -> Bool? {
    switch (a.kind, b.kind) {
    case (.integer, .integer): return (a as? PyInt)?.value == (b as? PyInt)?.value
    case (.bytes, .bytes):
      return unsafeDowncast(a, to: PyBytes.self).value == unsafeDowncast(b, to: PyBytes.self).value
    case (.list, .list):
      if a === b { return true }
      return try guarded(" in comparison") {
        try equalLists(unsafeDowncast(a, to: PyList.self).items, unsafeDowncast(b, to: PyList.self).items)
      }
    case (.tuple, .tuple):
      if a === b { return true }
      return try guarded(" in comparison") {
        try equalLists(unsafeDowncast(a, to: PyTuple.self).items, unsafeDowncast(b, to: PyTuple.self).items)
      }
    case (.dict, .dict):
      return try guarded(" in comparison") {
        try equalDicts(unsafeDowncast(a, to: PyDict.self), unsafeDowncast(b, to: PyDict.self))
      }
    case (.set, .set):
      let (x, y) = (unsafeDowncast(a, to: PySet.self), unsafeDowncast(b, to: PySet.self))
      guard x.count == y.count else { return false }
      for item in x.elements where try !y.contains(item, in: self) { return false }
      return true
    case (.range, .range):
      let (x, y) = (unsafeDowncast(a, to: PyRange.self), unsafeDowncast(b, to: PyRange.self))
      return x.count == y.count
        && (x.count == 0 || (x.start == y.start && (x.count == 1 || x.step == y.step)))
    case (.boundMethod, .boundMethod):
      let (x, y) = (unsafeDowncast(a, to: PyBoundMethod.self), unsafeDowncast(b, to: PyBoundMethod.self))
      return Value.isSame(x.function, y.function) && Value.isSame(x.receiver, y.receiver)
    case (.slice, .slice):
      guard let x = a as? PySlice, let y = b as? PySlice else { return false }
      return try equalLists([x.lower, x.upper, x.step], [y.lower, y.upper, y.step])
    case (.instance, _), (_, .instance), (.exception, _), (_, .exception), (.type, .type): return nil
    default:
      if a is PyDictView || b is PyDictView, let equal = try equalViews(a, b) { return equal }
      if let x = a as? PyGenericAlias, let y = b as? PyGenericAlias {
        return try equal(x.origin, y.origin) && equal(x.arguments, y.arguments)
      }
      if let x = Value.object(a).bytesLike, let y = Value.object(b).bytesLike { return x == y }
      // Objects of other classes of Python's own have methods that compare them, or are equal to themselves alone.
      return a.kind == .other || b.kind == .other ? nil : a === b || a.isSame(as: b)
    }
  }

  /// Views of keys and items are equal to each other and to sets; nil where one side is neither.
  private func equalViews(_ a: PyObject, _ b: PyObject) throws -> Bool? {
    let (left, right) = (Value.object(a), Value.object(b))
    guard isSetLike(left), isSetLike(right) else { return nil }
    return try length(of: left) == length(of: right) && compareViews(.lessOrEqual, left, right)
  }

  private func equalLists(_ a: [Value], _ b: [Value]) throws -> Bool {
    guard a.count == b.count else { return false }
    for (x, y) in zip(a, b) where !Value.isSame(x, y) {
      if try !equal(x, y) { return false }
    }
    return true
  }

  private func equalDicts(_ a: PyDict, _ b: PyDict) throws -> Bool {
    guard a.count == b.count else { return false }
    for (key, value) in a.pairs {
      guard let other = try b.get(key, in: self) else { return false }
      if !Value.isSame(value, other), try !equal(value, other) { return false }
    }
    return true
  }

  // MARK: Order

  enum Order { case less, equal, greater }

  /// The order of two values of Python's own, where they have one.
  private func order(_ left: Value, _ right: Value) throws -> Order? {
    func of<T: Comparable>(_ a: T, _ b: T) -> Order? {
      a < b ? .less : a > b ? .greater : a == b ? .equal : nil
    }
    switch (left, right) {
    case (.int(let a), .int(let b)): return of(a, b)
    case (.float(let a), .float(let b)): return of(a, b)
    default: break
    }
    if let a = left.bigInteger, let b = right.bigInteger { return of(a, b) }
    if case .float(let a) = left, let b = right.bigInteger { return order(a, b) }
    if case .float(let b) = right, let a = left.bigInteger {
      switch order(b, a) {
      case .less: return .greater
      case .greater: return .less
      case let same: return same
      }
    }
    return nil
  }

  /// Compares exactly: an integer may lie between two floats.
  private func order(_ a: Double, _ b: BigInt) -> Order? {
    if a.isNaN { return nil }
    if a.isInfinite { return a < 0 ? .less : .greater }
    let whole = BigInt(a.rounded(.down))
    if whole < b { return .less }
    if whole > b { return .greater }
    return a == a.rounded(.down) ? .equal : .greater
  }

  func compare(_ op: ComparisonOperator, _ left: Value, _ right: Value) throws -> Value {
    switch op {
    case .is: return .bool(Value.isSame(left, right))
    case .isNot: return .bool(!Value.isSame(left, right))
    case .in: return .bool(try contains(right, left))
    case .notIn: return .bool(try !contains(right, left))
    case .equal, .notEqual:
      if let known = try fastEqual(left, right) { return .bool(known == (op == .equal)) }
      return try compareByMethods(op, left, right) ?? .bool(isSame(left, right) == (op == .equal))
    default: break
    }
    if left.isDerived || right.isDerived, let result = try compareByMethods(op, left, right) { return result }
    if let result = try plainOrder(op, left, right) { return result }
    if let result = try compareByMethods(op, left, right) { return result }
    throw typeError(
      "'\(op.rawValue)' not supported between instances of '\(typeName(of: left))' and '\(typeName(of: right))'"
    )
  }

  /// What Python's own classes answer, whatever derived classes define; nil where they have no order.
  func plainOrder(_ op: ComparisonOperator, _ left: Value, _ right: Value) throws -> Value? {
    if let order = try order(left, right) { return .bool(Self.holds(op, order)) }
    if case .float = left, try floatValue(right) != nil { return .bool(false) }
    if case .float = right, try floatValue(left) != nil { return .bool(false) }
    if let a = left.string, let b = right.string {
      return .bool(Self.holds(op, a == b ? .equal : a < b ? .less : .greater))
    }
    if let a = left.list, let b = right.list { return try compareItems(op, a.items, b.items) }
    if let a = left.tuple, let b = right.tuple { return try compareItems(op, a.items, b.items) }
    if let a = left.set, let b = right.set { return .bool(try compareSets(op, a, b)) }
    if isSetLike(left), isSetLike(right) { return .bool(try compareViews(op, left, right)) }
    if let a = left.object as? PySlice, let b = right.object as? PySlice {
      return try compareItems(op, [a.lower, a.upper, a.step], [b.lower, b.upper, b.step])
    }
    if let a = left.bytes, let b = right.bytes {
      let isLess = a.value.lexicographicallyPrecedes(b.value)
      return .bool(Self.holds(op, a.value == b.value ? .equal : isLess ? .less : .greater))
    }
    return nil
  }

  static func holds(_ op: ComparisonOperator, _ order: Order) -> Bool {
    switch op {
    case .less: order == .less
    case .lessOrEqual: order != .greater
    case .greater: order == .greater
    case .greaterOrEqual: order != .less
    case .equal: order == .equal
    default: order != .equal
    }
  }

  func compareItems(_ op: ComparisonOperator, _ a: [Value], _ b: [Value]) throws -> Value {
    try guarded(" in comparison") {
      for (x, y) in zip(a, b) where !Value.isSame(x, y) {
        if try !equal(x, y) { return try compare(op, x, y) }
      }
      return .bool(Self.holds(op, a.count == b.count ? .equal : a.count < b.count ? .less : .greater))
    }
  }

  /// Whether a value is a set or a view of a dictionary's keys or items.
  private func isSetLike(_ value: Value) -> Bool {
    value.set != nil || (value.object as? PyDictView).map { $0.part != .values } ?? false
  }

  /// Compares as sets are compared, at least one side being a view.
  private func compareViews(_ op: ComparisonOperator, _ left: Value, _ right: Value) throws -> Bool {
    let (small, large) = op == .less || op == .lessOrEqual ? (left, right) : (right, left)
    let (few, many) = (try length(of: small), try length(of: large))
    if few > many || ((op == .less || op == .greater) && few == many) { return false }
    for item in try values(of: small) where try !contains(large, item) { return false }
    return true
  }

  private func compareSets(_ op: ComparisonOperator, _ a: PySet, _ b: PySet) throws -> Bool {
    let (small, large) = op == .less || op == .lessOrEqual ? (a, b) : (b, a)
    if small.count > large.count { return false }
    if (op == .less || op == .greater) && small.count == large.count { return false }
    for item in small.elements where try !large.contains(item, in: self) { return false }
    return true
  }

  /// Asks the comparison methods of the program's classes; nil where none of them answers.
  private func compareByMethods(_ op: ComparisonOperator, _ left: Value, _ right: Value) throws -> Value? {
    let leftType = type(of: left)
    let rightType = type(of: right)
    let method = names.comparison(op)
    let reflected = names.comparison(op.reflected)
    let rightFirst =
      leftType !== rightType && rightType.isSubtype(of: leftType)
      && rightType.lookup(reflected, in: self) != nil
    func ask(_ value: Value, _ name: PyString, _ other: Value) throws -> Value? {
      let result = try guarded(" in comparison") { try callSpecial(value, name, [other]) }
      return result?.isNotImplemented == true ? nil : result
    }
    if rightFirst, let result = try ask(right, reflected, left) { return result }
    if let result = try ask(left, method, right) { return result }
    if !rightFirst, let result = try ask(right, reflected, left) { return result }
    guard op == .notEqual else { return nil }
    // `!=` is the opposite of `==` where a class defines only that.
    guard let same = try compareByMethods(.equal, left, right) else { return nil }
    return .bool(try !isTrue(same))
  }
}

extension ComparisonOperator {
  fileprivate var reflected: ComparisonOperator {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    default: self
    }
  }
}
