/// A `set` or `frozenset`.
///
/// Laid out as CPython lays out its sets (`Objects/setobject.c`, 3.13): programs see the table's order when they iterate,
/// and for small integers people know it.
final class PySet: PyContainer {
  private struct Entry {
    var hash: Int
    var key: Value
    var state: State
  }

  private enum State: UInt8 { case free, used, deleted }

  private var table: [Entry]
  private(set) var count = 0
  private var fill = 0
  /// Where `pop` goes on.
  private var finger = 0
  let isFrozen: Bool

  /// Changes with each insertion or removal.
  private(set) var version: UInt32 = 0

  private static let linearProbes = 9

  init(isFrozen: Bool = false) {
    self.isFrozen = isFrozen
    table = PySet.empty(8)
    super.init(.set)
  }

  override func type(in machine: Machine) -> PyType {
    derivation?.cls ?? (isFrozen ? machine.types.frozenset : machine.types.set)
  }

  /// The elements in the table's order.
  var elements: [Value] {
    var result: [Value] = []
    result.reserveCapacity(count)
    for entry in table where entry.state == .used { result.append(entry.key) }
    return result
  }

  func contains(_ key: Value, in machine: Machine) throws -> Bool {
    try place(of: key, hash: machine.hash(key), in: machine) != nil
  }

  func insert(_ key: Value, in machine: Machine) throws {
    let hash = try machine.hash(key)
    switch try search(key, hash: hash, in: machine) {
    case .found: return
    case .missing(let deleted?):
      table[deleted] = Entry(hash: hash, key: key, state: .used)
      count += 1
      version &+= 1
    case .missing(nil): insertNew(key, hash: hash)
    }
  }

  @discardableResult
  func remove(_ key: Value, in machine: Machine) throws -> Bool {
    guard let place = try place(of: key, hash: machine.hash(key), in: machine) else { return false }
    clear(place)
    return true
  }

  /// Takes out the next element of the table's order after the one that was taken out last.
  func pop() -> Value? {
    let start = finger & (table.count - 1)
    let place =
      table[start...].firstIndex { $0.state == .used } ?? table[..<start].firstIndex { $0.state == .used }
    guard let place else { return nil }
    let key = table[place].key
    clear(place)
    finger = place + 1
    return key
  }

  func removeAll() {
    let old = table
    table = Self.empty(8)
    count = 0
    fill = 0
    version &+= 1
    withExtendedLifetime(old) {}
  }

  func copy(isFrozen: Bool = false) -> PySet {
    let copy = PySet(isFrozen: isFrozen)
    copy.mergeNew(from: self)
    return copy
  }

  /// Adds what an iterable gives, with room for a dictionary's keys made at once (CPython `set_update_internal`).
  func insert(contentsOf iterable: Value, in machine: Machine) throws {
    if let other = iterable.set { return try merge(other, in: machine) }
    if let keys = iterable.dict, !keys.isDerived { makeRoom(for: keys.count) }
    for element in try machine.values(of: iterable) { try insert(element, in: machine) }
  }

  /// Adds the elements of another set; into an empty set they come as CPython's `set_merge` puts them.
  func merge(_ other: PySet, in machine: Machine) throws {
    if other === self { return }
    if fill == 0 { return mergeNew(from: other) }
    makeRoom(for: other.count)
    for element in other.elements { try insert(element, in: machine) }
  }

  private func mergeNew(from other: PySet) {
    guard other.count > 0 else { return }
    makeRoom(for: other.count)
    if table.count == other.table.count, other.count == other.fill {
      table = other.table
      count = other.count
      fill = other.fill
      version &+= 1
    } else {
      // The table is large enough: no insertion makes it grow.
      for entry in other.table where entry.state == .used { place(entry.key, hash: entry.hash) }
    }
  }

  /// Becomes what another set is, which is not used any more.
  func takeElements(of other: PySet) {
    table = other.table
    count = other.count
    fill = other.fill
    version &+= 1
  }

  /// Lays the table out anew where many elements of it were deleted.
  func dropDeleted() {
    if fill - count > (table.count - 1) / 4 { resize(toHold: roomy) }
  }

  private var roomy: Int { count > 50000 ? count * 2 : count * 4 }

  private func makeRoom(for more: Int) {
    if (fill + more) * 5 >= (table.count - 1) * 3 { resize(toHold: (count + more) * 2) }
  }

  private static func empty(_ size: Int) -> [Entry] {
    [Entry](repeating: Entry(hash: 0, key: .undefined, state: .free), count: size)
  }

  private func clear(_ place: Int) {
    table[place].state = .deleted
    table[place].key = .undefined
    count -= 1
    version &+= 1
  }

  private enum SearchResult {
    case found(Int)
    /// It is not there; the last deleted entry on the way is used again.
    case missing(Int?)
  }

  private func place(of key: Value, hash: Int, in machine: Machine) throws -> Int? {
    guard case .found(let place) = try search(key, hash: hash, in: machine) else { return nil }
    return place
  }

  private func search(_ key: Value, hash: Int, in machine: Machine) throws -> SearchResult {
    let mask = table.count - 1
    var deleted: Int?
    var perturbation = UInt(bitPattern: hash)
    var index = hash & mask
    while true {
      let probes = index + Self.linearProbes <= mask ? Self.linearProbes : 0
      for place in index...(index + probes) {
        let entry = table[place]
        if entry.state == .free { return .missing(deleted) }
        if entry.state == .deleted { deleted = place }
        guard entry.state == .used, entry.hash == hash else { continue }
        if Value.isSame(entry.key, key) { return .found(place) }
        let before = version
        if try machine.equal(entry.key, key) { return .found(place) }
        if before != version { return try search(key, hash: hash, in: machine) }
      }
      perturbation >>= 5
      index = (index &* 5 &+ 1 &+ Int(bitPattern: perturbation)) & mask
    }
  }

  private func insertNew(_ key: Value, hash: Int) {
    place(key, hash: hash)
    if fill * 5 >= (table.count - 1) * 3 { resize(toHold: roomy) }
  }

  private func place(_ key: Value, hash: Int) {
    let mask = table.count - 1
    var perturbation = UInt(bitPattern: hash)
    var index = hash & mask
    search: while true {
      let probes = index + Self.linearProbes <= mask ? Self.linearProbes : 0
      for place in index...(index + probes) where table[place].state == .free {
        table[place] = Entry(hash: hash, key: key, state: .used)
        break search
      }
      perturbation >>= 5
      index = (index &* 5 &+ 1 &+ Int(bitPattern: perturbation)) & mask
    }
    count += 1
    fill += 1
    version &+= 1
  }

  private func resize(toHold wanted: Int) {
    var size = 8
    while size <= wanted { size <<= 1 }
    let old = table
    table = Self.empty(size)
    count = 0
    fill = 0
    for entry in old where entry.state == .used { place(entry.key, hash: entry.hash) }
  }
}
