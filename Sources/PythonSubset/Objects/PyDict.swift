/// A `dict`: entries in the order of insertion, found through a table of hashes.
///
/// Also holds the names of modules, classes and instances: lookups by a `str` key never run Python code and never throw.
final class PyDict: PyContainer {
  struct Entry {
    var hash: Int
    /// Undefined in an entry that was deleted.
    var key: Value
    var value: Value
  }

  private(set) var entries: [Entry] = []
  private var table: [Int32] = []
  private(set) var count = 0

  /// Changes whenever the places of keys change, so that a place can be remembered.
  private(set) var layoutVersion: UInt32 = 0

  private static let free: Int32 = -1
  private static let deleted: Int32 = -2

  init() { super.init(.dict) }

  override func type(in machine: Machine) -> PyType { derivation?.cls ?? machine.types.dict }

  // MARK: Keys that are strings

  func get(_ key: PyString) -> Value? {
    guard let index = index(of: key) else { return nil }
    return entries[index].value
  }

  /// The place of `key` among the entries.
  func index(of key: PyString) -> Int? {
    guard count > 0 else { return nil }
    let hash = key.hash
    let mask = table.count - 1
    var slot = hash & mask
    while true {
      let place = table[slot]
      if place == Self.free { return nil }
      if place >= 0 {
        let entry = entries[Int(place)]
        if entry.hash == hash, let other = entry.key.string, other == key { return Int(place) }
      }
      slot = (slot &+ 1) & mask
    }
  }

  func set(_ key: PyString, _ value: Value) {
    if let index = index(of: key) {
      entries[index].value = value
    } else {
      append(hash: key.hash, key: .object(key), value: value)
    }
  }

  @discardableResult
  func remove(_ key: PyString) -> Value? {
    guard let index = index(of: key) else { return nil }
    return removeEntry(at: index)
  }

  // MARK: Keys of any type

  func index(of key: Value, hash: Int, in machine: Machine) throws -> Int? {
    if let key = key.string { return index(of: key) }
    guard count > 0 else { return nil }
    let mask = table.count - 1
    var slot = hash & mask
    while true {
      let place = table[slot]
      if place == Self.free { return nil }
      if place >= 0 {
        let entry = entries[Int(place)]
        if entry.hash == hash {
          if Value.isSame(entry.key, key) { return Int(place) }
          let version = layoutVersion
          if try machine.equal(entry.key, key) { return Int(place) }
          // A comparison of the program's may have changed the dictionary: look again.
          if version != layoutVersion { return try index(of: key, hash: hash, in: machine) }
        }
      }
      slot = (slot &+ 1) & mask
    }
  }

  func get(_ key: Value, in machine: Machine) throws -> Value? {
    if let key = key.string { return get(key) }
    guard let index = try index(of: key, hash: machine.hash(key), in: machine) else { return nil }
    return entries[index].value
  }

  func set(_ key: Value, _ value: Value, in machine: Machine) throws {
    if let key = key.string { return set(key, value) }
    let hash = try machine.hash(key)
    if let index = try index(of: key, hash: hash, in: machine) {
      entries[index].value = value
    } else {
      append(hash: hash, key: key, value: value)
    }
  }

  @discardableResult
  func remove(_ key: Value, in machine: Machine) throws -> Value? {
    guard let index = try index(of: key, hash: machine.hash(key), in: machine) else { return nil }
    return removeEntry(at: index)
  }

  // MARK: Entries

  func value(at index: Int) -> Value { entries[index].value }

  func setValue(at index: Int, _ value: Value) { entries[index].value = value }

  /// The entries that are there, in order.
  var pairs: [(key: Value, value: Value)] {
    entries.compactMap { $0.key.isUndefined ? nil : ($0.key, $0.value) }
  }

  func removeAll() {
    // The entries are let go of only when the dictionary is empty already: letting go may run the program's code.
    let old = entries
    entries = []
    table = []
    count = 0
    layoutVersion &+= 1
    withExtendedLifetime(old) {}
  }

  /// Whether it is a `collections.OrderedDict`, whose views and iterators have names of their own.
  var isOrdered: Bool {
    derivation?.cls.mro.contains { $0.name == "OrderedDict" && $0.showsModule } ?? false
  }

  func copy() -> PyDict {
    let copy = PyDict()
    copy.copyEntries(from: self)
    return copy
  }

  func copyEntries(from other: PyDict) {
    entries = other.entries
    table = other.table
    count = other.count
    layoutVersion &+= 1
  }

  @discardableResult
  func removeEntry(at index: Int) -> Value {
    let entry = entries[index]
    let mask = table.count - 1
    var slot = entry.hash & mask
    while table[slot] != Int32(index) { slot = (slot &+ 1) & mask }
    table[slot] = Self.deleted
    entries[index].key = .undefined
    entries[index].value = .undefined
    count -= 1
    layoutVersion &+= 1
    // Taking from the end again and again, as popitem does, must not leave a tail of holes.
    while let last = entries.last, last.key.isUndefined { entries.removeLast() }
    if entries.isEmpty { table = [] }
    return entry.value
  }

  private func append(hash: Int, key: Value, value: Value) {
    if (entries.count + 1) * 3 > table.count * 2 || table.isEmpty { grow() }
    let mask = table.count - 1
    var slot = hash & mask
    while table[slot] >= 0 { slot = (slot &+ 1) & mask }
    table[slot] = Int32(truncatingIfNeeded: entries.count)
    entries.append(Entry(hash: hash, key: key, value: value))
    count += 1
    layoutVersion &+= 1
  }

  private func grow() {
    if count < entries.count { entries.removeAll { $0.key.isUndefined } }
    var size = 8
    while size * 2 < (count + 1) * 5 { size *= 2 }
    table = [Int32](repeating: Self.free, count: size)
    for (index, entry) in entries.enumerated() {
      var slot = entry.hash & (size - 1)
      while table[slot] >= 0 { slot = (slot &+ 1) & (size - 1) }
      table[slot] = Int32(truncatingIfNeeded: index)
    }
  }
}
