import DequeModule

/// `collections.deque`.
final class PyDeque: PyContainer, NativeCollection, NativeIterable, NativeRepresentation {
  private(set) var items: Deque<Value> = []
  /// How many elements it holds at most; nil: any number.
  var limit: Int?
  /// Changes with each insertion or removal, which ends the iterations under way.
  private(set) var version = 0

  init(limit: Int? = nil) {
    self.limit = limit
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType { derivation?.cls ?? machine.dequeType }

  var count: Int { items.count }

  func append(_ value: Value) {
    items.append(value)
    if let limit, items.count > limit { _ = items.popFirst() }
    version &+= 1
  }

  func prepend(_ value: Value) {
    items.prepend(value)
    if let limit, items.count > limit { _ = items.popLast() }
    version &+= 1
  }

  func popFirst() -> Value? {
    version &+= 1
    return items.popFirst()
  }

  func popLast() -> Value? {
    version &+= 1
    return items.popLast()
  }

  func removeAll() {
    // What the elements let go of may come back to an empty deque, not to half of one.
    let old = items
    items = []
    version &+= 1
    withExtendedLifetime(old) {}
  }

  func remove(at index: Int) -> Value {
    version &+= 1
    return items.remove(at: index)
  }

  func insert(_ value: Value, at index: Int) {
    version &+= 1
    items.insert(value, at: index)
  }

  func replace(at index: Int, with value: Value) { items[index] = value }

  func replaceAll(_ values: some Sequence<Value>) {
    items = Deque(values)
    if let limit, items.count > limit { items.removeFirst(items.count - limit) }
    version &+= 1
  }

  func reverse() { items.reverse() }

  /// Moves the elements to the right, those that fall off coming back at the left; to the left where it is negative.
  func rotate(by steps: Int) {
    guard items.count > 1 else { return }
    version &+= 1
    let shift = ((steps % items.count) + items.count) % items.count
    if shift <= items.count / 2 {
      for _ in 0..<shift { items.prepend(items.removeLast()) }
    } else {
      for _ in shift..<items.count { items.append(items.removeFirst()) }
    }
  }

  func makeIterator(_ machine: Machine) -> PyIterator { DequeIterator(self, isReversed: false) }

  func representation(_ machine: Machine) throws -> String {
    let name = derivation?.cls.name ?? "deque"
    return try machine.nested(self, ifRing: "[...]") {
      "\(name)([\(try machine.list(Array(items)))]\(limit.map { ", maxlen=\($0)" } ?? ""))"
    }
  }
}

final class DequeIterator: PyIterator {
  private let deque: PyDeque
  private let version: Int
  private var index: Int
  private let isReversed: Bool

  init(_ deque: PyDeque, isReversed: Bool) {
    self.deque = deque
    self.isReversed = isReversed
    version = deque.version
    index = isReversed ? deque.count - 1 : 0
  }

  override var typeName: String { isReversed ? "_deque_reverse_iterator" : "_deque_iterator" }

  override func next(_ machine: Machine) throws -> Value? {
    if deque.version != version {
      throw machine.error(.runtimeError, "deque mutated during iteration")
    }
    guard index >= 0, index < deque.count else { return nil }
    defer { index += isReversed ? -1 : 1 }
    return deque.items[index]
  }
}
