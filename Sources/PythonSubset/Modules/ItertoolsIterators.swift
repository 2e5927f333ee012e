import PythonSyntax

/// `itertools.count`.
final class CountIterator: PyIterator, NativeRepresentation {
  private var value: Value
  private let step: Value

  init(_ start: Value, _ step: Value) {
    value = start
    self.step = step
  }

  override var typeName: String { "count" }
  override var typeModule: String { "itertools" }

  override func next(_ machine: Machine) throws -> Value? {
    let current = value
    value = try machine.binary(BinaryOperator.add.number, current, step)
    return current
  }

  func representation(_ machine: Machine) throws -> String {
    let start = try machine.representation(value)
    if case .int(1) = step { return "count(\(start))" }
    return "count(\(start), \(try machine.representation(step)))"
  }
}

/// `itertools.repeat`.
final class RepeatIterator: PyIterator, NativeRepresentation {
  private let value: Value
  private var timesLeft: Int?

  init(_ value: Value, times: Int?) {
    self.value = value
    timesLeft = times
  }

  override var typeName: String { "repeat" }
  override var typeModule: String { "itertools" }

  override func next(_ machine: Machine) throws -> Value? {
    if let left = timesLeft {
      guard left > 0 else { return nil }
      timesLeft = left - 1
    }
    return value
  }

  func representation(_ machine: Machine) throws -> String {
    "repeat(\(try machine.representation(value))\(timesLeft.map { ", \($0)" } ?? ""))"
  }
}

/// `itertools.chain`: goes through the iterables that another iterator gives.
final class ChainIterator: PyIterator {
  private var sources: Value?
  private var current: Value?

  init(_ sources: Value) { self.sources = sources }
  convenience init(_ sources: PyIterator) { self.init(.object(sources)) }

  override var typeName: String { "chain" }
  override var typeModule: String { "itertools" }

  override func next(_ machine: Machine) throws -> Value? {
    while let sources {
      if current == nil {
        guard let iterable = try machine.nextValue(of: sources) else {
          self.sources = nil
          return nil
        }
        current = try machine.iterator(over: iterable)
      }
      if let iterator = current, let value = try machine.nextValue(of: iterator) { return value }
      current = nil
    }
    return nil
  }
}

/// `itertools.islice`: takes from its source only what it gives and what it skips.
final class SliceIterator: PyIterator {
  private var source: Value?
  private var taken = 0
  private var wanted: Int
  private let stop: Int?
  private let step: Int

  init(_ source: Value, start: Int, stop: Int?, step: Int) {
    self.source = source
    wanted = start
    self.stop = stop
    self.step = step
  }

  override var typeName: String { "islice" }
  override var typeModule: String { "itertools" }

  override func next(_ machine: Machine) throws -> Value? {
    guard let source else { return nil }
    while taken < wanted {
      guard try machine.nextValue(of: source) != nil else { return end() }
      taken += 1
    }
    if let stop, taken >= stop { return end() }
    guard let value = try machine.nextValue(of: source) else { return end() }
    taken += 1
    let (next, overflow) = wanted.addingReportingOverflow(step)
    wanted = overflow ? stop ?? .max : min(next, stop ?? .max)
    return value
  }

  private func end() -> Value? {
    source = nil
    return nil
  }
}

/// One of the iterators that `itertools.tee` makes of one: they share what the others have not come to yet.
final class TeeIterator: PyIterator {
  private final class Link {
    var value: Value?
    var next: Link?

    /// A long chain is let go of link by link, not by recursion.
    deinit {
      var rest = next
      next = nil
      while let link = rest, isKnownUniquelyReferenced(&rest) {
        rest = link.next
        link.next = nil
      }
    }
  }

  private let source: Value
  private var link: Link

  init(_ source: Value) {
    self.source = source
    link = Link()
  }

  private init(_ source: Value, _ link: Link) {
    self.source = source
    self.link = link
  }

  override var typeName: String { "_tee" }
  override var typeModule: String { "itertools" }

  func copy() -> TeeIterator { TeeIterator(source, link) }

  override func next(_ machine: Machine) throws -> Value? {
    if link.next == nil {
      guard let value = try machine.nextValue(of: source) else { return nil }
      link.value = value
      link.next = Link()
    }
    guard let value = link.value, let next = link.next else { return nil }
    link = next
    return value
  }
}
