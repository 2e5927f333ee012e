extension Machine {
  func fillCollections(_ names: PyDict) {
    fillClassMarks(names)
    fillDeque(names)
    fillNamedTuples(names)
  }

  /// Tells the protocols which classes of Python's own, whose methods are not all seen by name, fulfil them.
  func fillCollectionProtocols(_ names: PyDict) {
    function(names, "_register_builtins", .exactly(1)) { m, a in
      guard let protocols = a[0].dict else { return .none }
      for (name, members) in m.protocolMembers {
        let traits = protocols.get(m.intern(name))?.typeObject?.abstract
        traits?.registered.append(contentsOf: members)
      }
      return .none
    }
  }

  private var protocolMembers: [(String, [PyType])] {
    let views = ["keys", "values", "items"].map { types.named("dict_\($0)") }
    let sequences = [types.str, types.bytes, types.list, types.tuple, types.range, dequeType]
    let sets = [types.set, types.frozenset]
    let mappings = [types.dict, types.named("mappingproxy")]
    let collections = sequences + sets + mappings + views
    let functions = [
      types.function, types.native, types.method, types.type, types.named("method_descriptor"),
      types.named("wrapper_descriptor"),
      types.named("method-wrapper"),
    ]
    let futures = ["Future", "Task", "_GatheringFuture"].map { types.named($0) }
    return [
      ("Sized", collections), ("Container", collections), ("Iterable", collections),
      ("Collection", collections), ("Reversible", sequences + mappings + views),
      ("Sequence", sequences),
      ("MutableSequence", [types.list, dequeType]), ("Set", sets + [views[0], views[2]]),
      ("MutableSet", [types.set]), ("Mapping", mappings), ("MutableMapping", [types.dict]),
      ("KeysView", [views[0]]), ("ValuesView", [views[1]]), ("ItemsView", [views[2]]),
      ("Callable", functions), ("Awaitable", futures + [types.coroutine]), ("Coroutine", [types.coroutine]),
      ("AsyncGenerator", [types.asyncGenerator]), ("AsyncIterator", [types.asyncGenerator]),
      ("AsyncIterable", [types.asyncGenerator]), ("Generator", [types.generator]),
      ("Iterator", [types.generator]), ("Iterable", [types.generator]),
    ]
  }
}
