extension Machine {
  /// `_check_sequence(a)`: refuses what CPython's C code cannot index with numbers, such as a mapping.
  func fillBisect(_ names: PyDict) {
    function(names, "_check_sequence", .exactly(1)) { m, a in
      let type = m.type(of: a[0])
      switch a[0].object?.kind {
      case .string, .list, .tuple, .bytes, .range: return .none
      // Classes that are written in Python take numbers wherever they take keys.
      case .dict where type === m.types.dict || type.showsModule:
        throw m.typeError("\(type.messageName) is not a sequence")
      case .dict: return .none
      case _ where type.lookup(m.names.getItem, in: m) == nil:
        throw m.typeError("'\(type.messageName)' object does not support indexing")
      default: return .none
      }
    }
  }
}
