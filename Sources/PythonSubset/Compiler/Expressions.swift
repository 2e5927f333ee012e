import PythonSyntax

extension Compiler {
  func compile(_ expression: Expression) throws {
    let outer = unit.range
    unit.range = expression.range
    defer { unit.range = outer }
    switch expression.kind {
    case .name(let name): load(name)
    case .constant(let constant): unit.load(try value(of: constant, at: expression.range))
    case .formattedString(let parts): try compileFormatted(parts)
    case .tuple(let elements): try compileDisplay(elements, .buildTuple)
    case .list(let elements): try compileDisplay(elements, .buildList)
    case .set(let elements): try compileDisplay(elements, .buildSet)
    case .dictionary(let items): try compileDictionary(items)
    case .unary(.not, let operand):
      try compileNegated(operand)
      unit.emit(.unary, UnaryOperator.not.number)
    case .unary(let op, let operand):
      if op == .negative, let folded = negated(operand) { return unit.load(folded) }
      try compile(operand)
      unit.emit(.unary, op.number)
    case .binary(let left, let op, let right):
      try compile(left)
      try compile(right)
      unit.emit(.binary, op.number)
    case .boolean(let op, let operands):
      let end = unit.newLabel()
      for (index, operand) in operands.enumerated() {
        try compile(operand)
        if index < operands.count - 1 {
          unit.emitJump(op == .and ? .jumpIfFalseOrPop : .jumpIfTrueOrPop, end)
        }
      }
      unit.place(end)
    case .comparison(let first, let links):
      warn(ofComparison: first, links, line: expression.range.start.line)
      try compileComparison(first, links)
    case .conditional(let test, let then, let otherwise):
      let other = unit.newLabel()
      let end = unit.newLabel()
      let depth = unit.depth
      try compileJump(test, to: other, if: false)
      try compile(then)
      unit.emitJump(.jump, end)
      unit.place(other)
      unit.setDepth(depth)
      try compile(otherwise)
      unit.place(end)
    case .call(let callee, let arguments, let keywords):
      try compileCall(callee, arguments, keywords, range: expression.range)
    case .attribute(let object, let name):
      try compile(object)
      emitAttribute(.loadAttribute, name, range: expression.range)
    case .subscript(let object, let index):
      warn(ofSubscript: object, index: index, line: expression.range.start.line)
      try compile(object)
      try compile(index)
      unit.emit(.loadItem)
    case .slice(let lower, let upper, let step):
      for bound in [lower, upper] {
        if let bound { try compile(bound) } else { unit.load(.none) }
      }
      if let step { try compile(step) }
      unit.emit(.buildSlice, step == nil ? 2 : 3)
    case .starred: throw Unsupported(construct: "a starred expression here", range: expression.range)
    case .lambda(let lambda): try compileLambda(lambda, range: expression.range)
    case .comprehension(let comprehension): try compileComprehension(comprehension, range: expression.range)
    case .await(let operand):
      try compile(operand)
      awaitTop()
    case .yield(let operand):
      if let operand { try compile(operand) } else { unit.load(.none) }
      unit.emit(.yieldValue)
    case .yieldFrom(let operand):
      try compile(operand)
      unit.emit(.getDelegate)
      unit.load(.none)
      unit.emit(.send)
    case .named(let target, let value):
      try compile(value)
      unit.emit(.copy, 1)
      try compileStore(target)
    }
  }

  /// Compiles what is to be negated; CPython takes `not a is b` for `a is not b`.
  private func compileNegated(_ operand: Expression) throws {
    guard case .comparison(let first, let links) = operand.kind else { return try compile(operand) }
    try located(operand.range) {
      warn(ofComparison: first, links, negated: links.count == 1, line: operand.range.start.line)
      try compileComparison(first, links)
    }
  }

  /// Compiles a condition that jumps where it is `value`, without making a boolean of it first.
  func compileJump(_ test: Expression, to label: Emitter.Label, if value: Bool) throws {
    switch test.kind {
    case .unary(.not, let operand):
      guard case .comparison = operand.kind else { return try compileJump(operand, to: label, if: !value) }
      try compileNegated(operand)
      located(operand.range) { unit.emitJump(value ? .jumpIfFalse : .jumpIfTrue, label) }
    case .boolean(let op, let operands) where (op == .and) == !value:
      for operand in operands { try compileJump(operand, to: label, if: value) }
    default:
      try compile(test)
      located(test.range) { unit.emitJump(value ? .jumpIfTrue : .jumpIfFalse, label) }
    }
  }

  func value(of constant: Constant, at range: SourceRange) throws -> Value {
    switch constant {
    case .none: .none
    case .boolean(let value): .bool(value)
    case .ellipsis: .ellipsis
    case .integer(let value): .integer(value)
    case .float(let value): .float(value)
    case .string(let text): .text(text)
    case .bytes(let bytes): .object(PyBytes(bytes))
    case .imaginary: throw Unsupported(construct: "a complex number", range: range)
    case .surrogateString: throw Unsupported(construct: "a string with a lone surrogate", range: range)
    }
  }

  private func negated(_ operand: Expression) -> Value? {
    switch operand.kind {
    case .constant(.integer(let value)): .integer(-value)
    case .constant(.float(let value)): .float(-value)
    default: nil
    }
  }

  private func compileComparison(_ first: Expression, _ links: [ComparisonLink]) throws {
    try compile(first)
    guard links.count > 1 else {
      for link in links {
        try compile(link.operand)
        unit.emit(.compare, link.comparison.number)
      }
      return
    }
    let cleanup = unit.newLabel()
    let end = unit.newLabel()
    for (index, link) in links.enumerated() {
      try compile(link.operand)
      if index < links.count - 1 {
        // left, right -> right, left, right
        unit.emit(.swap, 2)
        unit.emit(.copy, 2)
        unit.emit(.compare, link.comparison.number)
        unit.emitJump(.jumpIfFalseOrPop, cleanup)
      } else {
        unit.emit(.compare, link.comparison.number)
      }
    }
    unit.emitJump(.jump, end)
    unit.place(cleanup)
    unit.emit(.swap, 2)
    unit.emit(.pop)
    unit.place(end)
  }

  private func compileDisplay(_ elements: [Expression], _ opcode: Opcode) throws {
    let starred = elements.contains { if case .starred = $0.kind { true } else { false } }
    if !starred && elements.count < 256 {
      if opcode == .buildTuple, let constant = try constantTuple(elements) { return unit.load(constant) }
      if opcode == .buildSet, elements.count > 2, try constantTuple(elements) != nil {
        // CPython makes a constant frozenset of the elements, a second one of the first one's, and merges that into an
        // empty set, which decides the order of the elements.
        unit.emit(.buildSet, 0)
        unit.emit(.buildSet, 0)
        unit.emit(.buildList, 0)
        for element in elements { try compile(element) }
        unit.emit(.buildSet, elements.count)
        unit.emit(.listExtend, 1)
        unit.emit(.setUpdate, 1)
        return unit.emit(.setUpdate, 1)
      }
      for element in elements { try compile(element) }
      return unit.emit(opcode, elements.count)
    }
    let isSet = opcode == .buildSet
    unit.emit(isSet ? .buildSet : .buildList, 0)
    for element in elements {
      if case .starred(let inner) = element.kind {
        try compile(inner)
        unit.emit(isSet ? .setUpdate : .listExtend, 1)
      } else {
        try compile(element)
        unit.emit(isSet ? .setAdd : .listAppend, 1)
      }
    }
    if opcode == .buildTuple { unit.emit(.listToTuple) }
  }

  private func constantTuple(_ elements: [Expression]) throws -> Value? {
    var values: [Value] = []
    for element in elements {
      guard case .constant(let constant) = element.kind else { return nil }
      values.append(try value(of: constant, at: element.range))
    }
    return .object(PyTuple(values))
  }

  private func compileDictionary(_ items: [DictionaryItem]) throws {
    unit.emit(.buildDict, 0)
    for item in items {
      if let key = item.key {
        try compile(key)
        try compile(item.value)
        unit.emit(.dictAdd, 1)
      } else {
        try compile(item.value)
        unit.emit(.dictUpdate, 1)
      }
    }
  }

  private func compileFormatted(_ parts: [FormattedPart]) throws {
    var count = 0
    for part in parts {
      switch part {
      case .literal(let text):
        if text.isEmpty { continue }
        unit.load(.text(text))
      case .replacement(let replacement):
        try compile(replacement.value)
        let conversion: Int =
          switch replacement.conversion {
          case nil: 0
          case .string: 1
          case .representation: 2
          case .ascii: 3
          }
        if let format = replacement.format { try compileFormatted(format) }
        located(replacement.range) { unit.emit(.format, conversion | (replacement.format == nil ? 0 : 4)) }
      }
      count += 1
    }
    unit.emit(.buildString, count)
  }

  // MARK: Calls

  private func compileCall(
    _ callee: Expression, _ arguments: [Expression], _ keywords: [KeywordArgument], range: SourceRange
  ) throws {
    warn(ofCallee: callee)
    let isSpread =
      arguments.contains { if case .starred = $0.kind { true } else { false } }
      || keywords.contains { $0.name == nil } || arguments.count + keywords.count > 200
    if isSpread {
      try compile(callee)
      unit.emit(.pushUndefined)
      return try compileSpreadCall(arguments, keywords)
    }
    var range = range
    if case .attribute(let object, let name) = callee.kind {
      try compile(object)
      emitAttribute(.loadMethod, name, range: callee.range)
      range = range.from(name, endingAt: callee.range.end)
    } else {
      try compile(callee)
      unit.emit(.pushUndefined)
    }
    for argument in arguments { try compile(argument) }
    for keyword in keywords { try compile(keyword.value) }
    located(range) {
      if keywords.isEmpty {
        unit.emit(.call, arguments.count)
      } else {
        unit.load(.object(PyTuple(keywords.map { .object(internedName($0.name ?? "")) })))
        unit.emit(.callKeywords, arguments.count + keywords.count)
      }
    }
  }

  func internedName(_ name: String) -> PyString { unit.draft.names[unit.name(name)] }

  /// The arguments and keywords of a call with stars, as one tuple and one dictionary.
  func compileSpreadCall(_ arguments: [Expression], _ keywords: [KeywordArgument]) throws {
    if arguments.count == 1, case .starred(let only) = arguments[0].kind {
      // Not spread here: the call says whose argument it is where it cannot be.
      try compile(only)
    } else {
      try compileDisplay(arguments, .buildTuple)
    }
    if !keywords.isEmpty {
      unit.emit(.buildDict, 0)
      for keyword in keywords {
        if let name = keyword.name {
          unit.emit(.buildDict, 0)
          unit.load(.text(name))
          try compile(keyword.value)
          unit.emit(.dictAdd, 1)
        } else {
          try compile(keyword.value)
        }
        unit.emit(.keywordsMerge, 1)
      }
    }
    unit.emit(.callSpread, keywords.isEmpty ? 0 : 1)
  }
}
