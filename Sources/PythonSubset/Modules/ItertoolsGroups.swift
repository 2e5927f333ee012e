extension Machine {
  func fillGroups(_ names: PyDict) {
    iteratorClass(names, "groupby", .keywords(["iterable", "key"], required: 1)) { m, a in
      GroupByIterator(try m.iterator(over: a[0]), key: a[1].or(.none))
    }
  }

  func fillCombinations(_ names: PyDict) {
    iteratorClass(names, "product", .any) { m, a in
      try m.checkKeywords(a, "product", allowed: ["repeat"])
      let times = try a.keyword("repeat").map { try m.index($0) } ?? 1
      if times < 0 { throw m.valueError("repeat argument cannot be negative") }
      let pools = times == 0 ? [] : try a.positional.map { try m.values(of: $0) }
      return IndexIterator("product", Array(repeating: pools, count: times).flatMap { $0 })
    }
    func choices(
      _ name: String, _ required: Int, _ first: @escaping (_ count: Int, _ size: Int) -> [Int]?,
      _ advance: @escaping (_ places: inout [Int], _ count: Int) -> Bool
    ) {
      iteratorClass(names, name, .keywords(["iterable", "r"], required: required)) { m, a in
        let given = required == 2 ? try m.size(a[1]) : nil
        let pool = try m.values(of: a[0])
        let size = try given ?? m.permutationSize(a[1].or(.none), of: pool.count)
        if size < 0 { throw m.valueError("r must be non-negative") }
        return SelectionIterator(name, pool, size, first(pool.count, size), advance)
      }
    }
    choices("permutations", 1, { count, size in size > count ? nil : Array(0..<count) }, { _, _ in false })
    choices("combinations", 2, { count, size in size > count ? nil : Array(0..<size) }) { places, count in
      guard let place = places.indices.last(where: { places[$0] < count - places.count + $0 }) else {
        return false
      }
      let first = places[place] + 1 - place
      for index in place..<places.count { places[index] = first + index }
      return true
    }
    choices(
      "combinations_with_replacement", 2,
      { count, size in count == 0 && size > 0 ? nil : Array(repeating: 0, count: size) }
    ) { places, count in
      guard let place = places.lastIndex(where: { $0 < count - 1 }) else { return false }
      let value = places[place] + 1
      for index in place..<places.count { places[index] = value }
      return true
    }
  }

  private func permutationSize(_ given: Value, of count: Int) throws -> Int {
    if given.isNone { return count }
    guard given.bigInteger != nil else { throw typeError("Expected int as r") }
    return try size(given)
  }
}

/// `itertools.product`: counts through the pools, the last one fastest.
final class IndexIterator: PyIterator {
  private let name: String
  private let pools: [[Value]]
  private var places: [Int]?

  init(_ name: String, _ pools: [[Value]]) {
    self.name = name
    self.pools = pools
    places = pools.contains(where: \.isEmpty) ? nil : Array(repeating: 0, count: pools.count)
  }

  override var typeName: String { name }
  override var typeModule: String { "itertools" }

  override func next(_ machine: Machine) throws -> Value? {
    guard let places else { return nil }
    try machine.poll()
    let result = zip(pools, places).map { $0[$1] }
    self.places = advanced(places)
    return .object(PyTuple(result))
  }

  private func advanced(_ places: [Int]) -> [Int]? {
    var places = places
    for index in places.indices.reversed() {
      places[index] += 1
      if places[index] < pools[index].count { return places }
      places[index] = 0
    }
    return nil
  }
}

/// `itertools.permutations`, `combinations` and `combinations_with_replacement`: chooses places of one pool.
final class SelectionIterator: PyIterator {
  typealias Advance = (_ places: inout [Int], _ count: Int) -> Bool
  private let name: String
  private let pool: [Value]
  private let size: Int
  private var places: [Int]?
  private let advance: Advance
  /// How many more turns each place of a permutation has.
  private var turns: [Int] = []

  init(_ name: String, _ pool: [Value], _ size: Int, _ first: [Int]?, _ advance: @escaping Advance) {
    self.name = name
    self.pool = pool
    self.size = size
    self.advance = advance
    places = first
    if first != nil, name == "permutations" { turns = (0..<size).map { pool.count - $0 } }
  }

  override var typeName: String { name }
  override var typeModule: String { "itertools" }

  override func next(_ machine: Machine) throws -> Value? {
    guard var current = places else { return nil }
    try machine.poll()
    let result = current.prefix(size).map { pool[$0] }
    let goesOn = name == "permutations" ? permute(&current) : advance(&current, pool.count)
    places = goesOn ? current : nil
    return .object(PyTuple(result))
  }

  private func permute(_ places: inout [Int]) -> Bool {
    for index in (0..<size).reversed() {
      turns[index] -= 1
      if turns[index] > 0 {
        places.swapAt(index, places.count - turns[index])
        return true
      }
      places.append(places.remove(at: index))
      turns[index] = places.count - index
    }
    return false
  }
}

/// `itertools.groupby`: it and its current group read from the same source.
final class GroupByIterator: PyIterator {
  private let source: Value
  private let key: Value
  fileprivate var currentKey: Value?
  fileprivate var currentValue: Value?
  private var groupKey: Value?
  fileprivate weak var currentGroup: GroupIterator?

  init(_ source: Value, key: Value) {
    self.source = source
    self.key = key
  }

  override var typeName: String { "groupby" }
  override var typeModule: String { "itertools" }

  override func next(_ machine: Machine) throws -> Value? {
    currentGroup = nil
    // What is left of the last group is skipped.
    while true {
      if let current = currentKey {
        guard let last = groupKey else { break }
        if try !(Value.isSame(last, current) || machine.equal(last, current)) { break }
      }
      guard try step(machine) else { return nil }
    }
    guard let key = currentKey else { return nil }
    groupKey = key
    let group = GroupIterator(self, key)
    currentGroup = group
    return .object(PyTuple([key, .object(group)]))
  }

  fileprivate func step(_ machine: Machine) throws -> Bool {
    guard let value = try machine.nextValue(of: source) else { return false }
    currentKey = key.isNone ? value : try machine.call(key, [value])
    currentValue = value
    return true
  }
}

final class GroupIterator: PyIterator {
  private let parent: GroupByIterator
  private let key: Value

  init(_ parent: GroupByIterator, _ key: Value) {
    self.parent = parent
    self.key = key
  }

  override var typeName: String { "_grouper" }
  override var typeModule: String { "itertools" }

  override func next(_ machine: Machine) throws -> Value? {
    guard parent.currentGroup === self else { return nil }
    if parent.currentValue == nil {
      guard try parent.step(machine) else { return nil }
    }
    guard let current = parent.currentKey, try Value.isSame(key, current) || machine.equal(key, current)
    else { return nil }
    defer { parent.currentValue = nil }
    return parent.currentValue
  }
}
