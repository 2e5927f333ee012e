import BigInt
import PythonSyntax

extension Machine {
  func fillIterationFunctions() {
    function(builtins, "iter", .between(1, 2)) { m, a in
      if a.count == 1 { return try m.iterator(over: a[0]) }
      let (callable, sentinel) = (a[0], a[1])
      guard m.isCallable(callable) else { throw m.typeError("iter(v, w): v must be callable") }
      return .object(
        FunctionIterator("callable_iterator") { m in
          let value = try m.call(callable, [])
          return try m.equal(value, sentinel) ? nil : value
        })
    }
    function(builtins, "next", .between(1, 2)) { m, a in
      if let value = try m.nextKeepingStop(a[0], hasDefault: a.count == 2) { return value }
      return a[1]
    }
    function(builtins, "aiter", .exactly(1)) { m, a in try m.asyncIterator(over: a[0]) }
    function(builtins, "anext", .between(1, 2)) { m, a in
      guard
        a[0].object is PyAsyncGenerator || a[0].object is any NativeAsyncIterable
          || m.lookup(m.names.asyncNext, on: a[0]) != nil
      else { throw m.typeError("'\(m.typeName(of: a[0]))' object is not an async iterator") }
      let step = try m.asyncNext(of: a[0])
      return a[1].isUndefined ? step : m.object(of: NextOrDefault(step, fallback: a[1], machine: m))
    }
    function(builtins, "sum", .keywords(["iterable", "start"], required: 1, positionalOnly: 1)) { m, a in
      let source = try m.iterator(over: a[0])
      var total = a[1].or(.int(0))
      if total.string != nil { throw m.typeError("sum() can't sum strings [use ''.join(seq) instead]") }
      var compensation = 0.0
      var isFloat = false
      while let item = try m.nextValue(of: source) {
        try m.poll()
        // Floats are added with compensation, as CPython does since 3.12 (Neumaier's sum).
        if case .float(let sum) = total, let x = try? m.floatValue(item) {
          isFloat = true
          let next = sum + x
          compensation += sum.magnitude >= x.magnitude ? (sum - next) + x : (x - next) + sum
          total = .float(next)
        } else {
          total = try m.binary(0, total, item)
        }
      }
      if isFloat, case .float(let sum) = total, compensation.isFinite { return .float(sum + compensation) }
      return total
    }
    function(builtins, "any", .exactly(1)) { m, a in
      let iterator = try m.iterator(over: a[0])
      while let value = try m.nextValue(of: iterator) { if try m.isTrue(value) { return .bool(true) } }
      return .bool(false)
    }
    function(builtins, "all", .exactly(1)) { m, a in
      let iterator = try m.iterator(over: a[0])
      while let value = try m.nextValue(of: iterator) { if try !m.isTrue(value) { return .bool(false) } }
      return .bool(true)
    }
    function(builtins, "min", .any) { m, a in try m.extreme(a, "min", .less) }
    function(builtins, "max", .any) { m, a in try m.extreme(a, "max", .greater) }
    function(builtins, "sorted", .any) { m, a in
      try m.checkKeywords(a, "sort", allowed: ["key", "reverse"])
      try m.checkCount(a, "sorted", 1, 1)
      let items = try m.values(of: a[0])
      return .object(
        PyList(
          try m.sorted(
            items, key: a.keyword("key") ?? .none, isReversed: m.isTrue(a.keyword("reverse") ?? .bool(false)))
        ))
    }
    fillIteratorClasses()
  }

  /// `next(iterator)`: the StopIteration of the program's own iterators keeps its value.
  private func nextKeepingStop(_ iterator: Value, hasDefault: Bool) throws -> Value? {
    if let generator = iterator.object as? PyGenerator, !(generator is PyCoroutine),
      !(generator is PyAsyncGenerator)
    {
      try checkResumable(generator)
      if generator.state != .finished {
        switch try resume(generator, sending: .none) {
        case .yielded(let value): return materialized(value)
        case .returned(let value):
          if hasDefault { return nil }
          throw makeException(types[.stopIteration], value.isNone ? [] : [value])
        case .produced: break
        }
      }
    } else if iterator.object is PyIterator || hasDefault {
      if let value = try nextValue(of: iterator) { return value }
    } else {
      guard let value = try callSpecial(iterator, names.next) else {
        throw typeError("'\(typeName(of: iterator))' object is not an iterator")
      }
      return value
    }
    if hasDefault { return nil }
    throw makeException(types[.stopIteration], [])
  }

  private func extreme(_ a: Arguments, _ name: String, _ op: ComparisonOperator) throws -> Value {
    try checkKeywords(a, name, allowed: ["key", "default"])
    if a.count == 0 { throw typeError("\(name) expected at least 1 argument, got 0") }
    let items = a.count == 1 ? try values(of: a[0]) : a.positional
    let key = a.keyword("key") ?? .none
    if a.count > 1, a.keyword("default") != nil {
      throw typeError("Cannot specify a default for \(name)() with multiple positional arguments")
    }
    guard var best = items.first else {
      if let fallback = a.keyword("default") { return fallback }
      throw valueError("\(name)() iterable argument is empty")
    }
    var bestKey = key.isNone ? best : try call(key, [best])
    for item in items.dropFirst() {
      let itemKey = key.isNone ? item : try call(key, [item])
      if try isTrue(compare(op, itemKey, bestKey)) { (best, bestKey) = (item, itemKey) }
    }
    return best
  }

  private func fillIteratorClasses() {
    func define(_ name: String, _ body: @escaping PyNative.Body) {
      let type = types.named(name)
      constructor(type, body)
      builtins.set(intern(name), .object(type))
    }
    define("enumerate") { m, a in
      try m.checkKeywords(a, "enumerate", allowed: ["iterable", "start"])
      guard a.count >= 2 || a.keyword("iterable") != nil else {
        throw m.typeError("enumerate() missing required argument 'iterable'")
      }
      let given = a.count > 2 ? a[2] : a.keyword("start") ?? .int(0)
      let start = try given.bigInteger ?? BigInt(m.index(given))
      let source = try m.iterator(over: a.count >= 2 ? a[1] : a.keyword("iterable") ?? .none)
      var index = 0
      return .object(
        FunctionIterator("enumerate") { m in
          guard let value = try m.nextValue(of: source) else { return nil }
          defer { index &+= 1 }
          return .object(PyTuple([.integer(start + BigInt(index)), value]))
        })
    }
    define("zip") { m, a in
      try m.checkKeywords(a, "zip", allowed: ["strict"])
      let sources = try a.positional(from: 1).map { try m.iterator(over: $0) }
      let isStrict = try m.isTrue(a.keyword("strict") ?? .bool(false))
      return .object(
        FunctionIterator("zip") { m in
          var items: [Value] = []
          for (place, source) in sources.enumerated() {
            guard let value = try m.nextValue(of: source) else {
              if isStrict { try m.checkZip(sources, place) }
              return nil
            }
            items.append(value)
          }
          return items.isEmpty ? nil : .object(PyTuple(items))
        })
    }
    define("map") { m, a in
      guard a.count >= 3 else { throw m.typeError("map() must have at least two arguments.") }
      let function = a[1]
      let sources = try a.positional(from: 2).map { try m.iterator(over: $0) }
      return .object(
        FunctionIterator("map") { m in
          var items: [Value] = []
          for source in sources {
            guard let value = try m.nextValue(of: source) else { return nil }
            items.append(value)
          }
          return try m.call(function, items)
        })
    }
    define("filter") { m, a in
      try m.checkCount(a, "filter", 3, 3, shift: 1)
      let function = a[1]
      let source = try m.iterator(over: a[2])
      return .object(
        FunctionIterator("filter") { m in
          while let value = try m.nextValue(of: source) {
            if try m.isTrue(function.isNone ? value : m.call(function, [value])) { return value }
          }
          return nil
        })
    }
    define("reversed") { m, a in
      try m.checkCount(a, "reversed", 2, 2, shift: 1)
      if let reversed = m.plainReversed(a[1]) { return reversed }
      if let result = try m.callSpecial(a[1], m.names.reversed) { return result }
      guard
        m.lookup(m.names.getItem, on: a[1]) != nil || a[1].string != nil || a[1].tuple != nil
      else {
        throw m.typeError("'\(m.typeName(of: a[1]))' object is not reversible")
      }
      let sequence = a[1]
      var index = try m.length(of: sequence) - 1
      return .object(
        FunctionIterator("reversed") { m in
          guard index >= 0 else { return nil }
          defer { index -= 1 }
          return try m.getItem(sequence, .int(index))
        })
    }
  }

  /// The containers of Python's own that go backwards by themselves.
  func plainReversed(_ value: Value) -> Value? {
    if let list = value.list {
      var index = list.items.count - 1
      return .object(
        FunctionIterator("list_reverseiterator") { _ in
          guard index >= 0, index < list.items.count else { return nil }
          defer { index -= 1 }
          return list.items[index]
        })
    }
    if let dict = value.dict { return .object(DictIterator(dict, .keys, isReversed: true)) }
    if let range = value.object as? PyRange { return .object(RangeIterator(range, isReversed: true)) }
    if let view = value.object as? PyDictView {
      return .object(DictIterator(view.dict, view.part, isReversed: true))
    }
    return nil
  }

  private func checkZip(_ sources: [Value], _ place: Int) throws {
    if place > 0 {
      throw valueError(
        "zip() argument \(place + 1) is shorter than argument\(place == 1 ? " 1" : "s 1-\(place)")")
    }
    for (index, source) in sources.enumerated().dropFirst() where try nextValue(of: source) != nil {
      throw valueError(
        "zip() argument \(index + 1) is longer than argument\(index == 1 ? " 1" : "s 1-\(index)")")
    }
  }
}
