extension Machine {
  /// The methods that cut, join, search and pad, for `bytes` or `bytearray`.
  func fillBytesMethods(_ type: PyType) {
    fillBytesSplitting(type)
    fillBytesSearch(type)
    fillBytesPadding(type)
    method(type, "join", .exactly(2)) { m, a in
      guard let bytes = a[0].bytes else { return .none }
      guard m.isIterable(a[1]) else { throw m.typeError("can only join an iterable") }
      let parts = try m.values(of: a[1]).enumerated().map { index, item in
        guard let part = item.bytesLike else {
          throw m.typeError(
            "sequence item \(index): expected a bytes-like object, \(m.typeName(of: item)) found")
        }
        return part
      }
      return .object(bytes.like(Array(parts.joined(separator: bytes.value))))
    }
    method(type, "replace", .between(3, 4)) { m, a in
      guard let bytes = a[0].bytes else { return .none }
      let (old, new) = (try m.bytesArgument(a[1]), try m.bytesArgument(a[2]))
      let limit = a[3].isUndefined ? -1 : try m.index(a[3])
      return .object(bytes.like(try BytesMethods.replace(bytes.value, old, with: new, limit: limit)))
    }
    method(type, "removeprefix", .exactly(2)) { m, a in
      guard let bytes = a[0].bytes else { return .none }
      let part = try m.bytesArgument(a[1])
      let cut = bytes.value.starts(with: part) ? Array(bytes.value.dropFirst(part.count)) : bytes.value
      return .object(bytes.like(cut))
    }
    method(type, "removesuffix", .exactly(2)) { m, a in
      guard let bytes = a[0].bytes else { return .none }
      let part = try m.bytesArgument(a[1])
      let cut = bytes.value.suffix(part.count) == part[...]
      return .object(bytes.like(cut ? bytes.value.dropLast(part.count) : bytes.value))
    }
  }

  private func fillBytesSplitting(_ type: PyType) {
    let strips: [(String, ([UInt8], [UInt8]?) -> [UInt8])] = [
      ("strip", { BytesMethods.strip($0, $1) }), ("lstrip", { BytesMethods.lstrip($0, $1) }),
      ("rstrip", { BytesMethods.rstrip($0, $1) }),
    ]
    for (name, body) in strips {
      method(type, name, .between(1, 2)) { m, a in
        guard let bytes = a[0].bytes else { return .none }
        let stripped = a[1].or(.none).isNone ? nil : try m.bytesArgument(a[1])
        return .object(bytes.like(body(bytes.value, stripped)))
      }
    }
    for (name, isReversed) in [("split", false), ("rsplit", true)] {
      method(type, name, .keywords(["self", "sep", "maxsplit"], required: 1)) { m, a in
        guard let bytes = a[0].bytes else { return .none }
        let separator = a[1].or(.none).isNone ? nil : try m.bytesArgument(a[1])
        let limit = a[2].isUndefined ? -1 : try m.index(a[2])
        let parts =
          isReversed
          ? try BytesMethods.rsplit(bytes.value, separator, limit: limit)
          : try BytesMethods.split(bytes.value, separator, limit: limit)
        return .object(PyList(parts.map { .object(bytes.like($0)) }))
      }
    }
    method(type, "splitlines", .keywords(["self", "keepends"], required: 1)) { m, a in
      guard let bytes = a[0].bytes else { return .none }
      let keeps = try m.isTrue(a[1].or(.bool(false)))
      let lines = BytesMethods.splitLines(bytes.value, keepsEnds: keeps)
      return .object(PyList(lines.map { .object(bytes.like($0)) }))
    }
    for (name, isReversed) in [("partition", false), ("rpartition", true)] {
      method(type, name, .exactly(2)) { m, a in
        guard let bytes = a[0].bytes else { return .none }
        let parts = try BytesMethods.partition(bytes.value, m.bytesArgument(a[1]), fromEnd: isReversed)
        return .object(PyTuple(parts.map { .object(bytes.like($0)) }))
      }
    }
  }

  /// The range that `start` and `end` arguments mean; nil where they exclude everything.
  private func range(_ bytes: [UInt8], _ start: Value, _ end: Value) throws -> Range<Int>? {
    func place(_ value: Value, _ fallback: Int) throws -> Int {
      if value.isUndefined || value.isNone { return fallback }
      let index = try self.index(value)
      return index < 0 ? max(0, index + bytes.count) : index
    }
    let lower = try place(start, 0)
    let upper = min(bytes.count, try place(end, bytes.count))
    return lower <= upper ? lower..<upper : nil
  }

  /// What to search for: bytes, or one byte as an integer.
  private func searched(_ value: Value) throws -> [UInt8] {
    if let bytes = value.bytesLike { return bytes }
    guard value.bigInteger != nil || lookup(names.index, on: value) != nil else {
      throw typeError(
        "argument should be integer or bytes-like object, not '\(typeName(of: value))'")
    }
    return [try byte(value)]
  }

  private func fillBytesSearch(_ type: PyType) {
    for (name, isReversed, raises) in [
      ("find", false, false), ("rfind", true, false), ("index", false, true), ("rindex", true, true),
    ] {
      method(type, name, .between(2, 4)) { m, a in
        let bytes = a[0].bytesLike ?? []
        let part = try m.searched(a[1])
        var found: Int?
        if let range = try m.range(bytes, a[2], a[3]) {
          found =
            isReversed
            ? bytes.lastMatch(of: part, from: range.lowerBound, to: range.upperBound)
            : bytes.firstMatch(of: part, from: range.lowerBound, to: range.upperBound)
        }
        if found == nil, raises { throw m.valueError("subsection not found") }
        return .int(found ?? -1)
      }
    }
    method(type, "count", .between(2, 4)) { m, a in
      let bytes = a[0].bytesLike ?? []
      let part = try m.searched(a[1])
      return .int(try m.range(bytes, a[2], a[3]).map { BytesMethods.count(bytes, part, in: $0) } ?? 0)
    }
    for (name, isEnd) in [("startswith", false), ("endswith", true)] {
      method(type, name, .between(2, 4)) { m, a in
        let bytes = a[0].bytesLike ?? []
        let range = try m.range(bytes, a[2], a[3])
        for item in a[1].tuple?.items ?? [a[1]] {
          guard let wanted = item.bytesLike else {
            let what =
              a[1].tuple == nil
              ? "\(name) first arg must be bytes or a tuple of bytes, not \(m.typeName(of: item))"
              : "a bytes-like object is required, not '\(m.typeName(of: item))'"
            throw m.typeError(what)
          }
          guard let range else { continue }
          let part = bytes[range]
          if isEnd ? part.suffix(wanted.count) == wanted[...] : part.starts(with: wanted) {
            return .bool(true)
          }
        }
        return .bool(false)
      }
    }
  }

  private func fillBytesPadding(_ type: PyType) {
    let sides: [(String, BytesMethods.Side)] = [("ljust", .left), ("rjust", .right), ("center", .both)]
    for (name, side) in sides {
      method(type, name, .between(2, 3)) { m, a in
        guard let bytes = a[0].bytes else { return .none }
        let width = try m.index(a[1])
        var fill = UInt8(ascii: " ")
        if !a[2].isUndefined {
          guard let given = a[2].bytes?.value, given.count == 1 else {
            throw m.typeError(
              "\(name)() argument 2 must be a byte string of length 1, not \(m.typeName(of: a[2]))")
          }
          fill = given[0]
        }
        return .object(bytes.like(try BytesMethods.pad(bytes.value, width, fill, keeping: side)))
      }
    }
    method(type, "zfill", .exactly(2)) { m, a in
      guard let bytes = a[0].bytes else { return .none }
      return .object(bytes.like(try BytesMethods.zfill(bytes.value, m.index(a[1]))))
    }
    method(type, "expandtabs", .keywords(["self", "tabsize"], required: 1)) { m, a in
      guard let bytes = a[0].bytes else { return .none }
      let size = a[1].isUndefined ? 8 : try m.cInteger(a[1])
      return .object(bytes.like(try BytesMethods.expandTabs(bytes.value, size)))
    }
  }
}
