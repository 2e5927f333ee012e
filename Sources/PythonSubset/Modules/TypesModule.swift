extension Machine {
  func fillTypes(_ names: PyDict) {
    let known: [(String, PyType)] = [
      ("FunctionType", types.function), ("LambdaType", types.function), ("MethodType", types.method),
      ("BuiltinFunctionType", types.native), ("BuiltinMethodType", types.native),
      ("GeneratorType", types.generator), ("CoroutineType", types.coroutine),
      ("AsyncGeneratorType", types.asyncGenerator), ("ModuleType", types.module),
      ("TracebackType", types.traceback), ("CellType", types.cell), ("NoneType", types.noneType),
      ("NotImplementedType", types.notImplementedType), ("EllipsisType", types.ellipsis),
      ("GenericAlias", types.named("GenericAlias", module: "types")),
      ("UnionType", types.named("UnionType", module: "types")),
      ("MappingProxyType", types.named("mappingproxy")),
      ("SimpleNamespace", types.named("SimpleNamespace", module: "types")),
    ]
    for (name, type) in known { names.set(intern(name), .object(type)) }
    constructor(types.method) { m, a in
      try m.checkCount(a, "method", 3, 3)
      return .object(PyBoundMethod(a[1], a[2]))
    }
    attribute(
      types.named("UnionType", module: "types"), "__args__",
      get: { m, v in
        let members = (v.object as? PyUnion)?.members ?? []
        return .object(PyTuple(members.map { $0.isNone ? .object(m.types.noneType) : $0 }))
      })
    fillSimpleNamespace()
  }

  private func fillSimpleNamespace() {
    let type = types.named("SimpleNamespace", module: "types")
    constructor(type) { m, a in
      try m.checkCount(a, "SimpleNamespace", 1, 2)
      let made = PySimpleNamespace()
      if a.count == 2 { try m.update(made.attributes, from: a[1]) }
      for (index, name) in a.names.enumerated() { made.attributes.set(name, a[a.count + index]) }
      return .object(made)
    }
    method(type, "__eq__", .exactly(2)) { m, a in
      guard let left = a[0].object as? PySimpleNamespace, let right = a[1].object as? PySimpleNamespace else {
        return .notImplemented
      }
      return .bool(try m.equal(.object(left.attributes), .object(right.attributes)))
    }
  }
}

/// `types.SimpleNamespace`: an object of nothing but attributes.
final class PySimpleNamespace: PyObject, NativeRepresentation {
  let attributes = PyDict()

  init() { super.init(.other) }

  override func type(in machine: Machine) -> PyType {
    machine.types.named("SimpleNamespace", module: "types")
  }

  override var ownAttributes: PyDict? { attributes }

  func representation(_ machine: Machine) throws -> String {
    try machine.nested(self, ifRing: "namespace(...)") {
      let parts = try attributes.pairs.map { key, value in
        "\(key.string?.value ?? "")=\(try machine.representation(value))"
      }
      return "namespace(\(parts.joined(separator: ", ")))"
    }
  }
}
