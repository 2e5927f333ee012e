import BigInt

/// An `int` beyond the machine's word; its value never fits into `Int`.
///
/// The instances of derived classes are the exception.
class PyInt: PyObject {
  typealias Number = BigInt

  final let value: BigInt

  init(_ value: BigInt) {
    self.value = value
    super.init(.integer)
  }

  override func type(in machine: Machine) -> PyType { machine.types.int }
}

extension Value {
  /// An `int` value of any size.
  static func integer(_ value: BigInt) -> Value {
    if let small = Int(exactly: value) { return .int(small) }
    return .object(PyInt(value))
  }

  /// The value of an `int` or `bool`, or nil.
  var bigInteger: BigInt? {
    switch self {
    case .int(let value): BigInt(value)
    case .bool(let value): value ? 1 : 0
    case .object(let object): (object as? PyInt)?.value
    default: nil
    }
  }
}

final class PyList: PyContainer {
  var items: [Value]

  init(_ items: [Value]) {
    self.items = items
    super.init(.list)
  }

  deinit { items.releaseFromEnd() }

  override func type(in machine: Machine) -> PyType { derivation?.cls ?? machine.types.list }
}

final class PyTuple: PyContainer {
  private(set) var items: [Value]

  init(_ items: [Value]) {
    self.items = items
    super.init(.tuple)
  }

  deinit { items.releaseFromEnd() }

  override func type(in machine: Machine) -> PyType { derivation?.cls ?? machine.types.tuple }
}

extension [Value] {
  /// Lets go of the items as CPython does with those of a list or a tuple: the last one first.
  mutating func releaseFromEnd() {
    guard count > 1, contains(where: { if case .object = $0 { true } else { false } }) else { return }
    while !isEmpty { removeLast() }
  }
}

/// A `range` whose bounds and length fit into a word.
final class PyRange: PyObject {
  let start: Int
  let stop: Int
  let step: Int
  let count: Int

  /// `step` must not be 0; nil where the length does not fit.
  init?(start: Int, stop: Int, step: Int) {
    guard let count = PyRange.length(start: start, stop: stop, step: step) else { return nil }
    self.start = start
    self.stop = stop
    self.step = step
    self.count = count
    super.init(.range)
  }

  override func type(in machine: Machine) -> PyType { machine.types.range }

  /// The element at `index`, which must lie inside.
  subscript(index: Int) -> Int { start &+ index &* step }

  private static func length(start: Int, stop: Int, step: Int) -> Int? {
    let isUp = step > 0
    guard isUp ? start < stop : start > stop else { return 0 }
    let (distance, overflow) =
      isUp ? stop.subtractingReportingOverflow(start) : start.subtractingReportingOverflow(stop)
    if overflow { return nil }
    return Int(exactly: UInt(distance - 1) / step.magnitude + 1)
  }
}

final class PySlice: PyObject {
  let lower: Value
  let upper: Value
  let step: Value

  init(_ lower: Value, _ upper: Value, _ step: Value) {
    self.lower = lower
    self.upper = upper
    self.step = step
    super.init(.slice)
  }

  override func type(in machine: Machine) -> PyType { machine.types.slice }
}
