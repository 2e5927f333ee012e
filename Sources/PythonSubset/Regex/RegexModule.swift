import BigInt
import PythonSyntax

/// One pass over a text: match after match (CPython 3.13 `_sre.c`).
private struct RegexScan {
  let machine: Machine
  let regex: PyRegex
  let text: Value
  let characters: [UInt32]
  let start: Int
  let end: Int
  private var place: Int
  private var mustAdvance = false

  init(_ machine: Machine, _ regex: PyRegex, _ text: Value, _ start: Value, _ end: Value) throws {
    self.machine = machine
    self.regex = regex
    self.text = text
    characters = try regex.characters(of: text, machine)
    func bound(_ value: Value, or standard: Int) throws -> Int {
      if value.isUndefined { return standard }
      guard let number = value.bigInteger else {
        throw machine.typeError("'\(machine.typeName(of: value))' object cannot be interpreted as an integer")
      }
      return min(max(0, Int(clamping: number)), standard)
    }
    self.end = try bound(end, or: characters.count)
    self.start = try start.isUndefined ? 0 : bound(start, or: characters.count)
    place = self.start
  }

  func find(isAnchored: Bool, mustEnd: Bool = false) throws -> PyMatch? {
    try find(from: start, isAnchored: isAnchored, mustAdvance: false, mustEnd: mustEnd)
  }

  /// The next match behind the last one; one that is empty is never where that ended.
  mutating func next() throws -> PyMatch? {
    guard place <= end else { return nil }
    guard let match = try find(from: place, isAnchored: false, mustAdvance: mustAdvance, mustEnd: false)
    else {
      place = end + 1
      return nil
    }
    mustAdvance = match.spans[1] == match.spans[0]
    place = match.spans[1]
    return match
  }

  private func find(from place: Int, isAnchored: Bool, mustAdvance: Bool, mustEnd: Bool) throws -> PyMatch? {
    guard place <= end else { return nil }
    var matcher = RegexMatcher(characters, end: end, groupCount: regex.groupCount) { [machine] in
      try machine.poll()
    }
    do {
      let found = try matcher.search(
        regex.node, from: place, isAnchored: isAnchored, mustAdvance: mustAdvance, mustEnd: mustEnd)
      return found ? PyMatch(regex, text, matcher, start: start) : nil
    } catch is RegexMatcher.TooDeep {
      throw machine.error(
        .recursionError,
        "taskviz repeats a group at most 40000 times in a match; run the program under real CPython")
    }
  }
}

extension Machine {
  /// The part of `re` that CPython has in C: `_compile(pattern, flags)`, and the classes of patterns and matches.
  func fillRegex(_ names: PyDict) {
    let pattern = types.named("Pattern", module: "re")
    let match = types.named("Match", module: "re")
    names.set(intern("Pattern"), .object(pattern))
    names.set(intern("Match"), .object(match))
    // What raises the module's own error, which is written in Python.
    function(names, "_compile", .exactly(3)) { m, a in
      try m.compileRegex(a[0], RegexFlags(rawValue: Int(clamping: a[1].bigInteger ?? 0)), raising: a[2])
    }
    fillPattern(pattern, names)
    fillMatch(match, names)
  }

  private func compileRegex(_ pattern: Value, _ flags: RegexFlags, raising: Value) throws -> Value {
    let text: [UInt32]
    if let string = pattern.string {
      text = string.value.unicodeScalars.map(\.value)
    } else if let bytes = pattern.bytesLike {
      text = bytes.map(UInt32.init)
    } else {
      throw typeError("first argument must be string or compiled pattern")
    }
    let isBytes = pattern.string == nil
    var parser = RegexParser(text, isBytes: isBytes, flags: flags)
    do {
      let node = try parser.parse()
      var flags = parser.flags
      if !isBytes, flags.isDisjoint(with: [.ascii, .unicode]) { flags.insert(.unicode) }
      return .object(PyRegex(pattern, node, parser, flags))
    } catch {
      throw try regexError(error, pattern, raising)
    }
  }

  private func regexError(_ error: RegexError, _ pattern: Value, _ raising: Value) throws -> any Error {
    let arguments = [.text(error.message), pattern, error.position.map { Value.int($0) } ?? .none]
    return try raised(call(raising, arguments), cause: nil)
  }

  // MARK: Patterns

  private func fillPattern(_ type: PyType, _ names: PyDict) {
    func regex(_ value: Value) throws -> PyRegex {
      guard let regex = value.object as? PyRegex else { throw self.typeError("a re.Pattern was expected") }
      return regex
    }
    let arity = PyNative.Arity.keywords(["self", "string", "pos", "endpos"], required: 2)
    for name in ["match", "fullmatch", "search"] {
      method(type, name, arity) { m, a in
        let scan = try RegexScan(m, regex(a[0]), a[1], a[2], a[3])
        let found = try scan.find(isAnchored: name != "search", mustEnd: name == "fullmatch")
        return found.map { .object($0) } ?? .none
      }
    }
    method(type, "findall", arity) { m, a in
      let regex = try regex(a[0])
      var scan = try RegexScan(m, regex, a[1], a[2], a[3])
      var found: [Value] = []
      let empty = regex.part([])
      while let match = try scan.next() {
        switch regex.groupCount {
        case 0, 1: found.append(match.group(regex.groupCount) ?? empty)
        default: found.append(.object(PyTuple((1...regex.groupCount).map { match.group($0) ?? empty })))
        }
      }
      return .object(PyList(found))
    }
    method(type, "finditer", arity) { m, a in
      var scan = try RegexScan(m, regex(a[0]), a[1], a[2], a[3])
      return .object(FunctionIterator("callable_iterator") { _ in try scan.next().map { .object($0) } })
    }
    method(type, "split", .keywords(["self", "string", "maxsplit"], required: 2)) { m, a in
      let regex = try regex(a[0])
      var scan = try RegexScan(m, regex, a[1], .undefined, .undefined)
      let limit = Int(clamping: a[2].bigInteger ?? 0)
      var (parts, last) = ([Value](), 0)
      while limit == 0 || parts.count / (regex.groupCount + 1) < limit, let match = try scan.next() {
        parts.append(regex.part(scan.characters[last..<match.spans[0]]))
        for group in 0..<regex.groupCount { parts.append(match.group(group + 1) ?? .none) }
        last = match.spans[1]
      }
      parts.append(regex.part(scan.characters[last...]))
      return .object(PyList(parts))
    }
    let raising = names
    for name in ["sub", "subn"] {
      method(type, name, .keywords(["self", "repl", "string", "count"], required: 3)) { m, a in
        let (text, count) = try m.substitute(
          regex(a[0]), a[1], a[2], limit: Int(clamping: a[3].bigInteger ?? 0), raising)
        return name == "sub" ? text : .object(PyTuple([text, .int(count)]))
      }
    }
    for name in ["__copy__", "__deepcopy__"] { method(type, name, .between(1, 2)) { _, a in a[0] } }
    attribute(type, "pattern", get: { _, v in try regex(v).pattern })
    attribute(type, "flags", get: { _, v in .int(try regex(v).flags.rawValue) })
    attribute(type, "groups", get: { _, v in .int(try regex(v).groupCount) })
    attribute(
      type, "groupindex",
      get: { m, v in
        let dict = PyDict()
        for (name, number) in try regex(v).groupNames { dict.set(m.intern(name), .int(number)) }
        return .object(PyMappingProxy(dict))
      })
  }

  private func substitute(
    _ regex: PyRegex, _ replacement: Value, _ text: Value, limit: Int, _ names: PyDict
  ) throws -> (Value, Int) {
    var scan = try RegexScan(self, regex, text, .undefined, .undefined)
    let template = try isCallable(replacement) ? nil : template(replacement, regex, names)
    var (result, last, count) = ([UInt32](), 0, 0)
    while limit <= 0 || count < limit, let match = try scan.next() {
      result += scan.characters[last..<match.spans[0]]
      if let template {
        result += template.expand(match)
      } else {
        let new = try call(replacement, [.object(match)])
        if !new.isNone { result += try self.characters(ofReplacement: new, regex) }
      }
      last = match.spans[1]
      count += 1
    }
    if count == 0 { return (text, 0) }
    return (regex.part((result + scan.characters[last...])[...]), count)
  }

  private func characters(ofReplacement value: Value, _ regex: PyRegex) throws -> [UInt32] {
    if !regex.isBytes, let string = value.string { return string.value.unicodeScalars.map(\.value) }
    if regex.isBytes, let bytes = value.bytesLike { return bytes.map(UInt32.init) }
    throw typeError(
      regex.isBytes
        ? "sequence item 0: expected a bytes-like object, \(typeName(of: value)) found"
        : "sequence item 0: expected str instance, \(typeName(of: value)) found")
  }

  private func template(_ value: Value, _ regex: PyRegex, _ names: PyDict) throws -> RegexTemplate {
    guard value.string != nil || value.bytesLike != nil else {
      throw typeError("decoding to str: need a bytes-like object, \(typeName(of: value)) found")
    }
    let text = try characters(ofReplacement: value, regex)
    do {
      return try RegexTemplate(text, regex) {
        self.error(.indexError, "unknown group name \(StringText.representation($0))")
      }
    } catch let error as RegexError {
      throw try regexError(error, value, names.get(intern("error")) ?? .none)
    }
  }

  // MARK: Matches

  private func fillMatch(_ type: PyType, _ names: PyDict) {
    func match(_ value: Value) throws -> PyMatch {
      guard let match = value.object as? PyMatch else { throw self.typeError("a re.Match was expected") }
      return match
    }
    func number(_ match: PyMatch, _ value: Value) throws -> Int {
      if value.isUndefined { return 0 }
      if let name = value.string, let number = match.regex.number(ofGroup: name.value) { return number }
      if let number = value.bigInteger, number >= 0, number <= match.regex.groupCount {
        return Int(clamping: number)
      }
      throw self.error(.indexError, "no such group")
    }
    method(type, "group", .any) { m, a in
      let match = try match(a[0])
      try m.checkKeywords(a, "Match.group")
      if a.count <= 2 { return try match.group(number(match, a[1])) ?? .none }
      return .object(PyTuple(try a.positional(from: 1).map { try match.group(number(match, $0)) ?? .none }))
    }
    method(type, "__getitem__", .exactly(2)) { _, a in
      let match = try match(a[0])
      return try match.group(number(match, a[1])) ?? .none
    }
    method(type, "groups", .keywords(["self", "default"], required: 1)) { _, a in
      let match = try match(a[0])
      return .object(PyTuple((0..<match.regex.groupCount).map { match.group($0 + 1) ?? a[1].or(.none) }))
    }
    method(type, "groupdict", .keywords(["self", "default"], required: 1)) { m, a in
      let match = try match(a[0])
      let dict = PyDict()
      for (name, number) in match.regex.groupNames {
        dict.set(m.intern(name), match.group(number) ?? a[1].or(.none))
      }
      return .object(dict)
    }
    for (name, offset) in [("start", 0), ("end", 1)] {
      method(type, name, .between(1, 2)) { _, a in
        let match = try match(a[0])
        return match.span(try number(match, a[1])).tuple?.items[offset] ?? .none
      }
    }
    method(type, "span", .between(1, 2)) { _, a in
      let match = try match(a[0])
      return match.span(try number(match, a[1]))
    }
    method(type, "expand", .exactly(2)) { m, a in
      let match = try match(a[0])
      return match.regex.part(try m.template(a[1], match.regex, names).expand(match)[...])
    }
    for name in ["__copy__", "__deepcopy__"] { method(type, name, .between(1, 2)) { _, a in a[0] } }
    attribute(type, "re", get: { _, v in .object(try match(v).regex) })
    attribute(type, "string", get: { _, v in try match(v).text })
    attribute(type, "pos", get: { _, v in .int(try match(v).start) })
    attribute(type, "endpos", get: { _, v in .int(try match(v).end) })
    attribute(
      type, "lastindex",
      get: { _, v in
        let last = try match(v).lastGroup
        return last == 0 ? .none : .int(last)
      })
    attribute(
      type, "lastgroup",
      get: { _, v in
        let match = try match(v)
        return match.regex.groupNames.first { $0.number == match.lastGroup }.map { .text($0.name) } ?? .none
      })
    attribute(
      type, "regs",
      get: { _, v in
        let match = try match(v)
        return .object(PyTuple((0...match.regex.groupCount).map(match.span)))
      })
  }
}
