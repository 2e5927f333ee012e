/// The constructs of Python that an interpreter of the subset may leave out, by the names that a refusal gives them.
package enum Construct: String, CaseIterable, Sendable {
  case asyncComprehension = "asynchronous comprehension"
  case asyncFor = "'async for' statement"
  case asyncGenerator = "asynchronous generator"
  case asyncWith = "'async with' statement"
  case assignmentExpression = "assignment expression"
  case complexNumber = "complex number"
  case decorator = "decorator"
  case delete = "'del' statement"
  case exceptStar = "'except*' clause"
  case formatSpecField = "field inside a format spec"
  case generator = "generator function"
  case generatorExpression = "generator expression"
  case keywordOnlyParameter = "keyword-only parameter"
  case match = "'match' statement"
  case matrixMultiply = "operator '@'"
  case metaclass = "class keyword argument"
  case nonlocal = "'nonlocal' statement"
  case positionalOnlyParameter = "positional-only parameter"
  case relativeImport = "relative import"
  case starImport = "import of '*'"
  case surrogate = "lone surrogate in a string"
  case yieldFrom = "'yield from' expression"
}

/// What the interpreter runs: the one table that refusals are made from.
package struct SupportTable: Sendable {
  /// The constructs that it does not run.
  package var unsupported: Set<Construct>
  /// The modules that it has, by their full names, each with the names that it exports.
  package var modules: [String: Set<String>]
  /// Builtins of CPython that it lacks.
  package var missingBuiltins: Set<String>
  /// The names that CPython's modules have beyond those of `modules`, where that is known: what is in neither does not exist.
  package var lacking: [String: Set<String>] = [:]
  /// The classes, by their modules, that a program's class cannot be derived from, though in CPython it can.
  package var underivable: [String: Set<String>] = [:]
  /// The built-in classes whose derived classes cannot have a `__del__`.
  package var unfinalizable: Set<String> = []

  package init(
    unsupported: Set<Construct>, modules: [String: Set<String>], missingBuiltins: Set<String> = []
  ) {
    self.unsupported = unsupported
    self.modules = modules
    self.missingBuiltins = missingBuiltins
  }
}
