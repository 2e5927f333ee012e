extension Machine {
  func fillSequenceClasses() {
    constructor(types.list) { m, a in
      if a[0].typeObject === m.types.list {
        try m.checkKeywords(a, "list")
        try m.checkCount(a, "list", 1, 2, shift: 1)
      }
      return try m.made(PyList([]), a[0]) { $0.items = a.count > 1 ? try m.values(of: a[1]) : [] }
    }
    constructor(types.tuple) { m, a in
      try m.checkKeywords(a, "tuple")
      try m.checkCount(a, "tuple", 1, 2, shift: 1)
      if a[1].tuple != nil, !a[1].isDerived, a[0].typeObject === m.types.tuple { return a[1] }
      let made = PyTuple(a.count > 1 ? try m.values(of: a[1]) : [])
      made.become(a[0])
      return .object(made)
    }
    constructor(types.range) { m, a in
      try m.checkKeywords(a, "range")
      if a.count == 1 { throw m.typeError("range expected at least 1 argument, got 0") }
      if a.count > 4 { throw m.typeError("range expected at most 3 arguments, got \(a.count - 1)") }
      let tooLarge = "taskviz has no ranges beyond 64 bits: run the program under real CPython"
      let numbers = try (1..<a.count).map { place in
        if let number = a[place].bigInteger, Int(exactly: number) == nil {
          throw m.error(.overflowError, tooLarge)
        }
        return try m.index(a[place])
      }
      let step = numbers.count > 2 ? numbers[2] : 1
      if step == 0 { throw m.valueError("range() arg 3 must not be zero") }
      guard
        let range = PyRange(
          start: numbers.count > 1 ? numbers[0] : 0, stop: numbers.count > 1 ? numbers[1] : numbers[0],
          step: step)
      else { throw m.error(.overflowError, tooLarge) }
      return .object(range)
    }
    for name in ["start", "stop", "step"] {
      attribute(
        types.range, name,
        get: { _, v in
          guard let range = v.object as? PyRange else { return .none }
          return .int(name == "start" ? range.start : name == "stop" ? range.stop : range.step)
        })
    }
    constructor(types.slice) { m, a in
      try m.checkKeywords(a, "slice")
      try m.checkCount(a, "slice", 2, 4, shift: 1)
      if a.count == 2 { return .object(PySlice(.none, a[1], .none)) }
      return .object(PySlice(a[1], a[2], a[3].or(.none)))
    }
    for name in ["start", "stop", "step"] {
      attribute(
        types.slice, name,
        get: { _, v in
          guard let slice = v.object as? PySlice else { return .none }
          return name == "start" ? slice.lower : name == "stop" ? slice.upper : slice.step
        })
    }
    method(types.slice, "indices", .exactly(2)) { m, a in
      guard let slice = a[0].object as? PySlice else { return .none }
      let count = try m.index(a[1])
      if count < 0 { throw m.valueError("length should not be negative") }
      let (start, stop, step) = try m.indices(of: slice, count: count)
      return .object(PyTuple([.int(start), .int(stop), .int(step)]))
    }
    fillListMethods()
    for type in [types.list, types.tuple, types.range] {
      method(type, "index", .between(2, 4)) { m, a in
        let items = try m.values(of: a[0])
        let start = a[2].isUndefined ? 0 : try m.placeIndex(a[2])
        let stop = a[3].isUndefined ? items.count : try m.placeIndex(a[3])
        let lower = start < 0 ? max(0, start + items.count) : start
        let upper = min(items.count, stop < 0 ? stop + items.count : stop)
        if lower < upper {
          for place in lower..<upper {
            if Value.isSame(items[place], a[1]) { return .int(place) }
            if try m.equal(items[place], a[1]) { return .int(place) }
          }
        }
        let shown =
          a[0].tuple != nil
          ? "tuple.index(x): x not in tuple"
          : a[0].list == nil && a[1].bigInteger == nil
            ? "sequence.index(x): x not in sequence"
            : "\(try m.representation(a[1])) is not in \(m.typeName(of: a[0]))"
        throw m.valueError(shown)
      }
      method(type, "count", .exactly(2)) { m, a in
        var count = 0
        for item in try m.values(of: a[0]) {
          if Value.isSame(item, a[1]) { count += 1 } else if try m.equal(item, a[1]) { count += 1 }
        }
        return .int(count)
      }
    }
  }

  private func fillListMethods() {
    let list = types.list
    method(list, "append", .exactly(2)) { _, a in
      a[0].list?.items.append(a[1])
      return .none
    }
    method(list, "extend", .exactly(2)) { m, a in
      if let list = a[0].list { try m.spread(a[1], into: list) }
      return .none
    }
    method(list, "insert", .exactly(3)) { m, a in
      guard let list = a[0].list else { return .none }
      let index = try m.size(a[1])
      list.items.insert(a[2], at: index < 0 ? max(0, index + list.items.count) : min(index, list.items.count))
      return .none
    }
    method(list, "pop", .between(1, 2)) { m, a in
      guard let list = a[0].list else { return .none }
      let index = a[1].isUndefined ? -1 : try m.size(a[1])
      if list.items.isEmpty { throw m.error(.indexError, "pop from empty list") }
      let place = index < 0 ? index + list.items.count : index
      guard list.items.indices.contains(place) else { throw m.error(.indexError, "pop index out of range") }
      return list.items.remove(at: place)
    }
    method(list, "remove", .exactly(2)) { m, a in
      guard let list = a[0].list else { return .none }
      for (place, item) in list.items.enumerated() {
        if try Value.isSame(item, a[1]) || m.equal(item, a[1]) {
          if place < list.items.count { list.items.remove(at: place) }
          return .none
        }
      }
      throw m.valueError("list.remove(x): x not in list")
    }
    method(list, "clear", .exactly(1)) { _, a in
      guard let list = a[0].list else { return .none }
      var items = list.items
      list.items = []
      items.releaseFromEnd()
      return .none
    }
    method(list, "copy", .exactly(1)) { _, a in .object(PyList(a[0].list?.items ?? [])) }
    method(list, "reverse", .exactly(1)) { _, a in
      a[0].list?.items.reverse()
      return .none
    }
    method(list, "sort", .any) { m, a in
      try m.checkKeywords(a, "sort", allowed: ["key", "reverse"])
      guard let list = a[0].list else { return .none }
      if a.count > 1 { throw m.typeError("sort() takes no positional arguments") }
      let items = list.items
      let sorted = try m.sorted(
        items, key: a.keyword("key") ?? .none, isReversed: m.isTrue(a.keyword("reverse") ?? .bool(false)))
      list.items = sorted
      return .none
    }
  }
}
