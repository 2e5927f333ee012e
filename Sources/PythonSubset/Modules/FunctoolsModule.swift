import PythonSyntax

extension Machine {
  func fillFunctools(_ names: PyDict) {
    function(names, "reduce", .between(2, 3)) { m, a in
      let iterator: Value
      do {
        iterator = try m.iterator(over: a[1])
      } catch let exception as PyException where exception.cls === m.types[.typeError] {
        throw m.typeError("reduce() arg 2 must support iteration")
      }
      guard var result = a[2].isUndefined ? try m.nextValue(of: iterator) : a[2] else {
        throw m.typeError("reduce() of empty iterable with no initial value")
      }
      while let item = try m.nextValue(of: iterator) { result = try m.call(a[0], [result, item]) }
      return result
    }
    fillPartial(names)
    fillCacheWrapper(names)
    fillComparisonKeys(names)
  }

  private func fillPartial(_ names: PyDict) {
    let type = types.named("partial", module: "functools")
    names.set(intern("partial"), .object(type))
    constructor(type) { m, a in
      guard a.count > 1 else { throw m.typeError("type 'partial' takes at least one argument") }
      guard m.isCallable(a[1]) else { throw m.typeError("the first argument must be callable") }
      // A partial of a partial is one of the function itself.
      let inner = a[1].object as? PyPartial
      let keywords = inner?.keywords.copy() ?? PyDict()
      for (index, name) in a.names.enumerated() { keywords.set(name, a[a.count + index]) }
      return .object(
        PyPartial(
          inner?.function ?? a[1], (inner?.arguments ?? []) + a.positional(from: 2), keywords))
    }
    attribute(type, "func", get: { _, v in (v.object as? PyPartial)?.function ?? .none })
    attribute(type, "args", get: { _, v in .object(PyTuple((v.object as? PyPartial)?.arguments ?? [])) })
    attribute(type, "keywords", get: { _, v in .object((v.object as? PyPartial)?.keywords ?? PyDict()) })
  }

  private func fillComparisonKeys(_ names: PyDict) {
    let type = types.named("KeyWrapper", module: "functools")
    function(names, "cmp_to_key", .keywords(["mycmp"], required: 1)) { _, a in
      let compare = a[0]
      return .object(
        PyNative("KeyWrapper", .keywords(["obj"], required: 1)) { _, a in .object(PyKeyWrapper(compare, a[0]))
        })
    }
    attribute(type, "obj", get: { _, v in (v.object as? PyKeyWrapper)?.value ?? .none })
    for op in [ComparisonOperator.less, .lessOrEqual, .equal, .greaterOrEqual, .greater] {
      method(type, self.names.comparison(op).value, .exactly(2)) { m, a in
        guard let left = a[0].object as? PyKeyWrapper, let right = a[1].object as? PyKeyWrapper else {
          throw m.typeError("other argument must be K instance")
        }
        return try m.compare(op, m.call(left.compare, [left.value, right.value]), .int(0))
      }
    }
  }
}

/// Something of Python's own, other than a function, that a class attribute turns into a method.
protocol NativeMethod: AnyObject {}

/// `functools.partial`.
final class PyPartial: PyObject, NativeCallable, NativeRepresentation {
  let function: Value
  let arguments: [Value]
  let keywords: PyDict
  private var attributes: PyDict?

  init(_ function: Value, _ arguments: [Value], _ keywords: PyDict) {
    self.function = function
    self.arguments = arguments
    self.keywords = keywords
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType { machine.types.named("partial", module: "functools") }
  override var ownAttributes: PyDict? { attributes }

  override func attributesForWriting() -> PyDict? {
    let made = attributes ?? PyDict()
    attributes = made
    return made
  }

  func call(_ machine: Machine, _ given: Arguments) throws -> Value {
    if keywords.count == 0 {
      let named = (given.count..<given.total).map { given[$0] }
      return try machine.call(function, arguments + given.positional + named, names: given.names)
    }
    // What the call names comes in place of what was named before, and keeps its place.
    let all = keywords.copy()
    for (index, name) in given.names.enumerated() { all.set(name, given[given.count + index]) }
    let pairs = all.pairs
    return try machine.call(
      function, arguments + given.positional + pairs.map(\.value), names: pairs.compactMap(\.key.string))
  }

  func representation(_ machine: Machine) throws -> String {
    try machine.nested(self, ifRing: "functools.partial(...)") {
      var parts = try ([function] + arguments).map { try machine.representation($0) }
      for (key, value) in keywords.pairs {
        parts.append("\(key.string?.value ?? "")=\(try machine.representation(value))")
      }
      return "functools.partial(\(parts.joined(separator: ", ")))"
    }
  }
}

/// What `cmp_to_key` wraps around each element of a sort.
final class PyKeyWrapper: PyObject {
  let compare: Value
  let value: Value

  init(_ compare: Value, _ value: Value) {
    self.compare = compare
    self.value = value
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType { machine.types.named("KeyWrapper", module: "functools") }
}
