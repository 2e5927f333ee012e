import PythonSyntax

extension Compiler {
  /// Compiles `match`. Subjects live in temporaries and captures are stored only when a whole pattern has matched.
  func compileMatch(_ subject: Expression, _ cases: [MatchCase]) throws {
    let end = unit.newLabel()
    let slot = unit.temporary()
    try compile(subject)
    unit.emit(.storeFast, slot)
    for item in cases {
      let next = unit.newLabel()
      unit.range = item.pattern.range
      var captures: [(name: String, slot: Int)] = []
      try compilePattern(item.pattern, subject: slot, captures: &captures, failed: next)
      for capture in captures {
        unit.emit(.loadFast, capture.slot)
        store(capture.name)
      }
      if let condition = item.guard { try compileJump(condition, to: next, if: false) }
      try compile(item.body)
      unit.emitJump(.jump, end)
      unit.place(next)
    }
    unit.place(end)
  }

  private func compilePattern(
    _ pattern: Pattern, subject: Int, captures: inout [(name: String, slot: Int)], failed: Emitter.Label
  ) throws {
    unit.range = pattern.range
    switch pattern.kind {
    case .wildcard: break
    case .value(let expression):
      unit.emit(.loadFast, subject)
      try compile(expression)
      unit.emit(.compare, ComparisonOperator.equal.number)
      unit.emitJump(.jumpIfFalse, failed)
    case .singleton(let constant):
      unit.emit(.loadFast, subject)
      unit.load(try value(of: constant, at: pattern.range))
      unit.emit(.compare, ComparisonOperator.is.number)
      unit.emitJump(.jumpIfFalse, failed)
    case .capture(let inner, let name):
      if let inner { try compilePattern(inner, subject: subject, captures: &captures, failed: failed) }
      capture(name, from: subject, &captures)
    case .star(let name):
      if let name { capture(name, from: subject, &captures) }
    case .or(let alternatives):
      try compileAlternatives(alternatives, subject: subject, captures: &captures, failed: failed)
    case .sequence(let patterns):
      try compileSequence(patterns, subject: subject, captures: &captures, failed: failed)
    case .mapping(let items, let rest):
      try compileMapping(items, rest: rest, subject: subject, captures: &captures, failed: failed)
    case .class(let cls, let positional, let keywords):
      unit.emit(.loadFast, subject)
      try compile(cls)
      unit.load(.object(PyTuple(keywords.map { .text($0.name) })))
      unit.emit(.matchClass, positional.count)
      try compileParts(positional + keywords.map(\.pattern), captures: &captures, failed: failed)
    }
  }

  private func capture(_ name: String, from subject: Int, _ captures: inout [(name: String, slot: Int)]) {
    unit.emit(.loadFast, subject)
    let slot = captures.first { $0.name == name }?.slot ?? unit.temporary()
    unit.emit(.storeFast, slot)
    if !captures.contains(where: { $0.name == name }) { captures.append((name, slot)) }
  }

  private func compileAlternatives(
    _ alternatives: [Pattern], subject: Int, captures: inout [(name: String, slot: Int)],
    failed: Emitter.Label
  ) throws {
    let matched = unit.newLabel()
    for (index, alternative) in alternatives.enumerated() {
      if index == alternatives.count - 1 {
        try compilePattern(alternative, subject: subject, captures: &captures, failed: failed)
      } else {
        let next = unit.newLabel()
        try compilePattern(alternative, subject: subject, captures: &captures, failed: next)
        unit.emitJump(.jump, matched)
        unit.place(next)
      }
    }
    unit.place(matched)
  }

  private func compileSequence(
    _ patterns: [Pattern], subject: Int, captures: inout [(name: String, slot: Int)], failed: Emitter.Label
  ) throws {
    let star = patterns.firstIndex { if case .star = $0.kind { true } else { false } }
    unit.emit(.loadFast, subject)
    unit.emit(.matchSequence)
    unit.emitJump(.jumpIfFalse, failed)
    unit.emit(.loadFast, subject)
    unit.emit(.length)
    unit.load(.int(star == nil ? patterns.count : patterns.count - 1))
    unit.emit(.compare, (star == nil ? ComparisonOperator.equal : .greaterOrEqual).number)
    unit.emitJump(.jumpIfFalse, failed)
    unit.emit(.loadFast, subject)
    if let star {
      unit.emit(.unpackStar, star | (patterns.count - star - 1) << 12)
    } else {
      unit.emit(.unpack, patterns.count)
    }
    try compileElements(patterns, captures: &captures, failed: failed)
  }

  /// With the unpacked elements on the stack, the first on top.
  private func compileElements(
    _ patterns: [Pattern], captures: inout [(name: String, slot: Int)], failed: Emitter.Label
  ) throws {
    let slots = patterns.map { _ in unit.temporary() }
    for slot in slots { unit.emit(.storeFast, slot) }
    for (pattern, slot) in zip(patterns, slots) {
      try compilePattern(pattern, subject: slot, captures: &captures, failed: failed)
    }
  }

  /// With a tuple of the parts, or None where they are not all there, on the stack.
  private func compileParts(
    _ patterns: [Pattern], captures: inout [(name: String, slot: Int)], failed: Emitter.Label
  ) throws {
    let parts = unit.temporary()
    unit.emit(.storeFast, parts)
    unit.emit(.loadFast, parts)
    unit.load(.none)
    unit.emit(.compare, ComparisonOperator.is.number)
    unit.emitJump(.jumpIfTrue, failed)
    unit.emit(.loadFast, parts)
    unit.emit(.unpack, patterns.count)
    try compileElements(patterns, captures: &captures, failed: failed)
  }

  private func compileMapping(
    _ items: [MappingPatternItem], rest: String?, subject: Int, captures: inout [(name: String, slot: Int)],
    failed: Emitter.Label
  ) throws {
    unit.emit(.loadFast, subject)
    unit.emit(.matchMapping)
    unit.emitJump(.jumpIfFalse, failed)
    let keys = unit.temporary()
    for item in items { try compile(item.key) }
    unit.emit(.buildTuple, items.count)
    unit.emit(.storeFast, keys)
    unit.emit(.loadFast, subject)
    unit.emit(.loadFast, keys)
    unit.emit(.matchKeys)
    try compileParts(items.map(\.pattern), captures: &captures, failed: failed)
    if let rest {
      let remaining = unit.temporary()
      unit.emit(.loadFast, subject)
      unit.emit(.loadFast, keys)
      unit.emit(.mappingRest)
      unit.emit(.storeFast, remaining)
      capture(rest, from: remaining, &captures)
    }
  }
}
