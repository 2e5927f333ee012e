extension Machine {
  /// What `copy` needs that Python code cannot say.
  func fillCopy(_ names: PyDict) {
    // An object of the same class without its contents; None for what cannot be made without its constructor. A tuple
    // gets its contents at once.
    function(names, "_bare_copy", .between(1, 2)) { m, a in
      guard case .object(let object) = a[0] else { return .none }
      switch object {
      case let instance as PyInstance: return .object(PyInstance(instance.cls))
      case let exception as PyException:
        let made = m.makeException(exception.cls, exception.args)
        made.group = exception.group
        return .object(made)
      case let container as PyContainer: return m.emptyCopy(container, contents: a[1].tuple?.items ?? [])
      case is PySimpleNamespace: return .object(PySimpleNamespace())
      default: return .none
      }
    }
  }

  private func emptyCopy(_ original: PyContainer, contents: [Value]) -> Value {
    let made: PyContainer
    switch original {
    case is PyList: made = PyList([])
    case is PyDict: made = PyDict()
    case is PyTuple: made = PyTuple(contents)
    case let set as PySet: made = PySet(isFrozen: set.isFrozen)
    case let deque as PyDeque: made = PyDeque(limit: deque.limit)
    default: return .none
    }
    if let cls = original.derivation?.cls { made.become(.object(cls)) }
    return .object(made)
  }

  /// A decorator for the library's classes that CPython writes in C: messages name them with their modules.
  func fillClassMarks(_ names: PyDict) {
    function(names, "_shows_module", .exactly(1)) { _, a in
      a[0].typeObject?.showsModule = true
      return a[0]
    }
  }
}
