/// A `memoryview` of bytes one after the other, whose changes are those of the object that it shows.
final class PyMemoryView: PyObject, NativeRepresentation, NativeIterable {
  let base: PyBytes
  /// Which of the bytes it shows; nil when it has been released.
  private(set) var range: Range<Int>?

  init(_ base: PyBytes, _ range: Range<Int>) {
    self.base = base
    self.range = range
    base.viewCount += 1
    super.init(.other)
  }

  deinit { release() }

  override func type(in machine: Machine) -> PyType { machine.types.memoryView }

  var bytes: [UInt8] { range.map { Array(base.value[$0]) } ?? [] }

  func release() {
    if range != nil { base.viewCount -= 1 }
    range = nil
  }

  func representation(_ machine: Machine) -> String {
    "<\(range == nil ? "released memory" : "memory") at \(machine.address(self))>"
  }

  func makeIterator(_ machine: Machine) throws -> PyIterator {
    FixedIterator(bytes.map { .int(Int($0)) }, name: "memory_iterator")
  }
}

extension Machine {
  func fillMemoryView(_ type: PyType) {
    constructor(type) { m, a in
      try m.checkKeywords(a, "memoryview", allowed: ["object"])
      let object = a.count > 1 ? a[1] : a.keyword("object") ?? .undefined
      if object.isUndefined {
        throw m.typeError("memoryview() missing required argument 'object' (pos 1)")
      }
      if let bytes = object.bytes { return .object(PyMemoryView(bytes, 0..<bytes.value.count)) }
      guard let view = object.object as? PyMemoryView else {
        throw m.typeError("memoryview: a bytes-like object is required, not '\(m.typeName(of: object))'")
      }
      return .object(PyMemoryView(view.base, try m.live(object).range))
    }
    method(type, "__len__", .exactly(1)) { m, a in .int(try m.live(a[0]).range.count) }
    method(type, "__getitem__", .exactly(2)) { m, a in try m.viewItem(a[0], a[1]) }
    method(type, "__setitem__", .exactly(3)) { m, a in
      try m.setViewItem(a[0], a[1], a[2])
      return .none
    }
    method(type, "__eq__", .exactly(2)) { _, a in
      guard let left = a[0].bytesLike, let right = a[1].bytesLike else { return .notImplemented }
      return .bool(left == right)
    }
    method(type, "__hash__", .exactly(1)) { m, a in
      let view = try m.live(a[0])
      if view.base.isMutable { throw m.valueError("cannot hash writable memoryview object") }
      return .int(try m.hash(.bytes(a[0].bytesLike ?? [])))
    }
    method(type, "tobytes", .exactly(1)) { m, a in .bytes(Array(try m.live(a[0]).bytes)) }
    method(type, "tolist", .exactly(1)) { m, a in
      .object(PyList(try m.live(a[0]).bytes.map { .int(Int($0)) }))
    }
    method(type, "hex", .exactly(1)) { m, a in .text(Self.hexadecimal(Array(try m.live(a[0]).bytes))) }
    for name in ["release", "__exit__"] {
      method(type, name, name == "release" ? .exactly(1) : .exactly(4)) { _, a in
        (a[0].object as? PyMemoryView)?.release()
        return .none
      }
    }
    method(type, "__enter__", .exactly(1)) { m, a in
      _ = try m.live(a[0])
      return a[0]
    }
    attribute(type, "nbytes", get: { m, v in .int(try m.live(v).range.count) })
    attribute(type, "shape", get: { m, v in .object(PyTuple([.int(try m.live(v).range.count)])) })
    attribute(type, "itemsize", get: { _, _ in .int(1) })
    attribute(type, "format", get: { _, _ in .text("B") })
    attribute(type, "readonly", get: { m, v in .bool(try !m.live(v).base.isMutable) })
    attribute(type, "obj", get: { m, v in .object(try m.live(v).base) })
  }

  /// What a view shows, unless it has been released.
  private func live(_ value: Value) throws -> (base: PyBytes, range: Range<Int>, bytes: ArraySlice<UInt8>) {
    guard let view = value.object as? PyMemoryView, let range = view.range else {
      throw valueError("operation forbidden on released memoryview object")
    }
    return (view.base, range, view.base.value[range])
  }

  private func viewItem(_ view: Value, _ index: Value) throws -> Value {
    let (base, range, bytes) = try live(view)
    guard let slice = index.object as? PySlice else {
      return .int(Int(bytes[try viewPlace(index, range)]))
    }
    let (start, step, count) = try bounds(of: slice, count: range.count)
    guard step == 1 || count < 2 else {
      throw error(
        .notImplementedError, "taskviz has no memoryview with steps; slice the bytes that it shows instead")
    }
    let first = range.lowerBound + start
    return .object(PyMemoryView(base, first..<(first + count)))
  }

  private func viewPlace(_ index: Value, _ range: Range<Int>) throws -> Int {
    let position = try self.index(index, what: "memoryview: invalid slice key")
    let place = position < 0 ? position + range.count : position
    guard (0..<range.count).contains(place) else {
      throw error(.indexError, "index out of bounds on dimension 1")
    }
    return range.lowerBound + place
  }

  private func setViewItem(_ view: Value, _ index: Value, _ value: Value) throws {
    let (base, range, _) = try live(view)
    guard base.isMutable else { throw typeError("cannot modify read-only memory") }
    if let slice = index.object as? PySlice {
      let new = try bytesArgument(value)
      let places = try resolve(slice, count: range.count)
      guard new.count == places.count else {
        throw valueError("memoryview assignment: lvalue and rvalue have different structures")
      }
      for (place, byte) in zip(places, new) { base.value[range.lowerBound + place] = byte }
      return
    }
    let place = try viewPlace(index, range)
    guard value.bigInteger != nil else { throw typeError("memoryview: invalid type for format 'B'") }
    guard case .int(let number) = value, let byte = UInt8(exactly: number) else {
      throw valueError("memoryview: invalid value for format 'B'")
    }
    base.value[place] = byte
  }
}
