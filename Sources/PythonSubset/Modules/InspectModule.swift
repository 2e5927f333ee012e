extension Machine {
  func fillInspect(_ names: PyDict) {
    func test(_ name: String, _ parameter: String = "object", _ holds: @escaping (Machine, Value) -> Bool) {
      function(names, "\(name)(\(parameter))") { m, a in .bool(holds(m, a[0])) }
    }
    test("iscoroutinefunction", "obj") { m, value in m.flags(ofFunction: value) == [.coroutine] }
    test("isasyncgenfunction", "obj") { m, value in m.flags(ofFunction: value) == [.coroutine, .generator] }
    test("isgeneratorfunction", "obj") { m, value in m.flags(ofFunction: value) == [.generator] }
    test("iscoroutine") { m, value in m.type(of: value) === m.types.coroutine }
    test("isasyncgen") { _, value in value.object is PyAsyncGenerator }
    test("isgenerator") { m, value in m.type(of: value) === m.types.generator }
    test("isawaitable") { m, value in
      m.type(of: value) === m.types.coroutine || value.object?.kind == .future
        || value.object is any NativeAwaitable || m.lookup(m.names.await, on: value) != nil
    }
    test("isfunction") { m, value in m.type(of: value) === m.types.function }
    test("ismethod") { m, value in m.type(of: value) === m.types.method }
    test("isbuiltin") { m, value in m.type(of: value) === m.types.native }
    test("isclass") { _, value in value.typeObject != nil }
    test("ismodule") { _, value in value.object is PyModule }
    test("istraceback") { _, value in value.object is PyTraceback }
    test("isroutine") { m, value in
      value.function != nil || value.object is PyBoundMethod || value.object is PyNative
    }
    function(names, "unwrap(func, *, stop=None)") { m, a in
      let stop = a[1].or(.none)
      var function = a[0]
      var left = m.recursionLimit
      while function.typeObject == nil, let inner = try m.findAttribute(function, m.intern("__wrapped__")) {
        if try !stop.isNone && m.isTrue(m.call(stop, [function])) { break }
        left -= 1
        if left == 0 { throw m.valueError("wrapper loop when unwrapping \(try m.representation(a[0]))") }
        function = inner
      }
      return function
    }
  }

  /// What kind of function it is, behind methods and partial calls; nil for everything else.
  func flags(ofFunction value: Value) -> Code.Flags? {
    if let native = value.object as? PyNative, native.isPython {
      return native.isCoroutine ? [.coroutine] : []
    }
    if let function = value.function { return function.code.flags.intersection([.coroutine, .generator]) }
    if let method = value.object as? PyBoundMethod { return flags(ofFunction: method.function) }
    return (value.object as? PyPartial).flatMap { flags(ofFunction: $0.function) }
  }

  // MARK: What modules written in Python need

  /// For `warnings`: the place that a warning is about.
  func fillWarnings(_ names: PyDict) {
    function(names, "_warning_site", .exactly(1)) { m, a in
      var frame = m.visibleFrame
      for _ in 1..<max(1, try m.index(a[0])) {
        frame = frame?.back ?? frame?.caller
        while let here = frame, !here.code.flags.isDisjoint(with: [.inlined, .library]) {
          frame = here.back ?? here.caller
        }
      }
      guard let frame else { return .object(PyTuple([.text("<sys>"), .int(0), .text("")])) }
      let line =
        m.settings.sourceLines.indices.contains(frame.line - 1)
        ? String(m.settings.sourceLines[frame.line - 1]) : ""
      return .object(PyTuple([.text(frame.code.file), .int(frame.line), .text(line)]))
    }
  }

  /// For `uuid` and `os`: numbers of a generator of their own, so that the program's `random` gives what it gave before.
  func fillRandomBits(_ names: PyDict) {
    function(names, "_random_bits", .exactly(1)) { m, a in
      .integer(try m.entropy.generator.bits(m.index(a[0])))
    }
  }

  /// For `os`: what a run is told of the world around it.
  func fillSystem(_ names: PyDict) {
    fillRandomBits(names)
    function(names, "_variables", .exactly(0)) { m, _ in
      let variables = PyDict()
      for (name, value) in m.settings.environment { variables.set(m.intern(name), .text(value)) }
      return .object(variables)
    }
    function(names, "getcwd", .exactly(0)) { m, _ in .text(m.settings.directory) }
  }

  /// Where numbers come from that CPython asks the system for: the same ones in every run of one seed.
  var entropy: RandomState {
    if let entropyState { return entropyState }
    let state = RandomState(PythonRandom(seed: "entropy \(settings.seed)"))
    entropyState = state
    return state
  }
}
