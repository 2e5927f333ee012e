import PythonSyntax

extension Machine {
  func fillItertools(_ names: PyDict) {
    fillEndless(names)
    fillChains(names)
    fillFilters(names)
    fillCombinations(names)
    fillGroups(names)
  }

  /// A class of `itertools`; its constructor gets the arguments without the class.
  func iteratorClass(
    _ names: PyDict, _ name: String, _ arity: PyNative.Arity,
    _ make: @escaping (Machine, Arguments) throws -> PyIterator
  ) {
    let type = types.named(name, module: "itertools")
    let maker = PyNative(name, arity) { m, a in .object(try make(m, a)) }
    constructor(type) { m, a in
      let rest = (1..<max(1, a.total)).map { a[$0] }
      return try m.call(.object(maker), rest, names: a.names)
    }
    names.set(intern(name), .object(type))
  }

  // MARK: count, cycle, repeat

  private func fillEndless(_ names: PyDict) {
    iteratorClass(names, "count", .keywords(["start", "step"], required: 0)) { m, a in
      let (start, step) = (a[0].or(.int(0)), a[1].or(.int(1)))
      for value in [start, step] where try m.floatValue(value) == nil {
        throw m.typeError("a number is required")
      }
      return CountIterator(start, step)
    }
    iteratorClass(names, "cycle", .exactly(1)) { m, a in
      let source = try m.iterator(over: a[0])
      var saved: [Value] = []
      var next: Int?
      return FunctionIterator("cycle", module: "itertools") { m in
        if next == nil {
          if let value = try m.nextValue(of: source) {
            saved.append(value)
            return value
          }
          if saved.isEmpty { return nil }
        }
        try m.poll()
        let place = next ?? 0
        next = (place + 1) % saved.count
        return saved[place]
      }
    }
    iteratorClass(names, "repeat", .keywords(["object", "times"], required: 1)) { m, a in
      RepeatIterator(a[0], times: a[1].isUndefined ? nil : max(0, try m.index(a[1])))
    }
  }

  // MARK: chain, islice, zip_longest, pairwise, batched, tee

  private func fillChains(_ names: PyDict) {
    iteratorClass(names, "chain", .any) { m, a in
      try m.checkKeywords(a, "chain")
      return ChainIterator(FixedIterator(a.positional, name: "tuple_iterator"))
    }
    classMethod(types.named("chain", module: "itertools"), "from_iterable") { m, a in
      .object(ChainIterator(try m.iterator(over: a[1])))
    }
    iteratorClass(names, "islice", .between(2, 4)) { m, a in try m.slicedIterator(a) }
    iteratorClass(names, "zip_longest", .any) { m, a in
      try m.checkKeywords(a, "zip_longest", allowed: ["fillvalue"])
      let filler = a.keyword("fillvalue") ?? .none
      var sources: [Value?] = try a.positional.map { try m.iterator(over: $0) }
      return FunctionIterator("zip_longest", module: "itertools") { m in
        var items: [Value] = []
        for place in sources.indices {
          let value = try sources[place].flatMap { try m.nextValue(of: $0) }
          if value == nil { sources[place] = nil }
          items.append(value ?? filler)
        }
        return sources.contains { $0 != nil } ? .object(PyTuple(items)) : nil
      }
    }
    iteratorClass(names, "pairwise", .exactly(1)) { m, a in
      let source = try m.iterator(over: a[0])
      var previous: Value?
      return FunctionIterator("pairwise", module: "itertools") { m in
        guard let first = try previous ?? m.nextValue(of: source) else { return nil }
        previous = try m.nextValue(of: source)
        return previous.map { .object(PyTuple([first, $0])) }
      }
    }
    iteratorClass(names, "batched", .keywords(["iterable", "n", "strict"], required: 2, positional: 2)) {
      m, a in
      let size = try m.index(a[1])
      if size < 1 { throw m.valueError("n must be at least one") }
      let source = try m.iterator(over: a[0])
      let isStrict = try m.isTrue(a[2].or(.bool(false)))
      return FunctionIterator("batched", module: "itertools") { m in
        var batch: [Value] = []
        while batch.count < size, let value = try m.nextValue(of: source) { batch.append(value) }
        if batch.isEmpty { return nil }
        if isStrict, batch.count < size { throw m.valueError("batched(): incomplete batch") }
        return .object(PyTuple(batch))
      }
    }
    function(names, "tee", .between(1, 2)) { m, a in
      let count = a[1].isUndefined ? 2 : try m.index(a[1])
      if count < 0 { throw m.valueError("n must be >= 0") }
      let first = try a[0].object as? TeeIterator ?? TeeIterator(m.iterator(over: a[0]))
      return .object(PyTuple((0..<count).map { .object($0 == 0 ? first : first.copy()) }))
    }
  }

  private func slicedIterator(_ a: Arguments) throws -> PyIterator {
    func position(_ value: Value, _ message: String) throws -> Int? {
      if value.isUndefined || value.isNone { return nil }
      guard let number = (try? index(value)), number >= 0 else { throw valueError(message) }
      return number
    }
    let range = "must be None or an integer: 0 <= x <= sys.maxsize."
    var start = 0
    let stop: Int?
    var step = 1
    if a.count == 2 {
      stop = try position(a[1], "Stop argument for islice() \(range)")
    } else {
      stop = try position(a[2], "Stop argument for islice() \(range)")
      start = try position(a[1], "Indices for islice() \(range)") ?? 0
      step = try position(a[3], "Step for islice() must be a positive integer or None.") ?? 1
      if step < 1 { throw valueError("Step for islice() must be a positive integer or None.") }
    }
    return SliceIterator(try iterator(over: a[0]), start: start, stop: stop, step: step)
  }

  // MARK: takewhile, dropwhile, filterfalse, starmap, compress, accumulate

  private func fillFilters(_ names: PyDict) {
    iteratorClass(names, "takewhile", .exactly(2)) { m, a in
      let test = a[0]
      var source: Value? = try m.iterator(over: a[1])
      return FunctionIterator("takewhile", module: "itertools") { m in
        guard let value = try source.flatMap({ try m.nextValue(of: $0) }) else { return nil }
        if try m.isTrue(m.call(test, [value])) { return value }
        source = nil
        return nil
      }
    }
    iteratorClass(names, "dropwhile", .exactly(2)) { m, a in
      let test = a[0]
      let source = try m.iterator(over: a[1])
      var isDropping = true
      return FunctionIterator("dropwhile", module: "itertools") { m in
        while let value = try m.nextValue(of: source) {
          if try isDropping && m.isTrue(m.call(test, [value])) { continue }
          isDropping = false
          return value
        }
        return nil
      }
    }
    iteratorClass(names, "filterfalse", .exactly(2)) { m, a in
      let test = a[0]
      let source = try m.iterator(over: a[1])
      return FunctionIterator("filterfalse", module: "itertools") { m in
        while let value = try m.nextValue(of: source) {
          if try !m.isTrue(test.isNone ? value : m.call(test, [value])) { return value }
        }
        return nil
      }
    }
    iteratorClass(names, "starmap", .exactly(2)) { m, a in
      let function = a[0]
      let source = try m.iterator(over: a[1])
      return FunctionIterator("starmap", module: "itertools") { m in
        guard let value = try m.nextValue(of: source) else { return nil }
        return try m.call(function, m.values(of: value))
      }
    }
    iteratorClass(names, "compress", .keywords(["data", "selectors"], required: 2)) { m, a in
      let (data, selectors) = (try m.iterator(over: a[0]), try m.iterator(over: a[1]))
      return FunctionIterator("compress", module: "itertools") { m in
        while let value = try m.nextValue(of: data), let selector = try m.nextValue(of: selectors) {
          if try m.isTrue(selector) { return value }
        }
        return nil
      }
    }
    iteratorClass(
      names, "accumulate", .keywords(["iterable", "func", "initial"], required: 1, positional: 2)
    ) { m, a in
      let source = try m.iterator(over: a[0])
      let function = a[1].or(.none)
      var pending = a[2].or(.none).isNone ? nil : a[2]
      var total: Value?
      return FunctionIterator("accumulate", module: "itertools") { m in
        if let first = pending {
          pending = nil
          total = first
          return first
        }
        guard let value = try m.nextValue(of: source) else { return nil }
        let sum: Value
        if let total {
          sum =
            try function.isNone
            ? m.binary(BinaryOperator.add.number, total, value) : m.call(function, [total, value])
        } else {
          sum = value
        }
        total = sum
        return sum
      }
    }
  }
}
