import PythonSyntax

/// What the parts of the library that are written in Python need of the machine, under private names.
extension Machine {
  /// `_names_of(module)` and `_caller_module()`, for `typing`, `enum` and `dataclasses`.
  private func fillModuleAccess(_ names: PyDict) {
    function(names, "_names_of", .exactly(1)) { m, a in
      let module = a[0].string.flatMap { m.modules[$0.value] }
      return .object(module?.attributes ?? PyDict())
    }
    function(names, "_caller_module", .exactly(0)) { m, _ in
      m.visibleFrame?.globals.get(m.names.name) ?? .text("__main__")
    }
  }

  func fillTyping(_ names: PyDict) {
    fillModuleAccess(names)
    let alias = types.named("GenericAlias", module: "types")
    attribute(alias, "__origin__", get: { _, v in (v.object as? PyGenericAlias)?.origin ?? .none })
    attribute(
      alias, "__args__",
      get: { _, v in
        let arguments = (v.object as? PyGenericAlias)?.arguments ?? .none
        return arguments.tuple == nil ? .object(PyTuple([arguments])) : arguments
      })
    function(names, "_find", .exactly(2)) { m, a in
      guard let module = a[0].string?.value, let name = a[1].string else { return .none }
      if let found = try m.module(named: module)?.attributes.get(name) { return found }
      return .object(m.types.named(name.value, module: module))
    }
  }

  func fillEnum(_ names: PyDict) {
    fillModuleAccess(names)
    names.set(intern("_builtin_property"), .object(types.property))
    function(names, "_is_native_descriptor", .exactly(1)) { _, a in
      guard let object = a[0].object else { return .bool(false) }
      switch object.kind {
      case .function, .native, .descriptor: return .bool(true)
      default: return .bool(object is PyMethodWrapper)
      }
    }
    function(names, "_class_attribute", .exactly(2)) { m, a in
      guard let cls = a[0].typeObject, let name = a[1].string else { return .none }
      return cls.lookup(m.intern(name.value), in: m) ?? .none
    }
    function(names, "_builtin_value", .exactly(1)) { _, a in
      if let number = a[0].bigInteger { return .integer(number) }
      return a[0].string.map { .text($0.value) } ?? a[0]
    }
    function(names, "_builtin_text", .exactly(1)) { m, a in
      if let number = a[0].bigInteger { return .text(try IntegerText.decimal(number)) }
      return .text(try a[0].string?.value ?? m.string(a[0]))
    }
    function(names, "_member_field", .exactly(2)) { m, a in
      let name = a[0].string?.value ?? ""
      let key = m.intern(a[1].string?.value ?? "")
      func refusal(_ m: Machine, _ verb: String) -> PyException {
        m.error(.attributeError, "<enum 'Enum'> cannot \(verb) attribute '\(name)'")
      }
      return .object(
        PyGetSet(
          name, get: { _, v in v.object?.ownAttributes?.get(key) ?? .none },
          set: { m, _, _ in throw refusal(m, "set") }, delete: { m, _ in throw refusal(m, "delete") }))
    }
  }

  func fillDataclasses(_ names: PyDict) {
    fillModuleAccess(names)
    function(names, "_is_member", .exactly(1)) { _, a in .bool(a[0].object is PySlotMember) }
    function(names, "_is_hashable", .exactly(1)) { m, a in
      switch a[0].object?.kind {
      case .list, .dict: return .bool(false)
      case .set: return .bool(a[0].set?.isFrozen ?? false)
      case .bytes: return .bool(a[0].bytes?.isMutable == false)
      default: return .bool(m.lookup(m.names.hash, on: a[0])?.isNone != true)
      }
    }
    function(names, "_is_keyword", .exactly(1)) { _, a in
      .bool(Keywords.contains(a[0].string?.value ?? ""))
    }
    function(names, "_compiled", .exactly(2)) { m, a in
      guard let text = a[0].string, let globals = a[1].dict else { return .none }
      return try m.compiledFunction(text.value, globals)
    }
  }

  /// The function that a text defines as its only statement, with the names of a module around it.
  private func compiledFunction(_ text: String, _ globals: PyDict) throws -> Value {
    let file = "<string>"
    let syntax = try Parser.parse(SourceText(text, file: file)).module
    let compiler = Compiler(
      file: file, symbols: try SymbolTable(syntax), notes: [], interned: { self.intern($0) })
    let code = try compiler.compile(syntax)
    let constants = code.constants.compactMap { ($0.object as? CodeConstant)?.code }
    guard let definition = constants.first else { return .none }
    return .object(
      PyFunction(code: definition, globals: globals, closure: [], defaults: [], keywordDefaults: nil))
  }
}
