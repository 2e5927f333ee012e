extension GeneratedProgram {
  /// Every program that is this one with a little taken away, the largest cuts first.
  var smaller: [GeneratedProgram] {
    var programs: [GeneratedProgram] = []
    for index in functions.indices {
      for body in Self.smaller(functions[index].body) {
        var program = self
        program.functions[index].body = body
        programs.append(program)
      }
      if functions[index].name != "main" {
        var program = self
        program.functions.remove(at: index)
        programs.append(program)
      }
    }
    return programs.sorted { $0.statementCount < $1.statementCount }
  }

  private static func smaller(_ body: [Statement]) -> [[Statement]] {
    var bodies: [[Statement]] = body.count > 1 ? [[]] : []
    for index in body.indices {
      let before = Array(body[..<index])
      let after = body[(index + 1)...]
      bodies.append(before + Array(after))
      for replacement in smaller(body[index]) {
        bodies.append(before + replacement + Array(after))
      }
    }
    return bodies
  }

  /// What may stand in place of a statement: the bodies of its parts, itself without a part, with a smaller body.
  private static func smaller(_ statement: Statement) -> [[Statement]] {
    var replacements: [[Statement]] = []
    for (index, part) in statement.parts.enumerated() {
      guard let inner = part.body else { continue }
      replacements.append(inner)
      if index > 0, statement.parts.count > 2 {
        var one = statement
        one.parts.remove(at: index)
        // An else needs its except.
        if one.parts.dropFirst().first?.line != "else:" { replacements.append([one]) }
      }
      for body in smaller(inner) {
        var one = statement
        one.parts[index].body = body
        replacements.append([one])
      }
    }
    return replacements
  }
}

/// Takes from a program what it does not need to keep a property, until nothing more can go.
///
/// `keeps` answers for many programs at once, because asking CPython costs a process.
func shrink(
  _ program: GeneratedProgram, keeps: ([GeneratedProgram]) throws -> [Bool]
) rethrows -> GeneratedProgram {
  var smallest = program
  search: while true {
    var candidates = smallest.smaller[...]
    while !candidates.isEmpty {
      let some = Array(candidates.prefix(60))
      candidates = candidates.dropFirst(60)
      let kept = try keeps(some)
      if let next = zip(some, kept).first(where: { $0.1 })?.0 {
        smallest = next
        continue search
      }
    }
    return smallest
  }
}
