import AsyncioLoop
import BigInt
import PythonSyntax

extension Machine {
  /// `repr(value)`.
  func representation(_ value: Value) throws -> String {
    switch value {
    case .none: return "None"
    case .bool(let flag): return flag ? "True" : "False"
    case .int(let number): return String(number)
    case .float(let number): return FloatText.representation(number)
    case .notImplemented: return "NotImplemented"
    case .ellipsis: return "Ellipsis"
    case .undefined: return "<NULL>"
    case .object(let object):
      return try guarded(" while getting the repr of an object") { try representation(of: object, value) }
    }
  }

  private func representation(of object: PyObject, _ value: Value) throws -> String {
    if override(object, names.repr) != nil { return try callText(value, names.repr) }
    return try builtinRepresentation(of: object, value)
  }

  /// What Python's own classes write, whatever a derived class defines.
  func plainRepresentation(_ value: Value) throws -> String {
    guard case .object(let object) = value else { return try representation(value) }
    return try guarded(" while getting the repr of an object") {
      try builtinRepresentation(of: object, value)
    }
  }

  private func builtinRepresentation(of object: PyObject, _ value: Value) throws -> String {
    switch object.kind {
    case .string: return StringText.representation(unsafeDowncast(object, to: PyString.self).value)
    case .integer: return try IntegerText.decimal((object as? PyInt)?.value ?? 0)
    case .bytes:
      let bytes = unsafeDowncast(object, to: PyBytes.self)
      let text = StringText.representation(bytes.value, escapesApostrophe: bytes.isMutable)
      return bytes.isMutable ? "bytearray(\(text))" : text
    case .list:
      return try nested(object, ifRing: "[...]") {
        "[\(try list(unsafeDowncast(object, to: PyList.self).items))]"
      }
    case .tuple:
      let items = unsafeDowncast(object, to: PyTuple.self).items
      return try nested(object, ifRing: "(...)") { "(\(try list(items))\(items.count == 1 ? "," : ""))" }
    case .dict: return try dictRepresentation(unsafeDowncast(object, to: PyDict.self))
    case .set:
      let set = unsafeDowncast(object, to: PySet.self)
      let name = type(of: value).name
      if set.count == 0 { return "\(name)()" }
      let items = try nested(object, ifRing: "\(name)(...)") { "{\(try list(set.elements))}" }
      return set.isFrozen || set.isDerived ? "\(name)(\(items))" : items
    case .range:
      let range = unsafeDowncast(object, to: PyRange.self)
      return "range(\(range.start), \(range.stop)\(range.step == 1 ? "" : ", \(range.step)"))"
    case .slice:
      guard let slice = object as? PySlice else { break }
      return "slice(\(try list([slice.lower, slice.upper, slice.step])))"
    case .type:
      let type = unsafeDowncast(object, to: PyType.self)
      if let method = type.metaclass?.lookup(names.repr, in: self), method.function != nil {
        return try callText(value, names.repr)
      }
      return "<class '\(type.displayName)'>"
    case .function:
      return "<function \(unsafeDowncast(object, to: PyFunction.self).qualifiedName) at \(address(object))>"
    case .native: return nativeRepresentation(unsafeDowncast(object, to: PyNative.self))
    case .boundMethod:
      let method = unsafeDowncast(object, to: PyBoundMethod.self)
      if let native = method.function.object as? PyNative, !native.isPython {
        let place =
          "of \(typeName(of: method.receiver)) object at \(address(method.receiver.object ?? object))"
        return native.isSlot
          ? "<method-wrapper '\(native.name)' \(place)>" : "<built-in method \(native.name) \(place)>"
      }
      let name =
        method.function.function?.qualifiedName ?? (method.function.object as? PyNative)?.qualifiedName ?? "?"
      return "<bound method \(name) of \(try representation(method.receiver))>"
    case .exception:
      if let method = lookup(names.repr, on: value), method.function != nil {
        return try callText(value, names.repr)
      }
      return try exceptionRepresentation(unsafeDowncast(object, to: PyException.self))
    case .future:
      if let future = (object as? PyFuture)?.future { return future.representation }
    case .generator:
      if let generator = object as? PyGenerator {
        return "<\(typeName(of: value)) object \(generator.qualifiedName) at \(address(object))>"
      }
    case .instance:
      if lookup(names.repr, on: value) != nil { return try callText(value, names.repr) }
    default: break
    }
    if let described = object as? any NativeRepresentation { return try described.representation(self) }
    return try otherRepresentation(object, value)
  }

  private func otherRepresentation(_ object: PyObject, _ value: Value) throws -> String {
    switch object {
    case let module as PyModule:
      return "<module '\(module.name)'\(module.name == "__main__" ? "" : " (built-in)")>"
    case let native as PyNativeCoroutine:
      return "<coroutine object \(native.coroutine.name) at \(address(object))>"
    case let view as PyDictView:
      return "\(typeName(of: value))([\(try list(view.values))])"
    case let alias as PyGenericAlias:
      let arguments = alias.arguments.tuple?.items ?? [alias.arguments]
      return "\(try typeText(alias.origin))[\(try arguments.map(typeText).joined(separator: ", "))]"
    case let union as PyUnion:
      return try union.members.map { $0.typeObject === types.noneType ? "None" : try typeText($0) }
        .joined(separator: " | ")
    case let wrapper as PyMethodWrapper:
      return "<\(typeName(of: value))(\(try representation(wrapper.function)))>"
    case let lookup as PySuper:
      return "<super: <class '\(lookup.start.name)'>, <\(lookup.receiverType.name) object>>"
    default: break
    }
    let type = type(of: value)
    return "<\(type.displayName) object at \(address(object))>"
  }

  private func typeText(_ value: Value) throws -> String {
    if let type = value.typeObject { return type.displayName }
    if case .ellipsis = value { return "..." }
    return try representation(value)
  }

  func address(_ object: PyObject) -> String { "0x" + String(identity(of: object), radix: 16) }

  private func nativeRepresentation(_ native: PyNative) -> String {
    if native.isPython { return "<function \(native.qualifiedName) at \(address(native))>" }
    if let owner = native.owner {
      return "<\(native.isSlot ? "slot wrapper" : "method") '\(native.name)' of '\(owner)' objects>"
    }
    return "<built-in function \(native.name)>"
  }

  func list(_ items: [Value]) throws -> String {
    var parts: [String] = []
    for item in items { parts.append(try representation(item)) }
    return parts.joined(separator: ", ")
  }

  private func dictRepresentation(_ dict: PyDict) throws -> String {
    let text = try nested(dict, ifRing: "{...}") {
      var parts: [String] = []
      for (key, value) in dict.pairs {
        parts.append("\(try representation(key)): \(try representation(value))")
      }
      return "{\(parts.joined(separator: ", "))}"
    }
    return text
  }

  /// Writes a container, or `ring` where it is inside itself.
  func nested(_ object: PyObject, ifRing ring: String, _ body: () throws -> String) throws -> String {
    let id = ObjectIdentifier(object)
    if recursionGuard.contains(id) { return ring }
    recursionGuard.append(id)
    defer { recursionGuard.removeLast() }
    return try body()
  }

  func exceptionRepresentation(_ exception: PyException) throws -> String {
    let arguments = exception.args
    return "\(exception.cls.name)(\(try list(arguments)))"
  }

  private func callText(_ value: Value, _ name: PyString) throws -> String {
    let result = try callSpecial(value, name) ?? .none
    guard let text = result.string else {
      throw typeError("\(name.value) returned non-string (type \(typeName(of: result)))")
    }
    return text.value
  }

  // MARK: str()

  func string(_ value: Value) throws -> String {
    if let object = value.object, override(object, names.str) != nil { return try callText(value, names.str) }
    if let text = value.string { return text.value }
    if case .object(let object) = value {
      switch object.kind {
      case .instance:
        if lookup(names.str, on: value) != nil { return try callText(value, names.str) }
      case .exception:
        if let method = lookup(names.str, on: value), method.function != nil {
          return try callText(value, names.str)
        }
        return try string(unsafeDowncast(object, to: PyException.self))
      case .other: if let text = object as? any NativeText { return try text.text(self) }
      default: break
      }
    }
    return try representation(value)
  }

  /// `str()` of an exception without a `__str__` of its own.
  func string(_ exception: PyException) throws -> String {
    if let method = exception.cls.lookup(names.str, in: self), method.function != nil {
      return try callText(.object(exception), names.str)
    }
    if let members = exception.group {
      let text = try exception.args.first.map(string) ?? ""
      return "\(text) (\(members.count) sub-exception\(members.count == 1 ? "" : "s"))"
    }
    if exception.cls.isUnicodeFault(in: self), exception.args.count == 5 {
      return try unicodeErrorText(exception.args)
    }
    switch exception.args.count {
    case 0: return ""
    case 1:
      // A missing key is shown as it is written.
      if exception.cls.isSubtype(of: types[.keyError]) { return try representation(exception.args[0]) }
      return try string(exception.args[0])
    default:
      if exception.cls.isSubtype(of: types[.osError]), exception.args.count == 2 {
        let text = "[Errno \(try string(exception.args[0]))] \(try string(exception.args[1]))"
        guard let file = exception.attributes?.get(names.fileName) else { return text }
        return "\(text): \(try representation(file))"
      }
      return "(\(try list(exception.args)))"
    }
  }

  // MARK: format()

  /// A `{value!conversion:spec}` of an f-string.
  func format(_ value: Value, conversion: Int, spec: Value) throws -> Value {
    var value = value
    switch conversion {
    case 1: value = .text(try string(value))
    case 2: value = .text(try representation(value))
    case 3: value = .text(StringText.asciiEscaped(try representation(value)))
    default: break
    }
    let spec = spec.string?.value ?? ""
    if spec.isEmpty, value.string != nil, !value.isDerived { return value }
    return .text(try format(value, spec))
  }

  func format(_ value: Value, _ spec: String) throws -> String {
    if let object = value.object, let method = override(object, names.format) {
      let result = try call(method, [value, .text(spec)])
      guard let text = result.string else {
        throw typeError("__format__ must return a str, not \(typeName(of: result))")
      }
      return text.value
    }
    return try plainFormat(value, spec)
  }

  func plainFormat(_ value: Value, _ spec: String) throws -> String {
    switch value {
    case .int, .bool:
      if spec.isEmpty { return try string(value) }
      return try Formatting.integer(value.bigInteger ?? 0, spec, typeName: typeName(of: value))
    case .float(let number): return try Formatting.float(number, spec)
    case .object(let object):
      if let text = object as? PyString { return try Formatting.string(text.value, spec) }
      if let integer = object as? PyInt {
        if spec.isEmpty { return try string(value) }
        return try Formatting.integer(integer.value, spec)
      }
      if let result = try callSpecial(value, names.format, [.text(spec)]) {
        guard let text = result.string else {
          throw typeError("__format__ must return a str, not \(typeName(of: result))")
        }
        return text.value
      }
    default: break
    }
    if spec.isEmpty { return try string(value) }
    throw typeError("unsupported format string passed to \(typeName(of: value)).__format__")
  }

  func joined(_ parts: [Value]) -> PyString {
    if parts.count == 1, let only = parts[0].string { return only }
    var text = ""
    for part in parts { text += part.string?.value ?? "" }
    return PyString(text)
  }
}

/// An object of Python's own with a `repr` of its own.
protocol NativeRepresentation: AnyObject {
  func representation(_ machine: Machine) throws -> String
}
