import BigInt
import PythonSyntax
import TaskModel

extension Machine {
  func fillBuiltins() {
    for name in ExceptionName.allCases where name.module == "builtins" {
      builtins.set(intern(name.rawValue), .object(types[name]))
    }
    builtins.set(intern("EnvironmentError"), .object(types[.osError]))
    builtins.set(intern("IOError"), .object(types[.osError]))
    let classes = [
      types.object, types.type, types.int, types.bool, types.float, types.str, types.bytes, types.byteArray,
      types.memoryView, types.list, types.tuple,
      types.dict, types.set, types.frozenset, types.range, types.slice, types.property, types.classMethod,
      types.staticMethod, types.superType,
    ]
    for type in classes { builtins.set(intern(type.name), .object(type)) }
    builtins.set(intern("NotImplemented"), .notImplemented)
    builtins.set(intern("Ellipsis"), .ellipsis)
    builtins.set(intern("__debug__"), .bool(true))
    builtins.set(intern("__build_class__"), .object(PyNative("__build_class__", .any, Machine.buildClass)))
    fillOutputFunctions()
    fillObjectFunctions()
    fillNumberFunctions()
    fillIterationFunctions()
    modules["builtins"] = PyModule(name: "builtins", attributes: builtins)
  }

  private func fillOutputFunctions() {
    function(builtins, "print", .any) { m, a in
      try m.checkKeywords(a, "print", allowed: ["sep", "end", "file", "flush"])
      func text(_ name: String, _ fallback: String) throws -> String {
        guard let value = a.keyword(name), !value.isNone else { return fallback }
        guard let text = value.string else {
          throw m.typeError("\(name) must be None or a string, not \(m.typeName(of: value))")
        }
        return text.value
      }
      let separator = try text("sep", " ")
      let end = try text("end", "\n")
      var pieces: [String] = []
      for index in 0..<a.count {
        if index > 0 { pieces.append(separator) }
        pieces.append(try m.string(a[index]))
      }
      pieces.append(end)
      let file = a.keyword("file").flatMap { $0.isNone ? nil : $0 } ?? m.standardOutput
      if let stream = file.object as? PyStream {
        m.write(pieces.joined(), to: stream.stream)
      } else {
        let write = try m.getAttribute(file, m.intern("write"))
        for piece in pieces { _ = try m.call(write, [.text(piece)]) }
      }
      return .none
    }
    function(builtins, "repr", .exactly(1)) { m, a in .text(try m.representation(a[0])) }
    function(builtins, "ascii", .exactly(1)) { m, a in
      .text(StringText.asciiEscaped(try m.representation(a[0])))
    }
    function(builtins, "format", .between(1, 2)) { m, a in
      guard let spec = a[1].or(.text("")).string else {
        throw m.typeError("format() argument 2 must be str, not \(m.givenName(of: a[1]))")
      }
      return .text(try m.format(a[0], spec.value))
    }
  }

  private func fillObjectFunctions() {
    function(builtins, "len", .exactly(1)) { m, a in .int(try m.length(of: a[0])) }
    function(builtins, "id", .exactly(1)) { m, a in
      if case .object(let object) = a[0] { return .int(m.identity(of: object)) }
      return .int(0x7e00_0000_0000 + (try m.hash(a[0]) & 0xffff_ffff) * 16)
    }
    function(builtins, "hash", .exactly(1)) { m, a in .int(try m.hash(a[0])) }
    function(builtins, "callable", .exactly(1)) { m, a in .bool(m.isCallable(a[0])) }
    function(builtins, "isinstance", .exactly(2)) { m, a in .bool(try m.isInstance(a[0], a[1])) }
    function(builtins, "issubclass", .exactly(2)) { m, a in
      guard let type = a[0].typeObject else { throw m.typeError("issubclass() arg 1 must be a class") }
      return .bool(try m.isSubclass(type, a[1]))
    }
    function(builtins, "getattr", .between(2, 3)) { m, a in
      guard let name = a[1].string else {
        throw m.typeError("attribute name must be string, not '\(m.typeName(of: a[1]))'")
      }
      do {
        if let found = try m.findAttribute(a[0], name) { return found }
      } catch let exception as PyException
        where exception.cls.isSubtype(of: m.types[.attributeError]) && !a[2].isUndefined
      {
        return a[2]
      }
      if !a[2].isUndefined { return a[2] }
      throw m.noAttribute(a[0], name)
    }
    function(builtins, "hasattr", .exactly(2)) { m, a in
      guard let name = a[1].string else {
        throw m.typeError("attribute name must be string, not '\(m.typeName(of: a[1]))'")
      }
      do {
        return .bool(try m.findAttribute(a[0], name) != nil)
      } catch let exception as PyException where exception.cls.isSubtype(of: m.types[.attributeError]) {
        return .bool(false)
      }
    }
    function(builtins, "setattr", .exactly(3)) { m, a in
      guard let name = a[1].string else {
        throw m.typeError("attribute name must be string, not '\(m.typeName(of: a[1]))'")
      }
      try m.setAttribute(a[0], m.intern(name.value), a[2])
      return .none
    }
    function(builtins, "delattr", .exactly(2)) { m, a in
      guard let name = a[1].string else {
        throw m.typeError("attribute name must be string, not '\(m.typeName(of: a[1]))'")
      }
      try m.deleteAttribute(a[0], m.intern(name.value))
      return .none
    }
    function(builtins, "vars", .between(0, 1)) { m, a in
      if a.count == 0 { return .object(m.currentFrame?.namespace ?? m.currentFrame?.globals ?? PyDict()) }
      if let type = a[0].typeObject { return .object(PyMappingProxy(type.attributes)) }
      if let attributes = a[0].object?.attributesForWriting() { return .object(attributes) }
      throw m.typeError("vars() argument must have __dict__ attribute")
    }
    function(builtins, "globals", .exactly(0)) { m, _ in .object(m.currentFrame?.globals ?? PyDict()) }
    function(builtins, "locals", .exactly(0)) { m, _ in
      guard let frame = m.currentFrame else { return .object(PyDict()) }
      if frame.code.name == "<module>" { return .object(frame.globals) }
      if let namespace = frame.namespace { return .object(namespace) }
      let result = PyDict()
      for (slot, name) in frame.code.slotNames.enumerated() where !name.value.hasPrefix("<") {
        let value = frame.slots[slot]
        if let cell = value.object as? PyCell {
          if !cell.value.isUndefined { result.set(name, cell.value) }
        } else if !value.isUndefined {
          result.set(name, value)
        }
      }
      return .object(result)
    }
    function(builtins, "dir", .between(0, 1)) { m, a in
      if a.count == 1 { return .object(PyList(try m.directory(of: a[0]))) }
      let names = m.namesInReach?.locals ?? []
      let isModule = m.currentFrame?.code.name == "<module>"
      let all = isModule ? m.currentFrame?.globals.pairs.compactMap { $0.key.string?.value } ?? [] : names
      return .object(PyList(all.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { .text($0) }))
    }
  }

  /// `dir(object)`, which a class may answer for its instances.
  private func directory(of object: Value) throws -> [Value] {
    if let method = lookup(intern("__dir__"), on: object), method.function != nil,
      let result = try callSpecial(object, intern("__dir__"))
    {
      return try sorted(values(of: result), key: .none, isReversed: false)
    }
    return attributeNames(of: object).map { .text($0) }
  }

  /// The names of an object's attributes, sorted as `dir()` does.
  func attributeNames(of object: Value) -> [String] {
    var found: Set<String> = []
    for pair in object.object?.ownAttributes?.pairs ?? [] {
      if let key = pair.key.string { found.insert(key.value) }
    }
    if !(object.object is PyModule) {
      for type in (object.typeObject ?? type(of: object)).mro {
        for pair in type.attributes.pairs { if let key = pair.key.string { found.insert(key.value) } }
      }
    }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private func fillNumberFunctions() {
    function(builtins, "abs", .exactly(1)) { m, a in
      switch a[0] {
      case .float(let x): return .float(x.magnitude)
      case .int(let x) where x != .min: return .int(abs(x))
      default: break
      }
      if let x = a[0].bigInteger { return .integer(BigInt(x.magnitude)) }
      if let result = try m.callSpecial(a[0], m.names.abs) { return result }
      throw m.typeError("bad operand type for abs(): '\(m.typeName(of: a[0]))'")
    }
    function(builtins, "round", .keywords(["number", "ndigits"], required: 1)) { m, a in
      try m.round(a[0], a[1])
    }
    function(builtins, "divmod", .exactly(2)) { m, a in try m.divideWithRest(a[0], a[1]) }
    function(builtins, "pow", .keywords(["base", "exp", "mod"], required: 2)) { m, a in
      guard !a[2].or(.none).isNone else { return try m.binary(BinaryOperator.power.number, a[0], a[1]) }
      return try m.power(a[0], a[1], modulus: a[2])
    }
    for (name, radix, prefix) in [("bin", 2, "0b"), ("oct", 8, "0o"), ("hex", 16, "0x")] {
      function(builtins, name, .exactly(1)) { m, a in
        let number = try a[0].bigInteger ?? BigInt(m.index(a[0]))
        let digits = String(number.magnitude, radix: radix)
        return .text((number.sign == .minus ? "-" : "") + prefix + digits)
      }
    }
    function(builtins, "chr", .exactly(1)) { m, a in
      let number = try m.clampedIndex(a[0])
      guard let code = UInt32(exactly: number), code < 0x110000 else {
        throw m.valueError("chr() arg not in range(0x110000)")
      }
      guard let scalar = Unicode.Scalar(code) else {
        throw m.valueError("taskviz has no strings with lone surrogates")
      }
      return .text(String(scalar))
    }
    function(builtins, "ord", .exactly(1)) { m, a in
      if let bytes = a[0].bytes?.value {
        guard bytes.count == 1 else {
          throw m.typeError("ord() expected a character, but string of length \(bytes.count) found")
        }
        return .int(Int(bytes[0]))
      }
      guard let text = a[0].string else {
        throw m.typeError("ord() expected string of length 1, but \(m.typeName(of: a[0])) found")
      }
      guard text.count == 1, let scalar = text.codePoints.first else {
        throw m.typeError("ord() expected a character, but string of length \(text.count) found")
      }
      return .int(Int(scalar.value))
    }
  }

  func round(_ value: Value, _ digits: Value) throws -> Value {
    if case .float(let number) = value {
      if digits.or(.none).isNone { return .integer(try integer(of: number.rounded(.toNearestOrEven))) }
      let places = try clampedIndex(digits)
      return number.isFinite ? .float(try FloatText.rounded(number, digits: places)) : value
    }
    if let number = value.bigInteger {
      if digits.or(.none).isNone { return .integer(number) }
      let places = try index(digits)
      return .integer(places >= 0 ? number : IntegerText.rounded(number, digits: places))
    }
    if let result = try callSpecial(value, names.round, digits.isUndefined ? [] : [digits]) { return result }
    throw typeError("type \(typeName(of: value)) doesn't define __round__ method")
  }

  /// `int()` of a float.
  func integer(of number: Double) throws -> BigInt {
    if number.isNaN { throw valueError("cannot convert float NaN to integer") }
    if number.isInfinite { throw error(.overflowError, "cannot convert float infinity to integer") }
    return BigInt(number.rounded(.towardZero))
  }
}
