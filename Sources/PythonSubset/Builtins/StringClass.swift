import BigInt

extension Machine {
  func fillStringClass() {
    let str = types.str
    constructor(str) { m, a in
      try m.checkKeywords(a, "str", allowed: ["object", "encoding", "errors"])
      let object = a.count > 1 ? a[1] : a.keyword("object") ?? .undefined
      let encoding = a.count > 2 ? a[2] : a.keyword("encoding") ?? .undefined
      let errors = a.count > 3 ? a[3] : a.keyword("errors") ?? .undefined
      if object.isUndefined { return .text("") }
      if encoding.isUndefined, errors.isUndefined { return .text(try m.string(object)) }
      for (name, value) in [("encoding", encoding), ("errors", errors)]
      where !value.isUndefined && value.string == nil {
        throw m.typeError("str() argument '\(name)' must be str, not \(m.typeName(of: value))")
      }
      if object.string != nil { throw m.typeError("decoding str is not supported") }
      guard let bytes = object.bytesLike else {
        throw m.typeError("decoding to str: need a bytes-like object, \(m.typeName(of: object)) found")
      }
      let codec = try m.codec(encoding, errors, "str")
      return .text(try m.decode(bytes, codec))
    }
    func text(_ value: Value) -> String { value.string?.value ?? "" }
    func simple(_ name: String, _ body: @escaping (String) -> String) {
      method(str, name, .exactly(1)) { _, a in .text(body(text(a[0]))) }
    }
    func test(_ name: String, _ body: @escaping (String) -> Bool) {
      method(str, name, .exactly(1)) { _, a in .bool(body(text(a[0]))) }
    }
    simple("upper", StringCase.upper)
    simple("lower", StringCase.lower)
    simple("title", StringCase.title)
    simple("capitalize", StringCase.capitalize)
    simple("swapcase", StringCase.swapCase)
    simple("casefold", StringCase.casefold)
    test("isalnum", StringCase.isAlphanumeric)
    test("isalpha", StringCase.isAlphabetic)
    test("isdecimal", StringCase.isDecimal)
    test("isdigit", StringCase.isDigit)
    test("isnumeric", StringCase.isNumeric)
    test("isspace", StringCase.isSpace)
    test("isprintable", StringCase.isPrintable)
    test("isascii", StringCase.isASCII)
    test("isidentifier", StringCase.isIdentifier)
    test("islower", StringCase.isLower)
    test("isupper", StringCase.isUpper)
    test("istitle", StringCase.isTitle)
    fillStripAndSplit(str)
    fillSearch(str)
    fillPadding(str)
    method(str, "join", .exactly(2)) { m, a in
      guard m.isIterable(a[1]) else { throw m.typeError("can only join an iterable") }
      var parts: [String] = []
      for (index, item) in try m.values(of: a[1]).enumerated() {
        guard let part = item.string else {
          throw m.typeError("sequence item \(index): expected str instance, \(m.typeName(of: item)) found")
        }
        parts.append(part.value)
      }
      return .text(parts.joined(separator: text(a[0])))
    }
    method(str, "format", .any) { m, a in .text(try m.templateFormat(text(a[0]), a)) }
    method(str, "format_map", .exactly(2)) { m, a in
      .text(try m.templateFormat(text(a[0]), a, mapping: a[1]))
    }
    fillStringTranslation(str)
    method(str, "encode", .keywords(["self", "encoding", "errors"], required: 1)) { m, a in
      .bytes(try m.encode(text(a[0]), try m.codec(a[1], a[2], "encode")))
    }
  }

  private func argument(_ value: Value, _ function: String? = nil) throws -> String {
    guard let text = value.string else {
      guard let function else { throw typeError("must be str, not \(typeName(of: value))") }
      throw typeError("\(function) must be str, not \(givenName(of: value))")
    }
    return text.value
  }

  private func fillStripAndSplit(_ str: PyType) {
    for (name, body) in [
      ("strip", StringMethods.strip), ("lstrip", StringMethods.lstrip), ("rstrip", StringMethods.rstrip),
    ] as [(String, (String, String?) -> String)] {
      method(str, name, .between(1, 2)) { m, a in
        if !a[1].or(.none).isNone, a[1].string == nil { throw m.typeError("\(name) arg must be None or str") }
        return .text(body(a[0].string?.value ?? "", a[1].string?.value))
      }
    }
    for (name, isReversed) in [("split", false), ("rsplit", true)] {
      method(str, name, .keywords(["self", "sep", "maxsplit"], required: 1)) { m, a in
        let limit = a[2].isUndefined ? -1 : try m.size(a[2])
        if !a[1].or(.none).isNone, a[1].string == nil {
          throw m.typeError("must be str or None, not \(m.typeName(of: a[1]))")
        }
        let text = a[0].string?.value ?? ""
        let separator = a[1].string?.value
        let parts =
          isReversed
          ? try StringMethods.rsplit(text, separator, limit: limit)
          : try StringMethods.split(text, separator, limit: limit)
        return .object(PyList(parts.map { .text($0) }))
      }
    }
    method(str, "splitlines", .keywords(["self", "keepends"], required: 1)) { m, a in
      let keeps = try m.isTrue(a[1].or(.bool(false)))
      return .object(
        PyList(StringMethods.splitLines(a[0].string?.value ?? "", keepsEnds: keeps).map { .text($0) }))
    }
    for (name, isReversed) in [("partition", false), ("rpartition", true)] {
      method(str, name, .exactly(2)) { m, a in
        let separator = try m.argument(a[1])
        let text = a[0].string?.value ?? ""
        let (before, middle, after) =
          isReversed
          ? try StringMethods.rpartition(text, separator) : try StringMethods.partition(text, separator)
        return .object(PyTuple([.text(before), .text(middle), .text(after)]))
      }
    }
    method(str, "removeprefix", .exactly(2)) { m, a in
      .text(
        StringMethods.removePrefix(a[0].string?.value ?? "", try m.argument(a[1], "removeprefix() argument")))
    }
    method(str, "removesuffix", .exactly(2)) { m, a in
      .text(
        StringMethods.removeSuffix(a[0].string?.value ?? "", try m.argument(a[1], "removesuffix() argument")))
    }
    method(str, "replace", .keywords(["self", "old", "new", "count"], required: 3, positionalOnly: 2)) {
      m, a in
      let old = try m.argument(a[1], "replace() argument 1")
      let new = try m.argument(a[2], "replace() argument 2")
      let limit = a[3].isUndefined ? -1 : try m.size(a[3])
      return .text(try StringMethods.replace(a[0].string?.value ?? "", old, with: new, limit: limit))
    }
  }

  /// The range of characters that `start` and `end` arguments mean; nil where they exclude everything.
  private func range(_ text: PyString, _ start: Value, _ end: Value) throws -> Range<Int>? {
    let count = text.count
    func place(_ value: Value, _ fallback: Int) throws -> Int {
      if value.isUndefined || value.isNone { return fallback }
      let index = try sliceIndex(value)
      return index < 0 ? max(0, index + count) : index
    }
    let lower = try place(start, 0)
    let upper = min(count, try place(end, count))
    return lower <= upper ? lower..<upper : nil
  }

  private func fillSearch(_ str: PyType) {
    for (name, isReversed, raises) in [
      ("find", false, false), ("rfind", true, false), ("index", false, true), ("rindex", true, true),
    ] {
      method(str, name, .between(2, 4)) { m, a in
        guard let text = a[0].string else { return .none }
        let part = try m.argument(a[1], "\(name)() argument 1")
        var found: Int?
        if let range = try m.range(text, a[2], a[3]) {
          found =
            isReversed
            ? StringMethods.rfind(text.value, part, in: range)
            : StringMethods.find(text.value, part, in: range)
        }
        if found == nil, raises { throw m.valueError("substring not found") }
        return .int(found ?? -1)
      }
    }
    method(str, "count", .between(2, 4)) { m, a in
      let part = try m.argument(a[1], "count() argument 1")
      guard let text = a[0].string, let range = try m.range(text, a[2], a[3]) else { return .int(0) }
      return .int(StringMethods.count(text.value, part, in: range))
    }
    for (name, isEnd) in [("startswith", false), ("endswith", true)] {
      method(str, name, .between(2, 4)) { m, a in
        let range = try a[0].string.flatMap { try m.range($0, a[2], a[3]) }
        let part = range.flatMap { a[0].string?.slice(start: $0.lowerBound, step: 1, count: $0.count) }
        for item in a[1].tuple?.items ?? [a[1]] {
          guard let wanted = item.string else {
            throw m.typeError(
              a[1].tuple != nil
                ? "tuple for \(name) must only contain str, not \(m.typeName(of: item))"
                : "\(name) first arg must be str or a tuple of str, not \(m.typeName(of: item))")
          }
          guard let bytes = part?.value.utf8 else { continue }
          let matches =
            isEnd
            ? bytes.count >= wanted.value.utf8.count
              && bytes.suffix(wanted.value.utf8.count).elementsEqual(wanted.value.utf8)
            : bytes.starts(with: wanted.value.utf8)
          if matches { return .bool(true) }
        }
        return .bool(false)
      }
    }
  }

  private func fillPadding(_ str: PyType) {
    typealias Pad = (String, Int, Unicode.Scalar) throws -> String
    let pads: [(String, Pad)] = [
      ("center", { try StringMethods.center($0, $1, $2) }),
      ("ljust", { try StringMethods.ljust($0, $1, $2) }),
      ("rjust", { try StringMethods.rjust($0, $1, $2) }),
    ]
    for (name, body) in pads {
      method(str, name, .between(2, 3)) { m, a in
        let width = try m.size(a[1])
        var fill: Unicode.Scalar = " "
        if !a[2].isUndefined {
          guard let text = a[2].string else {
            throw m.typeError(
              "The fill character must be a unicode character, not \(m.typeName(of: a[2]))")
          }
          guard text.count == 1, let scalar = text.codePoints.first else {
            throw m.typeError("The fill character must be exactly one character long")
          }
          fill = scalar
        }
        return .text(try body(a[0].string?.value ?? "", width, fill))
      }
    }
    method(str, "zfill", .exactly(2)) { m, a in
      .text(try StringMethods.zfill(a[0].string?.value ?? "", m.size(a[1])))
    }
    method(str, "expandtabs", .keywords(["self", "tabsize"], required: 1)) { m, a in
      .text(try StringMethods.expandTabs(a[0].string?.value ?? "", a[1].isUndefined ? 8 : m.cInteger(a[1])))
    }
  }
}
