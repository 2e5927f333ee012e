import PythonSyntax

extension Machine {
  func fillMappingProxy() {
    let type = types.named("mappingproxy")
    type.attributes.set(names.hash, .none)
    constructor(type) { m, a in
      try m.checkCount(a, "mappingproxy", 2, 2)
      guard let dict = a[1].dict else {
        throw m.typeError("mappingproxy() argument must be a mapping, not \(m.typeName(of: a[1]))")
      }
      return .object(PyMappingProxy(dict))
    }
    for name in ["keys", "values", "items", "get", "copy"] {
      method(type, name, .any) { m, a in
        guard let proxy = a[0].object as? PyMappingProxy else { return .none }
        return try m.callMethod(.object(proxy.mapping), m.intern(name), a.positional(from: 1))
      }
    }
    method(type, "__getitem__", .exactly(2)) { m, a in
      guard let proxy = a[0].object as? PyMappingProxy else { return .none }
      return try m.getItem(.object(proxy.mapping), a[1])
    }
    method(type, "__contains__", .exactly(2)) { m, a in
      guard let proxy = a[0].object as? PyMappingProxy else { return .none }
      return .bool(try m.contains(.object(proxy.mapping), a[1]))
    }
    for name in ["__or__", "__ror__"] {
      method(type, name, .exactly(2)) { m, a in
        let sides = (name == "__or__" ? [a[0], a[1]] : [a[1], a[0]]).map { side in
          (side.object as? PyMappingProxy).map { Value.object($0.mapping) } ?? side
        }
        return try m.binary(BinaryOperator.bitOr.number, sides[0], sides[1])
      }
    }
    method(type, "__reversed__", .exactly(1)) { m, a in
      guard let proxy = a[0].object as? PyMappingProxy else { return .none }
      return m.plainReversed(.object(proxy.mapping)) ?? .none
    }
    method(type, "__eq__", .exactly(2)) { m, a in
      guard let proxy = a[0].object as? PyMappingProxy else { return .notImplemented }
      let other = (a[1].object as? PyMappingProxy).map { Value.object($0.mapping) } ?? a[1]
      return .bool(try m.equal(.object(proxy.mapping), other))
    }
  }
}

/// `types.MappingProxyType`: a dictionary that can only be read.
final class PyMappingProxy: PyObject, NativeRepresentation, NativeText, NativeCollection, NativeIterable {
  let mapping: PyDict

  init(_ mapping: PyDict) {
    self.mapping = mapping
    super.init(.other)
  }

  override func type(in machine: Machine) -> PyType { machine.types.named("mappingproxy") }

  var count: Int { mapping.count }

  func makeIterator(_ machine: Machine) -> PyIterator { DictIterator(mapping, .keys) }

  func representation(_ machine: Machine) throws -> String {
    "mappingproxy(\(try machine.representation(.object(mapping))))"
  }

  /// `str()` shows the dictionary alone.
  func text(_ machine: Machine) throws -> String { try machine.representation(.object(mapping)) }
}
