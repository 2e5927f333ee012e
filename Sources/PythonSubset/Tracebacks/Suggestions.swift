/// The name that somebody may have meant who wrote one that does not exist (CPython 3.13 `traceback.py` and
/// `Python/suggestions.c`).
enum Suggestions {
  private static let candidateLimit = 750
  private static let lengthLimit = 40
  /// What inserting, deleting or replacing a character costs.
  private static let moveCost = 2
  private static let caseCost = 1

  /// The closest candidate, the first of those that are equally close; nil where none is close enough.
  static func closest(to wrong: String, among candidates: [String]) -> String? {
    let wrongScalars = Array(wrong.unicodeScalars)
    guard candidates.count <= candidateLimit, wrongScalars.count <= lengthLimit else { return nil }
    var best = wrongScalars.count
    var suggestion: String?
    for candidate in candidates where candidate != wrong {
      let scalars = Array(candidate.unicodeScalars)
      // No more than a third of the characters involved may need a change.
      let most = min((scalars.count + wrongScalars.count + 3) * moveCost / 6, best - 1)
      let distance = distance(wrongScalars[...], scalars[...], limit: most)
      if distance > most { continue }
      suggestion = candidate
      best = distance
    }
    return suggestion
  }

  /// The Levenshtein distance of two texts; more than `limit` where it is beyond that.
  private static func distance(
    _ a: ArraySlice<Unicode.Scalar>, _ b: ArraySlice<Unicode.Scalar>, limit: Int
  ) -> Int {
    var (short, long) = (a, b)
    while let x = short.first, x == long.first {
      short.removeFirst()
      long.removeFirst()
    }
    while let x = short.last, x == long.last {
      short.removeLast()
      long.removeLast()
    }
    if short.isEmpty || long.isEmpty { return moveCost * (short.count + long.count) }
    if short.count > lengthLimit || long.count > lengthLimit { return limit + 1 }
    if long.count < short.count { swap(&short, &long) }
    if (long.count - short.count) * moveCost > limit { return limit + 1 }
    var row = (1...short.count).map { $0 * moveCost }
    var result = 0
    for (place, character) in long.enumerated() {
      var diagonal = place * moveCost
      result = diagonal
      for (index, other) in short.enumerated() {
        let substitution = diagonal + substitutionCost(character, other)
        diagonal = row[index]
        result = min(min(result, diagonal) + moveCost, substitution)
        row[index] = result
      }
      if let smallest = row.min(), smallest > limit { return limit + 1 }
    }
    return result
  }

  private static func substitutionCost(_ a: Unicode.Scalar, _ b: Unicode.Scalar) -> Int {
    if a == b { return 0 }
    return a.properties.lowercaseMapping == b.properties.lowercaseMapping && a.isASCII && b.isASCII
      ? caseCost : moveCost
  }

  /// The builtins of CPython 3.13 in the order of its table, which decides between names that are equally close.
  static let builtins = """
    __name__ __doc__ __package__ __loader__ __spec__ __build_class__ __import__ abs all any ascii bin breakpoint \
    callable chr compile delattr dir divmod eval exec format getattr globals hasattr hash hex id input isinstance \
    issubclass iter aiter len locals max min next anext oct ord pow print repr round setattr sorted sum vars None \
    Ellipsis NotImplemented False True bool memoryview bytearray bytes classmethod complex dict enumerate filter \
    float frozenset property int list map object range reversed set slice staticmethod str super tuple type zip \
    __debug__ BaseException BaseExceptionGroup Exception GeneratorExit KeyboardInterrupt SystemExit ArithmeticError \
    AssertionError AttributeError BufferError EOFError ImportError LookupError MemoryError NameError OSError \
    ReferenceError RuntimeError StopAsyncIteration StopIteration SyntaxError SystemError TypeError ValueError \
    Warning FloatingPointError OverflowError ZeroDivisionError BytesWarning DeprecationWarning EncodingWarning \
    FutureWarning ImportWarning PendingDeprecationWarning ResourceWarning RuntimeWarning SyntaxWarning \
    UnicodeWarning UserWarning BlockingIOError ChildProcessError ConnectionError FileExistsError FileNotFoundError \
    InterruptedError IsADirectoryError NotADirectoryError PermissionError ProcessLookupError TimeoutError \
    IndentationError _IncompleteInputError IndexError KeyError ModuleNotFoundError NotImplementedError \
    PythonFinalizationError RecursionError UnboundLocalError UnicodeError BrokenPipeError ConnectionAbortedError \
    ConnectionRefusedError ConnectionResetError TabError UnicodeDecodeError UnicodeEncodeError \
    UnicodeTranslateError ExceptionGroup EnvironmentError IOError open quit exit copyright credits license help
    """.split(separator: " ").map(String.init)
}

/// What was in reach where a name was not found.
struct NamesInReach {
  /// The local variables that had a value, in their order.
  var locals: [String]
  var globals: PyDict
  /// The variable `self`; undefined where there is none.
  var receiver: Value
}

extension Machine {
  /// What the code that runs now can name, or nil outside all code.
  var namesInReach: NamesInReach? {
    guard let frame = currentFrame else { return nil }
    var reach = NamesInReach(locals: [], globals: frame.globals, receiver: .undefined)
    if let namespace = frame.namespace {
      reach.locals = namespace.pairs.compactMap { $0.key.string?.value }
    }
    for (slot, name) in frame.code.slotNames.enumerated() where !name.value.hasPrefix("<") {
      let value = (frame.slots[slot].object as? PyCell)?.value ?? frame.slots[slot]
      if value.isUndefined { continue }
      reach.locals.append(name.value)
      if name.value == "self" { reach.receiver = value }
    }
    return reach
  }

  /// What CPython adds to the message of an exception in a traceback.
  func advice(for exception: PyException) -> String {
    guard
      exception.cls.isSubtype(of: types[.nameError]) || exception.cls.isSubtype(of: types[.attributeError]),
      let wrong = exception.attributes?.get(names.plainName)?.string?.value
    else { return "" }
    let isName = exception.cls.isSubtype(of: types[.nameError])
    let suggestion = isName ? suggestedName(exception, wrong) : suggestedAttribute(exception, wrong)
    var text = suggestion.map { ". Did you mean: '\($0)'?" } ?? ""
    if isName, StandardLibrary.modules.contains(wrong) {
      text += text.isEmpty ? ". Did you" : " Or did you"
      text += " forget to import '\(wrong)'?"
    }
    return text
  }

  private func suggestedName(_ exception: PyException, _ wrong: String) -> String? {
    guard let reach = exception.namesInReach else { return nil }
    if !reach.receiver.isUndefined, (try? findAttribute(reach.receiver, intern(wrong))) != nil {
      return "self.\(wrong)"
    }
    let globals = reach.globals.pairs.compactMap { $0.key.string?.value }
    return Suggestions.closest(to: wrong, among: reach.locals + globals + Suggestions.builtins)
  }

  private func suggestedAttribute(_ exception: PyException, _ wrong: String) -> String? {
    guard let object = exception.attributes?.get(names.object) else { return nil }
    var candidates = attributeNames(of: object)
    if !wrong.hasPrefix("_"), !Value.isSame(exception.namesInReach?.receiver ?? .undefined, object) {
      candidates.removeAll { $0.hasPrefix("_") }
    }
    return Suggestions.closest(to: wrong, among: candidates)
  }
}
