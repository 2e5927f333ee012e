extension Machine {
  /// What `namedtuple` needs that Python code cannot say: a `__new__` with given parameters, and fields.
  func fillNamedTuples(_ names: PyDict) {
    function(names, "_named_tuple_maker", .exactly(3)) { m, a in
      let fields = (a[1].tuple?.items ?? []).compactMap { $0.string?.value }
      let defaults = a[2].tuple?.items ?? []
      let first = 1 + fields.count - defaults.count
      let parameters = fields.enumerated().map { $0 + 1 < first ? $1 : "\($1)=" }
      let header: Header = "__new__(\((["_cls"] + parameters).joined(separator: ", ")))"
      let maker = PyNative(header, owner: a[0].string?.value) { _, a in
        let items = (1...fields.count + 1).dropLast().map { a[$0].isUndefined ? defaults[$0 - first] : a[$0] }
        let made = PyTuple(items)
        made.become(a[0])
        return .object(made)
      }
      return .object(PyMethodWrapper(.object(maker), isClassMethod: false))
    }
    function(names, "_named_tuple_field", .exactly(1)) { m, a in
      let place = try m.index(a[0])
      return .object(
        PyGetSet(
          "_tuplegetter",
          get: { _, value in
            guard let items = value.tuple?.items, items.indices.contains(place) else { return .none }
            return items[place]
          }, set: { m, _, _ in throw m.error(.attributeError, "can't set attribute") },
          delete: { m, _ in throw m.error(.attributeError, "can't delete attribute") }))
    }
    function(names, "_calling_module", .exactly(0)) { m, _ in
      m.visibleFrame?.globals.get(m.names.name) ?? .text("__main__")
    }
  }
}
